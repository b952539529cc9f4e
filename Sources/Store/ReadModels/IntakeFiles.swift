import GRDB
import LeadModel

/// A file that was taken up and not finished: the host ended while it worked on it.
public struct UnfinishedFile: Sendable, Equatable {
  public var id: Int64
  public var name: String
  public var folder: String
  /// Under which name it lies in `drop/.work/`.
  public var workName: String
  public var bytes: Int64
  public var uid: UInt32
  /// How often it was taken up.
  public var attempt: Int
  public var takenAt: Instant
}

extension Store {
  /// Files that are still to be finished, in the order in which they were first taken up.
  public func unfinishedFiles() throws(StoreProblem) -> [UnfinishedFile] {
    try read { db in try Self.unfinished("", [], db) }
  }

  /// The file of this name in `drop/.work/` that is still to be finished; nil if there is none.
  public func unfinishedFile(
    folder: String, workName: String
  ) throws(StoreProblem) -> UnfinishedFile? {
    try read { db in
      try Self.unfinished(
        "AND folder = ? AND work_name = ?", [.text(folder), .text(workName)], db
      ).last
    }
  }

  private static func unfinished(
    _ more: String, _ arguments: [SQLValue], _ db: Database
  ) throws -> [UnfinishedFile] {
    try db.all(
      """
      SELECT id, name, folder, work_name, bytes, uid, attempt, taken_at FROM intake_file
      WHERE finished_at IS NULL \(more) ORDER BY id
      """, arguments
    ) { row in
      UnfinishedFile(
        id: row.int(), name: row.text(), folder: row.text(), workName: row.text(),
        bytes: row.int(), uid: UInt32(clamping: row.int()), attempt: row.count(),
        takenAt: row.instant())
    }
  }

  /// Files that came in, newest first.
  public func files(offset: Int = 0, limit: Int = 100) throws(StoreProblem) -> Page<IntakeFileRow> {
    try read { db in
      let total = Int(try db.number("SELECT count(*) FROM intake_file"))
      let rows = try Self.files(
        db, "ORDER BY id DESC LIMIT ? OFFSET ?", [.int(Int64(limit)), .int(Int64(offset))])
      return Page(rows: rows, matching: total, total: total)
    }
  }

  /// One file; nil if there is none of this id.
  public func file(_ id: Int64) throws(StoreProblem) -> IntakeFileRow? {
    try read { db in try Self.files(db, "WHERE id = ?", [.int(id)]).first }
  }

  /// Where the record of a lead lies: its file, the name of that in the folders of the drop
  /// directory, and the line; nil where the lead came from no file.
  public func intakePlace(
    of lead: LeadNumber
  ) throws(StoreProblem) -> (file: IntakeFileRow, workName: String, line: Int?)? {
    try read { db in
      let place = try db.first(
        """
        SELECT intake_file.id, work_name, line FROM lead JOIN intake_file ON intake_file.id = file
        WHERE number = ?
        """, [.lead(lead)]
      ) { (id: $0.int(), workName: $0.text(), line: $0.optionalInt()) }
      guard let place, let file = try Self.files(db, "WHERE id = ?", [.int(place.id)]).first
      else { return nil }
      return (file, place.workName, place.line.map { Int($0) })
    }
  }

  /// The last line of a file that gave a lead; 0 when none did. Reads all leads: for files that are taken
  /// up again after the host went down.
  public func lastLine(ofFile file: Int64) throws(StoreProblem) -> Int {
    try read { db in
      Int(
        try db.first("SELECT COALESCE(MAX(line), 0) FROM lead WHERE file = ?", [.int(file)]) {
          $0.int()
        } ?? 0)
    }
  }

  /// Rows of a file that could not be taken, by line, so many at most.
  public func rejectedRows(
    of file: Int64, limit: Int = 500
  ) throws(StoreProblem) -> [RejectedRow] {
    try read { db in
      try db.all(
        "SELECT line, reason FROM intake_row WHERE file = ? ORDER BY line, id LIMIT ?",
        [.int(file), .int(Int64(limit))]
      ) { RejectedRow(line: $0.count(), reason: $0.text()) }
    }
  }

  private static func files(
    _ db: Database, _ rest: String, _ arguments: [SQLValue]
  ) throws -> [IntakeFileRow] {
    try db.all(
      """
      SELECT id, name, folder, bytes, attempt, taken_at, finished_at, result, reason, row_count,
        assigned, queued, duplicate, shadowed, redelivered, updated, rejected
      FROM intake_file \(rest)
      """, arguments
    ) { row in
      IntakeFileRow(
        id: row.int(), name: row.text(), folder: row.text(), bytes: row.int(),
        attempt: row.count(), takenAt: row.instant(), finishedAt: row.optionalInstant(),
        result: row.optionalText(), reason: row.optionalText(),
        counts: IntakeCounts(
          rows: row.count(), assigned: row.count(), queued: row.count(), duplicate: row.count(),
          shadowed: row.count(), redelivered: row.count(), updated: row.count(),
          rejected: row.count()))
    }
  }
}
