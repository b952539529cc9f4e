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
    }
  }

  private mutating func takeStatus(_ answer: DeskAnswer, _ number: Int) {
    guard queries.statusInFlight == number else { return }
    queries.statusInFlight = nil
    guard case .status(let status) = answer else { return report(answer) }
    self.status = status
    ring(for: status.alerts)
  }

  /// Rings once for alerts that are new, and at most once in ten seconds.
  private mutating func ring(for alerts: [Alert]) {
    let present = Set(alerts.map(\.id))
    let new = present.subtracting(knownAlerts)
    let isFirst = knownAlerts.isEmpty && rangAt == nil
    knownAlerts = present
    if isFirst { rangAt = now - 10_000 }
    guard !new.isEmpty, settings.rings, !isFirst, now - (rangAt ?? now) >= 10_000 else { return }
    rangAt = now
    outbox.append(.bell)
    if let alert = alerts.first(where: { new.contains($0.id) }) { say(alert.text, .refused) }
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
  }

  private mutating func takeRows(_ answer: DeskAnswer, _ slot: ListSlot, _ number: Int) {
    guard var list = self[slot] else { return }
    guard case .window(let window) = answer else {
      list.fail(number: number, retryAt: now + 2000)
      self[slot] = list
      return report(answer)
    }
    let visible = geometry(of: slot)?.visible ?? 1
    let lost = list.absorb(
      window, number: number, visible: visible, now: now, meaning: filterMeaning)
    if let refusal = list.takeSortRefusal() { say(refusal, .refused) }
    self[slot] = list
    if case .reps(let rows) = window.rows { names.learn(rows) }
    // Only the list that the user works on has a selection that could be missed.
    if let lost, slot == focusedSlot, list.isLoaded {
      say("\(lost.fullLabel) has left this list; the nearest row is selected")
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
      }
      screen = .list(list)
    }
  }

  private mutating func takeLead(_ answer: DeskAnswer, _ id: Int, _ number: Int) {
    let again = now + 2000
    changeLeadScreen(id) { screen in
      guard screen.inFlight == number else { return }
      screen.inFlight = nil
      switch answer {
      case .lead(let detail): screen.absorb(detail)
      case .refused(let refusal): screen.failure = refusal.why
      case .failed(let reason):
        screen.failure = reason
        screen.isStale = true
        screen.retryAt = again
      default: screen.failure = "the desk gave an answer that does not fit"
      }
    }
  }

  private mutating func takeWhyNot(_ answer: DeskAnswer, _ id: Int) {
    guard case .whyNot(let why) = answer else { return report(answer) }
    changeLeadScreen(id) { screen in
      screen.whyNot = why
      screen.top = 0
    }
    scrollToSection(titled: "Why not", screen: id)
  }

  private mutating func takeReceipt(_ answer: DeskAnswer, _ number: Int) {
    guard queries.acts.remove(number) != nil else { return }
    switch answer {
    case .done(let receipt):
      say("\(receipt.text) (log entry \(Spell.count(receipt.entry)))", .done)
      // The own act is shown at once, whether updates are held back or not.
      refreshAll()
    default: report(answer)
    }
  }

  /// Tells why something was not done.
  private mutating func report(_ answer: DeskAnswer) {
    switch answer {
    case .refused(let refusal): say("not done: \(refusal.why)", .refused)
    case .failed(let reason): say("the desk could not answer: \(reason)", .refused)
    default: say("the desk gave an answer that does not fit", .refused)
    }
  }
}
