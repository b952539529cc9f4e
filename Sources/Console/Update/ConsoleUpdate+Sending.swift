import DeskRules
import LeadModel
import TerminalKit

/// Forms that are filled in become acts, and acts are sent.
extension ConsoleModel {
  mutating func submit(_ form: FormState) {
    if let changed = changedLead(since: form) {
      var form = form
      form.knownVersions[changed.number] = changed.version
      let place = names.place(owner: changed.owner, queue: changed.queue) ?? "nobody"
      form.reopen(
        because: "\(changed.number) changed meanwhile: \(changed.state.rawValue), with \(place); "
          + "Enter goes on all the same")
      overlay = .form(form)
      return
    }
    overlay = nil
    switch form.purpose {
    case .whyNot(let id):
      guard let rep = form.answers.first,
        case .lead(let screen)? = screens.first(where: { $0.id == id })
      else { return }
      _ = ask(
        .whyNot(lead: screen.number.description, rep: RepID(rep)), .whyNot(screen: id))
    case .report:
      let by = form.answer(.value).flatMap { $0 == "nothing" ? nil : $0 }
      openDocument(.report(form.answer(.name) ?? "", by: by))
    default:
      let acts = form.acts
      if acts.isEmpty { return say("left as it is") }
      send(acts)
    }
  }

  /// One of the form's leads, when it is no longer as it was when the form was opened.
  private func changedLead(since form: FormState) -> LeadRow? {
    for target in form.targets {
      guard let seen = form.knownVersions[target.number] ?? target.version,
        let row = newestRow(of: target.number), row.version != seen
      else { continue }
      return row
    }
    return nil
  }

  /// Sends acts, each with a key of its own; the results of several are told together.
  mutating func send(_ acts: [PlannedAct]) {
    guard link == .up else { return say("not sent: the desk is not served", .refused) }
    var numbers: Set<Int> = []
    for planned in acts {
      let key = "\(settings.session)-\(queries.last + 1)"
      let request = ActRequest(
        key: key, role: settings.role, seen: planned.seen, act: planned.act)
      let number = ask(.act(request), .act)
      numbers.insert(number)
      queries.acts[number] = SentAct(
        label: planned.target?.label ?? planned.act.label,
        undoable: planned.act.isUndoable ? planned.target : nil,
        undoes: planned.act.isUndo ? planned.target : nil)
    }
    if acts.count > 1 {
      queries.batch = Batch(open: numbers.union(queries.batch?.open ?? []))
      say("\(acts.count) acts sent" + glyphs[.ellipsis])
    }
  }
}

extension Act {
  /// What it is about, where that is no lead.
  fileprivate var label: String {
    switch self {
    case .claimEscalation(let number, _), .withdraw(let number): Spell.escalation(number)
    case .approveException(let number), .rejectException(let number, _),
      .revokeException(let number, _), .signOffException(let number),
      .renewException(let number, _):
      Spell.exception(number)
    case .approveChange(let number), .rejectChange(let number, _), .publishChange(let number):
      Spell.change(number)
    default: "the act"
    }
  }

  /// Whether it takes another one back.
  fileprivate var isUndo: Bool { if case .undo = self { true } else { false } }

  /// Whether a later entry can take it back.
  fileprivate var isUndoable: Bool {
    switch self {
    case .claim, .reassign, .assignSuggested, .disposition, .contact: true
    default: false
    }
  }
}
