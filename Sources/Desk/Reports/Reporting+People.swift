import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

extension Reporting {
  /// What each rep got and kept.
  func reps() throws -> RepsReport {
    RepsReport(
      roster, assignments: try store.reportAssignments(scope(period)),
      clocks: try store.reportClocks(scope(period), at: now))
  }

  /// Active reps as they stand now.
  private var roster: [RepsReport.Rep] {
    desk.state.advance(to: max(now, desk.state.at))
    let roster = desk.rules.schedules.roster
    return roster.reps.indices.filter { roster[$0].isActive }.map { index in
      let rep = roster[index]
      return RepsReport.Rep(
        id: rep.id, pool: rep.pools.first, region: rep.region,
        zone: desk.rules.schedules.schedules[index].zone.name,
        load: desk.state.standing(of: index).load,
        capacity: rep.capacity ?? ruleSet.capacity.standard)
    }
  }

  /// The status of one rep: the asker's own where none is named.
  func rep() throws -> Report {
    guard let id = request.rep ?? actor.rep else {
      throw ReportProblem("whose status? Name a rep with --rep")
    }
    let all = try reps()
    guard let rep = all.reps.first(where: { $0.id == id }) else {
      throw noRep(id)
    }
    let week = ISOWeek(at: now, in: zone)
    let status = RepStatus(
      rep: rep, figures: all.figures(of: rep),
      thisWeek: try assigned(to: id, week.period(in: zone)),
      weekBefore: try assigned(to: id, week.advanced(by: -1).period(in: zone)),
      clocks: try store.reportClocks(scope(period), at: now).filter { $0.owner == id },
      escalations: try store.reportEscalations(scope(period)).filter { $0.rep == id })
    var report = status.report(period)
    report.rows += try weekFigures(of: id)
    report.notes.append("The hours of the week are those of \(rep.zone).")
    return report
  }

  /// Nobody active is called that; perhaps somebody else is meant.
  func noRep(_ id: RepID) -> ReportProblem {
    let known = desk.rules.schedules.roster.reps.filter(\.isActive).map(\.id.text)
    let hint = NearMiss.of(id.text, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return ReportProblem("there is no active rep \"\(id)\" in the roster\(hint)")
  }

  private func assigned(to rep: RepID, _ week: Period) throws -> [AssignmentTally] {
    try store.reportAssignments(of: rep, scope(week))
  }

  func fairness() throws -> Report {
    let escalations = Escalations(store: store, clocks: desk.rules.clocks, now: now)
    return FairnessReport.report(
      period, reviews: try escalations.sample(period),
      clocks: try store.reportClocks(scope(period, by: .region), at: now), reps: try reps(),
      labels: BreakdownLabels(.region, in: zone))
  }
}
