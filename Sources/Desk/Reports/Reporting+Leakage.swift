import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

extension Reporting {
  /// What slow, repeated and forgotten work costs.
  func leakage() throws -> Report {
    if let by, !LeakageReport.breakdowns.contains(by) {
      throw ReportProblem(
        "leakage is broken down by region, source or segment, not by \(by.rawValue)")
    }
    let time = LeakagePeriod(period, in: zone)
    let sample = try leakageSample(time.period)
    let firstEntry = try store.firstEntryTime()
    let earlier = time.before
    let isThere = firstEntry.map { $0 < earlier.period.to } ?? false
    let before = isThere ? try leakageSample(earlier.period) : nil
    var report = LeakageReport(
      sample, before: before, terms: try leakageTerms([sample] + (before.map { [$0] } ?? [])),
      time: time, in: zone, by: by)
    report.isDefaultPeriod = request.from == nil && request.to == nil
    report.begin = firstEntry.flatMap { $0 - period.from > Instant.day ? $0 : nil }
    report.isBeforePartial = firstEntry.map { $0 > earlier.period.from } ?? true
    return report.report()
  }

  /// The last full calendar month, where the log reaches over all of it, else the 30 days to the end.
  static func leakagePeriod(
    _ request: ReportRequest, now: Instant, zone: Zone, firstEntry: () throws -> Instant?
  ) rethrows -> Period {
    if request.from == nil, request.to == nil,
      let month = LeakagePeriod.lastMonth(at: now, in: zone),
      let first = try firstEntry(), first <= month.from
    {
      return month
    }
    let to = request.to ?? now
    return Period(from: request.from ?? to - 30 * Instant.day, to: to)
  }

  /// What the file says, complete for every segment of the rules and of the leads.
  private func leakageTerms(_ samples: [LeakageSample]) throws(WorkspaceProblem) -> LeakageTerms {
    let known = ruleSet.segments.map(\.id)
    var segments = Set<SegmentID?>(known)
    for cell in samples.flatMap(\.cells.keys) {
      segments.insert(cell.segment.map { SegmentID($0) })
    }
    var questions = LeakageQuestions(
      currency: ruleSet.organisation.currency, segments: segments)
    return try questions.terms(
      try Configuration.leakage(desk.workspace, segments: known), file: desk.workspace.leakageFile)
  }

  // MARK: What there was

  private func leakageSample(_ period: Period) throws -> LeakageSample {
    let scope = scope(period)
    var sample = LeakageSample()
    var days: [RepID: BusinessDays] = [:]
    try store.forEachLeakageFact(scope) { fact in
      var routed: LeakageLead.Routing?
      if let owner = fact.owner, let at = fact.routedAt {
        let calendar = days[owner] ?? businessDays(of: owner)
        days[owner] = calendar
        routed = LeakageLead.Routing(
          owner: owner.text, at: at, limit: calendar.instant(5, after: at))
      }
      let contact: LeakageLead.Contact =
        fact.isWanted ? fact.contactedAt.map { .made($0) } ?? .waiting : .unwanted
      sample.add(
        LeakageLead(
          "#\(fact.number.value) \(fact.publicID)", cell(fact.group),
          submittedAt: fact.submittedAt, contact: contact, routed: routed,
          activeAt: fact.activeAt), at: now)
    }
    try store.forEachSharedContact(scope) { sample.addDuplicate(cell($0), leads: $1) }
    try store.forEachEscalated(scope) { sample.addEscalations(cell($0), $1) }
    try store.forEachReassigned(scope) { sample.addReassignments(cell($0), $1) }
    return sample
  }

  private func cell(_ group: LeakageGroup) -> LeakageCell {
    LeakageCell(region: group.region, source: group.source, segment: group.segment)
  }

  /// Those of the rep's zone and country; whoever left the roster counts by the organisation's zone.
  private func businessDays(of rep: RepID) -> BusinessDays {
    let schedules = desk.rules.schedules
    guard let index = schedules.roster.index(of: rep) else { return BusinessDays(zone: zone) }
    let country = schedules.roster[index].country
    let holidays = desk.data.roster.holidays.filter { $0.country == country }.map(\.date)
    return BusinessDays(zone: schedules.schedules[index].zone, holidays: Set(holidays))
  }
}
