import LeadModel
import RoutingEngine

/// Logging contact: the act that a lead waits for.
///
/// The first `contacted` or `meeting` by a person stops the first-contact clock and puts the lead to work;
/// it stops the owner clock too when the owner did it, or somebody who is no rep wrote it down for the
/// owner. A machine's answer counts for nothing but the record.
public struct Contact: Sendable {
  public var kind: String
  /// When it happened.
  public var at: Instant
  public var channel: String?
  public var isAutomatic: Bool

  public init(kind: String, at: Instant, channel: String?, isAutomatic: Bool = false) {
    self.kind = kind
    self.at = at
    self.channel = channel
    self.isAutomatic = isAutomatic
  }

  /// The kinds that are contact.
  public static let kinds = ["contacted", "meeting"]

  /// Decides the act at `now`.
  public func decide(_ lead: LeadSnapshot, by actor: Actor, now: Instant) -> ActOutcome {
    guard Self.kinds.contains(kind) else {
      return .refused(
        Refusal(.usage, "\"\(kind)\" is no kind of contact: use contacted or meeting"))
    }
    guard at <= now + Instant.minute else {
      return .refused(Refusal(.usage, "contact at \(at) lies in the future: it is \(now)"))
    }
    if let refusal = Authority.check(.logContact, by: actor, on: lead.authoritySubject) {
      return .refused(refusal)
    }
    // A repeat of a CRM contact is asked after: its sequence owner has a clock.
    guard lead.row.state.isOpen || lead.row.duplicateOfContact != nil else {
      return .refused(
        Refusal(
          .conflict, "\(lead.words) is \(lead.row.state.rawValue): only open leads are worked"))
    }
    let changes = changes(lead, by: actor, now: now)
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: ClockEntries.breaches(of: lead.clocks, in: changes, at: now)
          + [entry(lead, actor, changes, now)]),
      text: "Logged \(kind) with \(lead.words)")
  }

  /// The changes, for acts and for activity files alike.
  func changes(_ lead: LeadSnapshot, by actor: Actor, now: Instant) -> [Change] {
    var changes: [Change] = [
      .activityAdded(
        ActivityAdded(
          lead: lead.row.number, kind: kind, at: at, actor: actor.name, channel: channel,
          auto: isAutomatic))
    ]
    // What happened before the lead was there was contact with the person, not an answer to the lead.
    guard !isAutomatic, at >= min(lead.row.submittedAt, lead.row.receivedAt) else { return changes }
    changes += lead.stop(.firstContact, at: at)
    if actor.rep == nil || actor.rep == lead.row.owner {
      let since = lead.clocks.first { $0.kind == .owner }?.state.startedAt
      if since.map({ at >= $0 }) ?? false { changes += lead.stop(.owner, at: at) }
    }
    if lead.row.state == .assigned {
      changes.append(.leadStateChanged(lead: lead.row.number, state: .working, at: now))
    }
    return changes
  }

  private func entry(
    _ lead: LeadSnapshot, _ actor: Actor, _ changes: [Change], _ now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("kind", kind)
    payload.put("at", at)
    payload.put("channel", channel)
    payload.put("auto", isAutomatic)
    payload.put("owner", lead.row.owner?.text)
    payload.put("was_state", lead.row.state.rawValue)
    payload.put(ended: changes)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .leadContacted,
      subject: lead.subject, payload: payload.bytes)
  }
}
