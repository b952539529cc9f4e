import DeskRules
import LeadModel
import Store

/// Whom an alert concerns.
enum Concern: Equatable {
  /// Whoever has the lead or answers for where it is.
  case lead(owner: RepID?, queue: QueueID?)
  /// Whoever answers for a queue.
  case queue(QueueID)
  /// Whoever reviews.
  case reviews
  /// Whoever keeps the desk going: intake, log, disk.
  case operation
}

/// An alert and whom it concerns.
struct AddressedAlert: Equatable {
  var concern: Concern
  var alert: Alert
}

/// A promise that was broken and still runs, or sent the lead to somebody else.
struct BrokenPromise {
  /// With whom the lead is now; where it was sent on, with whom it was.
  var clock: ClockRow
  /// When the lead came in.
  var receivedAt: Instant?

  var concern: Concern {
    clock.kind == .escalation ? .reviews : .lead(owner: clock.owner, queue: clock.queue)
  }
}

/// What wants attention: read at most every few seconds, whoever asks, since it reads more than a status
/// line may cost.
struct Attention {
  /// Milliseconds for which what was read is good.
  private static let freshness: Int64 = 2000
  /// More breaches than this that were told in one minute are one line.
  private static let mostInAMinute = 5

  private var broken: [BrokenPromise] = []
  private var depths: [AddressedAlert] = []
  private var workedOut: Instant?
  /// When somebody last did something with a lead or about an escalation: what broke before is
  /// acknowledged.
  private var leads: [LeadNumber: Instant] = [:]
  private var escalations: [Int64: Instant] = [:]
  /// Clocks whose leads were looked up in the log: what was done before the desk opened.
  private var lookedUp: Set<Int64> = []
  /// When the breach of each clock was told.
  private var toldAt: [Int64: Instant] = [:]

  /// Notes what was committed: each act of a person acknowledges the alerts of its lead. `lead` tells what an
  /// escalation is about.
  mutating func note(_ unit: CommitUnit, lead: (_ escalation: Int64) -> LeadNumber?) {
    for entry in unit.entries where entry.isAct {
      switch entry.about {
      case .lead(let number): acknowledge(number, at: entry.at)
      case .escalation(let number): if let lead = lead(number) { acknowledge(lead, at: entry.at) }
      case nil: continue
      }
    }
    for change in unit.changes {
      switch change {
      // What somebody did elsewhere; a machine's answer is nobody's.
      case .activityAdded(let activity) where !activity.auto:
        acknowledge(activity.lead, at: activity.at)
      case .escalationClaimed(let number, _, let at): acknowledge(escalation: number, at: at)
      case .clockBreached(let id, _): toldAt[id] = unit.entries.last?.at
      default: continue
      }
    }
  }

  private mutating func acknowledge(_ lead: LeadNumber, at: Instant) {
    leads[lead] = max(leads[lead] ?? at, at)
    workedOut = nil
  }

  private mutating func acknowledge(escalation: Int64, at: Instant) {
    escalations[escalation] = at
    workedOut = nil
  }

  /// What wants the attention of those whom `concerns` tells of. `read` is asked where nothing fresh is
  /// known; the log once for each broken promise: `hasActed` whether somebody did something about it since,
  /// `told` when it was told.
  mutating func alerts(
    now: Instant, concerns: (Concern) -> Bool,
    read: () throws -> (broken: [BrokenPromise], depths: [AddressedAlert]),
    hasActed: (BrokenPromise) throws -> Bool, told: (BrokenPromise) throws -> Instant?
  ) rethrows -> [Alert] {
    if workedOut.map({ now < $0 || now - $0 >= Self.freshness }) ?? true {
      let found = try read()
      try lookUp(found.broken, now: now, hasActed, told)
      broken = found.broken.filter { !isSettled($0) }
      depths = found.depths
      workedOut = now
    }
    return depths.filter { concerns($0.concern) }.map(\.alert)
      + lines(broken.filter { concerns($0.concern) }.map(\.clock))
  }

  /// What was done before the desk opened stands in the log only.
  private mutating func lookUp(
    _ found: [BrokenPromise], now: Instant, _ hasActed: (BrokenPromise) throws -> Bool,
    _ told: (BrokenPromise) throws -> Instant?
  ) rethrows {
    for promise in found where lookedUp.insert(promise.clock.id).inserted {
      if toldAt[promise.clock.id] == nil { toldAt[promise.clock.id] = try told(promise) }
      guard !isSettled(promise), try hasActed(promise) else { continue }
      if let number = promise.clock.escalation {
        escalations[number] = now
      } else if let lead = promise.clock.lead {
        leads[lead] = now
      }
    }
    // Clocks that run no more are not asked about again.
    lookedUp.formIntersection(found.map(\.clock.id))
    toldAt = toldAt.filter { lookedUp.contains($0.key) }
  }

  /// Whether nobody needs to hear of the breach: the lead came in after it, or somebody has been at it. Work
  /// on the lead is no work on its escalation.
  private func isSettled(_ promise: BrokenPromise) -> Bool {
    let due = promise.clock.state.dueAt
    if let receivedAt = promise.receivedAt, due < receivedAt { return true }
    let act =
      promise.clock.escalation.map { escalations[$0] } ?? promise.clock.lead.flatMap { leads[$0] }
    return act.map { $0 >= due } ?? false
  }

  /// One alert a lead, for its tightest clock; of many that were told in one minute one line, so that a desk
  /// that was down for a night does not flood those who come to it.
  private func lines(_ late: [ClockRow]) -> [Alert] {
    var seen: Set<LeadNumber> = []
    let clocks = late.filter { clock in clock.lead.map { seen.insert($0).inserted } ?? true }
    let minutes = Dictionary(grouping: clocks) {
      (toldAt[$0.id] ?? $0.state.dueAt).milliseconds / Instant.minute
    }
    return minutes.sorted { $0.key < $1.key }.flatMap { minute, clocks in
      clocks.count <= Self.mostInAMinute
        ? clocks.map(Self.alert)
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
    let state = clock.state.end == nil ? "is past due" : "was missed, and it was routed again"
    return Alert(
      id: "clock/\(clock.id)", at: clock.state.dueAt,
      text: "\(clock.kind.words) of \(what) \(state) (\(whose))", lead: clock.lead)
  }
}

extension EntryDraft {
  fileprivate enum Subject {
    case lead(LeadNumber)
    case escalation(Int64)
  }

  /// Whether a person did it: engine and clock act in no role.
  fileprivate var isAct: Bool { !role.isEmpty && kind != .actRefused }

  fileprivate var about: Subject? {
    let parts = subject.split(separator: "/")
    guard parts.count == 2, let number = Int64(parts[1]) else { return nil }
    switch parts[0] {
    case "lead": return .lead(LeadNumber(number))
    case "escalation": return .escalation(number)
    default: return nil
    }
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
