import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

/// One report in the making: the facts from the store, the figures from Insights.
struct Reporting {
  let desk: Desk
  let name: ReportName
  let request: ReportRequest
  let actor: Actor
  let now: Instant
  let period: Period
  let by: Report.Breakdown?
  /// What hours of coverage are put together by.
  let coverageGroup: CoverageReport.Group?

  var store: Store { desk.store }
  var ruleSet: RuleSet { desk.rules.ruleSet }
  var zone: Zone { desk.rules.schedules.organisationZone }
  var time: LocalTime { LocalTime(zone) }
  var labels: BreakdownLabels { BreakdownLabels(by, in: zone) }
  var scope: ReportScope { scope(period, by: by) }

  init(
    _ desk: Desk, _ name: ReportName, _ request: ReportRequest, actor: Actor, now: Instant
  ) throws {
    self.desk = desk
    self.name = name
    self.request = request
    self.actor = actor
    self.now = now
    coverageGroup = try name == .coverage ? Self.group(request) : nil
    by = try (name == .coverage ? nil : request.by).map { text in
      guard let by = Report.Breakdown(rawValue: text) else {
        let known = Report.Breakdown.allCases.map(\.rawValue)
        let hint =
          NearMiss.of(text, among: known).map { "did you mean \"\($0)\"?" }
          ?? "use one of \(known.joined(separator: ", "))"
        throw ReportProblem("\"\(text)\" is nothing to break figures down by: \(hint)")
      }
      return by
    }
    period = try Self.period(
      name, request, now: now, zone: desk.rules.schedules.organisationZone,
      firstEntry: { try desk.store.firstEntryTime() })
  }

  private static func group(_ request: ReportRequest) throws -> CoverageReport.Group? {
    try request.by.map { text in
      guard let group = CoverageReport.Group(rawValue: text) else {
        throw ReportProblem(
          "\"\(text)\" is nothing to put hours of coverage together by: use region, team or owner")
      }
      return group
    }
  }

  func scope(_ period: Period, by: Report.Breakdown? = nil) -> ReportScope {
    ReportScope(from: period.from, to: period.to, by: by)
  }

  /// The time that the report covers, where the asker did not say: the last complete week for the weekly
  /// figures, all there is for what compares or audits the whole, else some days up to now.
  private static func period(
    _ name: ReportName, _ request: ReportRequest, now: Instant, zone: Zone,
    firstEntry: () throws -> Instant?
  ) throws -> Period {
    let to: Instant
    let from: Instant
    switch name {
    case .kpi, .audit:
      let week = ISOWeek.lastComplete(at: request.to ?? now, in: zone).period(in: zone)
      to = request.to ?? (request.from == nil ? week.to : now)
      from = request.from ?? week.from
    case .reconcile, .exceptions:
      to = request.to ?? now
      from = try request.from ?? firstEntry().map { min($0, to - 1) } ?? to - 1
    case .coverage:
      to = request.to ?? now
      // As far back as the observed hours reach.
      from =
        request.from ?? ISOWeek(at: to - 1, in: zone).advanced(by: -8).period(in: zone).from
    case .shifts:
      from = request.from ?? now
      to = request.to ?? from + 7 * Instant.day
    case .leakage:
      let time = try leakagePeriod(request, now: now, zone: zone, firstEntry: firstEntry)
      (from, to) = (time.from, time.to)
    case .enrichment:
      to = request.to ?? now
      from = request.from ?? to - 7 * Instant.day
    default:
      to = request.to ?? now
      from = request.from ?? to - Int64(name == .duplicates ? 90 : 30) * Instant.day
    }
    guard name != .shifts || to - from <= 92 * Instant.day else {
      throw ReportProblem("shifts are told for at most 92 days ahead: choose a nearer --to")
    }
    guard from < to else {
      throw ReportProblem("a report from \(from) to \(to) covers no time: it has to end later")
    }
    return Period(from: from, to: to)
  }

  func make() throws -> Report {
    switch name {
    case .shadow: try shadow()
    case .reconcile: try reconcile()
    case .escalations: try escalations()
    case .exceptions: try exceptions()
    case .rules: try ruleAudit()
    case .kpi: try kpi()
    case .sla: try sla()
    case .queues: try queues()
    case .duplicates: try duplicates()
    case .reps: try reps().report(period)
    case .rep: try rep()
    case .fairness: try fairness()
    case .selfAudit: try selfAudit()
    case .health: try health()
    case .coverage: try coverage()
    case .enrichment: try enrichment()
    case .shifts: try shifts()
    case .leakage: try leakage()
    case .audit: try audit()
    }
  }
}
