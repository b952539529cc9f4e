import GRDB
import LeadModel

/// Leads that came in within one quarter of an hour.
public struct ArrivalTally: Sendable, Equatable {
  /// By the scope's breakdown.
  public var key: String?
  /// When the quarter began.
  public var at: Instant
  public var leads: Int
  /// Of them, those whose first contact was late or is overdue.
  public var misses: Int
}

extension Store {
  /// Leads received in the time by the quarter of an hour in which they came in, with those whose first
  /// contact was missed up to `now`. Quarters, since zones differ by no less.
  public func reportArrivals(
    _ scope: ReportScope, at now: Instant
  ) throws(StoreProblem) -> [ArrivalTally] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      return try db.all(
        """
        SELECT \(scope.key), received_at / 900000, count(*),
          sum(EXISTS (SELECT 1 FROM clock WHERE clock.lead = lead.number
            AND clock.kind = 'first_contact' AND (clock.ending IS 'missed'
              OR clock.ended_at IS NULL AND clock.due_at < ?)))
        FROM lead WHERE \(leads) GROUP BY 1, 2 ORDER BY 1, 2
        """, [.instant(now)] + arguments
      ) { row in
        ArrivalTally(
          key: row.optionalText(), at: Instant(milliseconds: row.int() * 900_000),
          leads: row.count(), misses: row.count())
      }
    }
  }
}
