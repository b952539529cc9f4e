import GRDB
import LeadModel

/// A change request with the rules that it asks for.
public struct StoredChange: Sendable, Equatable {
  public var row: ChangeRequestRow
  /// The TOML text; nil for a draft.
  public var source: String?
  /// The rule set as JSON; nil for a draft.
  public var document: [UInt8]?
  /// The secret of the commitments to what was written about it, 32 bytes.
  public var secret: [UInt8]
}

extension Store {
  /// Change requests with those who approved them, newest first.
  public func changeRequests() throws(StoreProblem) -> [ChangeRequestRow] {
    try read { db in try ChangeRows.all(db, "ORDER BY number DESC", []) }
  }

  /// Change requests that wait for the council, oldest first.
  public func openChangeRequests() throws(StoreProblem) -> [ChangeRequestRow] {
    try read { db in try ChangeRows.all(db, "WHERE status = 'open' ORDER BY number", []) }
  }

  /// One change request; nil if there is none of this number.
  public func changeRequest(_ number: Int64) throws(StoreProblem) -> StoredChange? {
    try read { db in
      guard let row = try ChangeRows.all(db, "WHERE number = ?", [.int(number)]).first else {
        return nil
      }
      return try db.first(
        "SELECT source, document, secret FROM change_request WHERE number = ?", [.int(number)]
      ) { stored in
        StoredChange(
          row: row, source: stored.optionalText(), document: stored.optionalBytes(),
          secret: stored.bytes())
      }
    }
  }

  /// Published versions of the rules, newest first.
  public func ruleVersions() throws(StoreProblem) -> [RuleVersionRow] {
    try read { db in
      try db.all(
        """
        SELECT version, lower(hex(hash)), author, approvers, reason, at, request FROM ruleset
        ORDER BY version DESC
        """
      ) { row in
        RuleVersionRow(
          version: row.count(), hash: row.text(), author: row.text(),
          approvers: try JSONText.value(row.bytes()), reason: row.text(), at: row.instant(),
          request: row.optionalInt())
      }
    }
  }
}

/// Rows of change requests.
enum ChangeRows {
  static func all(
    _ db: Database, _ rest: String, _ arguments: [SQLValue]
  ) throws -> [ChangeRequestRow] {
    var rows = try db.all(
      """
      SELECT number, kind, reason, base, rollback_to, dimension, escalation, draft, status,
        requested_by, requested_at, decided_by, decided_at, version, note, lower(hex(hash))
      FROM change_request \(rest)
      """, arguments
    ) { try row(&$0) }
    for index in rows.indices {
      rows[index].approvals = try Approvals.of("change", rows[index].number, db)
    }
    return rows
  }

  private static func row(_ row: inout RowReader) throws -> ChangeRequestRow {
    ChangeRequestRow(
      number: row.int(), kind: try row.code(), reason: row.text(), base: row.count(),
      rollbackTo: row.optionalInt().map { Int($0) }, dimension: row.optionalInt().map { Int($0) },
      escalation: row.optionalInt(), draft: row.optionalInt(), status: try row.code(),
      requestedBy: row.text(), requestedAt: row.instant(), decidedBy: row.optionalText(),
      decidedAt: row.optionalInstant(), version: row.optionalInt().map { Int($0) },
      note: row.optionalText(),
      // SQLite gives no digits for no hash.
      hash: row.optionalText().flatMap { $0.isEmpty ? nil : $0 }, approvals: [])
  }
}
