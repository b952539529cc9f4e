import GRDB
import LeadModel

extension Store {
  /// Gives the leads of each id, which may come from several sources, to the body: one call for each id,
  /// in order.
  public func forEachOwned(
    ids: some Sequence<String>, _ body: ([RecordedOwner]) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      for id in ids {
        try body(
          try db.all(
            """
            SELECT number, public_id, source, received_at, state, lead.owner, lead.queue,
              COALESCE(
                (SELECT from_at FROM owner_period WHERE owner_period.lead = number
                  AND to_at IS NULL),
                (SELECT from_at FROM queue_stay WHERE queue_stay.lead = number
                  AND to_at IS NULL)),
              lead.route
            FROM lead WHERE public_id = ? ORDER BY number
            """, [.text(id)]
          ) { row in
            RecordedOwner(
              number: row.lead(), publicID: row.text(), source: row.text(),
              receivedAt: row.instant(), state: try row.code(), owner: row.optionalID(),
              queue: row.optionalID(), since: row.optionalInstant(), route: try row.code())
          })
      }
    }
  }

  /// How many leads of each state were received in the time, those of the first day included.
  public func reportStates(
    from: Instant, to: Instant
  ) throws(StoreProblem) -> [LeadState: Int] {
    try read { db in
      let first = try Receipts.first(atOrAfter: from, db)
      let end = try Receipts.first(atOrAfter: to, db)
      var counts: [LeadState: Int] = [:]
      try db.each(
        "SELECT state, count(*) FROM lead WHERE number >= ? AND number < ? GROUP BY state",
        [.int(first), .int(end)]
      ) { counts[try $0.code()] = $0.count() }
      return counts
    }
  }
}
