import LeadModel
import RoutingEngine

/// Giving a waiting or owned lead to a rep, for a reason and with one sentence.
///
/// What dimensions 1 and 2 decided stays: only an escalation that is reviewed as a routing error corrects
/// it. The lead clock runs on, the owner clock restarts.
public struct Reassign: Sendable {
  public var order: ReassignOrder
  /// Whether the rep is the one that the last decision would have chosen.
  public var isSuggested: Bool

  public init(_ order: ReassignOrder, isSuggested: Bool = false) {
    self.order = order
    self.isSuggested = isSuggested
  }

  /// What the order comes to once its words are understood.
  private struct Words {
    var reason: ReasonCode
    var note: String
    var segment: SegmentID?
  }

  /// Decides the act at `now`. `receiver` is nil where nobody of the roster is meant, `known` are the ids
  /// there are; `nextClock` gives clock ids.
  public func decide(
    _ lead: LeadSnapshot, to receiver: Receiver?, among known: [RepID], by actor: Actor,
    rules: RuleSet, clocks: ClockRules, now: Instant, nextClock: () -> Int64
  ) -> ActOutcome {
    let words: Words
    switch understood(rules) {
    case .success(let understood): words = understood
    case .failure(let refusal): return .refused(refusal)
    }
    if let refusal = Self.permission(lead, actor) ?? lead.notOpen ?? ownership(lead)
      ?? protection(lead)
    {
      return .refused(refusal)
    }
    guard let receiver else { return .refused(.unknownRep(order.rep, among: known)) }
    guard receiver.rep.id != lead.row.owner else {
      return .refused(Refusal(.conflict, "\(receiver.rep.name) has \(lead.words) already"))
    }
    var assignment = Assignment(lead: lead, receiver: receiver, actor: actor, now: now)
    assignment.segment = words.segment
    if let refusal = assignment.obstacle(overCapacity: order.overCapacity) {
      return .refused(refusal)
    }
    return done(assignment, words, clocks, nextClock)
  }

  /// A waiting lead is assigned from its queue, by whoever may work that; an owned one is reassigned.
  private static func permission(_ lead: LeadSnapshot, _ actor: Actor) -> Refusal? {
    guard let refusal = Authority.check(.reassign, by: actor, on: lead.authoritySubject) else {
      return nil
    }
    guard lead.row.state == .queued else { return refusal }
    return Authority.check(.workQueue, by: actor, on: lead.authoritySubject)
  }

  private func understood(_ rules: RuleSet) -> Result<Words, Refusal> {
    let use: ReasonCode.Use = order.segment == nil ? .reassign : .segment
    let what = order.segment == nil ? "reassigned" : "put into another segment"
    return rules.reason(order.code, for: use, words: what).flatMap { reason in
      Sentence.read(order.note, for: "reassigning").flatMap { note in
        guard let segment = order.segment else {
          return .success(Words(reason: reason, note: note, segment: nil))
        }
        return rules.segment(named: segment).map {
          Words(reason: reason, note: note, segment: $0)
        }
      }
    }
  }

  /// Who means to give away what waits does not take it from somebody.
  private func ownership(_ lead: LeadSnapshot) -> Refusal? {
    guard order.onlyWaiting, let owner = lead.row.owner else { return nil }
    return Refusal(.conflict, "\(lead.words) has an owner already, \(owner): use reassign")
  }

  private func protection(_ lead: LeadSnapshot) -> Refusal? {
    let why: String
    switch lead.row.dimension {
    case 1: why = "belongs to the owner of a named account"
    case 2: why = "belongs to the owner of an open deal"
    default: return nil
    }
    return Refusal(
      .protected,
      "\(lead.words) \(why): escalate it, and a review as routing_error corrects it; where the owner "
        + "is absent, away with a delegate")
  }

  private func done(
    _ assignment: Assignment, _ words: Words, _ clocks: ClockRules, _ nextClock: () -> Int64
  ) -> ActOutcome {
    let lead = assignment.lead
    let (moves, breaches) = assignment.move(clocks, nextClock: nextClock)
    let changes =
      moves + lead.note("reassigned", words.note, by: assignment.actor, at: assignment.now)
    var payload = assignment.payload()
    payload.put("code", words.reason.code)
    payload.put("suggested", isSuggested)
    payload.put("segment_old", words.segment == nil ? nil : lead.row.facts.segment?.text)
    payload.put("segment_new", words.segment?.text)
    payload.put(note: words.note, of: lead)
    let segment = words.segment.map { ", as \($0)" } ?? ""
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: breaches + [assignment.entry(.leadReassigned, payload, ending: moves)]),
      text: "\(lead.words) is \(assignment.words)" + segment)
  }
}
