import LeadModel
import RoutingEngine

/// Taking a waiting lead for oneself.
public struct Claim: Sendable {
  public init() {}

  /// Decides the act at `now`. `receiver` is the rep that the actor is; nil where they are none of the
  /// roster. `nextClock` gives clock ids.
  public func decide(
    _ lead: LeadSnapshot, to receiver: Receiver?, by actor: Actor, clocks: ClockRules, now: Instant,
    nextClock: () -> Int64
  ) -> ActOutcome {
    if let refusal = Authority.check(.workQueue, by: actor, on: lead.authoritySubject) {
      return .refused(refusal)
    }
    guard let receiver else {
      return .refused(
        Refusal(
          .conflict,
          "\(actor.name) is no rep of the roster, and only reps claim: assign \(lead.words) to one")
      )
    }
    if let refusal = lead.notOpen { return .refused(refusal) }
    guard lead.row.state == .queued else {
      return .refused(
        Refusal(
          .conflict,
          "\(lead.words) does not wait any more: \(lead.row.owner?.text ?? "nobody") has it"))
    }
    let assignment = Assignment(lead: lead, receiver: receiver, actor: actor, now: now)
    if let refusal = assignment.obstacle(overCapacity: true) {
      return .refused(Self.plain(refusal, receiver))
    }
    let (changes, breaches) = assignment.move(clocks, nextClock: nextClock)
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: breaches
          + [assignment.entry(.leadClaimed, assignment.payload(), ending: changes)]),
      text: "\(lead.words) is yours"
        + (receiver.isFull ? ", over capacity (\(receiver.load + 1) of \(receiver.capacity))" : ""))
  }

  /// Somebody who is full may not go on claiming: that is how they stand, not a lack of rights.
  private static func plain(_ refusal: Refusal, _ receiver: Receiver) -> Refusal {
    guard refusal.refused == .role else { return refusal }
    return Refusal(
      .conflict,
      "you hold \(receiver.load) of \(receiver.capacity) leads: over capacity "
        + Authority.permitted(.assignOverCapacity) + " may assign")
  }
}
