import LeadModel

/// All that a decision reads besides the rule set, the roster and the standing of reps.
///
/// Facts hold the *answers* of lookups on personal data (which country each source says, which lead this
/// one repeats), never the inputs, so that erasing a person or a newer table changes no decision.
public struct Facts: Sendable, Equatable, Codable {
  /// The record's id, or the 64 hex digits of its identity.
  public var lead: String
  public var source: String
  /// The instant of the decision.
  public var at: Instant
  /// Remarks of intake: `invalid_email`, `unknown_country`, `no_submit_time`, …
  public var intakeFlags: FlagSet
  /// As given and recognised; inferred ones are in ``inferred``.
  public var country: CountryCode?
  /// As given and known to the rule set.
  public var region: RegionID?
  public var language: LanguageCode?
  /// Known products that the lead names, in the lead's order.
  public var products: [ProductID]
  /// Case-folded.
  public var campaign: String?
  /// At least 0.
  public var employees: Int?
  /// When `employees` was looked up, where the lead says so readably.
  public var enrichedAt: Instant?
  /// In hundredths of the organisation's currency.
  public var revenue: Int64?
  /// The lead's own, where the rule set knows it.
  public var segment: SegmentID?
  public var lifecycle: String?
  /// The lead's own; the matched account's `type` goes first.
  public var accountType: String?
  /// What each source of a missing country says, in the configured order; sources without an answer are
  /// left out. Empty when the country was given.
  public var inferred: [GeoAnswer]
  public var account: AccountMatch?
  /// Several accounts had the lead's company name, so none was matched.
  public var accountIsAmbiguous: Bool
  /// Open opportunities of the matched account in the order in which they are asked.
  public var opportunities: [OpportunityFact]
  public var duplicate: DuplicateHit?
  /// A duplicate by rule was found, but its owner is no longer active.
  public var duplicateOwnerInactive: Bool
  /// A closed lead of the same person is known.
  public var returning: Bool
  /// Exceptions whose scope holds for this lead; the engine checks their dates.
  public var exceptions: [RoutingException]
  /// Reps who are away now, with the delegate they named.
  public var away: [AwayFact]
  /// Reps that this pass leaves out at dimension 6, and why.
  public var excluded: [ExcludedRep]
  /// Why a drain pass leaves out whoever is fuller than the median; nil where it leaves out nobody for that.
  public var drain: DrainFact?

  public init(
    lead: String, source: String, at: Instant, intakeFlags: FlagSet = [],
    country: CountryCode? = nil, region: RegionID? = nil, language: LanguageCode? = nil,
    products: [ProductID] = [], campaign: String? = nil, employees: Int? = nil,
    enrichedAt: Instant? = nil, revenue: Int64? = nil, segment: SegmentID? = nil,
    lifecycle: String? = nil, accountType: String? = nil, inferred: [GeoAnswer] = [],
    account: AccountMatch? = nil, accountIsAmbiguous: Bool = false,
    opportunities: [OpportunityFact] = [], duplicate: DuplicateHit? = nil,
    duplicateOwnerInactive: Bool = false, returning: Bool = false,
    exceptions: [RoutingException] = [], away: [AwayFact] = [], excluded: [ExcludedRep] = [],
    drain: DrainFact? = nil
  ) {
    self.lead = lead
    self.source = source
    self.at = at
    self.intakeFlags = intakeFlags
    self.country = country
    self.region = region
    self.language = language
    self.products = products
    self.campaign = campaign
    self.employees = employees
    self.enrichedAt = enrichedAt
    self.revenue = revenue
    self.segment = segment
    self.lifecycle = lifecycle
    self.accountType = accountType
    self.inferred = inferred
    self.account = account
    self.accountIsAmbiguous = accountIsAmbiguous
    self.opportunities = opportunities
    self.duplicate = duplicate
    self.duplicateOwnerInactive = duplicateOwnerInactive
    self.returning = returning
    self.exceptions = exceptions
    self.away = away
    self.excluded = excluded
    self.drain = drain
  }
}

/// What one source says of a missing country.
public struct GeoAnswer: Sendable, Equatable, Codable {
  public var source: GeoSource
  public var country: CountryCode
  public init(source: GeoSource, country: CountryCode) {
    self.source = source
    self.country = country
  }
}

/// The account that a lead belongs to.
public struct AccountMatch: Sendable, Equatable, Codable {
  /// How it was found.
  public enum Via: String, Sendable, Codable { case id, domain, name }
  public var via: Via
  public var account: AccountFact
  /// The parents upwards, nearest first: at most 10, cycles cut.
  public var ancestors: [AccountFact]
  /// Several accounts list the domain; a tie-break chose.
  public var domainIsShared: Bool
  public init(
    via: Via, account: AccountFact, ancestors: [AccountFact] = [], domainIsShared: Bool = false
  ) {
    self.via = via
    self.account = account
    self.ancestors = ancestors
    self.domainIsShared = domainIsShared
  }
}

