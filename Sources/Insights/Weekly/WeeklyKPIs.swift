import LeadModel

/// The figures of a week, each with the line that it must not cross.
public struct WeeklyKPIs: Sendable {
  /// How each route, or each pool, led to meetings: leads assigned, and those with a meeting in time.
  public typealias Meetings = [String: (assigned: Int, met: Int)]

  public var speed = SpeedToLead()
  public var clocks: [ClockTally] = []
  public var leads = LeadTally(key: nil)
  /// Contacts of 90 days, and those that more than one rep had.
  public var contacts = 0
  public var sharedContacts = 0
  /// The same of the 90 days that ended four weeks earlier.
  public var contactsBefore = 0
  public var sharedContactsBefore = 0
  /// The four weeks before.
  public var leadsBefore = LeadTally(key: nil)
  public var overrides: [String: Int] = [:]
  public var exceptions: [String: Int] = [:]
  /// By route, of the latest week of assignment that is complete, and of the four before it.
  public var meetings: [Meetings] = []
  /// The same by pool, of leads that a pool held.
  public var poolMeetings: [Meetings] = []
  /// What was judged of the latest sample, and of the one of the week before it.
  public var accuracy = RoutingAccuracy()
  public var accuracyBefore = RoutingAccuracy()
  public var escalations: EscalationReport.Sample
  public var escalationsBefore: EscalationReport.Sample
  /// Milliseconds from receipt to decision.
  public var decisionTimes: [Int64] = []
  /// How long an assigned lead has for its meeting.
  public static let meetingTime = 14 * Instant.day

  public init(escalations: EscalationReport.Sample, before: EscalationReport.Sample) {
    self.escalations = escalations
    escalationsBefore = before
  }

  /// `by` is what the speed was counted under.
  public func report(
    _ period: Period, by: Report.Breakdown, labels: BreakdownLabels
  ) -> Report {
    var rows = speed.figures(by.rawValue, labels: labels.sorted(speed.labels))
    rows += correctness + [clocks.attainment.figure("sla_attainment")]
    rows += SLAReport.byQueue(clocks) + duplicates
    rows.append(.share("reassignment_rate", leads.reassigned, of: leads.assigned))
    rows += conversion("route", meetings) + conversion("pool", poolMeetings)
    rows += byCode + disputes + decision
    var report = Report(name: "kpi", from: period.from, to: period.to, rows: rows)
    if let signal = TrustSignal.sentence(
      current: escalations.window, before: escalationsBefore.window)
    {
      report.notes.append(signal.prefix(1).uppercased() + signal.dropFirst() + ".")
    }
    return report
  }

  /// Of the assignments that were judged, and beside them of the escalations that were reviewed.
  private var correctness: [Report.Figure] {
    let reviewed = escalations.filed.filter { $0.review != nil }
    let wrong = reviewed.count { $0.fact.outcome == "routing_error" }
    return accuracy.figures(after: accuracyBefore) + [
      .share("routing_errors_of_reviewed", wrong, of: reviewed.count)
    ]
  }

  private var duplicates: [Report.Figure] {
    [
      .share(
        "duplicate_assignment", sharedContacts, of: contacts, limit: .duplicateAssignment),
      .share(
        "duplicate_assignment_4_weeks_before", sharedContactsBefore, of: contactsBefore),
      .share("duplicates_received", leads.duplicates, of: leads.received),
      .share(
        "duplicates_received_4_weeks_before", leadsBefore.duplicates, of: leadsBefore.received),
    ]
  }

  /// The share with a meeting by route or pool, and how far it fell against the mean of the weeks before.
  private func conversion(_ name: String, _ weeks: [Meetings]) -> [Report.Figure] {
    guard let latest = weeks.first else { return [] }
    return latest.sorted { Bytes.precedes($0.key, $1.key) }.flatMap { key, now in
      let by = [Report.Term(name, key)]
      let before = weeks.dropFirst().compactMap { week -> Double? in
        guard let count = week[key], count.assigned > 0 else { return nil }
        return Double(count.met) / Double(count.assigned)
      }
      let mean = before.isEmpty ? 0 : before.reduce(0, +) / Double(before.count)
      let share = now.assigned == 0 ? 0 : Double(now.met) / Double(now.assigned)
      return [
        Report.Figure.share("lead_to_meeting", by: by, now.met, of: now.assigned),
        Report.Figure(
          "meeting_drop", .share, by: by, value: mean > 0 ? max(0, 1 - share / mean) : nil,
          count: now.assigned, limit: .meetingDrop),
      ]
    }
  }

  /// Overrides made and exceptions asked for. They are counted against the leads of the week: six uses are
  /// many, however few they look.
  private var byCode: [Report.Figure] {
    let codes = overrides.merging(exceptions, uniquingKeysWith: +)
    return codes.sorted { Bytes.precedes($0.key, $1.key) }.map { code, uses in
      Report.Figure(
        "reason_code_uses", .count, by: [Report.Term("code", code)], value: Double(uses),
        count: leads.received, limit: .reasonCode)
    }
  }

  private var disputes: [Report.Figure] {
    let window = escalations.window
    let rate = leads.received == 0 ? nil : Double(window.filed) * 1000 / Double(leads.received)
    return [
      Report.Figure(
        "escalations_per_1000_leads", .perThousand, value: rate, count: leads.received),
      window.attainment.figure("review_attainment"),
      .minutes(
        "review_median", window.medianReview,
        count: escalations.filed.count { $0.review != nil }),
    ]
  }

  private var decision: [Report.Figure] {
    let sorted = decisionTimes.sorted()
    func seconds(_ milliseconds: Int64?) -> Double? { milliseconds.map { Double($0) / 1000 } }
    return [
      Report.Figure(
        "decision_time_p50", .seconds, value: seconds(Quantile.percentile(50, sorted: sorted)),
        count: sorted.count),
      Report.Figure(
        "decision_time_p99", .seconds, value: seconds(Quantile.percentile(99, sorted: sorted)),
        count: sorted.count, limit: .decisionTime),
    ]
  }
}
