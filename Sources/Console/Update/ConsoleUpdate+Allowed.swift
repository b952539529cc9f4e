import DeskRules
import LeadModel

/// What cannot be done now stays visible and says why.
extension ConsoleModel {
  /// Why something cannot be done now; nil when it can.
  func whyDisabled(_ action: Action) -> String? {
    if let missing = whatIsMissing(action) { return missing }
    guard action.isAct else { return nil }
    return whyForbidden(action) ?? whyRefused(action)
  }

  /// Nothing is there that it could be about.
  private func whatIsMissing(_ action: Action) -> String? {
    switch action {
    case .escalate, .contacted, .disposition, .whyNot, .assign, .reassign, .assignOver,
      .overrideSegment, .judge, .erase:
      leadTargets.isEmpty && leadAtHand == nil ? "no lead is selected" : nil
    case .claim:
      leadTargets.isEmpty && escalationTargets.isEmpty ? "no lead is selected" : nil
    case .undo:
      undoable.isEmpty && leadAtHand == nil ? "nothing was done yet that can be taken back" : nil
    case .outcome, .withdraw: escalationTargets.isEmpty ? "no escalation is selected" : nil
    case .revoke, .renew, .signOff: exceptionTargets.isEmpty ? "no exception is selected" : nil
    case .publish: changeTargets.isEmpty ? "no change request is selected" : nil
    case .rollBack: versionAtHand == nil ? "no version is selected" : nil
    case .approve, .reject:
      exceptionTargets.isEmpty && changeTargets.isEmpty && rosterTargets.isEmpty
        ? "nothing is selected" : nil
    case .repStatus: repInQuestion == nil ? "no rep is at hand" : nil
    case .open where overlay == nil: selectedRow == nil ? "nothing is selected" : nil
    default: nil
    }
  }

  private func whyForbidden(_ action: Action) -> String? {
    if link != .up { return "not now: the desk is not served" }
    guard let status else { return "not now: the desk has not answered yet" }
    let deed: Authority.Deed? =
      action == .claim && !escalationTargets.isEmpty ? .review : action.deed
    guard let deed else {
      return status.roles.isEmpty ? "your role (viewer) may not do that" : nil
    }
    let allowed = Authority.roles(for: deed).map(\.rawValue)
    if status.roles.contains(where: allowed.contains) {
      return whyNotOwn(deed, status)
    }
    let own = status.roles.isEmpty ? "viewer" : status.roles.joined(separator: ", ")
    return "your role (\(own)) may not do that; \(allowed.joined(separator: ", ")) may"
  }

  /// A rep logs contact on own leads only.
  private func whyNotOwn(_ deed: Authority.Deed, _ status: DeskStatus) -> String? {
    guard deed == .logContact, status.roles == [ActorRole.rep.rawValue], let rep = status.rep
    else { return nil }
    let others = leadTargets.compactMap { newestRow(of: $0.number) }.filter { $0.owner != rep }
    guard let first = others.first, others.count == leadTargets.count else { return nil }
    let owner = names.place(owner: first.owner, queue: first.queue) ?? "nobody"
    return "\(first.number) is with \(owner): a rep does that for own leads only"
  }

  /// The state of what it would be about forbids it: of all, where several are marked.
  private func whyRefused(_ action: Action) -> String? {
    switch action {
    case .claim where !escalationTargets.isEmpty:
      return common(escalationTargets.map(whyClosed))
    case .claim, .assign, .reassign, .assignOver, .overrideSegment:
      return common(
        leadTargets.map { target in
          newestRow(of: target.number).flatMap { why(action, $0) }
        })
    case .outcome: return common(escalationTargets.map(whyClosed))
    case .withdraw: return common(escalationTargets.map(whyNotWithdrawn))
    case .approve, .reject, .revoke, .renew, .signOff, .publish:
      return common(
        exceptionTargets.map { why(action, $0) } + changeTargets.map { why(action, $0) }
          + rosterTargets.map { $0.reviewedAt == nil ? nil : "the council has seen it" })
    case .rollBack:
      guard let version = versionAtHand, version.version == status?.ruleset else { return nil }
      return "v\(version.version) is in force already"
    default: return nil
    }
  }

