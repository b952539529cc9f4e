import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

// What the council meets about.
extension Desk {
  /// When the council may publish and approve.
  func councilWindow(now: Instant) -> CouncilWindow {
    rules.ruleSet.council.window(at: now, organisation: rules.schedules.organisationZone)
  }

  /// What the council has before it.
  func agenda(now: Instant) throws -> Agenda {
    // A host has previews made apart, where nothing waits for them.
    if mode == .readOnly { try previewOpenChanges(now: now) }
    let changes = try store.openChangeRequests()
    let soon = now + SunsetWarning.farthest * Instant.day
    let requested = try store.exceptions().filter { $0.status == .requested }
    let week = AgendaWeek(self, now: now)
    let sections =
      try [
        week.oftenUsedCodes(), breachedThresholds(now: now), week.firstSeen(), week.decisions(),
      ].compactMap(\.self) + quarterlyAudits(now: now) + [emptySeatsSection].compactMap(\.self)
    return Agenda(
      at: now, window: councilWindow(now: now), version: rules.ruleSet.version, changes: changes,
      previews: changes.filter { $0.kind != .draft }.map {
        Agenda.PreviewLine(change: $0.number, text: previews.line(of: $0.number, rules.ruleSet))
      },
      requested: requested.sorted { $0.number < $1.number },
      ending: try store.exceptionsInForce(after: now).filter { $0.sunset <= soon }
        .sorted { ($0.sunset, $0.number) < ($1.sunset, $1.number) },
      roster: try store.rosterChanges(unreviewedOnly: true, limit: .max).reversed(),
      sections: sections)
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

/// What previews of change requests said last, a line each.
struct PreviewLines {
  private var lines: [Int64: (version: Int, text: String)] = [:]

  /// Takes note of a preview of a change request against the rules of a version.
  mutating func note(_ preview: PreviewSummary, of change: Int64, version: Int) {
    lines[change] = (
      version,
      "\(preview.changed) of \(preview.leads) leads end elsewhere (\(preview.mode), "
        + "\(preview.from) to \(preview.to))"
    )
  }

  /// The line of a change request; a preview against rules that are no longer in force counts no more.
  func line(of change: Int64, _ rules: RuleSet) -> String {
    guard let known = lines[change], known.version == rules.version else { return "not previewed" }
    return known.text
  }
}

extension Desk {
  /// Takes note of what a preview of a change request showed, wherever it ran.
  public func notePreview(_ preview: PreviewSummary, of change: Int64) {
    previews.note(preview, of: change, version: rules.ruleSet.version)
    news.insert(.governance)
  }
}
