import GRDB
import LeadModel

/// What the host remembers of a lead for duplicates, load and redelivery.
public struct LoadedLead: Sendable, Equatable {
  public var number: LeadNumber
  public var publicID: String
  public var source: String
  public var identity: String
  public var receivedAt: Instant
  public var state: LeadState
  public var owner: RepID?
  public var queue: QueueID?
  /// The lead that a duplicate is attached to.
  public var duplicateOf: LeadNumber?
  /// `contact:ID` where it repeats a contact of the CRM.
  public var duplicateOfContact: String?
  /// The lead's, given or inferred: in shadow it keeps figures of its own.
  public var region: RegionID?
  /// nil where the person was erased or gave none.
  public var emailKey: String?
  public var phone: String?
  /// Case-folded.
  public var lastName: String?
  /// When the owner of now got it; nil in queues and for leads that are closed to routing.
  public var assignedAt: Instant?
}

/// What is stored under an identity: enough to tell a redelivery from an update.
public struct KnownLead: Sendable, Equatable {
  public var number: LeadNumber
  /// SHA-256 of the normalised content, 32 bytes.
  public var contentHash: [UInt8]
  public var state: LeadState
  public var receivedAt: Instant
  public init(
    number: LeadNumber, contentHash: [UInt8], state: LeadState, receivedAt: Instant
  ) {
    self.number = number
    self.contentHash = contentHash
    self.state = state
    self.receivedAt = receivedAt
  }
}

/// Assignments of one rep.
public struct RepHistory: Sendable, Equatable {
  /// Since the instant asked for.
  public var count: Int
  /// Ever.
  public var last: Instant?
}

extension Store {
  /// Gives each open lead and each other lead received at or after the instant, in order of
  /// receipt, to the body: what a host loads at start. One row is in memory at a time.
  public func forEachLoadedLead(
    receivedSince: Instant, _ body: (LoadedLead) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      let from = try Receipts.first(atOrAfter: receivedSince, db)
      try db.each(Self.knownLeads, [.int(from)]) { try body(Self.known(&$0)) }
    }
  }

  private static let knownLeads = """
    WITH known (number) AS (
      SELECT number FROM lead WHERE state IN ('assigned', 'working')
      UNION ALL SELECT number FROM lead WHERE state = 'queued'
      UNION ALL SELECT number FROM lead
        WHERE number >= ? AND state IN ('closed', 'duplicate', 'shadowed'))
    SELECT lead.number, public_id, source, identity, received_at, state, lead.owner, lead.queue,
      duplicate_of, duplicate_of_contact, region, email_key, phone, last_name, from_at
    FROM known JOIN lead ON lead.number = known.number
    LEFT JOIN person ON person.lead = lead.number
    LEFT JOIN owner_period ON owner_period.lead = lead.number AND owner_period.to_at IS NULL
    ORDER BY known.number
    """

  private static func known(_ row: inout RowReader) throws -> LoadedLead {
    LoadedLead(
      number: row.lead(), publicID: row.text(), source: row.text(), identity: row.text(),
      receivedAt: row.instant(), state: try row.code(), owner: row.optionalID(),
      queue: row.optionalID(), duplicateOf: row.optionalInt().map { LeadNumber($0) },
      duplicateOfContact: row.optionalText(), region: row.optionalID(),
      emailKey: row.optionalText(), phone: row.optionalText(), lastName: row.optionalText(),
      assignedAt: row.optionalInstant())
  }

  /// What is known of each identity; those that are new are left out.
  public func knownLeads(
    identities: some Sequence<String>
  ) throws(StoreProblem) -> [String: KnownLead] {
    try read { db in
      var found: [String: KnownLead] = [:]
      for identity in identities {
        found[identity] = try db.first(
          "SELECT number, content_hash, state, received_at FROM lead WHERE identity = ?",
          [.text(identity)]
        ) { row in
          KnownLead(
            number: row.lead(), contentHash: row.bytes(), state: try row.code(),
            receivedAt: row.instant())
        }
      }
      return found
    }
  }

  /// Leads of the same email key, newest first, at most 100.
  public func leads(emailKey: String) throws(StoreProblem) -> [LeadRow] {
    try read { db in
      try LeadRows.all(
        db,
        "WHERE number IN (SELECT lead FROM person WHERE email_key = ?) ORDER BY number DESC LIMIT 100",
        [.text(emailKey)])
    }
  }

  /// Assignments of every rep who ever had one: by engine and by people, duplicates not.
  public func repHistories(since: Instant) throws(StoreProblem) -> [RepID: RepHistory] {
    try read { db in
      // Jumps from rep to rep in the index instead of reading all periods.
      let reps: [RepID] = try db.all(
        """
        WITH RECURSIVE rep (name) AS (
          SELECT min(owner) FROM owner_period
          UNION ALL SELECT (SELECT min(owner) FROM owner_period WHERE owner > rep.name)
            FROM rep WHERE rep.name IS NOT NULL)
        SELECT name FROM rep WHERE name IS NOT NULL
        """
      ) { $0.id() }
      var histories: [RepID: RepHistory] = [:]
      for rep in reps {
        histories[rep] = try db.first(
          """
          SELECT (SELECT count(*) FROM owner_period WHERE owner = ? AND from_at >= ?),
            (SELECT max(from_at) FROM owner_period WHERE owner = ?)
          """, [.text(rep.text), .instant(since), .text(rep.text)]
        ) { RepHistory(count: $0.count(), last: $0.optionalInstant()) }
      }
      return histories
    }
  }

  /// Reps who own or owned the lead.
  public func owners(of lead: LeadNumber) throws(StoreProblem) -> [RepID] {
    try read { db in
      try db.all(
        "SELECT owner FROM owner_period WHERE lead = ? GROUP BY owner ORDER BY min(id)",
        [.lead(lead)]
      ) { $0.id() }
    }
  }
}

/// Numbers of leads by time of receipt. Leads are numbered in that order, so that halving the range
/// finds the place and no index on the instant is kept.
enum Receipts {
  /// The number of the first lead received at or after the instant; one past the last if there is
  /// none.
  static func first(atOrAfter instant: Instant, _ db: Database) throws -> Int64 {
    var low = Int64(1)
    var high = try db.number("SELECT COALESCE(MAX(number), 0) FROM lead") + 1
    while low < high {
      let middle = (low + high) / 2
      // Numbers are dense, but a gap would do no harm: the next lead answers for it.
      let received = try db.first(
        "SELECT received_at FROM lead WHERE number >= ? ORDER BY number LIMIT 1", [.int(middle)]
      ) { $0.instant() }
      if let received, received < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
