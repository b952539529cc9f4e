import DeskRules
import LeadModel
import TerminalKit

/// What the screen shows and has not got is asked for: after every message, in one place.
extension ConsoleModel {
  mutating func settle() {
    for slot in visibleSlots {
      guard let geometry = geometry(of: slot) else { continue }
      self[slot]?.clamp(visible: geometry.visible)
    }
    clampDocument()
    nameWindow()
    remember()
    previewTheme()
    guard link == .up else { return }
    askStatus()
    askNames()
    for slot in visibleSlots { askList(slot) }
    askLead()
    askDocument()
    askWeek()
    askGlance()
    askInsight()
  }

  mutating func ask(_ request: DeskRequest, _ purpose: RequestTag.Purpose) -> Int {
    queries.last += 1
    outbox.append(.ask(request, RequestTag(purpose: purpose, number: queries.last)))
    return queries.last
  }

  private mutating func askStatus() {
    if !queries.isSubscribed {
      queries.isSubscribed = true
      _ = ask(.subscribe, .subscription)
      _ = ask(.terms, .terms)
    }
    if queries.statusDue, queries.statusInFlight == nil {
      queries.statusDue = false
      queries.statusAskedAt = now
      queries.statusInFlight = ask(.status, .status)
    }
  }

  private mutating func askNames() {
    guard let offset = queries.namesOffset, queries.namesInFlight == nil else { return }
    let window = WindowRequest(list: .reps, offset: offset, limit: ListState.limit)
    queries.namesInFlight = ask(.window(window), .directory)
  }

  private mutating func askList(_ slot: ListSlot) {
    guard let geometry = geometry(of: slot), var list = self[slot] else { return }
    guard list.needsRows(visible: geometry.visible, now: now) else { return }
    queries.last += 1
    let number = queries.last
    let request = list.request(
      visible: geometry.visible, number: number, meaning: filterMeaning)
    if let request {
      outbox.append(.ask(request, RequestTag(purpose: .list(slot), number: number)))
    } else {
      _ = list.absorb(
        RowPart(whole: ReportCatalog.rows.map(ListRow.report)), number: number,
        visible: geometry.visible, now: now, meaning: filterMeaning)
    }
    self[slot] = list
  }

  var filterMeaning: FilterMeaning {
    let queues = (panes[.queues]?.rows ?? []).compactMap { row -> QueueID? in
      if case .queue(let row) = row { row.id } else { nil }
    }
    return FilterMeaning(names: names, queues: queues)
  }

  private mutating func askLead() {
    guard case .lead(var screen)? = screens.last, screen.reading.isDue(now) else { return }
    screen.reading.ask(ask(.lead(screen.number.description), .lead(screen: screen.id)))
    screens[screens.count - 1] = .lead(screen)
  }

  private mutating func askDocument() {
    guard case .document(var screen)? = screens.last else { return }
    if screen.reading.isDue(now), let request = screen.source.request {
      screen.reading.ask(ask(request, .document(screen: screen.id, isSide: false)))
    }
    if screen.side.isDue(now), let request = screen.source.sideRequest(screen.answer) {
      screen.side.ask(ask(request, .document(screen: screen.id, isSide: true)))
    }
    screens[screens.count - 1] = .document(screen)
  }

  /// What is told of the lead that is selected in a queue.
  private mutating func askGlance() {
    guard case .list(let screen)? = screens.last, case .queue = screen.subject,
      queries.glanceInFlight == nil, case .lead(let row)? = screen.list.selectedRow
    else { return }
    let wanted = LeadTarget(
      number: row.number, company: row.facts.company, version: row.version)
    guard queries.glanceAsked != wanted else { return }
    queries.glanceAsked = wanted
    queries.glanceInFlight = ask(.lead(row.number.description), .glance)
  }

  /// What Insights tells above its reports, and the weeks before the one that is read.
  private mutating func askInsight() {
    switch screens.last {
    case .list(let screen) where screen.subject == .insights: break
    case .document(let screen) where screen.source == .report("kpi", by: nil): break
    default: return
    }
    guard let request = insight.request(now) else { return }
    insight.ask(ask(.report(request), .insight))
  }

  private mutating func clampDocument() {
    guard let screen = screens.last, let (document, rect) = document(of: screen) else { return }
    let top = screen.reading?.top ?? 0
    screens[screens.count - 1].reading?.top = max(
      0, min(top, document.lastTop(height: rect.height)))
  }

  /// Has filters and orders kept as soon as somebody changed them.
  private mutating func remember() {
    // Not with every letter of a filter that is being typed.
    guard filterLine == nil else { return }
    let before = memory
    for (pane, list) in panes { memory.keep(list, at: ListMemory.place(of: pane)) }
    for case .list(let screen) in screens {
      for panel in screen.panels {
        guard let place = ListMemory.place(of: screen.subject, panel.list.list) else { continue }
        memory.keep(panel.list, at: place)
      }
    }
    if memory != before { outbox.append(.remember(memory.text)) }
  }

  /// Draws with the theme that the palette points at, for as long as it does.
  private mutating func previewTheme() {
    var wanted = theme
    if case .palette(let palette)? = overlay, !palette.prompt.text.isEmpty || palette.index > 0 {
      let commands = palette.commands(keymap)
      if palette.index < commands.count, case .theme(let name) = commands[palette.index].effect {
        wanted = name
      }
    }
    guard let wanted else { return }
    let effect = ConsoleEffect.useTheme(wanted)
    // What is on the screen already need not be drawn again.
    outbox.removeAll { $0 == effect }
    if wanted != shownTheme { outbox.append(effect) }
    shownTheme = wanted
  }

  /// Says in the window's name how many clocks are late.
  private mutating func nameWindow() {
    guard let status, calls.title else { return }
    let late = status.clocksPastDue > 0 ? "\(status.clocksPastDue) late, " : ""
    let title = Sanitizer.clean(late + status.name + " - Signalbox")
    guard title != shownTitle else { return }
    shownTitle = title
    outbox.append(.setTitle(title))
  }
}
