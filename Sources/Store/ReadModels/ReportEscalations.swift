import GRDB
import LeadModel

extension Store {
  /// Escalations filed in the time, oldest first.
  public func reportEscalations(_ scope: ReportScope) throws(StoreProblem) -> [EscalationFact] {
    try read { db in
      let first = try Self.firstEscalation(atOrAfter: scope.from, db)
      let end = try Self.firstEscalation(atOrAfter: scope.to, db)
      return try db.all(
        """
        SELECT \(scope.key), escalation.number, escalation.lead, lead.region, code, rep,
          opened_at, closed_at, outcome, due_at, ending, COALESCE(working_time, 0)
        FROM escalation JOIN lead ON lead.number = escalation.lead
        LEFT JOIN clock ON clock.escalation = escalation.number
        WHERE escalation.number >= ? AND escalation.number < ? ORDER BY escalation.number
        """, [.int(first), .int(end)]
      ) { row in
        EscalationFact(
          key: row.optionalText(), number: row.int(), lead: row.lead(), region: row.optionalID(),
          code: row.text(), rep: row.optionalID(), openedAt: row.instant(),
          closedAt: row.optionalInstant(), outcome: row.optionalText(),
          dueAt: row.optionalInstant(), ending: try row.optionalCode(),
          workingTime: row.bool())
      }
    }
  }

  /// Escalations are numbered in the order in which they were filed.
  private static func firstEscalation(
    atOrAfter instant: Instant, _ db: Database
  ) throws -> Int64 {
    var low = Int64(1)
    var high = try db.number("SELECT COALESCE(MAX(number), 0) FROM escalation") + 1
    while low < high {
      let middle = (low + high) / 2
      let opened = try db.first(
        "SELECT opened_at FROM escalation WHERE number >= ? ORDER BY number LIMIT 1",
        [.int(middle)]
      ) { $0.instant() }
      if let opened, opened < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
