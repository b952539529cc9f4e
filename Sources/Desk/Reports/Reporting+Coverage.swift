import Insights
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// Contract hours against what was observed and when leads come in.
  func coverage() throws -> Report {
    if let rep = request.rep { return try coverage(of: rep) }
    let group = coverageGroup ?? .region
    let reps = try coverageReps(in: zone)
    var groups: [RepID: String] = [:]
    var coverage = CoverageReport(by: group)
    for (rep, var line) in reps {
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
      coverage.addLeads(
        label, cell: WeekCells.cell(of: tally.at, in: zone).cell, tally.leads,
        misses: tally.misses)
    }
    return coverage.report(period, zone: zone.name)
  }

  /// The grid of one rep, by the rep's own clock.
  func coverage(of rep: RepID) throws -> Report {
    guard let (grid, home) = try weekGrid(of: rep) else {
      throw ReportProblem("there is no active rep \"\(rep)\" in the roster")
    }
    var coverage = CoverageReport(by: .owner)
    coverage.add(grid.line)
    for tally in grid.leads {
      coverage.addLeads(
        rep.text, cell: WeekCells.cell(of: tally.at, in: home).cell, tally.leads,
        misses: tally.misses)
    }
    return coverage.report(period, zone: home.name)
  }

  /// The four figures of each hour of a rep's week, for the rep's status; none for who is not there.
  func weekFigures(of rep: RepID) throws -> [Report.Figure] {
    guard let (week, home) = try weekGrid(of: rep) else { return [] }
    var coverage = CoverageReport(by: .owner)
    coverage.add(week.line)
    for tally in week.leads {
      coverage.addLeads(
        nil, cell: WeekCells.cell(of: tally.at, in: home).cell, tally.leads,
        misses: tally.misses)
    }
    return coverage.whole.cells([Report.Term("rep", rep.text)], isWhole: true)
  }

  private func weekGrid(
    of rep: RepID
  ) throws -> (week: (line: CoverageReport.Rep, leads: [ArrivalTally]), zone: Zone)? {
    guard let home = desk.rules.schedules.schedule(of: rep)?.zone,
      var line = try coverageReps(in: home).first(where: { $0.rep.id == rep })?.line
    else { return nil }
    line.group = rep.text
    let leads = try store.reportArrivals(scope(period, by: .owner), at: now)
      .filter { $0.key == rep.text }
    return ((line, leads), home)
  }

  /// Active reps with what their contract and eight weeks of presence say, whatever the coverage model is.
  private func coverageReps(in zone: Zone) throws -> [(rep: Rep, line: CoverageReport.Rep)] {
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
      let shift = zone.offset(at: last) - schedule.zone.offset(at: last)
      return (
        rep,
        CoverageReport.Rep(
          id: rep.id, group: nil, hours: rep.hours,
          observed: schedule.observedCells(weekOf: monday), shift: Int(shift / Instant.minute))
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
