import DeskRules
import LeadModel
import TerminalKit

// What the model says about itself.
extension ConsoleModel {
  /// Where keys go now.
  var scope: Scope {
    switch overlay {
    case .help(let help): return help.isFiltering ? .filtering : .reading
    case .alerts, .tour: return .reading
    case .palette: return .palette
    case .form: return .form
    case nil: break
    }
    return filterLine == nil ? screenScope : .filtering
  }

  /// Where keys go under all overlays.
  var screenScope: Scope {
    switch screens.last {
    case .lead(let screen): screen.escalation == nil ? .lead : [.lead, .review]
    case .list(let screen): screen.list.list.scope
    case .document(let screen): screen.source.scope
    case nil: focus.list.scope
    }
  }

  /// The slot of the list that has the keys, unless a document has them.
  var focusedSlot: ListSlot? {
    switch screens.last {
    case .lead, .document: nil
    case .list(let screen): .panel(screen.id, screen.focus)
    case nil: .pane(focus)
    }
  }

  /// A list by its slot.
  subscript(slot: ListSlot) -> ListState? {
    get {
      switch slot {
      case .pane(let pane): return panes[pane]
      case .panel(let id, let place):
        guard case .list(let screen)? = screens.first(where: { $0.id == id }),
          place < screen.panels.count
        else { return nil }
        return screen.panels[place].list
      }
    }
    set {
      guard let newValue else { return }
      switch slot {
      case .pane(let pane): panes[pane] = newValue
      case .panel(let id, let place):
        changeListScreen(id) { screen in
          if place < screen.panels.count { screen.panels[place].list = newValue }
        }
      }
    }
  }

  /// The selected row of the list that has the keys.
  var selectedRow: ListRow? {
    focusedSlot.flatMap { self[$0]?.selectedRow }
  }

  /// The rows that acts are about: those marked in the list that has the keys, else the selected.
  var targetRows: [ListRow] {
    focusedSlot.flatMap { self[$0]?.targets } ?? []
  }

  /// The zone of all times on the screen.
  var clock: ZoneClock { ZoneClock(settings.timezone ?? status?.timezone ?? "UTC") }

  var context: DrawContext {
    DrawContext(
      glyphs: glyphs, clock: clock, now: shownNow, names: names, isCalm: settings.isAccessible)
  }

  /// The ways of calling that both the user and the site leave on.
  var calls: AlertCalls {
    let site = status?.calls ?? AlertCalls()
    return AlertCalls(
      bell: settings.rings && site.bell, desktop: settings.notifies && site.desktop,
      title: settings.titles && site.title)
  }

  /// What wants attention, what is worst first.
  var alerts: [Alert] { [alarm].compactMap(\.self) + (status?.alerts ?? []) }

  /// The instant that the screen tells: whole minutes where it is read aloud.
  var shownNow: Instant {
    guard settings.isAccessible else { return now }
    return Instant(milliseconds: now.milliseconds / Instant.minute * Instant.minute)
  }

  var hasBanner: Bool {
    if alarm != nil { return true }
    // Before the first answer the header says that the console connects; that is no trouble yet.
    if case .down(let reason, let since) = link, reason != nil || since != nil { return true }
    return status.map { $0.intake != "live" } ?? false
  }

  var layout: DeskLayout {
    DeskLayout(
      size: size, focus: focus,
      isZoomed: isZoomed || !screens.isEmpty || settings.isAccessible, hasBanner: hasBanner)
  }

  /// How the lists of a screen stand in the room that there is.
  func boardLayout(of screen: ListScreen) -> BoardLayout {
    BoardLayout(
      body: layout.body, count: screen.panels.count, focus: screen.focus,
      isZoomed: screen.isZoomed || settings.isAccessible, infoLines: screen.infoLines)
  }

  /// Where a list stands, if it is on the screen.
  func geometry(of slot: ListSlot) -> ListGeometry? {
    switch slot {
    case .pane(let pane):
      guard screens.isEmpty, let place = layout.panes.first(where: { $0.pane == pane }) else {
        return nil
      }
      return ListGeometry(
        list: pane.list, box: place.rect, count: panes[pane]?.matching ?? 0,
        hasNote: pane == .escalations && status?.trustSignal != nil)
    case .panel(let id, let place):
      guard case .list(let screen)? = screens.last, screen.id == id, place < screen.panels.count,
        let found = boardLayout(of: screen).places.first(where: { $0.place == place })
      else { return nil }
      let list = screen.panels[place].list
      return ListGeometry(
        list: list.list, box: found.rect, count: list.matching,
        infoLines: screen.panels.count == 1 ? screen.infoLines(in: found.rect) : 0)
    }
  }

  /// The lists on the screen.
  var visibleSlots: [ListSlot] {
    switch screens.last {
    case .lead, .document: []
    case .list(let screen):
      boardLayout(of: screen).places.map { .panel(screen.id, $0.place) }
    case nil: layout.panes.map { .pane($0.pane) }
    }
  }

  // MARK: Documents

  /// What of a screen is read: its lines and the rectangle they stand in; nil for lists.
  func document(of screen: Screen) -> (document: Document, rect: Rect)? {
    switch screen {
    case .lead(let screen): return document(of: screen)
    case .document(let screen):
      let rect = layout.body.inset(horizontal: 2, vertical: 1)
      let text = DocumentText(
        screen: screen, context: context, window: status?.council, insight: insight,
        width: rect.width)
      return (Document(text.lines, width: rect.width), rect)
    case .list: return nil
    }
  }

  /// What of a lead's screen is seen: its lines and the rectangle they stand in.
  func document(of screen: LeadScreen) -> (document: Document, rect: Rect) {
    let rect = documentBox(of: screen).inset(horizontal: 2, vertical: 1)
    guard let detail = screen.detail else {
      let text = screen.reading.failure ?? "asking the desk" + glyphs[.ellipsis]
      return (Document([DocumentLine(StyledText(text, .muted))], width: rect.width), rect)
    }
    return (Document(leadDocument(of: screen, detail).lines, width: rect.width), rect)
  }

  func leadDocument(of screen: LeadScreen, _ detail: LeadDetail) -> LeadDocument {
    LeadDocument(
      detail: detail, decision: screen.latestDecision, whyNot: screen.whyNot,
      escalation: screen.escalation, isClaimApart: isClaimApart(screen), context: context)
  }

  /// Whether there is room for the claim beside the trace.
  func isClaimApart(_ screen: LeadScreen) -> Bool {
    screen.escalation != nil && screen.detail != nil && layout.body.width >= 110
      && !settings.isAccessible
  }

  /// The border around what is read of a lead.
  func documentBox(of screen: LeadScreen) -> Rect {
    let body = layout.body
    return isClaimApart(screen) ? body.columns([.fixed(40), .flex()])[1] : body
  }
}
