import DeskRules
import LeadModel
import TerminalKit

/// Keys become actions by the table, or text where text is typed.
extension ConsoleModel {
  mutating func press(_ key: Key) {
    guard DeskLayout.fits(size) else { return pressBlind(key) }
    if overlay == .tour {
      overlay = nil
      // Any key ends the tour and does nothing else, but for the one that quits anywhere.
      if keymap.binding(for: key, in: .typing)?.action == .quit { quit() }
      return
    }
    let scope = scope
    guard let binding = keymap.binding(for: key, in: scope) else {
      if !scope.isDisjoint(with: .typing) { editPrompt { _ = $0.handle(key) } }
      return
    }
    if binding.action != .quit { isQuitArmed = false }
    run(binding.action)
  }

  /// On a screen that is too small to show anything, keys only quit.
  private mutating func pressBlind(_ key: Key) {
    if keymap.binding(for: key, in: [.lists])?.action == .quit { outbox.append(.quit) }
  }

  /// Does it, or says why it cannot be done now.
  mutating func run(_ action: Action) {
    if let why = whyDisabled(action) { return say(why, .refused) }
    switch action {
    case .accept, .cancel, .complete, .previousChoice, .nextChoice: type(action)
    default:
      if overlay == nil { perform(action) } else { performInOverlay(action) }
    }
  }

  private mutating func perform(_ action: Action) {
    switch action {
    case .down, .up, .top, .end, .pageDown, .pageUp, .halfDown, .halfUp: move(action)
    case .nextMatch: jump(by: 1)
    case .previousMatch: jump(by: -1)
    case .focusLeads: focusPane(.leads)
    case .focusQueues: focusPane(.queues)
    case .focusClocks: focusPane(.clocks)
    case .focusReps: focusPane(.reps)
    case .focusEscalations: focusPane(.escalations)
    case .nextPane: focusNext(1)
    case .previousPane: focusNext(-1)
    case .nextSection: jumpToSection(forward: true)
    case .previousSection: jumpToSection(forward: false)
    case .open: openSelected()
    case .back: goBack()
    case .zoom: isZoomed.toggle()
    case .whyNot: askWhyNot()
    case .filter: beginFilter()
    case .sort: changeFocusedList { $0.cycleSort() }
    case .reverseSort: changeFocusedList { $0.reverseSort() }
    case .pause: togglePause()
    case .copy: copySelected()
    case .escalate, .contacted, .disposition, .away: beginAct(action)
    default: performForProgram(action)
    }
  }

  private mutating func performForProgram(_ action: Action) {
    switch action {
    case .help: overlay = .help(HelpState(scope: scope))
    case .palette: overlay = .palette(PaletteState(scope: scope))
    case .alerts: overlay = .alerts(top: 0)
    case .theme: nextTheme()
    case .redraw: outbox.append(.redraw)
    case .suspend: outbox.append(.suspend)
    case .quit: quit()
    default: break
    }
  }

  // MARK: Panes

  private mutating func focusPane(_ pane: Pane) {
    if screens.isEmpty, focus == pane {
      isZoomed.toggle()
    } else {
      screens = []
      filterLine = nil
      focus = pane
    }
  }

  private mutating func focusNext(_ steps: Int) {
    guard screens.isEmpty else { return }
    focus = focus.next(steps)
  }

  /// Back exactly one level: a search, then a screen, then a filter of the desk, then the zoom.
  private mutating func goBack() {
    if case .lead(var screen)? = screens.last, !screen.search.isEmpty {
      screen.search = ""
      screens[screens.count - 1] = .lead(screen)
      return
    }
    if let slot = focusedSlot, self[slot]?.isFiltered == true {
      self[slot]?.setFilter("")
      return
    }
    if !screens.isEmpty {
      screens.removeLast()
      // What lies below may have changed meanwhile.
      if let slot = focusedSlot, !isPaused { self[slot]?.isStale = true }
      return
    }
    if isZoomed {
      isZoomed = false
    } else {
      say("this is the desk; Q quits")
    }
  }

  private mutating func openSelected() {
    guard let row = selectedRow else { return }
    queries.last += 1
    let id = queries.last
    switch row {
    case .lead(let row): screens.append(.lead(LeadScreen(id: id, number: row.number)))
    case .queue(let row): screens.append(.list(ListScreen(id: id, queue: row)))
    case .rep(let row): screens.append(.list(ListScreen(id: id, rep: row)))
    case .escalation(let row):
      screens.append(.lead(LeadScreen(id: id, number: row.lead, escalation: row)))
    case .clock(let row):
      guard let lead = row.lead else { return say("this clock belongs to no lead") }
      screens.append(.lead(LeadScreen(id: id, number: lead, escalation: escalation(of: row))))
    }
  }

  /// The dispute whose clock this is, where the list of disputes has it.
  private func escalation(of clock: ClockRow) -> EscalationRow? {
    guard let number = clock.escalation else { return nil }
    for case .escalation(let row) in panes[.escalations]?.rows ?? [] where row.number == number {
      return row
    }
    return nil
  }

  // MARK: The program

  private mutating func togglePause() {
    isPaused.toggle()
    if isPaused {
      say("live updates are held back; p lets them in")
    } else {
      refreshAll()
    }
  }

  private mutating func copySelected() {
    let value: String? =
      if case .lead(let screen)? = screens.last {
        screen.detail?.row.publicID ?? screen.number.description
      } else if case .lead(let row)? = selectedRow {
        row.publicID
      } else {
        selectedRow?.label
      }
    guard let value else { return say("nothing is selected", .refused) }
    outbox.append(.copy(Sanitizer.clean(value)))
    say("copied: \(value)", .done)
  }

  private mutating func nextTheme() {
    guard let place = settings.themes.firstIndex(where: { $0 == theme }) else {
      return say("there is no other theme")
    }
    let next = settings.themes[(place + 1) % settings.themes.count]
    theme = next
    outbox.append(.useTheme(next))
    say("theme: \(next)")
  }

  mutating func quit() {
    if case .form(let form)? = overlay, form.hasWords, !isQuitArmed {
      isQuitArmed = true
      return say("Ctrl-C again quits and drops what you typed", .refused)
    }
    outbox.append(.quit)
  }

  mutating func changeFocusedList(_ change: (inout ListState) -> Void) {
    guard let slot = focusedSlot, var list = self[slot] else { return }
    change(&list)
    self[slot] = list
  }
}
