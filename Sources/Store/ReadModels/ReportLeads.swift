import GRDB
import LeadModel

extension Store {
  /// Leads received in the time, by key in byte order.
  public func reportLeads(_ scope: ReportScope) throws(StoreProblem) -> [LeadTally] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var tallies: [String?: LeadTally] = [:]
      try db.each(
        """
        SELECT \(scope.key), count(*), sum(state = 'duplicate'), sum(state = 'shadowed'),
          sum(contingent)
        FROM lead WHERE \(leads) GROUP BY 1
        """, arguments
      ) { row in
        var tally = LeadTally(key: row.optionalText())
        tally.received = row.count()
        tally.duplicates = row.count()
        tally.shadowed = row.count()
        tally.contingent = row.count()
        tallies[tally.key] = tally
      }
      try db.each(
        """
        SELECT \(scope.key), count(*), sum(owners > 1), sum(\(Self.hasMeeting)) FROM (
          SELECT owner_period.lead AS owned, count(DISTINCT owner_period.owner) AS owners
          FROM owner_period WHERE owner_period.lead >= ? AND owner_period.lead < ? GROUP BY 1)
        CROSS JOIN lead ON lead.number = owned WHERE \(leads) GROUP BY 1
        """, arguments + arguments
      ) { row in
        let key = row.optionalText()
        tallies[key, default: LeadTally(key: key)].assigned = row.count()
        tallies[key, default: LeadTally(key: key)].reassigned = row.count()
        tallies[key, default: LeadTally(key: key)].meetings = row.count()
      }
      return tallies.values.sorted { Bytes.precedes($0.key ?? "", $1.key ?? "") }
    }
  }

  static let hasMeeting = """
    EXISTS (SELECT 1 FROM activity WHERE activity.lead = lead.number
      AND activity.kind = 'meeting' AND activity.auto = 0)
    """

  /// How many leads came in, by key.
  public func reportReceived(_ scope: ReportScope) throws(StoreProblem) -> [String?: Int] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var counts: [String?: Int] = [:]
      try db.each(
        "SELECT \(scope.key), count(*) FROM lead WHERE \(leads) GROUP BY 1", arguments
      ) { counts[$0.optionalText()] = $0.count() }
      return counts
    }
  }

  /// How many leads came in.
  public func reportLeadCount(_ scope: ReportScope) throws(StoreProblem) -> Int {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      return Int(try db.number("SELECT count(*) FROM lead WHERE \(leads)", arguments))
    }
  }

  /// Gives the milliseconds from submission to first contact of each lead received in the time that was
  /// contacted, with its key.
  public func forEachFirstContact(
    _ scope: ReportScope, _ body: (String?, Int64) -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      try db.each(
        """
        SELECT \(scope.key), clock.ended_at - clock.started_at
        FROM lead CROSS JOIN clock ON clock.lead = lead.number
        WHERE \(leads) AND clock.kind = 'first_contact' AND clock.ending <> 'void'
        """, arguments
      ) { body($0.optionalText(), $0.int()) }
    }
  }

  /// How many leads received in the time nobody has contacted though that was due, by key.
  public func reportUncontacted(
    _ scope: ReportScope, at now: Instant
  ) throws(StoreProblem) -> [String?: Int] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var counts: [String?: Int] = [:]
      try db.each(
        """
        SELECT \(scope.key), count(*) FROM lead CROSS JOIN clock ON clock.lead = lead.number
        WHERE \(leads) AND clock.kind = 'first_contact' AND clock.ended_at IS NULL
          AND clock.due_at < ?
        GROUP BY 1
        """, arguments + [.instant(now)]
      ) { counts[$0.optionalText()] = $0.count() }
      return counts
    }
  }
}
