import LeadModel

/// The hours of a week of some people: when they ought to work, when they were seen, when leads came in.
public struct CoverageGrid: Sendable, Equatable {
  public var reps = 0
  /// Reps of whom too little was seen, so that their contract stands in.
  public var assumed = 0
  public var contract = WeekHours()
  public var observed = WeekHours()
  public var leads = Array(repeating: 0, count: 168)
  /// Leads whose first contact was late or is overdue.
  public var misses = Array(repeating: 0, count: 168)

  public init() {}

  /// Hours in which leads came in while nobody was seen.
  public var gaps: [Int] { leads.indices.filter { leads[$0] > 0 && observed[$0] == 0 } }

  /// Figures of the whole week.
  func sums(_ by: [Report.Term]) -> [Report.Figure] {
    let arrived = leads.reduce(0, +)
    return [
      .count("reps", by: by, reps),
      Report.Figure("contract_hours", by: by, value: contract.hours, count: reps),
      Report.Figure("observed_hours", by: by, value: observed.hours, count: reps),
      .count("leads", by: by, arrived), .count("sla_misses", by: by, misses.reduce(0, +)),
      .count("gap_hours", by: by, gaps.count),
      .share("leads_in_gaps", by: by, gaps.reduce(0) { $0 + leads[$1] }, of: arrived),
    ]
  }

  /// The four figures of each hour. `isWhole` tells the hours too in which there is nothing.
  public func cells(_ by: [Report.Term], isWhole: Bool) -> [Report.Figure] {
    let all: [(String, (Int) -> Report.Figure)] = [
      ("contract", { share("contract", contract[$0], by, $0) }),
      ("observed", { share("observed", observed[$0], by, $0) }),
      ("leads", { .count("leads", by: Self.terms(by, $0), leads[$0]) }),
      ("sla_misses", { .count("sla_misses", by: Self.terms(by, $0), misses[$0]) }),
    ]
    return all.flatMap { _, figure in
      (0..<168).map(figure).filter { isWhole || ($0.value ?? 0) > 0 }
    }
  }

  /// The part of the people of whom it holds.
  private func share(
    _ name: String, _ minutes: Int, _ by: [Report.Term], _ cell: Int
  ) -> Report.Figure {
    Report.Figure(
      name, .share, by: Self.terms(by, cell),
      value: reps == 0 ? nil : Double(minutes) / Double(60 * reps), count: reps)
  }

  private static func terms(_ by: [Report.Term], _ cell: Int) -> [Report.Term] {
    by + [
      Report.Term("weekday", Report.weekdays[cell / 24]), Report.Term("hour", hour(cell)),
    ]
  }

  /// `09`.
  static func hour(_ cell: Int) -> String { cell % 24 < 10 ? "0\(cell % 24)" : "\(cell % 24)" }
}
