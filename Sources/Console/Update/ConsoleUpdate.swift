import DeskRules
import LeadModel
import TerminalKit

extension ConsoleModel {
  /// Takes in what happened and says what is to be done.
  public mutating func update(_ message: ConsoleMessage) -> [ConsoleEffect] {
    switch message {
    case .keyPressed(let key): press(key)
    case .pasted(let text): paste(text)
    case .mouseUsed(let event): point(event)
    case .ticked(let instant): tick(instant)
    case .answered(let answer, let tag): take(answer, for: tag)
    case .changed(let topics): take(topics)
    case .linkLost(let reason): loseLink(reason)
    case .linkRestored: regainLink()
    case .resized(let newSize): size = newSize
    case .suspended: break
    case .resumed: refreshAll()
    case .alarmed(let text): sound(text)
    case .effectFailed(let reason): say(reason, .refused)
    }
    settle()
    defer { outbox = [] }
    return outbox
  }

  /// Shows a line for some seconds, or until the next key.
  mutating func say(_ text: String, _ weight: Notice.Weight = .info) {
    notice = Notice(
      text: text, weight: weight, until: now + (weight == .info ? 3000 : 6000), firmUntil: now)
  }

  /// Shows what the desk answered: it stays for some seconds whatever is pressed meanwhile.
  mutating func tell(_ text: String, _ weight: Notice.Weight, more: [String] = []) {
    notice = Notice(
      text: text, weight: weight, until: now + 6000, firmUntil: now + 4000, more: more)
  }

  /// Shows what nobody asked for: beside an answer that people wait for it takes what room is left.
  mutating func mention(_ text: String, short: String) {
    guard let notice, notice.firmUntil > now else { return say(text) }
    self.notice?.more.insert(short, at: 0)
  }

  /// Shows an alert, after an answer that people wait for.
  mutating func alert(_ text: String) {
    let alert = Notice(text: text, weight: .refused, until: now + 8000, firmUntil: now + 4000)
    if let notice, notice.firmUntil > now { nextNotice = alert } else { notice = alert }
  }

  /// The next key takes away what was said, unless people can hardly have read it.
  mutating func dismissNotice() {
    if let notice, notice.firmUntil <= now { self.notice = nil }
  }

  /// Told until the console ends, however often the link comes and goes.
  private mutating func sound(_ text: String) {
    guard alarm?.text != text else { return }
    alarm = Alert(id: "alarm", at: now, text: text, lead: nil)
    if calls.bell { outbox.append(.bell) }
  }

  private mutating func paste(_ text: String) {
    // Pasted text goes where text is typed, and nowhere else: it is never keys.
    guard !scope.isDisjoint(with: .typing) else { return }
    editPrompt { $0.paste(text) }
  }

  private mutating func tick(_ instant: Instant) {
    now = instant
    if let notice, notice.until <= now { self.notice = nil }
    if let next = nextNotice, notice.map({ $0.firmUntil <= now }) ?? true {
      let span = next.until - next.firmUntil
      notice = next
      notice?.firmUntil = now + 4000
      notice?.until = now + 4000 + span
      nextNotice = nil
    }
    // Rates and ages of the status change without an event.
    if let asked = queries.statusAskedAt, now - asked >= 5000 || now < asked {
      queries.statusDue = true
    }
  }

  private mutating func take(_ topics: Set<Topic>) {
    if !topics.isDisjoint(with: [.status, .log, .governance]) { queries.statusDue = true }
    if topics.contains(.reps), let read = queries.namesReadAt,
      now - read > (isRepShown ? 2000 : 30_000)
    {
      queries.namesOffset = 0
    }
    if isPaused {
      waiting += 1
      return
    }
    for pane in Pane.allCases where !pane.list.topics.isDisjoint(with: topics) {
      panes[pane]?.isStale = true
    }
    changeScreens { $0.grow(stale: topics) }
  }

  /// Whether the lines above a list tell of a rep, so that the directory has to be fresh.
  private var isRepShown: Bool {
    guard case .list(let screen)? = screens.last else { return false }
    switch screen.subject {
    case .rep, .mine: return true
    case .queue, .governance, .log, .intake, .insights: return false
    }
  }

  private mutating func loseLink(_ reason: String) {
    if case .down(_, let since?) = link {
      link = .down(reason: reason, since: since)
    } else {
      link = .down(reason: reason, since: now)
    }
    queries.statusInFlight = nil
    queries.namesInFlight = nil
    queries.isSubscribed = false
    queries.glanceInFlight = nil
    queries.glanceAsked = nil
    insight.forgetRequests()
    if !queries.acts.isEmpty {
      queries.acts = [:]
      queries.batch = nil
      tell("the link was lost before the act was answered: look whether it was done", .refused)
    }
    for pane in Pane.allCases { panes[pane]?.forgetRequests() }
    changeScreens { $0.forgetRequests() }
  }

  private mutating func regainLink() {
    if case .down(_, .some) = link { say("the desk is served again", .done) }
    link = .up
    refreshAll()
  }

  /// Everything on the screen has to be asked for again.
  mutating func refreshAll() {
    queries.statusDue = true
    queries.namesOffset = 0
    waiting = 0
    for pane in Pane.allCases { panes[pane]?.isStale = true }
    changeScreens { $0.grow(stale: Set(Topic.allCases)) }
  }

  mutating func changeScreens(_ change: (inout Screen) -> Void) {
    for place in screens.indices { change(&screens[place]) }
  }

  /// Changes the lead's screen with this number, if it is still there.
  mutating func changeLeadScreen(_ id: Int, _ change: (inout LeadScreen) -> Void) {
    changeScreens { screen in
      guard case .lead(var lead) = screen, lead.id == id else { return }
      change(&lead)
      screen = .lead(lead)
    }
  }

  /// Changes the screen of lists with this number, if it is still there.
  mutating func changeListScreen(_ id: Int, _ change: (inout ListScreen) -> Void) {
    changeScreens { screen in
      guard case .list(var list) = screen, list.id == id else { return }
      change(&list)
      screen = .list(list)
    }
  }

  /// Changes the document's screen with this number, if it is still there.
  mutating func changeDocument(_ id: Int, _ change: (inout DocumentScreen) -> Void) {
    changeScreens { screen in
      guard case .document(var document) = screen, document.id == id else { return }
      change(&document)
      screen = .document(document)
    }
  }
}
