import LeadModel

/// A rule set and a roster made ready for deciding: every name turned into a small number, every
/// question "which reps …" answered by one set.
///
/// Building it costs milliseconds, once for each version of rules or roster. It is a value: several
/// engines may share it.
public struct CompiledRules: Sendable {
  /// The rules as published.
  public let ruleSet: RuleSet
  /// The reps by position.
  public let roster: RosterIndex
  /// Hex digits of the roster's SHA-256.
  public let rosterVersion: String

  let places: PlaceTable
  let coverage: CoverageTable
  let products: ProductTable
  let segments: SegmentTable
  let pools: PoolTable
  /// By position of the rep: the own capacity, or the rule set's.
  let capacities: [Int32]
  /// By position of the region: the first queue in file order that lists it.
  let queueOfRegion: [Int]
  let defaultQueue: Int
  let fragments: Fragments

  /// Joins one version of the rules with one of the roster.
  public init(_ ruleSet: RuleSet, roster: RosterIndex, rosterVersion: String) {
    self.ruleSet = ruleSet
    self.roster = roster
    self.rosterVersion = rosterVersion
    places = PlaceTable(ruleSet)
    coverage = CoverageTable(ruleSet, roster, places)
    products = ProductTable(ruleSet, roster)
    segments = SegmentTable(ruleSet)
    pools = PoolTable(ruleSet, roster, segments, places)
    capacities = roster.reps.map { Int32(clamping: $0.capacity ?? ruleSet.capacity.standard) }
    let defaultQueue = ruleSet.queues.firstIndex { $0.isDefault } ?? 0
    self.defaultQueue = defaultQueue
    queueOfRegion = ruleSet.regions.map { region in
      ruleSet.queues.firstIndex { $0.regions.contains(region.id) } ?? defaultQueue
    }
    fragments = Fragments(ruleSet, roster, rosterVersion)
  }

  /// The position of a rep who may get leads; nil for everyone else.
  func activeIndex(of rep: RepID?) -> Int? {
    guard let rep, let index = roster.index(of: rep), coverage.active.contains(index) else {
      return nil
    }
    return index
  }
}

/// Products, their priority, and who is aligned with them.
struct ProductTable: Sendable {
  let ids: FoldedTable
  let byCampaign: FoldedTable
  let bySource: FoldedTable
  /// By position of the product: 0 is the highest.
  let rank: [Int]
  /// By position of the product.
  let aligned: [RepSet]

  init(_ rules: RuleSet, _ roster: RosterIndex) {
    var ids = FoldedTable()
    var campaigns = FoldedTable()
    var sources = FoldedTable()
    var rank = rules.products.indices.map { $0 + rules.productPriority.count }
    for (index, product) in rules.products.enumerated() {
      ids.insert(product.id.text, index)
      for campaign in product.campaigns { campaigns.insert(campaign, index) }
      for source in product.sources { sources.insert(source, index) }
    }
    for (place, product) in rules.productPriority.enumerated().reversed() {
      if let index = ids[product.text] { rank[index] = place }
    }
    var aligned = rules.products.map { _ in RepSet(capacity: roster.count) }
    for (position, rep) in roster.reps.enumerated() {
      switch rep.products {
      case .every: for index in aligned.indices { aligned[index].insert(position) }
      case .listed(let names):
        for index in names.compactMap({ ids[$0] }) { aligned[index].insert(position) }
      }
    }
    self.ids = ids
    byCampaign = campaigns
    bySource = sources
    self.rank = rank
    self.aligned = aligned
  }
}

/// Segments and their bounds.
struct SegmentTable: Sendable {
  /// Ids and names.
  let names: FoldedTable
  /// Largest bound first.
  private let byEmployees: [(from: Int, segment: Int)]
  private let byRevenue: [(from: Int64, segment: Int)]
  let standard: Int

  init(_ rules: RuleSet) {
    var names = FoldedTable()
    for (index, segment) in rules.segments.enumerated() { names.insert(segment.id.text, index) }
    for (index, segment) in rules.segments.enumerated() { names.insert(segment.name, index) }
    self.names = names
    // Equal bounds are refused by the lint; should they come, the smaller id wins in any file order.
    let ordered = rules.segments.indices.sorted { rules.segments[$0].id < rules.segments[$1].id }
    byEmployees = ordered.compactMap { index in
      rules.segments[index].employeesFrom.map { (from: $0, segment: index) }
    }.stablySorted { $0.from > $1.from }
    byRevenue = ordered.compactMap { index in
      rules.segments[index].revenueFrom.map { (from: $0, segment: index) }
    }.stablySorted { $0.from > $1.from }
    standard = names[rules.defaultSegment.text] ?? 0
  }

  /// The segment with the largest bound not above the number.
  func segment(employees: Int) -> Int? { byEmployees.first { $0.from <= employees }?.segment }
  /// The same for hundredths of the organisation's currency.
  func segment(revenue: Int64) -> Int? { byRevenue.first { $0.from <= revenue }?.segment }
}

extension Array {
  /// Sorted, with equal elements in their present order.
  fileprivate func stablySorted(_ precedes: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted {
      precedes($0.element, $1.element)
        || !precedes($1.element, $0.element) && $0.offset < $1.offset
    }.map(\.element)
  }
}
