import GRDB
import LeadModel

/// The kinds of entries in which the engine gave a lead to somebody.
private let isAssignment = "kind IN ('lead.assigned', 'lead.drained')"

extension Store {
  /// Gives each assignment that the engine made from an instant up to before another to the body.
  public func forEachEngineAssignment(
    from: Instant, to: Instant, _ body: (EngineAssignment) -> Void
  ) throws(StoreProblem) {
    try read { db in
      try db.each(
        """
        SELECT lead.number, lead.public_id, entry.seq, entry.at
        FROM log_entry AS entry INDEXED BY log_entry_kind
        CROSS JOIN lead ON lead.number = CAST(substr(entry.subject, 6) AS INTEGER)
        WHERE entry.\(isAssignment) AND entry.at >= ? AND entry.at < ?
        """, [.instant(from), .instant(to)]
      ) { row in
        body(
          EngineAssignment(
            lead: row.lead(), publicID: row.text(), entry: row.int(), at: row.instant()))
      }
    }
  }

  /// When the engine gave the lead to somebody, latest first.
  public func engineAssignments(of lead: LeadNumber) throws(StoreProblem) -> [Instant] {
    try read { db in
      try db.all(
        "SELECT at FROM log_entry WHERE subject = ? AND \(isAssignment) ORDER BY seq DESC",
        [.text("lead/\(lead.value)")]
      ) { $0.instant() }
    }
  }

  /// The assignments with what their auditor reads, in the order given.
  public func audited(
    _ assignments: [EngineAssignment], by: Report.Breakdown? = nil
  ) throws(StoreProblem) -> [AuditedAssignment] {
    let key = ReportScope(from: .init(milliseconds: 0), to: .init(milliseconds: 0), by: by).key
    return try read { db in
      try assignments.compactMap { assignment in
        try db.first(
          """
          SELECT \(key), lead.source, lead.company, lead.region, lead.owner,
            payload ->> '$.decision.owner', payload ->> '$.decision.route',
            payload ->> '$.decision.sentence'
          FROM lead JOIN log_entry ON seq = ? WHERE lead.number = ?
          """, [.int(assignment.entry), .lead(assignment.lead)]
        ) { row in
          AuditedAssignment(
            key: row.optionalText(), assignment: assignment, source: row.text(),
            company: row.optionalText(), region: row.optionalID(),
            currentOwner: row.optionalID(), owner: row.optionalID(),
            route: try row.optionalCode(), sentence: row.optionalText())
        }
      }
    }
  }

  /// The latest judgement of each lead of the samples from one week to another, by week and lead. Both are
  /// Mondays, and both are in.
  public func judgements(
    from first: LocalDate, through last: LocalDate
  ) throws(StoreProblem) -> [AuditJudgement] {
    try read { db in
      try db.all(
        """
        SELECT lead, week, judgement, note, by_actor, at FROM audit_judgement AS latest
        WHERE week BETWEEN ? AND ? AND id = (SELECT max(id) FROM audit_judgement AS any
          WHERE any.week = latest.week AND any.lead = latest.lead)
        ORDER BY week, lead
        """,
        [.int(Int64(first.daysSinceEpoch)), .int(Int64(last.daysSinceEpoch))]
      ) { row in
        AuditJudgement(
          lead: row.lead(), week: LocalDate(daysSinceEpoch: Int32(clamping: row.int())),
          isRight: row.text() == "right", note: row.optionalText(), by: row.text(),
          at: row.instant())
      }
    }
  }

  private static let poolKey = ByteSearch(#""pool":""#)

  /// What was judged of the assignments made in the time, by the pool that held, the product and the segment
  /// of the lead, and the queue that it came from.
  public func reportJudged(_ scope: ReportScope) throws(StoreProblem) -> [JudgedTally] {
    try read { db in
      var tallies: [[String]: JudgedTally] = [:]
      func add(_ kind: String, _ id: String?, isRight: Bool) {
        guard let id else { return }
        let key = [kind, id]
        tallies[key, default: JudgedTally(kind: kind, id: id, judged: 0, wrong: 0)].judged += 1
        if !isRight { tallies[key]?.wrong += 1 }
      }
      try db.each(
        """
        SELECT judgement, lead.product, lead.segment,
          (SELECT queue FROM queue_stay WHERE queue_stay.lead = lead.number
            AND queue_stay.to_at = entry.at ORDER BY queue_stay.id DESC LIMIT 1), entry.payload
        FROM audit_judgement AS latest JOIN log_entry AS entry ON entry.seq = decision
        JOIN lead ON lead.number = latest.lead
        WHERE entry.at >= ? AND entry.at < ?
          AND latest.id = (SELECT max(id) FROM audit_judgement AS any
            WHERE any.week = latest.week AND any.lead = latest.lead)
        """, [.instant(scope.from), .instant(scope.to)]
      ) { row in
        let isRight = row.text() == "right"
        add("product", row.optionalText(), isRight: isRight)
        add("segment", row.optionalText(), isRight: isRight)
        add("queue", row.optionalText(), isRight: isRight)
        let record = row.raw()
        guard let start = Self.poolKey.end(in: record) else { return }
        let id = record[start...].prefix { $0 != UInt8(ascii: "\"") }
        add("pool", String(decoding: id, as: UTF8.self), isRight: isRight)
      }
      return tallies.values.sorted {
        Bytes.precedes($0.kind + "\u{1F}" + $0.id, $1.kind + "\u{1F}" + $1.id)
      }
    }
  }
}
