/// A new lead with everything that the store keeps of it.
public struct LeadAdded: Sendable, Equatable {
  public var number: LeadNumber
  /// The record's id, or the 64 hex digits of its identity: as decisions name the lead.
  public var publicID: String
  public var source: String
  /// What makes the record the same one when it is delivered again: `(source, id)`, or its hash.
  public var identity: String
  /// SHA-256 of the normalised content, 32 bytes: tells a redelivery from an update.
  public var contentHash: [UInt8]
  public var receivedAt: Instant
  public var submittedAt: Instant
  /// Routing facts for panes and filters.
  public var facts: LeadRoutingFacts
  /// The text of fields that are not personal, by field.
  public var fields: [LeadField: String]
  /// What belongs to the person, kept apart from the lead and never logged in clear text.
  public var person: PersonData
  /// The file and line that it came from.
  public var file: Int64?
  public var line: Int?
  public init(
    number: LeadNumber, publicID: String, source: String, identity: String,
    contentHash: [UInt8], receivedAt: Instant, submittedAt: Instant, facts: LeadRoutingFacts,
    fields: [LeadField: String], person: PersonData, file: Int64?, line: Int?
  ) {
    self.number = number
    self.publicID = publicID
    self.source = source
    self.identity = identity
    self.contentHash = contentHash
    self.receivedAt = receivedAt
    self.submittedAt = submittedAt
    self.facts = facts
    self.fields = fields
    self.person = person
    self.file = file
    self.line = line
  }
}

/// The facts by which a lead was routed, as panes show them.
public struct LeadRoutingFacts: Sendable, Equatable, Codable {
  public var company: String?
  public var country: CountryCode?
  /// Whether the country was inferred.
  public var countryInferred: Bool
  public var region: RegionID?
  public var language: LanguageCode?
  public var product: ProductID?
  public var segment: SegmentID?
  public var account: AccountID?
  public var campaign: String?
  public init(
    company: String? = nil, country: CountryCode? = nil, countryInferred: Bool = false,
    region: RegionID? = nil, language: LanguageCode? = nil, product: ProductID? = nil,
    segment: SegmentID? = nil, account: AccountID? = nil, campaign: String? = nil
  ) {
    self.company = company
    self.country = country
    self.countryInferred = countryInferred
    self.region = region
    self.language = language
    self.product = product
    self.segment = segment
    self.account = account
    self.campaign = campaign
  }
}

/// Personal data of one lead.
public struct PersonData: Sendable, Equatable {
  /// The text of each personal field.
  public var fields: [LeadField: String]
  public var extra: [ExtraField]
  public var emailKey: String?
  /// Digits of the phone, at least 8, where there is one.
  public var phone: String?
  /// Case-folded.
  public var lastName: String?
  /// The secret of this lead's commitments, 32 random bytes.
  public var secret: [UInt8]
  public init(
    fields: [LeadField: String], extra: [ExtraField], emailKey: String?, phone: String?,
    lastName: String?, secret: [UInt8]
  ) {
    self.fields = fields
    self.extra = extra
    self.emailKey = emailKey
    self.phone = phone
    self.lastName = lastName
    self.secret = secret
  }
}

/// New content of a lead that was known already.
public struct LeadUpdated: Sendable, Equatable {
  public var number: LeadNumber
  public var contentHash: [UInt8]
  public var at: Instant
  public var facts: LeadRoutingFacts
  public var fields: [LeadField: String]
  public var person: PersonData
  public init(
    number: LeadNumber, contentHash: [UInt8], at: Instant, facts: LeadRoutingFacts,
    fields: [LeadField: String], person: PersonData
  ) {
    self.number = number
    self.contentHash = contentHash
    self.at = at
    self.facts = facts
    self.fields = fields
    self.person = person
  }
}

/// Where a decision or a person put a lead. The store ends the owner period or queue stay before it and
/// begins the next.
public struct LeadPlaced: Sendable, Equatable {
  public var number: LeadNumber
  public var at: Instant
  /// `assigned`, `queued`, `duplicate` or `shadowed`.
  public var state: LeadState
  public var owner: RepID?
  public var queue: QueueID?
  public var duplicateOf: LeadNumber?
  /// `contact:ID` where it repeats a contact of the CRM.
  public var duplicateOfContact: String?
  public var route: RouteType
  public var dimension: Int?
  public var reason: QueueReason?
  public var contingent: Bool
  public var flags: FlagSet
  /// Facts as this decision saw them.
  public var facts: LeadRoutingFacts
  public init(
    number: LeadNumber, at: Instant, state: LeadState, owner: RepID?, queue: QueueID?,
    duplicateOf: LeadNumber?, duplicateOfContact: String?, route: RouteType, dimension: Int?,
    reason: QueueReason?, contingent: Bool, flags: FlagSet, facts: LeadRoutingFacts
  ) {
    self.number = number
    self.at = at
    self.state = state
    self.owner = owner
    self.queue = queue
    self.duplicateOf = duplicateOf
    self.duplicateOfContact = duplicateOfContact
    self.route = route
    self.dimension = dimension
    self.reason = reason
    self.contingent = contingent
    self.flags = flags
    self.facts = facts
  }
}
