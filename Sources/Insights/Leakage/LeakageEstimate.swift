import LeadModel

/// What leaks, as a range, for one period with its counts: exact until it is told.
public struct LeakageEstimate: Sendable {
  /// The lines of the estimate.
  public enum Component: String, Sendable, CaseIterable {
    case delay = "delay-driven conversion loss"
    case duplicates = "duplicate handling"
    case neverWorked = "routed but never worked"
    /// The sum of the three above.
    case headline
    /// Apart from the headline.
    case overhead = "escalation and reassignment overhead"
  }

  /// Amounts of the whole period, with how many cases they are made of.
  public struct Line: Sendable, Equatable {
    public var range = MoneyRange()
    public var cases = 0
    public init() {}

    public static func + (a: Self, b: Self) -> Self {
      var sum = a
      sum.range = a.range + b.range
      sum.cases += b.cases
      return sum
    }
  }

  public let sample: LeakageSample
  /// Every cell that has leads or cases.
  public private(set) var cells: [LeakageCell: [Component: Line]] = [:]

  /// Values each cell by the figures of its segment. The terms have figures for every segment of it.
  public init(_ sample: LeakageSample, _ terms: LeakageTerms) {
    self.sample = sample
    for (cell, counts) in sample.cells {
      guard let figures = terms.figures(of: cell.segment) else { continue }
      cells[cell] = Self.lines(counts, figures, terms)
    }
  }

  /// The sum of the cells that pass.
  public func line(
    _ component: Component, where passes: (LeakageCell) -> Bool = { _ in true }
  ) -> Line {
    cells.reduce(Line()) { sum, entry in
      passes(entry.key) ? sum + (entry.value[component] ?? Line()) : sum
    }
  }

  private static func lines(
    _ counts: LeakageCounts, _ figures: LeakageTerms.Figures, _ terms: LeakageTerms
  ) -> [Component: Line] {
    var lines: [Component: Line] = [:]
    lines[.delay] = delay(counts, figures)
    lines[.duplicates] = duplicates(counts, figures, terms)
    lines[.neverWorked] = neverWorked(counts, figures)
    lines[.headline] = lines.values.reduce(Line(), +)
    lines[.overhead] = overhead(counts, terms)
    return lines
  }

  /// Leads of each slow cohort × how much less of them are won × what one is worth.
  private static func delay(_ counts: LeakageCounts, _ figures: LeakageTerms.Figures) -> Line {
    func loss(_ bound: KeyPath<LeakageTerms.Drop, Billionths>) -> ExactMoney {
      ExactMoney(
        counts.withinDay, times: figures.acv, times: figures.dropWithinDay[keyPath: bound])
        + ExactMoney(counts.later, times: figures.acv, times: figures.dropLater[keyPath: bound])
    }
    var line = Line()
    line.range = MoneyRange(low: loss(\.low), middle: loss(\.middle), high: loss(\.high))
    line.cases = counts.withinDay + counts.later
    return line
  }

  /// The time of the reps; then half, then all of the discount that two offers to one person cost.
  private static func duplicates(
    _ counts: LeakageCounts, _ figures: LeakageTerms.Figures, _ terms: LeakageTerms
  ) -> Line {
    let count = counts.duplicates
    let time = ExactMoney(count, times: terms.repHourlyCost, times: terms.duplicateHours)
    func discount(_ quarters: Int) -> ExactMoney {
      ExactMoney(count, times: figures.frictionDiscount, times: .one, quarters: quarters)
    }
    var line = Line()
    line.range = MoneyRange(low: time, middle: time + discount(2), high: time + discount(4))
    line.cases = count
    return line
  }

  /// Half, three quarters and all of what they would have brought within the hour.
  private static func neverWorked(
    _ counts: LeakageCounts, _ figures: LeakageTerms.Figures
  ) -> Line {
    func loss(_ quarters: Int) -> ExactMoney {
      ExactMoney(
        counts.neverWorked, times: figures.acv, times: figures.conversion, quarters: quarters)
    }
    var line = Line()
    line.range = MoneyRange(low: loss(2), middle: loss(3), high: loss(4))
    line.cases = counts.neverWorked
    return line
  }

  /// The time that it takes: counted cases, so that all bounds are the same.
  private static func overhead(_ counts: LeakageCounts, _ terms: LeakageTerms) -> Line {
    let cost = terms.blendedHourlyCost
    let time =
      ExactMoney(counts.escalations, times: cost, times: terms.escalationHours)
      + ExactMoney(counts.reassignments, times: cost, times: terms.reassignmentHours)
    var line = Line()
    line.range = MoneyRange(low: time, middle: time, high: time)
    line.cases = counts.escalations + counts.reassignments
    return line
  }
}
