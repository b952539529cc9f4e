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
