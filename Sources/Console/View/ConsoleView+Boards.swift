import DeskRules
import LeadModel
import TerminalKit

/// Lists that belong together, and the lines above them.
extension ConsoleModel {
  func drawBoard(_ screen: ListScreen, into frame: inout Frame) {
    let layout = boardLayout(of: screen)
    let info = BoardText(model: self, screen: screen)
    if !layout.info.isEmpty { draw(info.lines, in: layout.info, into: &frame) }
    if !layout.tabs.isEmpty { drawTabs(of: screen, in: layout.tabs, into: &frame) }
    for found in layout.places { drawPanel(found.place, of: screen, info, into: &frame) }
  }

  private func draw(_ lines: [StyledText], in rect: Rect, into frame: inout Frame) {
    for (index, line) in lines.enumerated() where index < rect.height {
      frame.put(
        line, x: rect.x + 1, y: rect.y + index, width: rect.width - 2,
        ellipsis: glyphs[.ellipsis])
    }
  }

  private func drawPanel(
    _ place: Int, of screen: ListScreen, _ info: BoardText, into frame: inout Frame
  ) {
    let panel = screen.panels[place]
    let isOnly = screen.panels.count == 1
    guard let geometry = geometry(of: .panel(screen.id, place)) else { return }
    ListDrawing(
      state: panel.list, geometry: geometry, context: context, isFocused: place == screen.focus,
      title: isOnly ? info.title : panel.title, summary: info.summary(of: panel),
      emptyText: panel.emptyText
    ).draw(into: &frame)
    guard !geometry.info.isEmpty else { return }
    draw(info.lines, in: geometry.info, into: &frame)
    context.divider(geometry.box, y: geometry.info.maxY, into: &frame)
  }

  private func drawTabs(of screen: ListScreen, in rect: Rect, into frame: inout Frame) {
    frame.put(
      boardTabs(of: screen, width: rect.width).line, x: rect.x, y: rect.y, width: rect.width,
      ellipsis: glyphs[.ellipsis])
  }

  /// The names of a screen's lists as long as there is room for.
  func boardTabs(of screen: ListScreen, width: Int) -> Tabs {
    func tabs(_ title: (ListScreen.Panel) -> String) -> Tabs {
      Tabs(
        screen.panels.enumerated().map { place, panel in
          let isFocused = place == screen.focus
          let style = isFocused ? Style(.accent, on: .selection, .bold) : Style(.muted)
          return StyledText((isFocused ? glyphs[.pointer] : " ") + title(panel) + " ", style)
        })
    }
    return .fitting(width, [tabs(\.title), tabs(\.shortTitle)])
  }
}
