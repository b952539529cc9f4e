import DeskRules
import LeadModel
import TerminalKit

/// Acts of the person at the keyboard, and questions that need a form.
extension ConsoleModel {
  mutating func beginAct(_ action: Action) {
    switch action {
    case .away: beginAway()
    case .outcome, .withdraw: beginReview(action)
    case .claim where !escalationTargets.isEmpty: beginClaimingEscalations()
    case .requestException: beginException()
    case .undo: beginUndo()
    case .approve, .reject, .revoke, .renew, .signOff, .publish, .rollBack: beginDecision(action)
    default: beginLeadAct(action)
    }
  }

  /// A form with the words of the desk.
  func form(
    _ purpose: FormState.Purpose, title: String, targets: [LeadTarget] = []
  ) -> FormState {
    var form = FormState(purpose, title: title, terms: offered, targets: targets)
    form.today = ZoneClock(status?.timezone ?? clock.name).date(now)
    return form
  }

  /// The desk's words; where it names none for a use, those for disputes, which every desk has.
  private var offered: DeskTerms {
    var terms = terms
    if terms.reassign.isEmpty { terms.reassign = terms.escalation }
    if terms.segmentOverride.isEmpty { terms.segmentOverride = terms.reassign }
    if terms.exception.isEmpty { terms.exception = terms.escalation }
    return terms
  }

  // MARK: Leads

  private mutating func beginLeadAct(_ action: Action) {
    let targets = leadTargets
    guard let first = targets.first, let (purpose, verb) = Self.leadActs[action] else { return }
    let what = targets.count > 1 ? Spell.plural(targets.count, "lead") : first.label
    var form = form(purpose, title: "\(verb) \(what)", targets: targets)
    if targets.count == 1, let row = newestRow(of: first.number) {
      form.suggestion = [row.queue?.text, row.reason?.words].compactMap(\.self)
        .joined(separator: ", ")
      let detail = detail(of: first.number)
      form.suggestedRep = detail?.suggested.map { names.name($0) }
      form.hasNoSuggestion = detail != nil && detail?.suggested == nil
    }
    // Taking one waiting lead needs no words and can be taken back.
    if purpose == .claim, targets.count == 1 { return submit(form) }
    overlay = .form(form)
  }

  /// Everything about a lead, where it was asked for already.
  private func detail(of number: LeadNumber) -> LeadDetail? {
    for case .lead(let screen) in screens where screen.number == number { return screen.detail }
    return glance?.row.number == number ? glance : nil
  }

  private static let leadActs: [Action: (FormState.Purpose, String)] = [
    .escalate: (.escalate, "Escalate"), .contacted: (.contacted, "First contact with"),
    .disposition: (.disposition, "Disposition of"), .claim: (.claim, "Claim"),
    .assign: (.assign, "Assign"), .reassign: (.reassign, "Reassign"),
    .assignOver: (.assignOver, "Assign over capacity:"),
    .overrideSegment: (.overrideSegment, "Another segment for"),
    .judge: (.judge, "Judge the audited assignment of"),
    .erase: (.erase, "Erase the person of"),
  ]

  /// The latest act of the session goes first: after it the selection stands elsewhere.
  private mutating func beginUndo() {
    guard let target = undoable.last ?? leadAtHand else { return }
    let newest = LeadTarget(
      number: target.number, company: target.company,
      version: newestRow(of: target.number)?.version)
    overlay = .form(
      form(.undo, title: "Take back your latest act on \(target.label)", targets: [newest]))
  }

  // MARK: Reps

  /// Away for whoever is on shift, back for whoever is away.
  private mutating func beginAway() {
    let rep = repAtHand
    let own = status.flatMap { $0.rep ?? RepID($0.actor) }
    let row = (rep ?? own).flatMap { names.rep($0) }
    if row?.shift.off == .away { return send([PlannedAct(act: .back(rep: rep))]) }
    let title = rep.map { names.name($0) + " goes away now" } ?? "You go away now"
    overlay = .form(form(.away(rep), title: title))
  }

