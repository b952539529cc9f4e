import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Store

/// The escalations of a stretch of time, with how long their reviews took.
struct Escalations {
  let store: Store
  let clocks: ClockRules
  let now: Instant

  func sample(_ period: Period, by: Report.Breakdown? = nil) throws -> EscalationReport.Sample {
    let scope = ReportScope(from: period.from, to: period.to, by: by)
    let work = clocks.working(.escalation, owner: nil, queue: nil)
    let filed = try store.reportEscalations(scope).map { fact in
      (fact: fact, review: review(fact, work))
    }
    let regions = try store.reportReceived(
      ReportScope(from: period.from, to: period.to, by: .region))
    let due = try store.reportClocks(
      ReportScope(from: period.from, to: period.to), at: now, kind: .escalation)
    return EscalationReport.Sample(
      filed: filed, leads: regions.values.reduce(0, +),
      regions: Dictionary(
        regions.map { ($0.key ?? "none", $0.value) }, uniquingKeysWith: +),
      attainment: due.reduce(into: Attainment()) {
        $0 = Attainment(met: $0.met + $1.met, due: $0.due + $1.due)
      })
  }

  /// Milliseconds from filing to outcome, in the time that its clock counted; nil for those that were not
  /// reviewed. Where nobody ever works, time runs as it elapses.
  private func review(_ fact: EscalationFact, _ work: WorkingTime) -> Int64? {
    guard let closed = fact.closedAt, fact.outcome != "withdrawn" else { return nil }
    let elapsed = max(0, closed - fact.openedAt)
    guard fact.workingTime, work.nextOpening(from: fact.openedAt) != nil else { return elapsed }
    return work.elapsed(start: fact.openedAt, end: closed)
  }
}

extension Reporting {
  func escalations() throws -> Report {
    let escalations = Escalations(store: store, clocks: desk.rules.clocks, now: now)
    return EscalationReport.report(
      period, current: try escalations.sample(period, by: by),
      before: try escalations.sample(period.before), at: now, labels: labels, by: by)
  }
}
