import GRDB
import LeadModel

extension Store {
  /// Exceptions with those who approved them, newest first; one by its number.
  public func exceptions(number: Int64? = nil) throws(StoreProblem) -> [ExceptionRow] {
    try read { db in
      try number.map { try ExceptionRows.all(db, "WHERE exception.number = ?", [.int($0)]) }
        ?? ExceptionRows.all(db, "ORDER BY exception.number DESC", [])
    }
  }

  /// Approved exceptions whose sunset comes after the instant, whether or not they hold already,
  /// by number.
  public func exceptionsInForce(after instant: Instant) throws(StoreProblem) -> [ExceptionRow] {
    try read { db in
      try ExceptionRows.all(
        db, "WHERE status = 'approved' AND sunset_at > ? ORDER BY exception.number",
        [.instant(instant)])
    }
  }

  /// An exception and those that it renews, newest first.
  public func exceptionChain(of number: Int64) throws(StoreProblem) -> [ExceptionRow] {
    try read { db in
      try ExceptionRows.all(
        db,
        """
        WHERE exception.number IN (
          WITH RECURSIVE link (number) AS (
            VALUES (?)
            UNION SELECT renews FROM exception JOIN link ON exception.number = link.number
              WHERE renews IS NOT NULL)
          SELECT number FROM link)
        ORDER BY exception.number DESC
        """, [.int(number)])
    }
  }

  /// The secret of the commitments to what was written about an exception, 32 bytes; nil if there
  /// is none of this number.
  public func secret(ofException number: Int64) throws(StoreProblem) -> [UInt8]? {
    try read { db in
      try db.first("SELECT secret FROM exception WHERE number = ?", [.int(number)]) { $0.bytes() }
    }
  }

  /// Who signed the long term of an exception since it was last prolonged, and not before `since`, in
  /// order.
  public func signatures(
    ofException number: Int64, since: Instant = Instant(milliseconds: .min)
  ) throws(StoreProblem) -> [String] {
    try read { db in
      try db.all(
        """
        SELECT by_actor FROM approval WHERE kind = 'sign_off' AND subject = ?
          AND at > COALESCE((SELECT signed_off_at FROM exception WHERE number = subject), \(Int64.min))
          AND at >= ?
        ORDER BY id
        """, [.int(number), .instant(since)]
      ) { $0.text() }
    }
  }
}

/// Rows of exceptions.
enum ExceptionRows {
  static func all(
    _ db: Database, _ rest: String, _ arguments: [SQLValue]
  ) throws -> [ExceptionRow] {
    var rows = try db.all(
      """
      SELECT number, kind, rep, account, domain, campaign, value, code, reason, refs, owner_role,
        effective_at, sunset_at, wanted_sunset_at, renews, status, requested_by, requested_at,
        decided_by, decided_at, note, signed_off_at
      FROM exception \(rest)
      """, arguments
    ) { try row(&$0) }
    for index in rows.indices {
      rows[index].approvals = try Approvals.of("exception", rows[index].number, db)
    }
    return rows
  }

  private static func row(_ row: inout RowReader) throws -> ExceptionRow {
    ExceptionRow(
      number: row.int(),
      terms: ExceptionTerms(
        kind: try row.code(), rep: row.optionalID(), account: row.optionalID(),
        domain: row.optionalText(), campaign: row.optionalText(), value: row.optionalText()),
      code: row.text(), reason: row.text(), references: try JSONText.value(row.bytes()),
      ownerRole: row.text(), effective: row.instant(), sunset: row.instant(),
      wantedSunset: row.instant(), renews: row.optionalInt(), status: try row.code(),
      requestedBy: row.text(), requestedAt: row.instant(), decidedBy: row.optionalText(),
      decidedAt: row.optionalInstant(), note: row.optionalText(),
      signedOffAt: row.optionalInstant(), approvals: [])
  }
}

/// Votes of the council.
enum Approvals {
  static func of(_ kind: String, _ subject: Int64, _ db: Database) throws -> [String] {
    try db.all(
      "SELECT by_actor FROM approval WHERE kind = ? AND subject = ? ORDER BY id",
      [.text(kind), .int(subject)]
    ) { $0.text() }
  }
}
