import LeadModel

/// The published, versioned parameters of the dimensions, with every default resolved.
///
/// Ids are spelled as the rule set spells them; whoever reads outside text matches it without regard to
/// case and keeps this spelling. Lists whose order matters (pools, queues, SLAs) are in file order.
public struct RuleSet: Sendable, Equatable, Codable {
  /// The published number; 0 is a working copy that was never published.
  public var version: Int
  public var organisation: Organisation
  /// Overrides of the built-in default language of a country.
  public var countryLanguages: [CountryCode: LanguageCode]
  /// Further spellings of countries, case-folded.
  public var countryAliases: [String: CountryCode]
  /// Built-in regions and those listed, each with its resolved members; no country is in two.
  public var regions: [Region]
  /// In file order.
  public var products: [Product]
  /// Every product once, highest first.
  public var productPriority: [ProductID]
  public var segments: [Segment]
  public var defaultSegment: SegmentID
  public var pools: [Pool]
  public var queues: [FallbackQueue]
  /// Those of the file; the built-in defaults follow the last and are not listed here.
  public var slas: [SLARule]
  public var sources: [LeadSource]
  public var reasonCodes: [ReasonCode]
  /// Built-in and listed ones.
  public var dispositions: [Disposition]
  public var capacity: CapacityRules
  public var coverageModel: CoverageModel
  /// How long an earlier lead counts for duplicates, in days.
  public var dedupeWindowDays: Int
  public var enrichment: EnrichmentRules
  public var council: CouncilRules
  /// Who answers for the routing system: a role, or empty.
  public var owner: String
  /// How often queued leads are tried again, in minutes.
  public var drainEveryMinutes: Int

  public init(
    version: Int = 0, organisation: Organisation = Organisation(),
    countryLanguages: [CountryCode: LanguageCode] = [:],
    countryAliases: [String: CountryCode] = [:], regions: [Region] = [],
    products: [Product] = [], productPriority: [ProductID] = [], segments: [Segment],
    defaultSegment: SegmentID, pools: [Pool] = [], queues: [FallbackQueue],
    slas: [SLARule] = [], sources: [LeadSource] = [], reasonCodes: [ReasonCode] = [],
    dispositions: [Disposition] = [], capacity: CapacityRules = CapacityRules(),
    coverageModel: CoverageModel = .observed, dedupeWindowDays: Int = 90,
    enrichment: EnrichmentRules = EnrichmentRules(), council: CouncilRules = CouncilRules(),
    owner: String = "", drainEveryMinutes: Int = 10
  ) {
    self.version = version
    self.organisation = organisation
    self.countryLanguages = countryLanguages
    self.countryAliases = countryAliases
    self.regions = regions
    self.products = products
    self.productPriority = productPriority
    self.segments = segments
    self.defaultSegment = defaultSegment
    self.pools = pools
    self.queues = queues
    self.slas = slas
    self.sources = sources
    self.reasonCodes = reasonCodes
    self.dispositions = dispositions
    self.capacity = capacity
    self.coverageModel = coverageModel
    self.dedupeWindowDays = dedupeWindowDays
    self.enrichment = enrichment
    self.council = council
    self.owner = owner
    self.drainEveryMinutes = drainEveryMinutes
  }
}

/// Whose desk it is.
public struct Organisation: Sendable, Equatable, Codable {
  public var name: String
  /// IANA zone: weeks start Monday 00:00 here, and reps without a zone work here.
  public var timezone: String
  /// ISO 4217.
  public var currency: String
  public init(name: String = "", timezone: String = "UTC", currency: String = "USD") {
    self.name = name
    self.timezone = timezone
    self.currency = currency
  }
}

/// A theatre.
public struct Region: Sendable, Equatable, Codable {
  /// How far routing is live there.
  public enum Mode: String, Sendable, Codable { case live, shadow, off }
  public var id: RegionID
  public var name: String
  /// Resolved members: for a built-in region those that no listed region took.
  public var countries: [CountryCode]
  /// Other spellings in a lead's region field.
  public var aliases: [String]
  public var mode: Mode
  public init(
    id: RegionID, name: String? = nil, countries: [CountryCode] = [], aliases: [String] = [],
    mode: Mode = .live
  ) {
    self.id = id
    self.name = name ?? id.text
    self.countries = countries
    self.aliases = aliases
    self.mode = mode
  }
}

