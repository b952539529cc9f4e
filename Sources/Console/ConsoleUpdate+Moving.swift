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
    guard case .lead(var screen)? = screens.last else { return }
    let (document, rect) = document(of: screen)
    let page = max(1, rect.height - 1)
    switch action {
    case .down: screen.top += 1
    case .up: screen.top -= 1
    case .top: screen.top = 0
    case .end: screen.top = document.lines.count
    case .pageDown: screen.top += page
    case .pageUp: screen.top -= page
    case .halfDown: screen.top += max(1, rect.height / 2)
    case .halfUp: screen.top -= max(1, rect.height / 2)
    default: break
    }
    screen.top = max(0, min(screen.top, document.lastTop(height: rect.height)))
    screens[screens.count - 1] = .lead(screen)
  }

  mutating func jumpToSection(forward: Bool) {
    guard case .lead(var screen)? = screens.last else { return }
    let headings = document(of: screen).document.headings
    let target =
      forward
      ? headings.first { $0 > screen.top } : headings.last { $0 < screen.top }
    guard let target else { return }
    screen.top = target
    screens[screens.count - 1] = .lead(screen)
  }

  mutating func scrollToSection(titled title: String, screen id: Int) {
    guard case .lead(var screen)? = screens.last, screen.id == id else { return }
    let (document, _) = document(of: screen)
    guard let line = document.headings.first(where: { document.lines[$0].plain.hasPrefix(title) })
    else { return }
    screen.top = line
    screens[screens.count - 1] = .lead(screen)
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
    guard case .lead(var screen)? = screens.last else { return }
    guard !screen.search.isEmpty else { return say("nothing is searched for; / begins") }
    let hits = document(of: screen).document.matches(screen.search)
    guard let first = hits.first, let last = hits.last else {
      return say("\"\(screen.search)\" does not occur here", .refused)
    }
    screen.top =
      steps > 0
      ? hits.first { $0 > screen.top } ?? first : hits.last { $0 < screen.top } ?? last
    screens[screens.count - 1] = .lead(screen)
  }

  /// What the mouse does: a click focuses and selects, a second one opens, the wheel
  /// scrolls.
  mutating func point(_ event: MouseEvent) {
    guard overlay == nil, filterLine == nil else { return }
    if case .lead(var screen)? = screens.last {
      let step = event.action == .wheelDown ? 3 : event.action == .wheelUp ? -3 : 0
      screen.top += step
      screens[screens.count - 1] = .lead(screen)
      return
    }
    for slot in visibleSlots {
      guard let geometry = geometry(of: slot), geometry.box.contains(event.position) else {
        continue
      }
      return point(event, at: slot, geometry)
    }
  }

  private mutating func point(_ event: MouseEvent, at slot: ListSlot, _ geometry: ListGeometry) {
    switch event.action {
    case .wheelDown: self[slot]?.scroll(by: 3, visible: geometry.visible)
    case .wheelUp: self[slot]?.scroll(by: -3, visible: geometry.visible)
    case .press:
      let before = focusedSlot
      if case .pane(let pane) = slot { focus = pane }
      guard let line = geometry.row(at: event.position), let list = self[slot],
        list.row(at: list.top + line) != nil
      else { return }
      // A click on the row that is selected already opens it.
      let wasSelected = slot == before && list.selectedIndex == list.top + line
      self[slot]?.select(index: list.top + line, visible: geometry.visible)
      if wasSelected { run(.open) }
    }
  }
}
