import GRDB
import LeadModel

/// A lead with what the estimate of leakage goes by.
public struct LeakageFact: Sendable, Equatable {
  public var number: LeadNumber
  public var publicID: String
  public var group: LeakageGroup
  public var submittedAt: Instant
  /// When its clock to first contact ended; nil while it runs.
  public var contactedAt: Instant?
  /// Whether somebody ought to be in touch: not where the lead turned out to be none before.
  public var isWanted: Bool
  /// Its first owner, and since when.
  public var owner: RepID?
  public var routedAt: Instant?
  /// The first thing that a person did after it came in.
  public var activeAt: Instant?
}

/// What leads are valued together by.
public struct LeakageGroup: Sendable, Equatable {
  public var region: String?
  public var source: String
  public var segment: String?

  static let columns = "lead.region, lead.source, lead.segment"

  init(_ row: inout RowReader) {
    region = row.optionalText()
    source = row.text()
    segment = row.optionalText()
  }
}

extension Store {
  /// Whether a lead was found to be none without anybody having been in touch. Its clock says so only while
  /// it was not past due.
  private static let isDismissed = """
    (EXISTS (SELECT 1 FROM activity WHERE activity.lead = lead.number AND auto = 0
        AND activity.kind = 'disqualified')
      AND NOT EXISTS (SELECT 1 FROM activity WHERE activity.lead = lead.number AND auto = 0
        AND activity.kind IN ('contacted', 'meeting')))
    """

  /// Gives each lead received in the time to the body, in order of receipt; repeats and those that stand
  /// in shadow are left out.
  public func forEachLeakageFact(
    _ scope: ReportScope, _ body: (LeakageFact) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      try db.each(
        """
        SELECT lead.number, public_id, \(LeakageGroup.columns), submitted_at, ended_at,
          ending IS NOT 'void' AND clock.id IS NOT NULL AND NOT \(Self.isDismissed),
          owner_period.owner, owner_period.from_at,
          (SELECT min(activity.at) FROM activity WHERE activity.lead = lead.number AND auto = 0
            AND activity.at >= min(lead.submitted_at, lead.received_at))
        FROM lead
        LEFT JOIN clock ON clock.id = (SELECT max(id) FROM clock
          WHERE clock.lead = lead.number AND kind = 'first_contact')
        LEFT JOIN owner_period ON owner_period.id = (SELECT min(id) FROM owner_period
          WHERE owner_period.lead = lead.number)
        WHERE \(leads) AND state NOT IN ('duplicate', 'shadowed') ORDER BY lead.number
        """, arguments
      ) { row in
        try body(
          LeakageFact(
            number: row.lead(), publicID: row.text(), group: LeakageGroup(&row),
            submittedAt: row.instant(), contactedAt: row.optionalInstant(), isWanted: row.bool(),
            owner: row.optionalID(), routedAt: row.optionalInstant(),
            activeAt: row.optionalInstant()))
      }
    }
  }

  /// Gives the group of the latest lead, and the number of leads, of each contact with leads received in
  /// the time that more than one rep owned.
  public func forEachSharedContact(
    _ scope: ReportScope, _ body: (LeakageGroup, Int) -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      try db.each(
        """
        SELECT \(LeakageGroup.columns), leads FROM (
          SELECT COALESCE(person.email_key, lead.number) AS contact, max(lead.number) AS latest,
            count(DISTINCT lead.number) AS leads
          FROM lead CROSS JOIN owner_period ON owner_period.lead = lead.number
          LEFT JOIN person ON person.lead = lead.number
          WHERE \(leads) GROUP BY 1 HAVING count(DISTINCT owner_period.owner) > 1)
        CROSS JOIN lead ON lead.number = latest ORDER BY latest
        """, arguments
      ) { row in body(LeakageGroup(&row), row.count()) }
    }
  }

  /// Gives how many escalations were filed in the time, by group of their leads.
  public func forEachEscalated(
    _ scope: ReportScope, _ body: (LeakageGroup, Int) -> Void
  ) throws(StoreProblem) {
    try read { db in
      try db.each(
        """
        SELECT \(LeakageGroup.columns), count(*)
        FROM escalation CROSS JOIN lead ON lead.number = escalation.lead
        WHERE opened_at >= ? AND opened_at < ? GROUP BY 1, 2, 3
        """, [.instant(scope.from), .instant(scope.to)]
      ) { row in body(LeakageGroup(&row), row.count()) }
    }
  }

  /// Gives how often leads went from one owner to another in the time, by group of the leads.
  public func forEachReassigned(
    _ scope: ReportScope, _ body: (LeakageGroup, Int) -> Void
  ) throws(StoreProblem) {
    try read { db in
      try db.each(
        """
        SELECT \(LeakageGroup.columns), count(*)
        FROM owner_period AS place NOT INDEXED CROSS JOIN lead ON lead.number = place.lead
        WHERE from_at >= ? AND from_at < ? AND lead.file IS NOT NULL
          AND place.owner <> (SELECT earlier.owner FROM owner_period AS earlier
            WHERE earlier.lead = place.lead AND earlier.id < place.id
            ORDER BY earlier.id DESC LIMIT 1)
        GROUP BY 1, 2, 3
        """, [.instant(scope.from), .instant(scope.to)]
      ) { row in body(LeakageGroup(&row), row.count()) }
    }
  }
}
