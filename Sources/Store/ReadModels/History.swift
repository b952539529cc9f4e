import GRDB
import LeadModel

/// A stretch of time for which a rep had a lead.
public struct OwnedStretch: Sendable, Equatable {
  public var lead: LeadNumber
  public var owner: RepID
  public var from: Instant
  /// nil while it lasts.
  public var to: Instant?
  /// When the lead came in.
  public var receivedAt: Instant
  /// When somebody first got in touch, where that is asked for and has happened.
  public var contactedAt: Instant?
}

extension Store {
  /// Every stretch in which a rep had a lead that began in a time, to the body, in no particular order. With
  /// `contacts` each tells also when the lead was first worked on.
  public func ownedStretches(
    from: Instant, to: Instant, contacts: Bool, _ body: (OwnedStretch) -> Void
  ) throws(StoreProblem) {
    let contact =
      contacts
      ? """
      (SELECT min(activity.at) FROM activity WHERE activity.lead = owner_period.lead
        AND auto = 0 AND activity.kind IN ('contacted', 'meeting'))
      """ : "NULL"
    try read { db in
      try db.each(
        """
        SELECT owner_period.lead, owner_period.owner, from_at, to_at, received_at, \(contact)
        FROM owner_period JOIN lead ON lead.number = owner_period.lead
        WHERE from_at >= ? AND from_at < ?
        """, [.instant(from), .instant(to)]
      ) { row in
        body(
          OwnedStretch(
            lead: row.lead(), owner: row.id(), from: row.instant(), to: row.optionalInstant(),
            receivedAt: row.instant(), contactedAt: row.optionalInstant()))
      }
    }
  }

  /// When each rep last got a lead before the instant.
  public func lastAssignments(before instant: Instant) throws(StoreProblem) -> [RepID: Instant] {
    try read { db in
      var last: [RepID: Instant] = [:]
      try db.each(
        "SELECT owner, max(from_at) FROM owner_period WHERE from_at < ? GROUP BY owner",
        [.instant(instant)]
      ) { row in
        let owner: RepID = row.id()
        last[owner] = row.instant()
      }
      return last
    }
  }
}

/// A lead that somebody had, or that waited, at an instant.
public struct HeldLead: Sendable, Equatable {
  public var lead: LeadNumber
  public var publicID: String
  /// nil for one that waited.
  public var owner: RepID?
  public var queue: QueueID?
  public var receivedAt: Instant
  /// Whether somebody had been in touch by then.
  public var isWorked: Bool
}

/// What people did with a lead.
public struct LeadAct: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The first contact, and the end, of a lead of this rep.
    case contact(RepID?)
    case close(RepID)
    /// From its owner, or out of a queue, to a rep.
    case move(from: RepID?, to: RepID)
  }
  public var at: Instant
  public var lead: LeadNumber
  public var kind: Kind
}

extension Store {
  private static let firstContact = """
    (SELECT min(activity.at) FROM activity WHERE activity.lead = lead.number
      AND auto = 0 AND activity.kind IN ('contacted', 'meeting'))
    """

  /// Leads that somebody had, or that waited, right before an instant, by number.
  public func heldLeads(before instant: Instant) throws(StoreProblem) -> [HeldLead] {
    func held(_ table: String, _ column: String) -> String {
      """
      SELECT lead.number AS number, public_id, \(table == "owner_period" ? column : "NULL") AS owner,
        \(table == "owner_period" ? "NULL" : column) AS queue, received_at,
        COALESCE(\(Self.firstContact) < ?, 0) AS worked
      FROM \(table) JOIN lead ON lead.number = \(table).lead
      WHERE from_at < ? AND (to_at IS NULL OR to_at >= ?)
      """
    }
    let sql =
      held("owner_period", "owner_period.owner") + " UNION ALL "
      + held("queue_stay", "queue_stay.queue") + " ORDER BY number"
    return try read { db in
      try db.all(sql, Array(repeating: .instant(instant), count: 6)) { row in
        HeldLead(
          lead: row.lead(), publicID: row.text(), owner: row.optionalID(), queue: row.optionalID(),
          receivedAt: row.instant(), isWorked: row.bool())
      }
    }
  }

  /// What people did with leads in a stretch of time, in the order of time.
  public func leadActs(from: Instant, to: Instant) throws(StoreProblem) -> [LeadAct] {
    try read { db in
      let stretch: [SQLValue] = [.instant(from), .instant(to)]
      var acts: [LeadAct] = []
      try db.each(
        """
        SELECT lead, first, (SELECT owner FROM owner_period AS own
          WHERE own.lead = contact.lead AND own.from_at <= first ORDER BY own.id DESC LIMIT 1)
        FROM (SELECT lead, min(at) AS first FROM activity
          WHERE auto = 0 AND kind IN ('contacted', 'meeting') GROUP BY lead) AS contact
        WHERE first >= ? AND first < ?
        """, stretch
      ) { row in
        let lead = row.lead()
        let at = row.instant()
        acts.append(LeadAct(at: at, lead: lead, kind: .contact(row.optionalID())))
      }
      try db.each(
        """
        SELECT owner_period.lead, to_at, owner_period.owner FROM owner_period
        JOIN lead ON lead.number = owner_period.lead
        WHERE state = 'closed' AND to_at >= ? AND to_at < ? AND owner_period.id =
          (SELECT max(id) FROM owner_period AS last WHERE last.lead = owner_period.lead)
        """, stretch
      ) { row in
        let lead = row.lead()
        let at = row.instant()
        acts.append(LeadAct(at: at, lead: lead, kind: .close(row.id())))
      }
      try db.each(
        """
        SELECT lead, from_at, owner, (SELECT owner FROM owner_period AS before
          WHERE before.lead = owner_period.lead AND before.id < owner_period.id
            AND before.to_at = owner_period.from_at ORDER BY before.id DESC LIMIT 1)
        FROM owner_period WHERE route = 'manual' AND from_at >= ? AND from_at < ?
        """, stretch
      ) { row in
        let lead = row.lead()
        let at = row.instant()
        let to: RepID = row.id()
        acts.append(LeadAct(at: at, lead: lead, kind: .move(from: row.optionalID(), to: to)))
      }
      return acts.sorted { ($0.at, $0.lead) < ($1.at, $1.lead) }
    }
  }
}
