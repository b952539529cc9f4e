/// A company in the CRM.
public struct Account: Sendable, Equatable, Codable {
  public var id: AccountID
  public var name: String
  /// Lower case, without `www.`.
  public var domains: [String]
  /// Whether it is a strategic account with a fixed owner.
  public var named: Bool
  public var owner: RepID?
  public var country: CountryCode?
  /// As written; whether the segment exists is for the rule set to say.
  public var segment: String?
  public var type: String?
  public var parent: AccountID?
  public init(
    id: AccountID, name: String, domains: [String] = [], named: Bool = false, owner: RepID? = nil,
    country: CountryCode? = nil, segment: String? = nil, type: String? = nil,
    parent: AccountID? = nil
  ) {
    self.id = id
    self.name = name
    self.domains = domains
    self.named = named
    self.owner = owner
    self.country = country
    self.segment = segment
    self.type = type
    self.parent = parent
  }
}

/// A deal in the CRM.
public struct Opportunity: Sendable, Equatable, Codable {
  public var id: OpportunityID
  public var account: AccountID
  public var owner: RepID?
  public var open: Bool
  /// In hundredths of the organisation's currency; nil counts as 0.
  public var amount: Int64?
  /// nil is oldest.
  public var updatedAt: Instant?
  public init(
    id: OpportunityID, account: AccountID, owner: RepID? = nil, open: Bool, amount: Int64? = nil,
    updatedAt: Instant? = nil
  ) {
    self.id = id
    self.account = account
    self.owner = owner
    self.open = open
    self.amount = amount
    self.updatedAt = updatedAt
  }
}

/// A person in the CRM.
public struct Contact: Sendable, Equatable, Codable {
  public var id: ContactID
  public var email: String
  public var account: AccountID?
  /// Whether an active outreach sequence is running.
  public var inSequence: Bool
  public var sequenceOwner: RepID?
  public init(
    id: ContactID, email: String, account: AccountID? = nil, inSequence: Bool = false,
    sequenceOwner: RepID? = nil
  ) {
    self.id = id
    self.email = email
    self.account = account
    self.inSequence = inSequence
    self.sequenceOwner = sequenceOwner
  }
}

/// A range of IP addresses and the country they are used in. IPv4 is held as its IPv4-mapped IPv6 form
/// (`::ffff:a.b.c.d`), so one order serves both families.
public struct IPRange: Sendable, Equatable {
  public var start: IPAddress
  /// Included.
  public var end: IPAddress
  public var country: CountryCode
  public init(start: IPAddress, end: IPAddress, country: CountryCode) {
    self.start = start
    self.end = end
    self.country = country
  }
}

/// A person's act on a lead in another system, or in ours.
public struct Activity: Sendable, Equatable, Codable {
  /// The lead's id or email, as written.
  public var lead: String
  public var source: String?
  public var kind: String
  public var at: Instant
  public var actor: String?
  public var channel: String?
  /// Whether a machine did it (an auto-responder): never counts as contact.
  public var auto: Bool
  public init(
    lead: String, source: String? = nil, kind: String, at: Instant, actor: String? = nil,
    channel: String? = nil, auto: Bool = false
  ) {
    self.lead = lead
    self.source = source
    self.kind = kind
    self.at = at
    self.actor = actor
    self.channel = channel
    self.auto = auto
  }
}
