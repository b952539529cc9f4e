import LeadModel
import TerminalKit

/// Moving in lists and in documents.
extension ConsoleModel {
  mutating func move(_ action: Action) {
    guard let slot = focusedSlot else { return moveDocument(action) }
    let visible = geometry(of: slot)?.visible ?? 1
    let page = max(1, visible - 1)
    let half = max(1, visible / 2)
    changeFocusedList { list in
      switch action {
      case .down: list.move(by: 1, visible: visible)
      case .up: list.move(by: -1, visible: visible)
      case .top: list.goToTop()
      case .end: list.goToEnd(visible: visible)
      case .pageDown: list.page(by: page, visible: visible)
      case .pageUp: list.page(by: -page, visible: visible)
      case .halfDown: list.page(by: half, visible: visible)
      case .halfUp: list.page(by: -half, visible: visible)
      default: break
      }
    }
  }

  private mutating func moveDocument(_ action: Action) {
    guard let screen = screens.last, let (document, rect) = document(of: screen),
      var reading = screen.reading
    else { return }
    let page = max(1, rect.height - 1)
    switch action {
    case .down: reading.top += 1
    case .up: reading.top -= 1
    case .top: reading.top = 0
    case .end: reading.top = document.lines.count
    case .pageDown: reading.top += page
    case .pageUp: reading.top -= page
    case .halfDown: reading.top += max(1, rect.height / 2)
    case .halfUp: reading.top -= max(1, rect.height / 2)
    default: break
    }
    reading.top = max(0, min(reading.top, document.lastTop(height: rect.height)))
    screens[screens.count - 1].reading = reading
  }

  mutating func jumpToSection(forward: Bool) {
    guard let screen = screens.last, let (document, _) = document(of: screen),
      let top = screen.reading?.top
    else { return }
    let target =
      forward
      ? document.headings.first { $0 > top } : document.headings.last { $0 < top }
    guard let target else { return }
    screens[screens.count - 1].reading?.top = target
  }

  mutating func scrollToSection(titled title: String, screen id: Int) {
    guard let screen = screens.last, screen.id == id, let (document, _) = document(of: screen),
      let line = document.headings.first(where: { document.lines[$0].plain.hasPrefix(title) })
    else { return }
    screens[screens.count - 1].reading?.top = line
  }

  /// To the next match: in a list every row matches the filter, in a document the lines that
  /// hold what was searched for.
  mutating func jump(by steps: Int) {
    guard let slot = focusedSlot else { return jumpInDocument(by: steps) }
    let visible = geometry(of: slot)?.visible ?? 1
    changeFocusedList { list in
      guard list.matching > 0 else { return }
      let target = (list.selectedIndex + steps + list.matching) % list.matching
      list.select(index: target, visible: visible)
    }
  }

  private mutating func jumpInDocument(by steps: Int) {
    guard let screen = screens.last, let reading = screen.reading,
      let (document, _) = document(of: screen)
    else { return }
    guard !reading.search.isEmpty else { return say("nothing is searched for; / begins") }
    let hits = document.matches(reading.search)
    guard let first = hits.first, let last = hits.last else {
      return say("\"\(reading.search)\" does not occur here", .refused)
    }
    screens[screens.count - 1].reading?.top =
      steps > 0
      ? hits.first { $0 > reading.top } ?? first : hits.last { $0 < reading.top } ?? last
  }

  /// What the mouse does: a click focuses and selects, a second one opens, the wheel
  /// scrolls.
  mutating func point(_ event: MouseEvent) {
    if event.action == .press { dismissNotice() }
    guard overlay == nil else { return pointAtOverlay(event) }
    guard filterLine == nil, DeskLayout.fits(size) else { return }
    if event.action == .press, event.position.y == layout.footer.y { return pressFooter(event) }
    if event.action == .press, pressTab(event.position) { return }
    if let top = screens.last?.reading?.top {
      let step = event.action == .wheelDown ? 3 : event.action == .wheelUp ? -3 : 0
      screens[screens.count - 1].reading?.top = top + step
      return
    }
    for slot in visibleSlots {
      guard let geometry = geometry(of: slot), geometry.box.contains(event.position) else {
        continue
      }
      return point(event, at: slot, geometry)
    }
  }

  /// A click on a key at the bottom does what the key does.
  private mutating func pressFooter(_ event: MouseEvent) {
    let x = event.position.x
    let item = footerItems(layout.footer).last { $0.x <= x && x < $0.x + $0.text.width }
    if let item { run(item.action) }
  }

  /// The wheel goes through what lies over the screen.
  private mutating func pointAtOverlay(_ event: MouseEvent) {
    switch (overlay, event.action) {
    case (.tour, .press): overlay = nil
    case (.palette, .wheelDown), (.form, .wheelDown): run(.nextChoice)
    case (.palette, .wheelUp), (.form, .wheelUp): run(.previousChoice)
    case (.help, .wheelDown), (.alerts, .wheelDown): run(.down)
    case (.help, .wheelUp), (.alerts, .wheelUp): run(.up)
    default: break
    }
  }

  /// A click on the name of a list that is not seen shows it; false where no name stands.
  private mutating func pressTab(_ point: Position) -> Bool {
    if case .list(let screen)? = screens.last {
      let tabs = boardLayout(of: screen).tabs
      guard tabs.contains(point), let place = boardTabs(of: screen, width: tabs.width).hit(point.x)
      else { return false }
      changeListScreen(screen.id) { $0.focus = place }
      return true
    }
    guard screens.isEmpty, layout.tabs.contains(point),
      let place = deskTabs(width: layout.tabs.width).hit(point.x)
    else { return false }
    focus = Pane.allCases[place]
    return true
  }

  private mutating func point(_ event: MouseEvent, at slot: ListSlot, _ geometry: ListGeometry) {
    switch event.action {
    case .wheelDown: self[slot]?.scroll(by: 3, visible: geometry.visible)
    case .wheelUp: self[slot]?.scroll(by: -3, visible: geometry.visible)
    case .press:
      let before = focusedSlot
      focus(on: slot)
      if let column = sortColumn(at: event.position, slot, geometry) {
        return changeFocusedList { $0.sort(by: column) }
      }
      guard let line = geometry.row(at: event.position), let list = self[slot],
        list.row(at: list.top + line) != nil
      else { return }
      // A click on the row that is selected already opens it.
      let wasSelected = slot == before && list.selectedIndex == list.top + line
      self[slot]?.select(index: list.top + line, visible: geometry.visible)
      if wasSelected { run(.open) }
    }
  }

  private mutating func focus(on slot: ListSlot) {
    switch slot {
    case .pane(let pane): focus = pane
    case .panel(let id, let place): changeListScreen(id) { $0.focus = place }
    }
  }

  /// The column that is sorted by when its title is clicked.
  private func sortColumn(
    at point: Position, _ slot: ListSlot, _ geometry: ListGeometry
  ) -> String? {
    guard let list = self[slot] else { return nil }
    let choices = SortChoice.choices(for: list.list)
    for rect in geometry.tables where rect.contains(point) {
      let table = Table(
        columns: list.columns(width: rect.width), glyphs: glyphs,
        showsHeader: geometry.showsHeader)
      guard let index = table.columnIndex(at: point, in: rect) else { continue }
      let title = table.columns[index].title
      return choices.first { $0.header == title }?.column
    }
    return nil
  }
}