/// Something sold.
public struct Product: Sendable, Equatable, Codable {
  public var id: ProductID
  /// Used in sentences; matches like an alias.
  public var name: String
  public var aliases: [String]
  /// Campaigns whose leads are for this product when they name none.
  public var campaigns: [String]
  /// Sources, likewise.
  public var sources: [String]
  public init(
    id: ProductID, name: String? = nil, aliases: [String] = [], campaigns: [String] = [],
    sources: [String] = []
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.campaigns = campaigns
    self.sources = sources
  }
}

/// A class of company size. A lead is in the segment with the largest bound not above its number.
public struct Segment: Sendable, Equatable, Codable {
  public var id: SegmentID
  public var name: String
  /// nil: never reached by employees.
  public var employeesFrom: Int?
  /// In hundredths of the organisation's currency; nil: never reached by revenue.
  public var revenueFrom: Int64?
  public init(
    id: SegmentID, name: String? = nil, employeesFrom: Int? = nil, revenueFrom: Int64? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.employeesFrom = employeesFrom
    self.revenueFrom = revenueFrom
  }
}

/// The reps for a kind of lead: the first pool whose conditions all hold. Empty lists are "any".
public struct Pool: Sendable, Equatable, Codable {
  /// What happens when no active member is left.
  public enum OnEmpty: String, Sendable, Codable { case relax, queue }
  public var id: PoolID
  public var segments: [SegmentID]
  public var regions: [RegionID]
  public var accountTypes: [String]
  public var lifecycles: [String]
  public var onEmpty: OnEmpty
  public init(
    id: PoolID, segments: [SegmentID] = [], regions: [RegionID] = [], accountTypes: [String] = [],
    lifecycles: [String] = [], onEmpty: OnEmpty = .relax
  ) {
    self.id = id
    self.segments = segments
    self.regions = regions
    self.accountTypes = accountTypes
    self.lifecycles = lifecycles
    self.onEmpty = onEmpty
  }
}

/// An owned place where leads wait that nobody could be found for.
public struct FallbackQueue: Sendable, Equatable, Codable {
  public var id: QueueID
  public var name: String
  /// Empty: reached only as the default.
  public var regions: [RegionID]
  public var manager: RepID
  public var deputy: RepID?
  public var isDefault: Bool
  public init(
    id: QueueID, name: String? = nil, regions: [RegionID] = [], manager: RepID,
    deputy: RepID? = nil, isDefault: Bool = false
  ) {
    self.id = id
    self.name = name ?? id.text
    self.regions = regions
    self.manager = manager
    self.deputy = deputy
    self.isDefault = isDefault
  }
}

/// What the minutes of a clock are counted in.
public enum ClockTime: String, Sendable, Codable { case elapsed, working }

/// How long a clock may run, for the leads that the conditions hold for. Empty lists are "any".
public struct SLARule: Sendable, Equatable, Codable {
  /// What happens at breach: an alert only, or also another decision without earlier owners.
  public enum OnBreach: String, Sendable, Codable { case escalate, reroute }
  public var clock: ClockKind
  public var segments: [SegmentID]
  public var regions: [RegionID]
  public var routes: [RouteType]
  public var queues: [QueueID]
  public var minutes: Int
  /// nil: as usual for the clock.
  public var time: ClockTime?
  public var onBreach: OnBreach
  public init(
    clock: ClockKind, segments: [SegmentID] = [], regions: [RegionID] = [],
    routes: [RouteType] = [], queues: [QueueID] = [], minutes: Int, time: ClockTime? = nil,
    onBreach: OnBreach = .escalate
  ) {
    self.clock = clock
    self.segments = segments
    self.regions = regions
    self.routes = routes
    self.queues = queues
    self.minutes = minutes
    self.time = time
    self.onBreach = onBreach
  }
}