  // MARK: Escalations

  private mutating func beginReview(_ action: Action) {
    guard let row = escalationTargets.first else { return }
    let name = Spell.escalation(row.number)
    let about = row.company.map { " \($0)" } ?? ""
    overlay = .form(
      action == .withdraw
        ? form(.withdraw(row.number), title: "Take back \(name)\(about)")
        : form(.review(row), title: "Outcome of \(name)\(about)"))
  }

  /// Takes what nobody has for review; gives back what is one's own already.
  private mutating func beginClaimingEscalations() {
    let rows = escalationTargets
    let release = rows.allSatisfy { $0.claimedBy != nil && $0.claimedBy == status?.actor }
    let verb = release ? "Give back" : "Take for review"
    let form = form(
      .claimEscalations(rows.map(\.number), release: release),
      title: "\(verb) \(Spell.plural(rows.count, "escalation"))")
    if rows.count == 1 { return send(form.acts) }
    overlay = .form(form)
  }

  // MARK: Governance

  private mutating func beginException() {
    var draft = ExceptionDraft(rep: repAtHand)
    if let lead = leadAtHand {
      let row = newestRow(of: lead.number)
      draft = ExceptionDraft(
        rep: row?.owner, account: row?.facts.account, product: row?.facts.product,
        segment: row?.facts.segment)
    }
    let about =
      leadAtHand.map { ", from \($0.label)" } ?? draft.rep.map { ", for \(names.name($0))" }
    overlay = .form(
      form(.requestException(draft), title: "Ask for an exception\(about ?? "")"))
  }

  private mutating func beginDecision(_ action: Action) {
    if action == .rollBack, let version = versionAtHand {
      overlay = .form(
        form(.rollBack(version.version), title: "Propose to go back to v\(version.version)"))
      return
    }
    if action == .renew, let row = exceptionTargets.first {
      overlay = .form(form(.renew(row), title: "Renew \(Spell.exception(row.number))"))
      return
    }
    guard let (verdict, verb) = verdict(of: action) else { return }
    let names =
      !changeTargets.isEmpty
      ? changeTargets.map { ($0.number, Spell.change($0.number)) }
      : !exceptionTargets.isEmpty
        ? exceptionTargets.map { ($0.number, Spell.exception($0.number)) }
        : rosterTargets.map { ($0.id, "\($0.rep) \($0.field)") }
    guard !names.isEmpty else { return }
    let shown = names.prefix(3).map(\.1).joined(separator: ", ")
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    overlay = .form(
      form(.decide(verdict, on: names.map(\.0)), title: "\(verb) \(shown)\(more)"))
  }

  private func verdict(of action: Action) -> (FormState.Verdict, String)? {
    let isChange = !changeTargets.isEmpty
    switch action {
    case .approve where !rosterTargets.isEmpty: return (.tick, "Tick")
    case .approve: return (isChange ? .approveChange : .approveException, "Approve")
    case .reject: return (isChange ? .rejectChange : .rejectException, "Reject")
    case .revoke: return (.revokeException, "Revoke")
    case .signOff: return (.signOff, "Sign off")
    case .publish: return (.publish, "Publish")
    default: return nil
    }
  }

  // MARK: Questions

  mutating func askWhyNot() {
    if case .lead(let screen)? = screens.last {
      overlay = .form(whyNotForm(screen: screen.id, label: leadAtHand?.label ?? "it"))
      return
    }
    guard let target = leadAtHand else { return }
    queries.last += 1
    screens.append(.lead(LeadScreen(id: queries.last, number: target.number)))
    overlay = .form(whyNotForm(screen: queries.last, label: target.label))
  }

  private func whyNotForm(screen: Int, label: String) -> FormState {
    form(.whyNot(screen: screen), title: "Why did \(label) not go to")
  }
}
