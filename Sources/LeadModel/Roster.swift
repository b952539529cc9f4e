/// Someone who can own leads, as `roster/reps.csv` describes them.
///
/// Names of regions, products and pools stay as written: which of them exist is for the rule set to
/// say, and one roster serves several versions of it.
public struct Rep: Sendable, Equatable, Codable {
  public var id: RepID
  /// Shown in sentences; the id where blank.
  public var name: String
  public var email: String?
  /// `active` takes part; anything else does not.
  public var status: String
  public var region: String?
  public var country: CountryCode?
  public var coverage: [CoverageEntry]
  public var products: ProductScope
  public var pools: [String]
  /// How many leads at most; nil takes the rule set's default.
  public var capacity: Int?
  /// IANA zone; nil works in the organisation's.
  public var timezone: String?
  /// Contract hours; empty means never on shift.
  public var hours: WeeklyHours
  public var manager: RepID?
  public var team: String?

  public init(
    id: RepID, name: String = "", email: String? = nil, status: String = "active",
    region: String? = nil, country: CountryCode? = nil, coverage: [CoverageEntry] = [],
    products: ProductScope = .listed([]), pools: [String] = [], capacity: Int? = nil,
    timezone: String? = nil, hours: WeeklyHours = .never, manager: RepID? = nil,
    team: String? = nil
  ) {
    self.id = id
    self.name = name.isEmpty ? id.text : name
    self.email = email
    self.status = status
    self.region = region
    self.country = country
    self.coverage = coverage
    self.products = products
    self.pools = pools
    self.capacity = capacity
    self.timezone = timezone
    self.hours = hours
    self.manager = manager
    self.team = team
  }

  /// Whether the rep takes part in routing at all.
  public var isActive: Bool { status.lowercased() == "active" }
}

/// `PLACE:LANG` of a rep's coverage. PLACE is `*`, else a region id, else a country.
public struct CoverageEntry: Sendable, Equatable, Codable {
  /// As written, trimmed.
  public var place: String
  /// nil is `*`, any language.
  public var language: LanguageCode?
  public init(place: String, language: LanguageCode?) {
    self.place = place
    self.language = language
  }
}

/// The products that a rep is aligned with.
public enum ProductScope: Sendable, Equatable, Codable {
  /// `*`: every product.
  case every
  /// Ids as written; empty is aligned with none.
  case listed([String])
}

/// Days on which a rep does not work, by the rep's local date, both ends included.
public struct Leave: Sendable, Equatable, Codable {
  public var rep: RepID
  public var from: LocalDate
  public var to: LocalDate
  public var kind: String?
  /// Who gets leads of dimensions 1 and 2 meanwhile.
  public var delegate: RepID?
  public init(
    rep: RepID, from: LocalDate, to: LocalDate, kind: String? = nil, delegate: RepID? = nil
  ) {
    self.rep = rep
    self.from = from
    self.to = to
    self.kind = kind
    self.delegate = delegate
  }
}

/// A day on which the reps of a country do not work.
public struct Holiday: Sendable, Equatable, Codable {
  public var country: CountryCode
  public var date: LocalDate
  public var name: String?
  public init(country: CountryCode, date: LocalDate, name: String? = nil) {
    self.country = country
    self.date = date
    self.name = name
  }
}

/// One moment at which a rep was seen at work.
public struct Presence: Sendable, Equatable, Codable {
  public var rep: RepID
  public var at: Instant
  public init(rep: RepID, at: Instant) {
    self.rep = rep
    self.at = at
  }
}

/// The people side of routing, as delivered: reps with leave and holidays. Kept whole, by version.
public struct Roster: Sendable, Equatable, Codable {
  public var reps: [Rep]
  /// In file order, which decides between entries that overlap.
  public var leave: [Leave]
  public var holidays: [Holiday]
  public init(reps: [Rep], leave: [Leave] = [], holidays: [Holiday] = []) {
    self.reps = reps
    self.leave = leave
    self.holidays = holidays
  }
}
