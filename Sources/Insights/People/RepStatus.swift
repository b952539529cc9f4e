import LeadModel

/// How one rep stands: leads of this week and the one before by source and route, load and share beside the
/// pool, clocks, and what became of the rep's escalations.
public struct RepStatus: Sendable {
  private let rep: RepsReport.Rep
  private let figures: [Report.Figure]
  private let thisWeek: [AssignmentTally]
  private let weekBefore: [AssignmentTally]
  private let clocks: [ClockTally]
  private let escalations: [EscalationFact]

  /// `figures` are those of the rep among all reps.
  public init(
    rep: RepsReport.Rep, figures: [Report.Figure], thisWeek: [AssignmentTally],
    weekBefore: [AssignmentTally], clocks: [ClockTally], escalations: [EscalationFact]
  ) {
    self.rep = rep
    self.figures = figures
    self.thisWeek = thisWeek
    self.weekBefore = weekBefore
    self.clocks = clocks
    self.escalations = escalations
  }

  public func report(_ period: Period) -> Report {
    var rows = figures
    rows += weeks("source") { $0.source ?? "none" }
    rows += weeks("route") { $0.route.rawValue }
    for kind in [ClockKind.firstContact, .owner] {
      rows.append(
        clocks.filter { $0.kind == kind }.attainment
          .figure("attainment", by: [Report.Term("clock", kind.rawValue)]))
    }
    let outcomes = Dictionary(grouping: escalations) { $0.outcome ?? "open" }
    for (outcome, filed) in outcomes.sorted(by: { $0.key < $1.key }) {
      rows.append(.count("escalations", by: [Report.Term("outcome", outcome)], filed.count))
    }
    return Report(name: "rep", from: period.from, to: period.to, rows: rows)
  }

  private func weeks(
    _ name: String, _ value: (AssignmentTally) -> String
  ) -> [Report.Figure] {
    func sums(_ tallies: [AssignmentTally]) -> [String: Int] {
      tallies.reduce(into: [:]) { $0[value($1), default: 0] += $1.count }
    }
    let (this, before) = (sums(thisWeek), sums(weekBefore))
    return Set(this.keys).union(before.keys).sorted().flatMap { key in
      let by = [Report.Term(name, key)]
      return [
        Report.Figure.count("this_week", by: by, this[key] ?? 0),
        .count("week_before", by: by, before[key] ?? 0),
      ]
    }
  }
}
