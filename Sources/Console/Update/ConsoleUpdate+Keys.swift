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
    dismissNotice()
    guard let binding = keymap.binding(for: key, in: scope) else {
      if !scope.isDisjoint(with: .typing) {
        editPrompt { _ = $0.handle(key) }
      } else if settings.isReadOnly,
        let act = settings.keymap.binding(for: key, in: scope), act.action.isAct
      {
        say("\(act.name): not in a console that only reads", .refused)
      }
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
    case .accept, .cancel, .complete, .previousChoice, .nextChoice, .previousStep: type(action)
    default:
      if overlay == nil { perform(action) } else { performInOverlay(action) }
    }
  }

  private mutating func perform(_ action: Action) {
    switch action {
    case .down, .up, .top, .end, .pageDown, .pageUp, .halfDown, .halfUp: move(action)
    case .nextMatch: jump(by: 1)
    case .previousMatch: jump(by: -1)
    case .open: openSelected()
    case .back: goBack()
    case .zoom: toggleZoom()
    case .whyNot: askWhyNot()
    case .filter: beginFilter()
    case .mark: mark()
    case .markRange: changeFocusedList { $0.markRange() }
    case .markAll: changeFocusedList { $0.markAll() }
    case .sort: changeFocusedList { $0.cycleSort() }
    case .reverseSort: changeFocusedList { $0.reverseSort() }
    case .pause: togglePause()
    case .copy: copySelected()
    case _ where action.isAct: beginAct(action)
    default: go(to: action)
    }
  }

  private mutating func go(to action: Action) {
    switch action {
    case .focusLeads: focusPane(.leads)
    case .focusQueues: focusPane(.queues)
    case .focusClocks: focusPane(.clocks)
    case .focusReps: focusPane(.reps)
    case .focusEscalations: focusPane(.escalations)
    case .nextPane: focusNext(1)
    case .previousPane: focusNext(-1)
    case .nextSection: jumpToSection(forward: true)
    case .previousSection: jumpToSection(forward: false)
    case .showDesk: screens = []
    case .showMine: show(.mine(status?.rep))
    case .showInsights: show(.insights)
    case .showGovernance: show(.governance)
    case .showLog: show(.log)
    case .showIntake: show(.intake)
    case .agenda: openDocument(.agenda)
    case .report: overlay = .form(form(.report, title: "Read a report"))
    case .repStatus: if let rep = repInQuestion { openDocument(.repStatus(rep)) }
    case .verify: openDocument(.verification)
    default: performForProgram(action)
    }
  }

  private mutating func performForProgram(_ action: Action) {
    switch action {
    case .help: overlay = .help(HelpState(scope: scope))
    case .palette:
      overlay = .palette(
        PaletteState(scope: scope, themes: settings.themes, recent: recentCommands))
    case .alerts: overlay = .alerts(top: 0)
    case .theme: nextTheme()
    case .mouse: toggleMouse()
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
    guard case .list(let screen)? = screens.last else {
      if screens.isEmpty { focus = focus.next(steps) }
      return
    }
    let count = screen.panels.count
    changeListScreen(screen.id) { $0.focus = ($0.focus + steps + count) % count }
  }

  private mutating func toggleZoom() {
    guard case .list(let screen)? = screens.last else { return isZoomed.toggle() }
    changeListScreen(screen.id) { $0.isZoomed.toggle() }
  }

  /// Shows one of the screens beside the desk; what was open there is left.
  mutating func show(_ subject: ListScreen.Subject) {
    filterLine = nil
    queries.last += 1
    var screen = ListScreen(id: queries.last, subject)
    for place in screen.panels.indices {
      guard let name = ListMemory.place(of: subject, screen.panels[place].list.list) else {
        continue
      }
      screen.panels[place].list = memory.restored(screen.panels[place].list, at: name)
    }
    screens = [.list(screen)]
  }

  mutating func openDocument(_ source: DocumentScreen.Source) {
    queries.last += 1
    screens.append(.document(DocumentScreen(id: queries.last, source)))
  }

  private mutating func mark() {
    let visible = focusedSlot.flatMap { geometry(of: $0)?.visible } ?? 1
    changeFocusedList { list in
      list.toggleMark()
      list.move(by: 1, visible: visible)
    }
  }

  /// Back exactly one level: a search, marks, a filter, a zoom, then the screen.
  private mutating func goBack() {
    if let reading = screens.last?.reading, !reading.search.isEmpty {
      screens[screens.count - 1].reading?.search = ""
      return
    }
    if let slot = focusedSlot, self[slot]?.marks.isEmpty == false {
      self[slot]?.clearMarks()
      return
    }
    if let slot = focusedSlot, self[slot]?.isFiltered == true {
      self[slot]?.setFilter("")
      return
    }
    if case .list(let screen)? = screens.last, screen.isZoomed, screen.panels.count > 1 {
      return toggleZoom()
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
      say("this is the desk; \(keymap.keyText(of: .quit) ?? ":quit") quits")
    }
  }

  private mutating func openSelected() {
    guard let row = selectedRow else { return }
    queries.last += 1
    let id = queries.last
    switch row {
    case .lead(let row): screens.append(.lead(LeadScreen(id: id, number: row.number)))
    case .queue(let row): screens.append(.list(ListScreen(id: id, .queue(row))))
    case .rep(let row): screens.append(.list(ListScreen(id: id, .rep(row))))
    case .escalation(let row):
      screens.append(.lead(LeadScreen(id: id, number: row.lead, escalation: row)))
    case .clock(let row):
      guard let lead = row.lead else { return say("this clock belongs to no lead") }
      screens.append(.lead(LeadScreen(id: id, number: lead, escalation: escalation(of: row))))
    case .entry(let row): openDocument(.entry(row))
    case .file(let row): openDocument(.file(row))
    case .exception(let row): openDocument(.exception(row.number))
    case .change(let row): openDocument(.change(row.number))
    case .version(let row): openDocument(.version(row))
    case .roster(let row): openDocument(.roster(row))
    case .report(let row): openDocument(.report(row.name, by: nil))
    }
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
      } else if case .document(let screen)? = screens.last {
        screen.source.label
      } else if case .lead(let row)? = selectedRow {
        row.publicID
      } else {
        selectedRow?.copyText
      }
    guard let value else { return say("nothing is selected", .refused) }
    outbox.append(.copy(Sanitizer.clean(value)))
    say("copied: \(value)", .done)
  }

  private mutating func nextTheme() {
    guard let place = settings.themes.firstIndex(where: { $0 == theme }) else {
      return say("there is no other theme")
    }
    use(theme: settings.themes[(place + 1) % settings.themes.count])
  }

  mutating func use(theme name: String) {
    theme = name
    outbox.append(.useTheme(name))
    say("theme: \(name)")
  }

  private mutating func toggleMouse() {
    usesMouse.toggle()
    outbox.append(.useMouse(usesMouse))
    say(
      usesMouse
        ? "the mouse selects, scrolls and sorts; Shift with it marks text" : "the mouse marks text")
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