  /// The first reason, when there is one for each.
  private func common(_ reasons: [String?]) -> String? {
    let given = reasons.compactMap(\.self)
    return given.count == reasons.count ? given.first : nil
  }

  // MARK: Leads

  private func why(_ action: Action, _ row: LeadRow) -> String? {
    let place = names.place(owner: row.owner, queue: row.queue) ?? "nobody"
    switch row.state {
    case .closed: return "\(row.number) is closed"
    case .duplicate:
      return "\(row.number) is a duplicate" + (row.duplicateOf.map { " of \($0)" } ?? "")
    case .shadowed: return "\(row.number) is only watched: its region is in shadow"
    default: break
    }
    if action == .claim || action == .assign {
      return row.queue == nil
        ? "\(row.number) does not wait: it is with \(place)"
          + (action == .assign ? "; \(keymap.keyText(of: .reassign) ?? ":reassign") reassigns" : "")
        : nil
    }
    if action == .reassign, row.queue != nil {
      return
        "\(row.number) waits in \(place): \(keymap.keyText(of: .assign) ?? ":assign") assigns it"
    }
    return whyProtected(row)
  }

  /// Decisions of the first two dimensions stand above what people override.
  private func whyProtected(_ row: LeadRow) -> String? {
    let dimension: Int
    switch row.route {
    case .namedAccount: dimension = 1
    case .openOpportunity: dimension = 2
    default: return nil
    }
    return "dimension \(dimension) (\(row.route.words)) decided \(row.number): "
      + "only an escalation reviewed as a routing error corrects it"
  }

  // MARK: Escalations

  private func whyClosed(_ row: EscalationRow) -> String? {
    row.closedAt == nil
      ? nil : "\(Spell.escalation(row.number)) is closed: \(row.outcome ?? "withdrawn")"
  }

  private func whyNotWithdrawn(_ row: EscalationRow) -> String? {
    if let closed = whyClosed(row) { return closed }
    return row.by == status?.actor ? nil : "only \(row.by), who filed it, takes it back"
  }

  // MARK: Governance

  private func why(_ action: Action, _ row: ExceptionRow) -> String? {
    let name = Spell.exception(row.number)
    let state = row.state(at: now)
    switch action {
    case .approve where state != .requested: return "\(name) is \(state.rawValue)"
    case .approve: return whyOwn(row.requestedBy, name)
    case .reject where state != .requested:
      return "\(name) is \(state.rawValue)"
        + (state == .active ? "; \(keymap.keyText(of: .revoke) ?? ":revoke") revokes it" : "")
    case .revoke where state != .active && state != .approved:
      return "\(name) is \(state.rawValue): only one that is approved can be revoked"
    case .renew where state != .active && state != .expired:
      return "\(name) is \(state.rawValue): only one that runs its term can be renewed"
    case .signOff where state != .active: return "\(name) is \(state.rawValue)"
    default: return nil
    }
  }

  private func why(_ action: Action, _ row: ChangeRequestRow) -> String? {
    let name = Spell.change(row.number)
    if row.status != .open { return "\(name) is \(row.status.rawValue)" }
    if row.kind == .draft, action != .reject { return "\(name) is a draft: it has no rules yet" }
    switch action {
    case .approve: return whyOwn(row.requestedBy, name)
    case .publish:
      if let window = whyNotInWindow { return window }
      guard case .document(let screen)? = screens.last else { return nil }
      return screen.change?.obstacle
    default: return nil
    }
  }

  private var whyNotInWindow: String? {
    guard let window = status?.council, !window.isOpen else { return nil }
    let opens = window.changesAt.map { "; it opens \(clock.near($0, now: now))" } ?? ""
    return "the council's window is closed" + opens
  }

  /// Nobody decides on an own request, but for the one who holds every role.
  private func whyOwn(_ by: String, _ name: String) -> String? {
    guard let status, by == status.actor, status.roles.count < ActorRole.allCases.count - 1
    else { return nil }
    return "\(name) is your own request: somebody else approves it"
  }
}
