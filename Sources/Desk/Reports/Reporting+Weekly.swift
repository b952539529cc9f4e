import Insights
import LeadModel
import Store

extension Reporting {
  /// The figures of a week.
  func kpi() throws -> Report {
    let escalations = Escalations(store: store, clocks: desk.rules.clocks, now: now)
    var week = WeeklyKPIs(
      escalations: try escalations.sample(period), before: try escalations.sample(period.before))
    let by = self.by ?? .region
    let labels = BreakdownLabels(by, in: zone)
    week.speed = try speedToLead(by, labels)
    week.clocks = try store.reportClocks(scope(period), at: now)
    week.leads = try store.reportLeads(scope(period)).first ?? LeadTally(key: nil)
    let contacts = try store.reportContacts(
      scope(Period(from: period.to - 90 * Instant.day, to: period.to)), limit: 0)
    (week.contacts, week.sharedContacts) = (contacts.contacts, contacts.shared)
    let before = fourWeeksBefore
    let end = period.to - before.length
    let earlier = try store.reportContacts(
      scope(Period(from: end - 90 * Instant.day, to: end)), limit: 0)
    (week.contactsBefore, week.sharedContactsBefore) = (earlier.contacts, earlier.shared)
    week.leadsBefore = try store.reportLeads(scope(before)).first ?? LeadTally(key: nil)
    week.overrides = try store.reportOverrides(scope(period))
    week.exceptions = try store.exceptions().filter { period.contains($0.requestedAt) }
      .reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
    let audited = ISOWeek.lastComplete(at: min(period.to, now), in: zone)
    week.accuracy = try desk.routingAccuracy(of: audited)
    week.accuracyBefore = try desk.routingAccuracy(of: audited.advanced(by: -1))
    (week.meetings, week.poolMeetings) = try meetings()
    try store.forEachDecisionTime(scope(period)) { week.decisionTimes.append($0) }
    return week.report(period, by: by, labels: labels)
  }

  private func speedToLead(
    _ by: Report.Breakdown, _ labels: BreakdownLabels
  ) throws -> SpeedToLead {
    var speed = SpeedToLead()
    try store.forEachFirstContact(scope(period, by: by)) { key, time in
      speed.add(labels.label(key), time)
    }
    for (key, count) in try store.reportUncontacted(scope(period, by: by), at: now) {
      speed.addUncontacted(labels.label(key), count)
    }
    return speed
  }

  /// The latest week of assignment whose leads have all had their time for a meeting, and the four before.
  private func meetings() throws -> (
    routes: [WeeklyKPIs.Meetings], pools: [WeeklyKPIs.Meetings]
  ) {
    let end = min(period.to, now) - WeeklyKPIs.meetingTime
    let latest = ISOWeek.lastComplete(at: end, in: zone)
    let weeks = try (0..<5).map { back in
      try store.reportMeetings(
        scope(latest.advanced(by: -back).period(in: zone)), within: WeeklyKPIs.meetingTime)
    }
    func tallies(_ kind: MeetingTally.Kind) -> [WeeklyKPIs.Meetings] {
      weeks.map { week in
        week.filter { $0.kind == kind }.reduce(into: [:]) { $0[$1.id] = ($1.assigned, $1.met) }
      }
    }
    return (tallies(.route), tallies(.pool))
  }

  func sla() throws -> Report {
    SLAReport.report(
      period, try store.reportClocks(scope, at: now), labels: labels, by: by)
  }

  func queues() throws -> Report {
    var report = QueueReport()
    try store.forEachStay(scope) { report.add($0) }
    return report.report(
      period, all: ruleSet.queues.map(\.id), waiting: try store.queueDepths().mapValues(\.depth),
      clocks: try store.reportClocks(scope(period), at: now))
  }

  /// People that more than one rep had.
  func duplicates() throws -> Report {
    if let text = request.file { return try duplicates(ofExport: text) }
    let contacts = try store.reportContacts(scope)
    let leads = try store.reportLeads(scope)
    let all = leads.reduce(into: (duplicates: 0, received: 0)) {
      $0.duplicates += $1.duplicates
      $0.received += $1.received
    }
    let contactsBefore = try store.reportContacts(scope(period.before), limit: 0)
    let before = try store.reportLeads(scope(period.before)).first ?? LeadTally(key: nil)
    var report = Report(
      name: "duplicates", from: period.from, to: period.to,
      rows: [
        .share(
          "duplicate_assignment", contacts.shared, of: contacts.contacts,
          limit: .duplicateAssignment),
        .share(
          "duplicate_assignment_in_the_period_before", contactsBefore.shared,
          of: contactsBefore.contacts),
        .share("duplicates_received", all.duplicates, of: all.received),
        .share(
          "duplicates_received_in_the_period_before", before.duplicates, of: before.received),
      ])
    if by != nil {
      for tally in leads {
        report.rows.append(
          .share(
            "duplicates_received", by: labels.terms(labels.label(tally.key)), tally.duplicates,
            of: tally.received))
      }
    }
    if !contacts.latest.isEmpty {
      report.sections = [
        Report.Section(
          title: "Contacts with more than one rep", columns: ["leads", "reps"],
          rows: contacts.latest.map {
            [$0.leads, $0.reps].map { $0.replacing(",", with: ", ") }
          })
      ]
    }
    return report
  }
}
