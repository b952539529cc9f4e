import LeadModel

/// Taking an escalation for review, or giving it back, so that no two people review one.
public struct ClaimEscalation: Sendable {
  /// Whether it is given back.
  public var release: Bool

  public init(release: Bool) { self.release = release }

  /// Decides the act at `now`.
  public func decide(_ escalation: EscalationRow, by actor: Actor, now: Instant) -> ActOutcome {
    let name = Escalate.name(escalation.number)
    if let refusal = Review.obstacle(escalation, by: actor) { return .refused(refusal) }
    let holder = escalation.claimedBy
    if release {
      guard let holder else { return .refused(Refusal(.conflict, "\(name) is claimed by nobody")) }
      if holder != actor.name, !Review.mayTakeOver(actor) {
        return .refused(
          Refusal(.conflict, "\(name) is under review by \(holder), who may give it back"))
      }
    } else if holder == actor.name {
      return .refused(Refusal(.conflict, "you have claimed \(name) already"))
    } else if let refusal = Review.heldByAnother(escalation, actor) {
      return .refused(refusal)
    }
    return .done(
      unit: CommitUnit(
        changes: [
          .escalationClaimed(
            escalation: escalation.number, by: release ? nil : actor.name, at: now)
        ],
        entries: [entry(escalation, actor, now)]),
      text: release
        ? "\(name) is free for review again"
        : "You review \(name)" + (holder.map { ", which \($0) had claimed" } ?? ""))
  }

  private func entry(_ escalation: EscalationRow, _ actor: Actor, _ now: Instant) -> EntryDraft {
    var payload = Payload()
    payload.put("escalation", escalation.number)
    payload.put("claimed_by", release ? nil : actor.name)
    payload.put("before", escalation.claimedBy)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .escalationClaimed,
      subject: "escalation/\(escalation.number)", payload: payload.bytes)
  }
}
