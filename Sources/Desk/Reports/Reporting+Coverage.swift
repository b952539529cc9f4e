import Insights
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// Contract hours against what was observed and when leads come in.
  func coverage() throws -> Report {
    if let rep = request.rep { return try coverage(of: rep) }
    let group = coverageGroup ?? .region
    var groups: [RepID: String] = [:]
    var coverage = CoverageReport(by: group, period, in: zone)
    for (rep, var line) in try coverageReps() {
      line.group = name(of: rep, in: group)
      groups[rep.id] = line.group
      coverage.add(line)
    }
    let by: Report.Breakdown = group == .region ? .region : .owner
    for tally in try store.reportArrivals(scope(period, by: by), at: now) {
      let label =
        switch group {
        case .region: tally.key
        case .owner, .team: tally.key.flatMap { groups[RepID($0)] }
        }
      coverage.add(tally.arrivals, to: label, at: tally.at)
    }
    return coverage.report()
  }

  /// The grid of one rep, by the rep's own clock.
  private func coverage(of rep: RepID) throws -> Report {
    guard let week = try week(of: rep) else { throw noRep(rep) }
    return week.report()
  }

  /// The figures of each hour of a rep's week, for the rep's status; none for who is not there.
  func weekFigures(of rep: RepID) throws -> [Report.Figure] {
    try week(of: rep)?.wholeCells([Report.Term("rep", rep.text)]) ?? []
  }

  /// nil for who is no active rep.
  private func week(of rep: RepID) throws -> CoverageReport? {
    guard let home = desk.rules.schedules.schedule(of: rep)?.zone,
      var line = try coverageReps().first(where: { $0.rep.id == rep })?.line
    else { return nil }
    line.group = rep.text
    var coverage = CoverageReport(by: .owner, period, in: home)
    coverage.add(line)
    for tally in try store.reportArrivals(scope(period, by: .owner), at: now)
    where tally.key == rep.text {
      coverage.add(tally.arrivals, to: rep.text, at: tally.at)
    }
    return coverage
  }

  /// Active reps with what their contract and eight weeks of presence say, whatever the coverage model is.
  private func coverageReps() throws -> [(rep: Rep, line: CoverageReport.Rep)] {
    var rules = ruleSet
    rules.coverageModel = .observed
    var presence = LoadedPresence(for: period.from..<period.to)
    try presence.cover(desk.data.roster, store)
    let schedules = RosterSchedules(
      desk.data.roster, presence: presence.observed, ruleSet: rules)
    let last = period.to - 1
    return schedules.roster.reps.indices.filter { schedules.roster[$0].isActive }.map { index in
      let rep = schedules.roster[index]
      let schedule = schedules.schedules[index]
      let monday = schedule.zone.wall(at: last).date.monday
      return (
        rep,
        CoverageReport.Rep(
          id: rep.id, group: nil, hours: rep.hours,
          observed: schedule.observedCells(weekOf: monday), zone: schedule.zone)
      )
    }
  }

  func name(of rep: Rep, in group: CoverageReport.Group) -> String? {
    switch group {
    case .owner: return rep.id.text
    case .team: return rep.team
    case .region:
      guard let text = rep.region else { return nil }
      let wanted = Folding.fold(text)
      return ruleSet.regions.first { Folding.fold($0.id.text) == wanted }?.id.text ?? text
    }
  }
}

extension ArrivalTally {
  fileprivate var arrivals: Arrivals {
    Arrivals(leads, misses: misses, queued: queued, outsideHours: outsideHours)
  }
}