/// The part of an account that a decision reads.
public struct AccountFact: Sendable, Equatable, Codable {
  public var id: AccountID
  public var name: String
  public var named: Bool
  public var owner: RepID?
  public var country: CountryCode?
  /// As written in the CRM.
  public var segment: String?
  public var type: String?
  public init(
    id: AccountID, name: String, named: Bool, owner: RepID? = nil, country: CountryCode? = nil,
    segment: String? = nil, type: String? = nil
  ) {
    self.id = id
    self.name = name
    self.named = named
    self.owner = owner
    self.country = country
    self.segment = segment
    self.type = type
  }
}

/// The part of an open opportunity that a decision reads.
public struct OpportunityFact: Sendable, Equatable, Codable {
  public var id: OpportunityID
  public var owner: RepID?
  public init(id: OpportunityID, owner: RepID?) {
    self.id = id
    self.owner = owner
  }
}

/// The earlier lead or contact that this lead repeats.
public struct DuplicateHit: Sendable, Equatable, Codable {
  /// By which key it was found; by phone is contingent.
  public enum Via: String, Sendable, Codable { case email, contact, phone }
  public var via: Via
  /// The id of the lead, or `contact:ID`.
  public var target: String
  /// The short number of the target, where it is a lead of this workspace.
  public var number: LeadNumber?
  /// Who has it; nil when it waits in a queue.
  public var owner: RepID?
  public var queue: QueueID?
  public init(
    via: Via, target: String, number: LeadNumber? = nil, owner: RepID? = nil,
    queue: QueueID? = nil
  ) {
    self.via = via
    self.target = target
    self.number = number
    self.owner = owner
    self.queue = queue
  }
}

/// A dated departure from the rules, at one dimension.
public struct RoutingException: Sendable, Equatable, Codable {
  /// What it does.
  public enum Effect: Sendable, Equatable, Codable {
    /// After dimension 2: the rep gets the lead.
    case routeTo(RepID)
    /// Dimension 3: the rep also covers these pairs.
    case coverageFor(RepID, [CoverageEntry])
    /// Dimension 4: the rep is also aligned with the product.
    case productFor(RepID, ProductID)
    /// Dimension 5: the account or domain counts as this segment.
    case segmentOf(SegmentID)
    /// Dimension 6: the rep's capacity.
    case capacityOf(RepID, Int)
    /// Dimension 7: these hours, by the contract model.
    case hoursOf(RepID, WeeklyHours)
  }
  /// What it is limited to; all that are given hold for the lead. Narrower wins: account, then domain,
  /// then campaign.
  public struct Scope: Sendable, Equatable, Codable {
    public var account: AccountID?
    public var domain: String?
    public var campaign: String?
    public init(account: AccountID? = nil, domain: String? = nil, campaign: String? = nil) {
      self.account = account
      self.domain = domain
      self.campaign = campaign
    }
    /// Whether it holds for every lead.
    public var isUnlimited: Bool { account == nil && domain == nil && campaign == nil }
  }
  public var number: Int64
  public var effect: Effect
  public var scope: Scope
  /// Active at `effective <= at < sunset`.
  public var effective: Instant
  public var sunset: Instant
  public init(
    number: Int64, effect: Effect, scope: Scope = Scope(), effective: Instant, sunset: Instant
  ) {
    self.number = number
    self.effect = effect
    self.scope = scope
    self.effective = effective
    self.sunset = sunset
  }

  /// Whether it is in force at the instant.
  public func isActive(at instant: Instant) -> Bool { effective <= instant && instant < sunset }
}

/// A rep who has gone off shift at once.
public struct AwayFact: Sendable, Equatable, Codable {
  public var rep: RepID
  /// nil: until back.
  public var until: Instant?
  public var delegate: RepID?
  public init(rep: RepID, until: Instant? = nil, delegate: RepID? = nil) {
    self.rep = rep
    self.until = until
    self.delegate = delegate
  }
}

/// A rep whom a drain pass or a re-route leaves out.
public struct ExcludedRep: Sendable, Equatable, Codable {
  public var rep: RepID
  /// `already_owned`, `one_per_pass` or `above_median`.
  public var reason: RemovalReason
  /// For `one_per_pass`: the lead that the rep got in the pass, as decisions name it.
  public var lead: String?
  public init(rep: RepID, reason: RemovalReason, lead: String? = nil) {
    self.rep = rep
    self.reason = reason
    self.lead = lead
  }
}

/// What a drain pass holds whoever is on shift against, while others of the pool are about to come.
public struct DrainFact: Sendable, Equatable, Codable {
  /// The median load of the pool's reps with room; of two in the middle the smaller.
  public var median: Int
  /// When the first of those who are not on shift comes: within two hours.
  public var opening: NextOpening
  public init(median: Int, opening: NextOpening) {
    self.median = median
    self.opening = opening
  }
}
