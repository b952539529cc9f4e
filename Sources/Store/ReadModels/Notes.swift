import GRDB
import LeadModel

extension Store {
  /// What people wrote about a lead, oldest first.
  public func notes(of lead: LeadNumber) throws(StoreProblem) -> [NoteRow] {
    try read { db in try NoteRows.of(lead, db) }
  }

  /// Whether a person did something with the lead or an escalation of it at or after the instant.
  /// Engine and clock are no persons, what was refused was not done, and who judges the decision afterwards does
  /// nothing with the lead. What another system tells that
  /// somebody did counts from when it was done.
  public func hasActed(on lead: LeadNumber, since instant: Instant) throws(StoreProblem) -> Bool {
    try read { db in
      try db.number(
        """
        SELECT EXISTS (SELECT 1 FROM log_entry
          WHERE subject IN (SELECT 'lead/' || ?
            UNION ALL SELECT 'escalation/' || number FROM escalation WHERE lead = ?)
          AND at >= ? AND actor NOT IN ('engine', 'clock')
            AND kind NOT IN ('act.refused', 'audit.judged')
          AND (role <> '' OR kind IN ('lead.contacted', 'lead.disposition')
            AND json_extract(payload, '$.auto') = 0 AND json_extract(payload, '$.at') >= ?))
        """,
        [.lead(lead), .lead(lead), .instant(instant), .text("\(instant)")]) == 1
    }
  }
}

/// Rows of notes, those of judgements among them.
enum NoteRows {
  private static let query = """
    SELECT kind, text, by_actor, at FROM (
      SELECT kind, text, by_actor, at, id, 0 AS place FROM note WHERE lead = ?
      UNION ALL SELECT 'judged', note, by_actor, at, id, 1 FROM audit_judgement
        WHERE lead = ? AND note IS NOT NULL)
    ORDER BY at, place, id
    """

  static func of(_ lead: LeadNumber, _ db: Database) throws -> [NoteRow] {
    try db.all(query, [.lead(lead), .lead(lead)]) { row in
      NoteRow(kind: row.text(), text: row.text(), by: row.text(), at: row.instant())
    }
  }
}
