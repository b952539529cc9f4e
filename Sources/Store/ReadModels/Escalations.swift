import GRDB
import LeadModel

extension Store {
  /// Escalations: open ones oldest first, or all newest first.
  public func escalations(
    openOnly: Bool, offset: Int = 0, limit: Int = 100
  ) throws(StoreProblem) -> Page<EscalationRow> {
    try read { db in
      let window: [SQLValue] = [.int(Int64(limit)), .int(Int64(offset))]
      let total = try db.number("SELECT COALESCE(MAX(number), 0) FROM escalation")
      let open = try db.number("SELECT count(*) FROM escalation WHERE closed_at IS NULL")
      let rows = try EscalationRows.all(
        db,
        openOnly
          ? "WHERE closed_at IS NULL ORDER BY escalation.number LIMIT ? OFFSET ?"
          : "ORDER BY escalation.number DESC LIMIT ? OFFSET ?", window)
      return Page(rows: rows, matching: Int(openOnly ? open : total), total: Int(total))
    }
  }

  /// One escalation; nil if there is none of this number.
  public func escalation(_ number: Int64) throws(StoreProblem) -> EscalationRow? {
    try read { db in
      try EscalationRows.all(db, "WHERE escalation.number = ?", [.int(number)]).first
    }
  }

  /// Escalations of a lead, oldest first.
  public func escalations(of lead: LeadNumber) throws(StoreProblem) -> [EscalationRow] {
    try read { db in
      try EscalationRows.all(
        db, "WHERE escalation.lead = ? ORDER BY escalation.number", [.lead(lead)])
    }
  }

  /// What the filer wrote, and what the reviewer did: free text of people, kept out of the log.
  public func escalationNotes(
    _ number: Int64
  ) throws(StoreProblem) -> (filed: String?, closed: String?) {
    try read { db in
      try db.first("SELECT note, closing_note FROM escalation WHERE number = ?", [.int(number)]) {
        (filed: $0.optionalText(), closed: $0.optionalText())
      } ?? (nil, nil)
    }
  }
}

/// Rows of escalations with company and the due instant of their clock.
enum EscalationRows {
  static func all(
    _ db: Database, _ rest: String, _ arguments: [SQLValue]
  ) throws -> [EscalationRow] {
    try db.all(
      """
      SELECT escalation.number, escalation.lead, lead.company, code, opened_by, rep, opened_at,
        (SELECT due_at FROM clock WHERE clock.escalation = escalation.number ORDER BY id LIMIT 1),
        claimed_by, closed_at, outcome, note, closing_note, closed_by
      FROM escalation LEFT JOIN lead ON lead.number = escalation.lead \(rest)
      """, arguments
    ) { row in
      EscalationRow(
        number: row.int(), lead: row.lead(), company: row.optionalText(), code: row.text(),
        by: row.text(), rep: row.optionalID(), openedAt: row.instant(),
        dueAt: row.optionalInstant(), claimedBy: row.optionalText(),
        closedAt: row.optionalInstant(), outcome: row.optionalText(),
        note: row.optionalText(), closingNote: row.optionalText(), closedBy: row.optionalText())
    }
  }
}
