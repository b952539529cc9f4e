import GRDB
import LeadModel

extension Store {
  /// Clocks due in the time, but not after `now`. One that still runs past its due counts as not met; void
  /// ones count in no figure. Without a breakdown leads are not looked at. Of one kind, where it is given.
  public func reportClocks(
    _ scope: ReportScope, at now: Instant, kind: ClockKind? = nil
  ) throws(StoreProblem) -> [ClockTally] {
    let end = min(scope.to, now + 1)
    let only = kind.map { "AND kind = '\($0.rawValue)'" } ?? ""
    let leads = scope.by == nil ? "" : "LEFT JOIN lead ON lead.number = clock.lead"
    return try read { db in
      try db.all(
        """
        SELECT \(scope.key), kind, clock.owner, clock.queue, sum(ending = 'met'), count(*)
        FROM clock INDEXED BY clock_ended \(leads)
        WHERE ended_at IS NOT NULL AND due_at >= ? AND due_at < ? AND ending <> 'void' \(only)
        GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT \(scope.key), kind, clock.owner, clock.queue, 0, count(*)
        FROM clock INDEXED BY clock_running \(leads)
        WHERE ended_at IS NULL AND due_at >= ? AND due_at < ? \(only)
        GROUP BY 1, 2, 3, 4
        """,
        [.instant(scope.from), .instant(end), .instant(scope.from), .instant(end)]
      ) { row in
        ClockTally(
          key: row.optionalText(), kind: try row.code(), owner: row.optionalID(),
          queue: row.optionalID(), met: row.count(), due: row.count())
      }
    }
  }

  /// Promises made to leads received in the time, by what the choice of minutes went by.
  public func reportPromises(_ scope: ReportScope) throws(StoreProblem) -> [PromiseTally] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      return try db.all(
        """
        SELECT clock.kind, lead.segment, lead.region, lead.route, clock.queue, minutes,
          count(*), max(started_at), sum(lead.contingent),
          sum(ending IS 'met'), sum(ended_at IS NULL OR ending <> 'void')
        FROM lead CROSS JOIN clock ON clock.lead = lead.number
        WHERE \(leads) GROUP BY 1, 2, 3, 4, 5, 6
        """, arguments
      ) { row in
        PromiseTally(
          kind: try row.code(), segment: row.optionalID(), region: row.optionalID(),
          route: try row.code(), queue: row.optionalID(), minutes: row.count(),
          count: row.count(), last: row.instant(), contingent: row.count(), met: row.count(),
          counted: row.count())
      }
    }
  }
}
