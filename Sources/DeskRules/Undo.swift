import Foundation
import LeadModel
import RoutingEngine

/// Taking back one's own latest act on a lead by a new entry that names the old one. Nothing is taken back
/// over the head of what has happened since: the lead must stand as the act left it.
///
/// Clocks that the act had stopped run on as if they had never stopped, and those that it had started count
/// in no figure. What was done stays in the log, and an activity in the list of activities.
public struct Undo: Sendable {
  /// A lead as the act finds it, with what happened to it.
  public struct Snapshot: Sendable {
    public var lead: LeadSnapshot
    /// Log entries of the lead and of its escalations, oldest first.
    public var entries: [LogRow]
    /// The clocks of the lead that have ended.
    public var ended: [ClockRow]
    public init(lead: LeadSnapshot, entries: [LogRow], ended: [ClockRow]) {
      self.lead = lead
      self.entries = entries
      self.ended = ended
    }
  }

  public init() {}

  /// Decides the act at `now`. `isActive` tells whether a rep is an active one of the roster, `when` writes
  /// an instant for people.
  public func decide(
    _ found: Snapshot, by actor: Actor, rules: RuleSet, clocks: ClockRules, now: Instant,
    isActive: (RepID) -> Bool, when: (Instant) -> String
  ) -> ActOutcome {
    let lead = found.lead
    guard let latest = Self.latest(found.entries) else {
      return .refused(
        Refusal(.conflict, "nobody has done anything with \(lead.words) that could be taken back"))
    }
    guard latest.actor == actor.name, !latest.role.isEmpty else {
      let who = latest.role.isEmpty ? "the desk" : latest.actor
      return .refused(
        Refusal(
          .conflict,
          "the latest on \(lead.words) is \(latest.kind.rawValue) by \(who) at \(when(latest.at)): "
            + "only one's own latest act can be taken back"))
    }
    guard let before = try? JSONDecoder().decode(Before.self, from: Data(latest.payload.utf8)),
      before.wasState != nil
    else { return .refused(Self.final(latest, lead)) }
    let undoing = Undoing(
      found: found, entry: latest, before: before, actor: actor, clocks: clocks, now: now)
    switch latest.kind {
    case .leadClaimed, .leadReassigned:
      guard before.escalation == nil else { return .refused(Self.final(latest, lead)) }
      return undoing.move(rules, isActive)
    case .leadContacted, .leadDisposition: return undoing.activity()
    default: return .refused(Self.final(latest, lead))
    }
  }

  /// The latest entry that tells of anything but clocks and audits and has not been taken back, taking back
  /// being passed over itself.
  static func latest(_ entries: [LogRow]) -> LogRow? {
    var undone: Set<Int64> = []
    for entry in entries.reversed() {
      switch entry.kind {
      case .slaWarned, .slaBreached, .actRefused, .auditJudged: continue
      case .leadUndone:
        if let target = try? JSONDecoder().decode(Target.self, from: Data(entry.payload.utf8)) {
          undone.insert(target.entry)
        }
      default: if !undone.contains(entry.seq) { return entry }
      }
    }
    return nil
  }

  /// Why an act stands.
  private static func final(_ entry: LogRow, _ lead: LeadSnapshot) -> Refusal {
    let why: String
    switch entry.kind {
    case .escalationOpened: why = "an escalation is withdrawn, not taken back"
    case .escalationClaimed: why = "a claim for review is given back by releasing it"
    case .escalationReviewed, .escalationWithdrawn: why = "a ruling stands: escalate again"
    case .leadReassigned: why = "the correction of a review stands: escalate again"
    case .personErased: why = "what was erased is gone"
    case .leadReceived, .leadUpdated, .leadImported: why = "what was delivered stays delivered"
    default: why = "\(entry.kind.rawValue) cannot be taken back"
    }
    return Refusal(.conflict, "the latest on \(lead.words) stays: \(why)")
  }

  private struct Target: Decodable { let entry: Int64 }