/// What a source of leads has to fill in, and who answers for it.
public struct LeadSource: Sendable, Equatable, Codable {
  public var id: String
  public var required: [LeadField]
  public var owner: String?
  public init(id: String, required: [LeadField] = [], owner: String? = nil) {
    self.id = id
    self.required = required
    self.owner = owner
  }
}

/// A reason that people may give for an act.
public struct ReasonCode: Sendable, Equatable, Codable {
  /// Where a reason may be used.
  public enum Use: String, Sendable, Codable, CaseIterable {
    case reassign, segment, escalate, exception, away
  }
  public var code: String
  public var text: String
  public var uses: [Use]
  public init(code: String, text: String, uses: [Use]) {
    self.code = code
    self.text = text
    self.uses = uses
  }
}

/// What a rep may set after contact.
public struct Disposition: Sendable, Equatable, Codable {
  public var code: String
  public var text: String
  /// Whether the lead is closed by it.
  public var closes: Bool
  public var required: [LeadField]
  public init(code: String, text: String, closes: Bool = true, required: [LeadField] = []) {
    self.code = code
    self.text = text
    self.closes = closes
    self.required = required
  }
}

/// What counts as load, and how much of it a rep carries.
public struct CapacityRules: Sendable, Equatable, Codable {
  /// States that count as load.
  public enum Counted: String, Sendable, Codable, CaseIterable { case assigned, working }
  /// Capacity of a rep whose own is blank.
  public var standard: Int
  public var counts: [Counted]
  /// Older leads no longer count, in days.
  public var releaseAfterDays: Int
  public init(
    standard: Int = 20, counts: [Counted] = [.assigned, .working], releaseAfterDays: Int = 14
  ) {
    self.standard = standard
    self.counts = counts
    self.releaseAfterDays = releaseAfterDays
  }
}

/// How it is told whether a rep is on shift.
public enum CoverageModel: String, Sendable, Codable { case observed, contract }

/// Where missing facts are taken from.
public struct EnrichmentRules: Sendable, Equatable, Codable {
  /// Employees enriched longer ago are stale, in days of 24 hours.
  public var staleAfterDays: Int
  /// Sources of a missing country, in the order asked; one left out is not asked.
  public var geo: [GeoSource]
  /// Country-code top-level domains that are sold worldwide, without dot.
  public var genericCCTLDs: [String]
  /// Email domains that say nothing of a company.
  public var freeEmailDomains: [String]
  public init(
    staleAfterDays: Int = 90, geo: [GeoSource] = [.domain, .ip, .phone, .account],
    genericCCTLDs: [String] = EnrichmentRules.shippedCCTLDs,
    freeEmailDomains: [String] = EnrichmentRules.shippedFreeDomains
  ) {
    self.staleAfterDays = staleAfterDays
    self.geo = geo
    self.genericCCTLDs = genericCCTLDs
    self.freeEmailDomains = freeEmailDomains
  }

  /// The list in force where the rule set has none.
  public static let shippedCCTLDs = [
    "ac", "ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "nu", "sh", "to", "tv", "ws",
  ]
  /// The list in force where the rule set has none.
  public static let shippedFreeDomains = [
    "126.com", "163.com", "aol.com", "bigpond.com", "bluewin.ch", "btinternet.com", "comcast.net",
    "daum.net", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch",
    "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com",
    "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "icloud.com", "laposte.net",
    "libero.it", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com",
    "online.de", "orange.fr", "outlook.com", "outlook.de", "outlook.fr", "pm.me", "proton.me",
    "protonmail.com", "qq.com", "rediffmail.com", "rocketmail.com", "sbcglobal.net", "sina.com",
    "t-online.de", "tutanota.com", "uol.com.br", "verizon.net", "wanadoo.fr", "web.de",
    "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it",
    "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
  ]
}

/// When and by whom rules are published.
public struct CouncilRules: Sendable, Equatable, Codable {
  public var window: WeeklyHours
  /// nil: the organisation's zone.
  public var timezone: String?
  /// Approvals needed, none the author's.
  public var quorum: Int
  public init(window: WeeklyHours = .never, timezone: String? = nil, quorum: Int = 2) {
    self.window = window
    self.timezone = timezone
    self.quorum = quorum
  }
}
