import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

// What the council meets about.
extension Desk {
  /// When the council may publish and approve, and how many approvals it takes: one where one person holds
  /// every role.
  func councilWindow(for actor: Actor, now: Instant) -> CouncilWindow {
    var window = rules.ruleSet.council.window(
      at: now, organisation: rules.schedules.organisationZone)
    if actor.isSolo { window.quorum = 1 }
    return window
  }

  /// What the council has before it, as the actor may read it. It runs a preview of each change request, and so takes its time.
  func agenda(for actor: Actor, now: Instant) throws -> Agenda {
    let changes = try withholding(store.openChangeRequests(), from: actor)
    let soon = now + SunsetWarning.farthest * Instant.day
    let requested = try store.exceptions().filter { $0.status == .requested }
    let week = AgendaWeek(self, now: now)
    let sections =
      try [
        week.oftenUsedCodes(), breachedThresholds(now: now), week.firstSeen(), week.decisions(),
      ].compactMap(\.self) + quarterlyAudits(now: now) + [emptySeatsSection].compactMap(\.self)
    return Agenda(
      at: now, window: councilWindow(for: actor, now: now), version: rules.ruleSet.version,
      changes: changes,
      previews: try changes.filter { $0.kind != .draft }.map {
        Agenda.PreviewLine(change: $0.number, text: try previewLine(of: $0.number, now: now))
      },
      requested: requested.sorted { $0.number < $1.number },
      ending: try store.exceptionsInForce(after: now).filter { $0.sunset <= soon }
        .sorted { ($0.sunset, $0.number) < ($1.sunset, $1.number) },
      roster: try store.rosterChanges(unreviewedOnly: true, limit: .max).reversed(),
      sections: sections)
  }

  /// What a preview of a change request says, in one line.
  private func previewLine(of change: Int64, now: Instant) throws -> String {
    let request = PreviewRequest(rules: .change(change), limit: 0)
    switch try Preview(store, configuration).run(request, now: now) {
    case .success(let result):
      let preview = result.page(offset: 0, limit: 0)
      let time = LocalTime(rules.schedules.organisationZone)
      return "\(preview.changed) of \(preview.leads) leads of \(time.day(preview.from)) to "
        + "\(time.day(preview.to)) end elsewhere (\(preview.mode))"
    case .failure(let refusal): return "not previewed: \(refusal.why)"
    }
  }

  /// Figures of the week that crossed their lines.
  private func breachedThresholds(now: Instant) throws -> Report.Section? {
    let analyst = Actor(name: "engine", roles: [.analyst])
    guard
      case .report(let report) = try answer(ReportRequest(name: "kpi"), for: analyst, now: now)
    else { return nil }
    let breached = report.rows.filter(\.breached)
    guard !breached.isEmpty else { return nil }
    return Report.Section(
      title: "Thresholds breached", columns: ["figure", "of", "value", "limit", "count"],
      rows: breached.map { figure in
        [
          figure.figure, figure.by.map { "\($0.name) \($0.value)" }.joined(separator: ", "),
          figure.value.map { FigureText.value($0, figure.unit) } ?? "",
          figure.threshold.map { FigureText.value($0, figure.unit) } ?? "", "\(figure.count)",
        ]
      })
  }

  /// In the first week of a quarter: what exceptions and rules were good for.
  private func quarterlyAudits(now: Instant) throws -> [Report.Section] {
    let grounds = try exceptionGrounds(now: now)
    let quarter = grounds.startOfQuarter(now)
    let zone = rules.schedules.organisationZone
    guard zone.wall(at: now).date - zone.wall(at: quarter).date < 7 else { return [] }
    let time = LocalTime(zone)
    let period = Period(from: grounds.startOfQuarter(now, later: -1), to: quarter)
    return [
      try exceptionAudit(now: now).section { time.day($0) },
      try ruleAudit(period).section { time.day($0) },
    ]
  }

  /// Seats of the council that nobody holds. A workspace of one person has no council.
  var emptySeats: [String] {
    guard let people = configuration.people?.people, !people.isEmpty else { return [] }
    return PeopleLint.emptySeats(people, rules: rules.ruleSet)
  }

  private var emptySeatsSection: Report.Section? {
    let seats = emptySeats
    guard !seats.isEmpty else { return nil }
    return Report.Section(title: "Empty seats", columns: ["seat"], rows: seats.map { [$0] })
  }
}