  /// What an entry says of how the lead stood before.
  struct Before: Decodable {
    var from: RepID?
    var fromQueue: QueueID?
    var segmentOld: SegmentID?
    var segmentNew: SegmentID?
    var escalation: Int64?
    var wasState: LeadState?
    var wasRoute: RouteType?
    var wasDimension: Int?
    var wasReason: QueueReason?
    /// Ids of clocks that the act stopped.
    var ended: [Int64]?

    enum CodingKeys: String, CodingKey {
      case from, escalation, ended
      case fromQueue = "from_queue"
      case segmentOld = "segment_old"
      case segmentNew = "segment_new"
      case wasState = "was_state"
      case wasRoute = "was_route"
      case wasDimension = "was_dimension"
      case wasReason = "was_reason"
    }
  }
}

/// An act on its way back.
private struct Undoing {
  let found: Undo.Snapshot
  let entry: LogRow
  let before: Undo.Before
  let actor: Actor
  let clocks: ClockRules
  let now: Instant

  private var lead: LeadSnapshot { found.lead }

  /// The lead goes back to whom it was with, or to the queue in which it waited.
  func move(_ rules: RuleSet, _ isActive: (RepID) -> Bool) -> ActOutcome {
    guard lead.row.state == .assigned else {
      return .refused(
        Refusal(.conflict, "\(lead.words) is \(lead.row.state.rawValue): it cannot go back"))
    }
    if let owner = before.from, !isActive(owner) {
      return .refused(Refusal(.conflict, "\(owner) is not active any more and takes nothing back"))
    }
    if let queue = before.fromQueue, !rules.queues.contains(where: { $0.id == queue }) {
      return .refused(Refusal(.conflict, "there is no queue \"\(queue)\" any more to go back to"))
    }
    guard let state = before.wasState, state.isOpen, before.from != nil || before.fromQueue != nil
    else { return .refused(Refusal(.conflict, "the log does not tell where \(lead.words) was")) }
    var facts = lead.row.facts
    if before.segmentNew != nil { facts.segment = before.segmentOld }
    let placed = LeadPlaced(
      number: lead.row.number, at: now, state: state, owner: before.from, queue: before.fromQueue,
      duplicateOf: nil, duplicateOfContact: nil, route: before.wasRoute ?? .manual,
      dimension: before.wasDimension, reason: before.wasReason, contingent: lead.row.contingent,
      flags: lead.row.flags, facts: facts)
    let ends = Placement(clocks: clocks).leaving(placed, from: lead.row, running: lead.clocks)
    let place = before.from?.text ?? before.fromQueue?.text ?? ""
    return done([.leadPlaced(placed)] + ends, "\(lead.words) is with \(place) again")
  }

  /// The state goes back, and the clocks run on.
  func activity() -> ActOutcome {
    var changes: [Change] = [
      .activityAdded(
        ActivityAdded(
          lead: lead.row.number, kind: "undone", at: now, actor: actor.name, channel: nil,
          auto: false))
    ]
    if let state = before.wasState, state != lead.row.state {
      changes.append(.leadStateChanged(lead: lead.row.number, state: state, at: now))
    }
    let what = entry.kind == .leadContacted ? "The contact with" : "The disposition of"
    return done(changes, "\(what) \(lead.words) is taken back")
  }

  private func done(_ moves: [Change], _ text: String) -> ActOutcome {
    let wanted = Set(before.ended ?? [])
    let resumed = found.ended.filter { wanted.contains($0.id) }
    let changes = moves + resumed.map { Change.clockResumed(clock: $0.id, at: now) }
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("entry", entry.seq)
    payload.put("act", entry.kind.rawValue)
    payload.put("from", lead.row.owner?.text)
    payload.put("to", before.from?.text)
    payload.put("to_queue", before.fromQueue?.text)
    payload.put(
      "resumed", json: Array("[\(resumed.map { String($0.id) }.joined(separator: ","))]".utf8))
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: ClockEntries.breaches(of: lead.clocks, in: changes, at: now) + [
          EntryDraft(
            at: now, actor: actor.name, role: actor.roleText, kind: .leadUndone,
            subject: lead.subject, payload: payload.bytes)
        ]),
      text: text)
  }
}
