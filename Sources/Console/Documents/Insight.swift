import DeskRules
import LeadModel

/// What Insights knows above its reports: the health of routing, and the figures of the last complete
/// weeks. Asked for one report after another, so that the desk is never kept busy by it.
struct Insight: Sendable, Equatable {
  private(set) var health: Report?
  /// The latest week first.
  private(set) var weeks: [Report] = []
  /// Why there is nothing to show.
  private(set) var failure: String?
  private var inFlight: Int?
  private var step = 0
  private var dueAt: Instant?

  /// Weeks that are shown side by side.
  static let shown = 6
  /// How long figures are taken for fresh.
  private static let patience = 5 * Instant.minute

  /// What is to be asked now; nil while nothing is due.
  func request(_ now: Instant) -> ReportRequest? {
    guard inFlight == nil, dueAt.map({ now >= $0 }) ?? true else { return nil }
    switch step {
    case 0: return ReportRequest(name: "health")
    case 1: return ReportRequest(name: "kpi")
    default: return ReportRequest(name: "kpi", to: weeks.dropFirst(step - 2).first?.from)
    }
  }

  mutating func ask(_ number: Int) { inFlight = number }

  mutating func forgetRequests() {
    inFlight = nil
    dueAt = nil
    step = 0
  }

  mutating func take(_ answer: DeskAnswer, _ number: Int, now: Instant) {
    guard inFlight == number else { return }
    inFlight = nil
    switch answer {
    case .report(let report):
      failure = nil
      keep(report)
      step = step > Self.shown - 1 || (step > 1 && report.rows.isEmpty) ? 0 : step + 1
      dueAt = step == 0 ? now + Self.patience : nil
    case .working: dueAt = now + 1000
    case .refused(let refusal): fail(refusal.why, now)
    case .failed(let reason): fail(reason, now)
    default: fail("the desk gave an answer that does not fit", now)
    }
  }

  private mutating func fail(_ why: String, _ now: Instant) {
    failure = why
    step = 0
    dueAt = now + Self.patience
  }

  private mutating func keep(_ report: Report) {
    guard step > 0 else { return health = report }
    let place = step - 1
    if place < weeks.count { weeks[place] = report } else { weeks.append(report) }
  }

  /// The values of a figure, the earliest week first; empty where only one week is known.
  func course(of figure: Report.Figure) -> [Double?] {
    guard weeks.count > 2 else { return [] }
    return weeks.reversed().map { week in
      week.rows.first { $0.figure == figure.figure && $0.by == figure.by }?.value
    }
  }

  /// The figures that say most: those that crossed their line, then those that people ask for first.
  func leading(_ count: Int) -> [Report.Figure] {
    guard let rows = weeks.first?.rows else { return [] }
    let first = [
      "speed_to_lead", "sla_attainment", "uncontacted_past_due", "routing_accuracy",
      "routing_errors_of_reviewed", "duplicate_assignment", "review_attainment",
    ]
    let known = first.compactMap { name in
      rows.first { $0.figure == name && !$0.breached && ($0.by.isEmpty || $0.value != nil) }
    }
    return Array((rows.filter(\.breached) + known).prefix(count))
  }
}
