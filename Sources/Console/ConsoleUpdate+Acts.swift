import DeskRules
import LeadModel
import TerminalKit

/// Acts of the person at the keyboard, and questions that need a form.
extension ConsoleModel {
  mutating func beginAct(_ action: Action) {
    if action == .away { return beginAway() }
    guard let target = leadAtHand else { return }
    switch action {
    case .escalate: overlay = .form(.escalate(target, codes: terms.escalation))
    case .contacted: overlay = .form(.contacted(target))
    case .disposition: overlay = .form(.disposition(target, codes: terms.dispositions))
    default: break
    }
  }

  /// Away for whoever is on shift, back for whoever is away.
  private mutating func beginAway() {
    let rep = repAtHand
    let row = rep.flatMap { names.rep($0) } ?? status.flatMap { names.rep(RepID($0.actor)) }
    if row?.shift.off == .away { return send(.back(rep: rep)) }
    let title = rep.map { names.name($0) + " goes away now" } ?? "You go away now"
    overlay = .form(.away(rep, title: title, codes: terms.away))
  }

  /// The rep that is selected on the load board or whose screen is open; else nobody.
  private var repAtHand: RepID? {
    if case .list(let screen)? = screens.last {
      guard case .rep(let row) = screen.subject else { return nil }
      return row.id
    }
    guard case .rep(let row)? = selectedRow else { return nil }
    return row.id
  }

  mutating func askWhyNot() {
    if case .lead(let screen)? = screens.last {
      overlay = .form(.whyNot(screen: screen.id, label: leadAtHand?.label ?? "it"))
      return
    }
    guard let target = leadAtHand else { return }
    queries.last += 1
    screens.append(.lead(LeadScreen(id: queries.last, number: target.number)))
    overlay = .form(.whyNot(screen: queries.last, label: target.label))
  }

  mutating func submit(_ form: FormState) {
    if let changed = changedLead(since: form) {
      var form = form
      form.knownVersion = changed.version
      let place = names.place(owner: changed.owner, queue: changed.queue) ?? "nobody"
      form.reopen(
        because: "\(changed.number) changed meanwhile: \(changed.state.rawValue), with \(place); "
          + "Enter goes on all the same")
      overlay = .form(form)
      return
    }
    overlay = nil
    if case .whyNot(let id) = form.purpose {
      guard let rep = form.answers.first,
        case .lead(let screen)? = screens.first(where: { $0.id == id })
      else { return }
      _ = ask(
        .whyNot(lead: screen.number.description, rep: RepID(rep)), .whyNot(screen: id))
    } else if let act = form.act {
      send(act)
    }
  }

  /// The form's lead, when it is no longer as it was when the form was opened.
  private func changedLead(since form: FormState) -> LeadRow? {
    guard let target = form.target, let seen = form.knownVersion ?? target.version,
      let row = newestRow(of: target.number), row.version != seen
    else { return nil }
    return row
  }

  private mutating func send(_ act: Act) {
    guard link == .up else { return say("not sent: the desk is not served", .refused) }
    let key = "\(settings.session)-\(queries.last + 1)"
    queries.acts.insert(ask(.act(ActRequest(key: key, act: act)), .act))
  }

  /// Why something cannot be done now; nil when it can.
  func whyDisabled(_ action: Action) -> String? {
    switch action {
    case .escalate, .contacted, .disposition, .whyNot:
      if leadAtHand == nil { return "no lead is selected" }
    case .open where overlay == nil:
      if selectedRow == nil { return "nothing is selected" }
    default: break
    }
    return action.isAct ? whyForbidden(action) : nil
  }

  private func whyForbidden(_ action: Action) -> String? {
    if link != .up { return "not now: the desk is not served" }
    guard let status else { return "not now: the desk has not answered yet" }
    let allowed = action.roles
    if status.roles.contains(where: allowed.contains) { return nil }
    let own = status.roles.isEmpty ? "viewer" : status.roles.joined(separator: ", ")
    return "your role (\(own)) may not do that; \(allowed.joined(separator: ", ")) may"
  }
}

extension Action {
  /// The roles that may do an act, some of them only for what is their own. The host decides;
  /// this tells it before a form is filled in.
  fileprivate var roles: [String] {
    switch self {
    case .escalate: ["rep", "manager", "analyst", "council", "admin"]
    case .contacted, .disposition: ["rep", "manager", "analyst", "admin"]
    case .away: ["rep", "manager", "admin"]
    default: []
    }
  }
}
