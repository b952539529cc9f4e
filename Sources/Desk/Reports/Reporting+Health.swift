import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// Where leads were lost on their way.
  func selfAudit() throws -> Report {
    if let text = request.file { return try selfAudit(ofExport: text) }
    let by = self.by ?? .source
    var audit = SelfAudit()
    audit.leads = try store.reportLeads(scope(period, by: by))
    let contacts = try store.reportContacts(scope(period), limit: 0)
    (audit.contacts, audit.sharedContacts) = (contacts.contacts, contacts.shared)
    audit.unassigned = try store.reportUnassigned(scope(period))
    for (owner, count) in try store.reportUncontacted(scope(period, by: .owner), at: now) {
      audit.uncontacted[owner.map { RepID($0) }] = count
    }
    audit.active = Set(desk.rules.schedules.roster.reps.filter(\.isActive).map(\.id))
    return audit.report(period, labels: BreakdownLabels(by, in: zone))
  }

  /// The eight ways in which routing goes wrong.
  func health() throws -> Report {
    var evidence = Health.Evidence()
    try regions(&evidence)
    evidence.sources = try store.reportLeads(scope(period, by: .source))
    let clocks = try store.reportClocks(scope(period, by: .hour), at: now)
    for tally in clocks {
      let sum = Attainment(met: tally.met, due: tally.due)
      if tally.kind == .queue {
        evidence.placed = evidence.placed + sum
      } else if tally.kind == .firstContact {
        evidence.contacted = evidence.contacted + sum
        if isInHours(tally.key) {
          evidence.inHours = evidence.inHours + sum
        } else {
          evidence.afterHours = evidence.afterHours + sum
        }
      }
    }
    try ownership(&evidence)
    evidence.published = try store.ruleVersions().count { period.contains($0.at) }
    evidence.weeks = period.weeks
    evidence.idle = try desk.ruleAudit(period).lines.filter { $0.fires == 0 }.map(\.id)
    try exceptions(&evidence)
    return Health(evidence).report(period)
  }

  private func regions(_ evidence: inout Health.Evidence) throws {
    let byException = try store.reportExceptionRoutes(scope(period, by: .region))
    evidence.regions = try store.reportLeads(scope(period, by: .region)).map {
      ($0.key ?? "none", $0.received, byException[$0.key] ?? 0)
    }
  }

  /// Monday to Friday, 08:00 to 18:00 in the organisation's zone.
  private func isInHours(_ key: String?) -> Bool {
    guard let quarter = key.flatMap({ Int64($0) }) else { return true }
    let wall = zone.wall(at: Instant(milliseconds: quarter * 15 * Instant.minute))
    let hour = wall.millisecondsOfDay / Instant.hour
    return wall.date.weekday < 5 && (8..<18).contains(hour)
  }

  private func ownership(_ evidence: inout Health.Evidence) throws {
    let late = try store.runningClocks(
      ClockQuery(kind: .queue, dueBefore: now), offset: 0, limit: 10_000)
    for clock in late.rows {
      if let queue = clock.queue { evidence.pastDue[queue, default: 0] += 1 }
    }
    evidence.orphaned = ruleSet.queues.filter { queue in
      queue.deputy == nil && desk.state.away.contains { $0.rep == queue.manager }
    }.map(\.id)
  }

  private func exceptions(_ evidence: inout Health.Evidence) throws {
    let active = try store.exceptions().filter { $0.state(at: now) == .active }
    evidence.ending = active.filter { $0.sunset - now <= 14 * Instant.day }.map(\.number)
    let roster = desk.rules.schedules.roster
    let accounts = Set(desk.data.accounts.map(\.id))
    evidence.dead = active.filter { row in
      row.terms.rep.map { rep in
        roster.index(of: rep).map { !roster[$0].isActive } ?? true
      } ?? false
        || row.terms.account.map { !accounts.contains($0) } ?? false
    }.map(\.number)
  }
}
