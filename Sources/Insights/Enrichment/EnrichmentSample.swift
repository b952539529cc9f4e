import LeadModel

/// What one lead came with, as far as routing and its source ask for it.
public struct EnrichmentFact: Sendable, Equatable {
  public var source: String
  public var country: String?
  public var region: String?
  /// Fields with a value that says something.
  public var present: Set<LeadField>
  /// Whether what belongs to the person was erased, so that nobody knows whether it was there.
  public var isErased = false
  /// Decided on a secondary path or without a country; of an export, without country, language, product or
  /// size of company.
  public var isContingent = false
  /// Fields whose value is second best, with where it came from; `none` where there is no value.
  public var secondary: [LeadField: String] = [:]
  /// Whether new content said something else than what the first decision went by.
  public var isContradicted = false
  /// Whether the country that was inferred turned out right; nil where nobody knows.
  public var wasRight: Bool?

  public init(source: String, country: String?, region: String?, present: Set<LeadField>) {
    self.source = source
    self.country = country
    self.region = region
    self.present = present
  }
}

/// Leads of a stretch of time, counted by market and source.
public struct EnrichmentSample: Sendable {
  /// Fields that are looked at in every market, in the order of the columns.
  public static let fields: [LeadField] = [
    .name, .email, .phone, .company, .website, .country, .language, .products, .employees, .revenue,
  ]

  /// Counts of one market or source.
  struct Tally: Sendable {
    var leads = 0
    var contingent = 0
    var contradicted = 0
    var judged = 0
    var right = 0
    /// Leads of which it is known whether they have the field, and those that lack it.
    var known: [LeadField: Int] = [:]
    var missing: [LeadField: Int] = [:]
    var secondary: [LeadField: Int] = [:]

    mutating func add(_ fact: EnrichmentFact, _ fields: [LeadField]) {
      leads += 1
      contingent += fact.isContingent ? 1 : 0
      contradicted += fact.isContradicted ? 1 : 0
      if let wasRight = fact.wasRight {
        judged += 1
        right += wasRight ? 1 : 0
      }
      for field in fields where !(fact.isErased && field.isPersonal) {
        known[field, default: 0] += 1
        if !fact.present.contains(field) { missing[field, default: 0] += 1 }
      }
      for field in fact.secondary.keys { secondary[field, default: 0] += 1 }
    }

    /// The share that has what routing reads first.
    var primary: Double? { leads == 0 ? nil : Double(leads - contingent) / Double(leads) }
  }

  struct Origin: Hashable, Sendable {
    var field: LeadField
    var from: String
  }

  private let fields: [LeadField]
  private(set) var whole = Tally()
  private(set) var countries: [String: Tally] = [:]
  private(set) var regions: [String: Tally] = [:]
  private(set) var sources: [String: Tally] = [:]
  private(set) var origins: [Origin: Int] = [:]

  /// `required` are fields that sources have to bring.
  public init(required: some Sequence<LeadField> = []) {
    let wanted = Set(Self.fields).union(required)
    fields = LeadField.allCases.filter(wanted.contains)
  }

  public mutating func add(_ fact: EnrichmentFact) {
    whole.add(fact, fields)
    countries[fact.country ?? "none", default: Tally()].add(fact, fields)
    regions[fact.region ?? "none", default: Tally()].add(fact, fields)
    sources[fact.source, default: Tally()].add(fact, fields)
    for (field, from) in fact.secondary {
      origins[Origin(field: field, from: from), default: 0] += 1
    }
  }
}
