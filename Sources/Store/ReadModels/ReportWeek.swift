import GRDB
import LeadModel

/// People who wrote in, and how many of them met more than one rep.
public struct ContactTally: Sendable, Equatable {
  /// Contacts with an owner: people by their email, others by their lead.
  public var contacts = 0
  /// Of them, those that more than one rep owned.
  public var shared = 0
  /// Leads and reps of the latest shared ones.
  public var latest: [(leads: String, reps: String)] = []

  public static func == (a: Self, b: Self) -> Bool {
    a.contacts == b.contacts && a.shared == b.shared
      && a.latest.elementsEqual(b.latest) { $0.leads == $1.leads && $0.reps == $1.reps }
  }
}

extension Store {
  /// Contacts of leads received in the time, with as many shared ones as the limit.
  public func reportContacts(
    _ scope: ReportScope, limit: Int = 100
  ) throws(StoreProblem) -> ContactTally {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      let contacts = """
        SELECT COALESCE(person.email_key, lead.number) AS contact, max(lead.number) AS latest,
          count(DISTINCT owner_period.owner) AS owners,
          group_concat(DISTINCT '#' || lead.number) AS leads,
          group_concat(DISTINCT owner_period.owner) AS reps
        FROM lead CROSS JOIN owner_period ON owner_period.lead = lead.number
        LEFT JOIN person ON person.lead = lead.number
        WHERE \(leads) GROUP BY 1
        """
      var tally = ContactTally()
      try db.each(
        "SELECT count(*), COALESCE(sum(owners > 1), 0) FROM (\(contacts))", arguments
      ) { row in
        tally.contacts = row.count()
        tally.shared = row.count()
      }
      guard tally.shared > 0 else { return tally }
      tally.latest = try db.all(
        "SELECT leads, reps FROM (\(contacts)) WHERE owners > 1 ORDER BY latest DESC LIMIT ?",
        arguments + [.int(Int64(limit))]
      ) { (leads: $0.text(), reps: $0.text()) }
      return tally
    }
  }

  /// How often people gave each reason for placing a lead by hand.
  public func reportOverrides(_ scope: ReportScope) throws(StoreProblem) -> [String: Int] {
    try read { db in
      let (entries, arguments) = try scope.entries(db)
      var codes: [String: Int] = [:]
      try db.each(
        """
        SELECT payload ->> '$.code', count(*) FROM log_entry
        WHERE \(entries) AND kind IN ('lead.reassigned', 'lead.claimed')
          AND payload ->> '$.code' IS NOT NULL
        GROUP BY 1
        """, arguments
      ) { codes[$0.text()] = $0.count() }
      return codes
    }
  }

  /// Leads received in the time that nobody has had yet, by the reason why they wait.
  public func reportUnassigned(_ scope: ReportScope) throws(StoreProblem) -> [QueueReason?: Int] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var reasons: [QueueReason?: Int] = [:]
      try db.each(
        """
        SELECT reason, count(*) FROM lead WHERE \(leads) AND state = 'queued'
          AND NOT EXISTS (SELECT 1 FROM owner_period WHERE owner_period.lead = lead.number)
        GROUP BY 1
        """, arguments
      ) { reasons[try $0.optionalCode()] = $0.count() }
      return reasons
    }
  }
}

extension Store {
  /// How many leads received in the time an exception routed, by key.
  public func reportExceptionRoutes(
    _ scope: ReportScope
  ) throws(StoreProblem) -> [String?: Int] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var counts: [String?: Int] = [:]
      try db.each(
        """
        SELECT \(scope.key), count(*) FROM lead WHERE \(leads) AND route = 'exception' GROUP BY 1
        """, arguments
      ) { counts[$0.optionalText()] = $0.count() }
      return counts
    }
  }
}
