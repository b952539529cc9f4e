import LeadModel

/// The figures of a week, each with the line that it must not cross.
public struct WeeklyKPIs: Sendable {
  /// How a route led to meetings: leads assigned, and those with a meeting in time.
  public typealias Meetings = [RouteType: (assigned: Int, met: Int)]

  public var speed = SpeedToLead()
  public var clocks: [ClockTally] = []
  public var leads = LeadTally(key: nil)
  /// Contacts of 90 days, and those that more than one rep had.
  public var contacts = 0
  public var sharedContacts = 0
  public var overrides: [String: Int] = [:]
  public var exceptions: [String: Int] = [:]
  /// The latest week of assignment that is complete, and the four before it.
  public var meetings: [Meetings] = []
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
    rows += accuracy + [clocks.attainment.figure("sla_attainment")]
    rows += SLAReport.byQueue(clocks) + duplicates
    rows.append(.share("reassignment_rate", leads.reassigned, of: leads.assigned))
    rows += byRoute + byCode + disputes + decision
    var report = Report(name: "kpi", from: period.from, to: period.to, rows: rows)
    if let signal = TrustSignal.sentence(
      current: escalations.window, before: escalationsBefore.window)
    {
      report.notes.append(signal.prefix(1).uppercased() + signal.dropFirst() + ".")
    }
    return report
  }

  /// Of the escalations that were reviewed.
  private var accuracy: [Report.Figure] {
    let reviewed = escalations.filed.filter { $0.review != nil }
    let wrong = reviewed.count { $0.fact.outcome == "routing_error" }
    return [.share("routing_errors_of_reviewed", wrong, of: reviewed.count)]
  }

  private var duplicates: [Report.Figure] {
    [
      .share(
        "duplicate_assignment", sharedContacts, of: contacts, limit: .duplicateAssignment),
      .share("duplicates_received", leads.duplicates, of: leads.received),
    ]
  }

  /// The share with a meeting by route, and how far it fell against the mean of the weeks before.
  private var byRoute: [Report.Figure] {
    guard let latest = meetings.first else { return [] }
    return latest.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { route, now in
      let by = [Report.Term("route", route.rawValue)]
      let before = meetings.dropFirst().compactMap { week -> Double? in
        guard let count = week[route], count.assigned > 0 else { return nil }
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
