import LeadModel

/// What a region in shadow would have done, beside what really happened: whether it can go live.
///
/// What really happened is the owner that the record named. Where it names none, nothing is known: such
/// leads are counted apart and neither agree nor differ.
public struct ShadowReport: Sendable {
  /// One lead.
  public struct Fact: Sendable, Equatable {
    public var number: LeadNumber
    public var lead: String
    public var company: String?
    public var region: String
    /// The dimension that decided; nil for repeats.
    public var dimension: Int?
    /// A rep, or `queue` and its name.
    public var shadow: String
    /// Likewise; nil where the record names nobody.
    public var real: String?
    public init(
      number: LeadNumber, lead: String, company: String?, region: String, dimension: Int?,
      shadow: String, real: String?
    ) {
      self.number = number
      self.lead = lead
      self.company = company
      self.region = region
      self.dimension = dimension
      self.shadow = shadow
      self.real = real
    }
  }

  private struct Count {
    var leads = 0
    var known = 0
    var agree = 0

    mutating func add(_ fact: Fact) {
      leads += 1
      guard let real = fact.real else { return }
      known += 1
      if real == fact.shadow { agree += 1 }
    }
  }

  /// How many of the leads that differ are listed.
  public static let listed = 100

  private var all = Count()
  private var regions: [String: Count] = [:]
  private var dimensions: [Int: Count] = [:]
  private var pairs: [Pair: Int] = [:]
  private var loads: [Place: Load] = [:]
  /// The latest leads that differ, oldest first.
  public private(set) var differing: [Fact] = []
  private var differ = 0

  private struct Pair: Hashable {
    var shadow: String
    var real: String
  }
  private struct Place: Hashable {
    var region: String
    var name: String
  }
  private struct Load {
    var shadow = 0
    var real = 0
  }

  public init() {}

  /// Takes a lead in; the latest last.
  public mutating func add(_ fact: Fact) {
    all.add(fact)
    regions[fact.region, default: Count()].add(fact)
    if let dimension = fact.dimension { dimensions[dimension, default: Count()].add(fact) }
    guard let real = fact.real else { return }
    loads[Place(region: fact.region, name: fact.shadow), default: Load()].shadow += 1
    loads[Place(region: fact.region, name: real), default: Load()].real += 1
    guard real != fact.shadow else { return }
    pairs[Pair(shadow: fact.shadow, real: real), default: 0] += 1
    differ += 1
    differing.append(fact)
    if differing.count >= 2 * Self.listed { differing.removeFirst(Self.listed) }
  }

  /// The report. `sentences` tell of the differing leads why shadow decided so.
  public func report(_ period: Period, sentences: [LeadNumber: String]) -> Report {
    var report = Report(name: "shadow", from: period.from, to: period.to, rows: figures)
    report.sections = sections(sentences)
    report.notes = notes
    return report
  }

  private var notes: [String] {
    if all.leads == 0 { return ["No lead was decided in shadow in this time."] }
    var notes: [String] = []
    if all.known == 0 {
      notes.append(
        "No record names an owner: what really happened is unknown until the CRM's export does.")
    }
    if differ > Self.listed {
      notes.append("\(differ) leads differ; the latest \(Self.listed) are listed.")
    }
    return notes
  }

  // MARK: Figures

  private var figures: [Report.Figure] {
    var figures = Self.figures(all, by: [])
    for (region, count) in regions.sorted(by: { Bytes.precedes($0.key, $1.key) }) {
      figures += Self.figures(count, by: [Report.Term("region", region)])
    }
    for (dimension, count) in dimensions.sorted(by: { $0.key < $1.key }) {
      figures += Self.figures(count, by: [Report.Term("dimension", "\(dimension)")])
    }
    let places = loads.sorted {
      ($0.key.region, $0.key.name) < ($1.key.region, $1.key.name)
    }
    for (place, load) in places {
      let by = [Report.Term("region", place.region), Report.Term("rep", place.name)]
      figures.append(.count("leads_in_shadow", by: by, load.shadow))
      figures.append(.count("leads_really", by: by, load.real))
    }
    return figures
  }

  private static func figures(_ count: Count, by: [Report.Term]) -> [Report.Figure] {
    [
      .share("agreement", by: by, count.agree, of: count.known),
      .count("differ", by: by, count.known - count.agree),
      .count("unknown", by: by, count.leads - count.known),
      .count("leads", by: by, count.leads),
    ]
  }

  // MARK: Lists

  private func sections(_ sentences: [LeadNumber: String]) -> [Report.Section] {
    guard differ > 0 else { return [] }
    let sorted = pairs.sorted {
      ($1.value, $0.key.shadow, $0.key.real) < ($0.value, $1.key.shadow, $1.key.real)
    }
    return [
      Report.Section(
        title: "Owners that differ", columns: ["in shadow", "really", "leads"],
        rows: sorted.prefix(Self.listed).map { [$0.key.shadow, $0.key.real, "\($0.value)"] }),
      Report.Section(
        title: "Leads that differ",
        columns: [
          "lead", "company", "region", "dimension", "in shadow", "really", "shadow says",
          "the record says",
        ],
        rows: differing.suffix(Self.listed).map { fact in
          [
            "\(fact.number) \(fact.lead)", fact.company ?? "", fact.region,
            fact.dimension.map { "\($0)" } ?? "", fact.shadow, fact.real ?? "",
            sentences[fact.number] ?? "", "Owned by \(fact.real ?? "nobody").",
          ]
        }),
    ]
  }
}
