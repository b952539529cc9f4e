import DeskRules
import LeadModel
import Store

/// What wants attention: worked out at most every few seconds, whoever asks, since it reads more than a
/// status line may cost.
struct Attention {
  /// Milliseconds for which what was worked out is good.
  private static let freshness: Int64 = 2000
  /// More breaches than this in one minute are told in one line.
  private static let mostInAMinute = 5

  private var alerts: [Alert] = []
  private var workedOut: Instant?
  /// When somebody last did something with a lead: what broke before is acknowledged.
  private var acknowledged: [LeadNumber: Instant] = [:]

  /// Notes acts of people, each of which acknowledges the alerts of its lead.
  mutating func note(_ changes: [Change]) {
    for change in changes {
      switch change {
      case .activityAdded(let activity): acknowledged[activity.lead] = activity.at
      case .escalationOpened(let escalation): acknowledged[escalation.lead] = escalation.at
      default: continue
      }
      workedOut = nil
    }
  }

  /// What wants attention, by the body where it is not fresh.
  mutating func alerts(
    now: Instant,
    _ read: () throws -> (
      breaches: [(clock: ClockRow, receivedAt: Instant?)], depths: [Alert]
    )
  ) rethrows -> [Alert] {
    if let workedOut, now >= workedOut, now - workedOut < Self.freshness { return alerts }
    let (late, depths) = try read()
    alerts =
      depths + Self.told(late.filter { !isSettled($0.clock, receivedAt: $0.receivedAt) })
    workedOut = now
    return alerts
  }

  /// Whether nobody needs to hear of the breach: the lead came in after it, or somebody has been at it.
  private func isSettled(_ clock: ClockRow, receivedAt: Instant?) -> Bool {
    if let receivedAt, clock.state.dueAt <= receivedAt { return true }
    return clock.lead.flatMap { acknowledged[$0] }.map { $0 >= clock.state.dueAt } ?? false
  }

  /// One alert a lead, for its tightest clock; of many in one minute one line.
  private static func told(_ late: [(clock: ClockRow, receivedAt: Instant?)]) -> [Alert] {
    var seen: Set<LeadNumber> = []
    let clocks = late.map(\.clock).filter { clock in
      clock.lead.map { seen.insert($0).inserted } ?? true
    }
    let minutes = Dictionary(grouping: clocks) { $0.state.dueAt.milliseconds / Instant.minute }
    return minutes.sorted { $0.key < $1.key }.flatMap { minute, clocks in
      clocks.count <= mostInAMinute
        ? clocks.map(alert)
        : [
          Alert(
            id: "minute/\(minute)",
            at: Instant(milliseconds: minute * Instant.minute),
            text: "\(clocks.count) promises were broken within a minute", lead: nil)
        ]
    }
  }

  private static func alert(_ clock: ClockRow) -> Alert {
    let whose = clock.owner?.text ?? clock.queue?.text ?? "nobody"
    let what = clock.company ?? clock.lead?.description ?? "a lead"
    return Alert(
      id: "clock/\(clock.id)", at: clock.state.dueAt,
      text: "\(clock.kind.words) of \(what) is past due (\(whose))", lead: clock.lead)
  }
}

extension ClockKind {
  /// As alerts name it.
  fileprivate var words: String {
    switch self {
    case .firstContact: "First contact"
    case .owner: "The owner's contact"
    case .queue: "The queue's time"
    case .escalation: "The review"
    }
  }
}
