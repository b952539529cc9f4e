import LeadModel

/// What one lead came with, as far as routing and its source ask for it.
public struct EnrichmentFact: Sendable, Equatable {
  /// What one source of geography says of a lead without country.
  public struct Inference: Sendable, Equatable {
    /// `domain`, `ip`, `phone` or `account`.
    public var by: String
    public var country: String
    public init(by: String, country: String) {
      self.by = by
      self.country = country
    }
  }

  public var source: String
  public var country: String?
  public var region: String?
  /// Fields with a value that routing can read; free text counts where it says something.
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
  /// Whether the number of employees was looked up too long ago to go by; nil where there is none, or
  /// none with a date.
  public var isStale: Bool?
  /// Whether a segment was asked for, and whether it rests on employees that are stale.
  public var hasSegment = false
  public var restsOnStale = false
  /// What each source of geography answered, in the order in which they were asked.
  public var inferred: [Inference] = []

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

  /// A field with where its second best value came from.
  struct Origin: Hashable, Sendable {
    var field: LeadField
    var from: String
  }

  /// So many of a whole.
  struct Part: Sendable {
    var count = 0
    var of = 0

    mutating func add(_ holds: Bool) {
      of += 1
      count += holds ? 1 : 0
    }
  }

  private let fields: [LeadField]
  private(set) var whole = EnrichmentTally()
  private(set) var countries: [String: EnrichmentTally] = [:]
  private(set) var regions: [String: EnrichmentTally] = [:]
  private(set) var sources: [String: EnrichmentTally] = [:]
  /// Contingent leads by region, then country.
  private(set) var members: [String: [String: Part]] = [:]
  /// Inferred countries that later content told, by the source that had inferred them.
  private(set) var judged: [String: Part] = [:]

  /// `required` are fields that sources have to bring.
  public init(required: some Sequence<LeadField> = []) {
    let wanted = Set(Self.fields).union(required)
    fields = LeadField.allCases.filter(wanted.contains)
  }

  public mutating func add(_ fact: EnrichmentFact) {
    let (country, region) = (fact.country ?? "none", fact.region ?? "none")
    whole.add(fact, fields)
    countries[country, default: EnrichmentTally()].add(fact, fields)
    regions[region, default: EnrichmentTally()].add(fact, fields)
    sources[fact.source, default: EnrichmentTally()].add(fact, fields)
    members[region, default: [:]][country, default: Part()].add(fact.isContingent)
    if let wasRight = fact.wasRight, let first = fact.inferred.first {
      judged[first.by, default: Part()].add(wasRight)
    }
  }
}

/// Counts of the leads of one market or source.
struct EnrichmentTally: Sendable {
  typealias Part = EnrichmentSample.Part

  var leads = 0
  var contingent = 0
  var contradicted = 0
  /// Countries that were inferred, are known by now, and were right.
  var accuracy = Part()
  /// Leads that lack a field, of those of which it is known.
  var missing: [LeadField: Part] = [:]
  var secondary: [LeadField: Int] = [:]
  var origins: [EnrichmentSample.Origin: Int] = [:]
  /// Numbers of employees with a date that are too old.
  var stale = Part()
  /// Segments that rest on such a number, of all that were asked for.
  var staleSegments = Part()
  /// Leads for which sources of geography disagree, of those for which more than one had an answer.
  var conflicts = Part()
  /// Which of them disagree: `domain and ip`.
  var disagreeing: [String: Int] = [:]

  mutating func add(_ fact: EnrichmentFact, _ fields: [LeadField]) {
    leads += 1
    contingent += fact.isContingent ? 1 : 0
    contradicted += fact.isContradicted ? 1 : 0
    if let wasRight = fact.wasRight { accuracy.add(wasRight) }
    for field in fields where !(fact.isErased && field.isPersonal) {
      missing[field, default: Part()].add(!fact.present.contains(field))
    }
    for (field, from) in fact.secondary {
      secondary[field, default: 0] += 1
      origins[EnrichmentSample.Origin(field: field, from: from), default: 0] += 1
    }
    if let isStale = fact.isStale { stale.add(isStale) }
    if fact.hasSegment { staleSegments.add(fact.restsOnStale) }
    addInferred(fact.inferred)
  }

  private mutating func addInferred(_ answers: [EnrichmentFact.Inference]) {
    guard answers.count > 1, let first = answers.first else { return }
    let others = answers.filter { $0.country != first.country }
    conflicts.add(!others.isEmpty)
    for other in others { disagreeing["\(first.by) and \(other.by)", default: 0] += 1 }
  }

  /// Leads with what routing reads first.
  var primary: Part { Part(count: leads - contingent, of: leads) }

  func missing(_ field: LeadField) -> Part { missing[field] ?? Part() }
}

extension EnrichmentSample.Part {
  /// nil where there is nothing.
  var share: Double? { of == 0 ? nil : Double(count) / Double(of) }

  /// `12 %`, or `–` where there is nothing to divide by.
  var percent: String { share.map { FigureText.value($0, .share) } ?? "–" }

  /// Whether it is surely above the line that only few may cross, as far as 95 % are sure.
  func isSurely(above limit: Double) -> Bool {
    of >= Report.few && (WilsonInterval(count, of: of)?.low ?? 0) > limit
  }

  /// Whether it surely rose: what is new is more than one in twenty, at a confidence that the many
  /// comparisons of a review ask for. Few tell nothing, neither now nor before.
  func surelyRose(since earlier: Self) -> Bool {
    guard of >= Report.few, earlier.of >= Report.few,
      let rise = ShareDifference(count, of: of, against: earlier.count, of: earlier.of)
    else { return false }
    return rise.low > 1 / Double(Report.few)
  }
}
