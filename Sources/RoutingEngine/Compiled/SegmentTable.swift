import LeadModel

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
