import DeskRules
import LeadModel
import TerminalKit

/// Answers of the host.
extension ConsoleModel {
  mutating func take(_ answer: DeskAnswer, for tag: RequestTag) {
    switch tag.purpose {
    case .status: takeStatus(answer, tag.number)
    case .subscription: break
    case .terms: if case .terms(let terms) = answer { self.terms = terms }
    case .directory: takeNames(answer, tag.number)
    case .list(let slot): takeRows(answer, slot, tag.number)
    case .lead(let id): takeLead(answer, id, tag.number)
    case .whyNot(let id): takeWhyNot(answer, id)
    case .act: takeReceipt(answer, tag.number)
    case .glance:
      guard queries.glanceInFlight == tag.number else { return }
      queries.glanceInFlight = nil
      if case .lead(let detail) = answer { glance = detail }
    case .insight: insight.take(answer, tag.number, now: now)
    case .document(let id, let isSide): takeDocument(answer, id, tag.number, isSide: isSide)
    }
  }

  private mutating func takeStatus(_ answer: DeskAnswer, _ number: Int) {
    guard queries.statusInFlight == number else { return }
    queries.statusInFlight = nil
    guard case .status(var status) = answer else { return report(answer) }
    // Whoever acts in one role sees what that role may do.
    if let role = settings.role { status.roles = [role] }
    self.status = status
    ring(for: status.alerts)
    beginWithOwnDesk(status)
  }

  /// Who is a rep and nothing else begins with their own desk; the other is one key away.
  private mutating func beginWithOwnDesk(_ status: DeskStatus) {
    guard !hasBegun else { return }
    hasBegun = true
    guard status.roles == [ActorRole.rep.rawValue], let rep = status.rep, screens.isEmpty,
      overlay == nil || overlay == .tour
    else { return }
    show(.mine(rep))
  }

  /// Tells of alerts that are new, and rings for them at most once in ten seconds.
  private mutating func ring(for alerts: [Alert]) {
    let present = Set(alerts.map(\.id))
    let new = present.subtracting(knownAlerts)
    let isFirst = knownAlerts.isEmpty && rangAt == nil
    knownAlerts = present
    if isFirst { rangAt = now - 10_000 }
    guard !new.isEmpty, !isFirst else { return }
    let told = alerts.filter { new.contains($0.id) }
    guard let first = told.first else { return }
    let text = told.count > 1 ? "\(first.text), and \(told.count - 1) more" : first.text
    alert(text)
    guard now - (rangAt ?? now) >= 10_000 else { return }
    rangAt = now
    if calls.bell { outbox.append(.bell) }
    if calls.desktop { outbox.append(.notify(Sanitizer.clean(text))) }
  }

  private mutating func takeNames(_ answer: DeskAnswer, _ number: Int) {
    guard queries.namesInFlight == number else { return }
    queries.namesInFlight = nil
    guard case .window(let window) = answer, case .reps(let rows) = window.rows else {
      queries.namesOffset = nil
      return
    }
    names.learn(rows)
    let next = window.offset + rows.count
    queries.namesOffset = rows.isEmpty || next >= window.total ? nil : next
    if queries.namesOffset == nil { queries.namesReadAt = now }
    renewSubjects()
  }

  private mutating func takeRows(_ answer: DeskAnswer, _ slot: ListSlot, _ number: Int) {
    guard var list = self[slot] else { return }
    guard let part = RowPart(answer, for: list.list) else {
      list.fail(number: number, retryAt: now + 2000)
      self[slot] = list
      return report(answer)
    }
    let visible = geometry(of: slot)?.visible ?? 1
    let lost = list.absorb(
      part, number: number, visible: visible, now: now, meaning: filterMeaning)
    if let refusal = list.takeSortRefusal() { say(refusal, .refused) }
    self[slot] = list
    if case .window(let window) = answer, case .reps(let rows) = window.rows { names.learn(rows) }
    // Only the list that the user works on has a selection that could be missed.
    if let lost, slot == focusedSlot, list.isLoaded {
      mention(
        "\(lost.fullLabel) has left this list; the nearest row is selected",
        short: "the next row is selected")
    }
    renewSubjects()
  }

  /// Screens about a queue or a rep follow what lists say of it.
  private mutating func renewSubjects() {
    let queues = panes[.queues]?.rows ?? []
    let names = names
    changeScreens { screen in
      guard case .list(var list) = screen else { return }
      switch list.subject {
      case .rep(let row): list.subject = .rep(names.rep(row.id) ?? row)
      case .queue(let row):
        if case .queue(let newer)? = queues.first(where: { $0.id == .queue(row.id) }) {
          list.subject = .queue(newer)
        }
      case .mine, .governance, .log, .intake, .insights: break
      }
      screen = .list(list)
    }
  }

