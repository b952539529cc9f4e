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
  /// Of them, those whose first decision sent them to a queue.
  public var queued: Int
  /// Of those, the ones that nobody was on shift for.
  public var outsideHours: Int
}

extension Store {
  /// Leads received in the time by the quarter of an hour in which they came in, with those whose first
  /// contact was missed up to `now`, and what was first decided on them. Quarters, since zones differ by
  /// no less.
  public func reportArrivals(
    _ scope: ReportScope, at now: Instant
  ) throws(StoreProblem) -> [ArrivalTally] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      // Only leads that were ever in a queue are looked up in the log.
      return try db.all(
        """
        SELECT key, received_at / 900000, count(*), sum(missed), sum(kind IS 'lead.queued'),
          sum(kind IS 'lead.queued' AND reason IS 'outside_hours')
        FROM (
          SELECT lead.key, lead.received_at, lead.missed, log_entry.kind,
            CASE WHEN log_entry.kind = 'lead.queued'
              THEN log_entry.payload ->> '$.decision.reason' END AS reason
          FROM (
            SELECT \(scope.key) AS key, received_at,
              EXISTS (SELECT 1 FROM clock WHERE clock.lead = lead.number
                AND clock.kind = 'first_contact' AND (clock.ending IS 'missed'
                  OR clock.ended_at IS NULL AND clock.due_at < ?)) AS missed,
              CASE WHEN EXISTS (SELECT 1 FROM queue_stay WHERE queue_stay.lead = lead.number)
                THEN (SELECT min(seq) FROM log_entry WHERE subject = 'lead/' || lead.number
                  AND kind IN ('lead.duplicate', 'lead.assigned', 'lead.queued', 'lead.shadowed'))
                END AS decision
            FROM lead WHERE \(leads)) AS lead
          LEFT JOIN log_entry ON log_entry.seq = lead.decision)
        GROUP BY 1, 2 ORDER BY 1, 2
        """, [.instant(now)] + arguments
      ) { row in
        ArrivalTally(
          key: row.optionalText(), at: Instant(milliseconds: row.int() * 900_000),
          leads: row.count(), misses: row.count(), queued: row.count(),
          outsideHours: row.count())
      }
    }
  }
}
