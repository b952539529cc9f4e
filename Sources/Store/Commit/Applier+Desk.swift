import GRDB
import LeadModel

/// Absences, rule sets, data files, intake and marks.
extension Applier {
  func start(_ away: AwayStarted) throws {
    // Going away again replaces the absence that still runs.
    try db.run("UPDATE away SET ended_at = ? WHERE rep = ? AND ended_at IS NULL") { row in
      row.instant(away.from)
      row.text(away.rep)
    }
    try db.run(
      "INSERT INTO away (rep, from_at, until_at, delegate, code) VALUES (?, ?, ?, ?, ?)"
    ) { row in
      row.text(away.rep)
      row.instant(away.from)
      row.instant(away.until)
      row.text(away.delegate)
      row.text(away.code)
    }
  }

  func endAway(_ rep: RepID, _ at: Instant) throws {
    try one(
      "\"\(rep)\" is not away",
      "UPDATE away SET ended_at = ? WHERE rep = ? AND ended_at IS NULL"
    ) { row in
      row.instant(at)
      row.text(rep)
    }
  }

  func publish(_ rules: RulesPublished) throws {
    let last = try db.number("SELECT COALESCE(MAX(version), 0) FROM ruleset")
    guard rules.version == last + 1 else {
      throw StoreProblem.refused("rule set \(rules.version) does not follow \(last)")
    }
    if let request = rules.request {
      let standing = try db.first(
        "SELECT status, version FROM change_request WHERE number = ?", [.int(request)]
      ) { (status: $0.text(), version: $0.optionalInt()) }
      // The request may have been closed by this version a moment ago.
      guard let standing,
        standing.status == "open" || standing.version == Int64(rules.version)
      else { throw StoreProblem.refused("change request \(request) is not open") }
    }
    let approvers = try JSONText.text(rules.approvers)
    try db.run(
      """
      INSERT INTO ruleset (version, hash, document, source, author, reason, at, approvers, request)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) { row in
      row.int(rules.version)
      row.blob(rules.hash)
      row.blob(rules.document)
      row.text(rules.source)
      row.text(rules.author)
      row.text(rules.reason)
      row.instant(rules.at)
      row.text(approvers)
      row.int(rules.request)
    }
  }

  func replace(_ dataset: DatasetReplaced) throws {
    // Rosters are kept whole, since decisions name them; of the others the current one is enough.
    try db.run(
      """
      UPDATE dataset SET current = 0, content = CASE kind WHEN 'roster' THEN content END
      WHERE kind = ? AND current = 1
      """
    ) { $0.text(dataset.kind.rawValue) }
    try db.run(
      """
      INSERT INTO dataset (kind, hash, row_count, at, current, content) VALUES (?, ?, ?, ?, 1, ?)
      ON CONFLICT (kind, hash) DO UPDATE SET current = 1, at = excluded.at,
        row_count = excluded.row_count, content = excluded.content
      """
    ) { row in
      row.text(dataset.kind.rawValue)
      row.blob(dataset.hash)
      row.int(dataset.rows)
      row.instant(dataset.at)
      row.blob(dataset.content)
    }
  }

  /// Joins minutes with those that are known: the same again changes nothing, in whatever order.
  func add(_ weeks: [PresenceWeek]) throws {
    for week in weeks where !week.seen.isEmpty {
      let known = try Self.minutes(of: week.rep, week.week, db)
      let seen = known?.union(week.seen) ?? week.seen
      if seen == known { continue }
      try db.run(
        """
        INSERT INTO presence_week (week, rep, minutes) VALUES (?, ?, ?)
        ON CONFLICT (week, rep) DO UPDATE SET minutes = excluded.minutes
        """
      ) { row in
        row.int(Int64(week.week.daysSinceEpoch))
        row.text(week.rep)
        row.blob(seen.bytes)
      }
    }
  }

  /// The minutes of a week in which a rep was seen; nil for none.
  static func minutes(of rep: RepID, _ week: LocalDate, _ db: Database) throws -> SeenMinutes? {
    try db.first(
      "SELECT minutes FROM presence_week WHERE week = ? AND rep = ?",
      [.int(Int64(week.daysSinceEpoch)), .text(rep.text)]
    ) { try $0.minutes() }
  }

  func attempt(_ file: FileAttempted) throws {
    try one(
      "file \(file.id) was finished before",
      """
      INSERT INTO intake_file (id, name, folder, work_name, bytes, uid, attempt, taken_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET attempt = excluded.attempt, taken_at = excluded.taken_at,
        bytes = excluded.bytes
      WHERE finished_at IS NULL
      """
    ) { row in
      row.int(file.id)
      row.text(file.name)
      row.text(file.folder)
      row.text(file.workName)
      row.int(file.bytes)
      row.int(Int64(file.owner))
      row.int(file.attempt)
      row.instant(file.at)
    }
  }

  func finish(_ file: FileFinished) throws {
    try one(
      "file \(file.id) is not being worked on",
      """
      UPDATE intake_file SET finished_at = ?, result = ?, reason = ?, hash = ?, row_count = ?,
        assigned = ?, queued = ?, duplicate = ?, shadowed = ?, redelivered = ?, updated = ?,
        rejected = ?
      WHERE id = ? AND finished_at IS NULL
      """
    ) { row in
      row.instant(file.at)
      row.text(file.result)
      row.text(file.reason)
      row.blob(file.hash)
      row.counts(file.counts)
      row.int(file.id)
    }
  }

  func reject(_ row: RowRejected) throws {
    try db.run("INSERT INTO intake_row (file, line, reason) VALUES (?, ?, ?)") {
      $0.int(row.file)
      $0.int(row.line)
      $0.text(row.reason)
    }
  }

  func advance(_ name: String, _ at: Instant) throws {
    try db.run(
      """
      INSERT INTO mark (name, at) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET at = excluded.at
      """
    ) { row in
      row.text(name)
      row.instant(at)
    }
  }
}

extension Binder {
  fileprivate mutating func counts(_ counts: IntakeCounts) {
    int(counts.rows)
    int(counts.assigned)
    int(counts.queued)
    int(counts.duplicate)
    int(counts.shadowed)
    int(counts.redelivered)
    int(counts.updated)
    int(counts.rejected)
  }
}