  private mutating func takeLead(_ answer: DeskAnswer, _ id: Int, _ number: Int) {
    let again = now + 2000
    changeLeadScreen(id) { screen in
      guard screen.reading.inFlight == number else { return }
      screen.reading.inFlight = nil
      switch answer {
      case .lead(let detail): screen.absorb(detail)
      case .refused(let refusal): screen.reading.failure = refusal.why
      case .failed(let reason):
        screen.reading.failure = reason
        screen.reading.retry(at: again)
      default: screen.reading.failure = "the desk gave an answer that does not fit"
      }
    }
  }

  private mutating func takeDocument(
    _ answer: DeskAnswer, _ id: Int, _ number: Int, isSide: Bool
  ) {
    let soon = now + 1000
    if case .verified(let summary) = answer { verified = summary }
    takeWeek(answer, id, number)
    changeDocument(id) { screen in
      if isSide {
        guard screen.side.inFlight == number else { return }
        screen.side.inFlight = nil
        screen.sideAnswer = answer
        if case .working = answer { screen.side.retry(at: soon) }
        return
      }
      guard screen.reading.inFlight == number else { return }
      screen.reading.inFlight = nil
      screen.reading.failure = nil
      switch answer {
      case .refused(let refusal): screen.reading.failure = refusal.why
      case .failed(let reason):
        screen.reading.failure = reason
        screen.reading.retry(at: soon + 1000)
      case .working:
        screen.answer = answer
        screen.reading.retry(at: soon)
      default: screen.answer = answer
      }
    }
  }

  private mutating func takeWhyNot(_ answer: DeskAnswer, _ id: Int) {
    guard case .whyNot(let why) = answer else { return report(answer) }
    changeLeadScreen(id) { screen in
      screen.whyNot = why
      screen.reading.top = 0
    }
    scrollToSection(titled: "Why not", screen: id)
  }

  private mutating func takeReceipt(_ answer: DeskAnswer, _ number: Int) {
    guard let act = queries.acts.removeValue(forKey: number) else { return }
    if case .done = answer, let lead = act.undoable { undoable.append(lead) }
    if let lead = act.undoes { return takeUndo(answer, on: lead) }
    if queries.batch?.open.remove(number) != nil { return takeReceipt(answer, of: act) }
    switch answer {
    case .done(let receipt):
      let undo = act.undoable.flatMap { _ in keymap.keyText(of: .undo) }
      tell(
        receipt.text + (undo.map { "; \($0) undo" } ?? ""), .done, more: [Self.entry(receipt)])
      // The own act is shown at once, whether updates are held back or not.
      refreshAll()
    default: report(answer)
    }
  }

  private static func entry(_ receipt: ActReceipt) -> String {
    "log entry \(Spell.count(receipt.entry))"
  }

  /// Tells whether something was taken back. What can never be taken back is not offered again.
  private mutating func takeUndo(_ answer: DeskAnswer, on lead: LeadTarget) {
    let again: Bool
    switch answer {
    case .done(let receipt):
      again = false
      tell(receipt.text, .done, more: [Self.entry(receipt)])
      refreshAll()
    case .refused(let refusal):
      again = refusal.refused == .stale
      let hint = again ? "; \(keymap.keyText(of: .undo) ?? ":undo") tries again" : ""
      tell("not taken back: \(refusal.why)\(hint)", .refused)
      if again { refreshAll() }
    default:
      again = true
      report(answer)
    }
    if !again, let place = undoable.lastIndex(where: { $0.number == lead.number }) {
      undoable.remove(at: place)
    }
  }

  /// Counts an answer to one of several acts, and tells the result after the last.
  private mutating func takeReceipt(_ answer: DeskAnswer, of act: SentAct) {
    guard var batch = queries.batch else { return }
    switch answer {
    case .done(let receipt):
      batch.done += 1
      batch.text = batch.text ?? receipt.text
    case .refused(let refusal): batch.refused.append("\(act.label): \(refusal.why)")
    case .failed(let reason): batch.refused.append("\(act.label): \(reason)")
    default: batch.refused.append("\(act.label): no answer that fits")
    }
    queries.batch = batch.open.isEmpty ? nil : batch
    guard batch.open.isEmpty else { return }
    var text = "\(batch.done) done"
    if let first = batch.refused.first {
      let more = batch.refused.count > 1 ? ", and \(batch.refused.count - 1) more" : ""
      text += ", \(batch.refused.count) refused: \(first)\(more)"
    }
    if let slot = focusedSlot { self[slot]?.clearMarks() }
    refreshAll()
    tell(text, batch.refused.isEmpty ? .done : .refused)
  }

  /// Tells why something was not done.
  private mutating func report(_ answer: DeskAnswer) {
    switch answer {
    case .refused(let refusal): tell("not done: \(refusal.why)", .refused)
    case .failed(let reason): tell("the desk could not answer: \(reason)", .refused)
    default: tell("the desk gave an answer that does not fit", .refused)
    }
  }
}
