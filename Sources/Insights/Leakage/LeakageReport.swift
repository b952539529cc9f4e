import LeadModel
import RoutingEngine

/// What slow, repeated and forgotten work costs, as a range that can be followed line by line.
public struct LeakageReport: Sendable {
  typealias Component = LeakageEstimate.Component

  let time: LeakagePeriod
  let zone: Zone
  let terms: LeakageTerms
  let estimate: LeakageEstimate
  /// The time before, valued by the same terms; nil where there was none.
  let before: LeakageEstimate?
  let by: Report.Breakdown?
  /// Whether the last full month was taken because nobody named a time.
  public var isDefaultPeriod = false
  /// When the log begins, if it does so more than a day after the time.
  public var begin: Instant?
  /// Whether the log begins after the time before does.
  public var isBeforePartial = false

  /// What it breaks down by.
  public static let breakdowns: [Report.Breakdown] = [.region, .source, .segment]

  /// The terms have figures for every segment of both samples.
  public init(
    _ sample: LeakageSample, before: LeakageSample?, terms: LeakageTerms, time: LeakagePeriod,
    in zone: Zone, by: Report.Breakdown? = nil
  ) {
    self.time = time
    self.zone = zone
    self.terms = terms
    self.by = by
    estimate = LeakageEstimate(sample, terms)
    self.before = before.map { LeakageEstimate($0, terms) }
  }

  public func report() -> Report {
    let cells = self.cells
    var rows = Component.allCases.flatMap { component in
      figures("monthly", component, estimate.line(component), time.monthly)
    }
    rows += cohorts + brokenDown
    var report = Report(
      name: "leakage", from: time.period.from, to: time.period.to, rows: rows,
      sections: [headline] + comparison + [list(cells), counted, formulas, inputs] + forgotten)
    report.details = details(cells)
    report.notes = notes
    report.currency = terms.currency
    return report
  }

  // MARK: Figures

  func amount(_ money: ExactMoney, _ scale: ExactMoney.Scale) -> Double {
    Double(money.hundredths(scale)) / 100
  }

  private func figures(
    _ name: String, _ line: LeakageEstimate.Line, by: [Report.Term], _ scale: ExactMoney.Scale
  ) -> [Report.Figure] {
    let bounds = [
      ("low", line.range.low), ("middle", line.range.middle), ("high", line.range.high),
    ]
    return bounds.map { bound, money in
      Report.Figure(
        "\(name)_\(bound)", .money, by: by, value: amount(money, scale), count: line.cases)
    }
  }

  private func figures(
    _ name: String, _ component: Component, _ line: LeakageEstimate.Line,
    _ scale: ExactMoney.Scale, _ cell: [Report.Term] = []
  ) -> [Report.Figure] {
    figures(name, line, by: [Report.Term("component", component.rawValue)] + cell, scale)
  }

  private var cohorts: [Report.Figure] {
    let counts = estimate.sample.total
    let cohorts = [
      ("contact within 1 h", counts.withinHour), ("contact in 1 to 24 h", counts.withinDay),
      ("contact after 24 h", counts.later), ("never worked", counts.neverWorked),
    ]
    return cohorts.map { name, count in
      Report.Figure.count("leads", by: [Report.Term("cohort", name)], count)
    }
  }

  // MARK: Cells

  /// Those that lose most by the middle of the range first.
  private var cells: [LeakageCell] {
    func rank(_ cell: LeakageCell) -> Int64 {
      estimate.cells[cell]?[.headline]?.range.middle.hundredths() ?? 0
    }
    let ranked = estimate.cells.keys.map { (cell: $0, loss: rank($0), name: name($0)) }
    return ranked.sorted { a, b in
      a.loss != b.loss ? a.loss > b.loss : Bytes.precedes(a.name, b.name)
    }.map(\.cell)
  }

  private func name(_ cell: LeakageCell) -> String {
    terms(of: cell).map(\.value).joined(separator: "\u{1F}")
  }

  func terms(of cell: LeakageCell) -> [Report.Term] {
    Self.breakdowns.map { Report.Term($0.rawValue, Self.value(cell, $0)) }
  }

  private static func value(_ cell: LeakageCell, _ by: Report.Breakdown) -> String {
    switch by {
    case .region: cell.region ?? "none"
    case .segment: cell.segment ?? "none"
    default: cell.source
    }
  }

  private func figures(of cell: LeakageCell) -> [Report.Figure] {
    let line = estimate.cells[cell]?[.headline] ?? LeakageEstimate.Line()
    return figures("monthly", line, by: terms(of: cell), time.monthly)
  }

  /// The headline by one thing.
  private var brokenDown: [Report.Figure] {
    guard let by else { return [] }
    let values = BreakdownLabels(by, in: zone)
      .sorted(Set(estimate.cells.keys.map { Self.value($0, by) }))
    return values.flatMap { value in
      figures(
        "monthly", estimate.line(.headline) { Self.value($0, by) == value },
        by: [Report.Term(by.rawValue, value)], time.monthly)
    }
  }

  /// The year, the time before, every cell and its components: for those who reckon on.
  private func details(_ cells: [LeakageCell]) -> [Report.Figure] {
    var rows = Component.allCases.flatMap { component in
      figures("annual", component, estimate.line(component), time.annual)
    }
    if let before {
      rows += Component.allCases.flatMap { component in
        figures("before_monthly", component, before.line(component), time.before.monthly)
      }
    }
    rows += cells.flatMap { figures(of: $0) }
    for cell in cells {
      for component in Component.allCases where component != .headline {
        guard let line = estimate.cells[cell]?[component], line.cases > 0 else { continue }
        rows += figures("monthly", component, line, time.monthly, terms(of: cell))
      }
    }
    return rows
  }
}
