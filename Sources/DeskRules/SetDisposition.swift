import LeadModel
import RoutingEngine

/// Setting a disposition: what became of the lead after the work on it.
///
/// A disposition that closes ends the lead's clocks. It is set after contact, and so stops them as contact
/// does; but `disqualified` before due makes them count in no figure, since nothing was promised to a lead
/// that turned out not to be one. `meeting` counts as contact.
public struct SetDisposition: Sendable {
  public var code: String
  public var at: Instant

  public init(code: String, at: Instant) {
    self.code = code
    self.at = at
  }

  /// Decides the act at `now` under the dispositions of the rule set.
  public func decide(
    _ lead: LeadSnapshot, by actor: Actor, rules: RuleSet, now: Instant
  ) -> ActOutcome {
    guard
      let disposition = rules.dispositions.first(where: {
        $0.code.lowercased() == code.lowercased()
      })
    else {
      let known = rules.dispositions.map(\.code).joined(separator: ", ")
      return .refused(Refusal(.usage, "\"\(code)\" is no disposition here: use one of \(known)"))
    }
    if let refusal = Authority.check(.logContact, by: actor, on: lead.authoritySubject) {
      return .refused(refusal)
    }
    guard lead.row.state.isOpen else {
      return .refused(Refusal(.conflict, "\(lead.words) is \(lead.row.state.rawValue) already"))
    }
    guard at <= now + Instant.minute else {
      return .refused(Refusal(.usage, "a disposition at \(at) lies in the future: it is \(now)"))
    }
    let missing = disposition.required.filter { !lead.filled.contains($0) }
    guard missing.isEmpty else {
      let names = missing.map(\.rawValue).joined(separator: ", ")
      return .refused(
        Refusal(.conflict, "\(disposition.code) asks for \(names), which \(lead.words) lacks"))
    }
    let changes = changes(lead, disposition, by: actor, now: now)
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: ClockEntries.breaches(of: lead.clocks, in: changes, at: now)
          + [entry(lead, disposition, actor, changes, now)]),
      text: "\(lead.words) is \(disposition.text.lowercased())")
  }

  func changes(
    _ lead: LeadSnapshot, _ disposition: Disposition, by actor: Actor, now: Instant
  ) -> [Change] {
    if disposition.code == "meeting" {
      return Contact(kind: "meeting", at: at, channel: nil).changes(lead, by: actor, now: now)
    }
    var changes: [Change] = [
      .activityAdded(
        ActivityAdded(
          lead: lead.row.number, kind: disposition.code, at: at, actor: actor.name, channel: nil,
          auto: false))
    ]
    if disposition.closes {
      let isVoid = disposition.code == "disqualified"
      for kind in [ClockKind.firstContact, .owner] {
        changes += isVoid ? lead.void(kind, at: at) : lead.stop(kind, at: at)
      }
      changes += lead.stop(.queue, at: at)
      changes.append(.leadStateChanged(lead: lead.row.number, state: .closed, at: now))
    }
    return changes
  }

  private func entry(
    _ lead: LeadSnapshot, _ disposition: Disposition, _ actor: Actor, _ changes: [Change],
    _ now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("code", disposition.code)
    payload.put("at", at)
    payload.put("closes", disposition.closes)
    payload.put("owner", lead.row.owner?.text)
    payload.put("was_state", lead.row.state.rawValue)
    payload.put(ended: changes)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .leadDisposition,
      subject: lead.subject, payload: payload.bytes)
  }
}
