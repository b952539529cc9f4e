import DeskRules
import LeadModel
import TerminalKit

extension ConsoleModel {
  /// The screen as it should look now: a pure function of the model.
  public func view() -> Frame {
    var frame = Frame(size)
    guard DeskLayout.fits(size) else {
      drawTooSmall(into: &frame)
      return finished(frame)
    }
    let layout = layout
    drawHeader(into: &frame, rect: layout.header)
    if hasBanner { drawBanner(into: &frame, rect: layout.banner) }
    if let screen = screens.last {
      draw(screen, into: &frame)
    } else {
      if !layout.tabs.isEmpty { drawTabs(into: &frame, layout: layout) }
      for place in layout.panes { drawPane(place.pane, into: &frame) }
    }
    drawFooter(into: &frame, rect: layout.footer)
    drawOverlay(into: &frame, layout: layout)
    drawNotice(into: &frame, layout: layout)
    return finished(frame)
  }

  private func finished(_ frame: Frame) -> Frame {
    glyphs.name == "ascii" ? frame.foldedToASCII() : frame
  }

  private func drawTooSmall(into frame: inout Frame) {
    let least = DeskLayout.minimum
    frame.put(
      "Signalbox needs \(least.cols)x\(least.rows), this is \(size.cols)x\(size.rows)",
      x: 0, y: size.rows / 2, style: .text, ellipsis: glyphs[.ellipsis])
  }

  // MARK: Panes

  private func drawPane(_ pane: Pane, into frame: inout Frame) {
    guard let geometry = geometry(of: .pane(pane)), let list = panes[pane] else { return }
    ListDrawing(
      state: list, geometry: geometry, context: context,
      isFocused: pane == focus, title: "\(pane.rawValue) \(pane.title)",
      summary: summary(of: pane), emptyText: pane.emptyText,
      note: pane == .escalations
        ? status?.trustSignal.map { StyledText("\(glyphs[.warning]) \($0)", Style(.warn)) } : nil
    ).draw(into: &frame)
  }

  /// What the border of a pane counts.
  private func summary(of pane: Pane) -> StyledText {
    guard let list = panes[pane], list.isLoaded else { return "" }
    switch pane {
    case .leads:
      return StyledText(status.map { "\(Spell.count($0.leadsToday)) today" } ?? "", .muted)
    case .queues: return queueSummary(list)
    case .clocks: return clockSummary
    case .reps: return repSummary(list)
    case .escalations:
      return StyledText(status.map { "\(Spell.count($0.openEscalations)) open" } ?? "", .muted)
    }
  }

  private var clockSummary: StyledText {
    guard let status else { return "" }
    let late: Style = status.clocksPastDue > 0 ? Style(.breach, .bold) : .muted
    let soon: Style = status.clocksDueSoon > 0 ? Style(.warn) : .muted
    return StyledText([
      Span("\(Spell.count(status.clocksPastDue)) past", late),
      Span(" \(glyphs[.middleDot]) ", .muted),
      Span("\(Spell.count(status.clocksDueSoon)) soon", soon),
    ])
  }

  private func queueSummary(_ list: ListState) -> StyledText {
    guard list.rows.count == list.total else { return StyledText(Spell.count(list.total), .muted) }
    var depth = 0
    for case .queue(let row) in list.rows { depth += row.depth }
    return StyledText("\(Spell.count(depth)) waiting", .muted)
  }

  private func repSummary(_ list: ListState) -> StyledText {
    guard list.rows.count == list.total else {
      return StyledText(Spell.plural(list.total, "rep"), .muted)
    }
    var on = 0
    for case .rep(let row) in list.rows where row.active && row.shift.isOn { on += 1 }
    return StyledText("\(on) of \(Spell.count(list.total)) on shift", .muted)
  }

  // MARK: Tabs

  private func drawTabs(into frame: inout Frame, layout: DeskLayout) {
    let row = layout.tabs
    frame.put(
      deskTabs(width: row.width).line, x: row.x, y: row.y, width: row.width,
      ellipsis: glyphs[.ellipsis])
  }

  /// The names of the panes as long as there is room for.
  func deskTabs(width: Int) -> Tabs {
    .fitting(
      width,
      [
        tabs { "\($0.rawValue) \($0.title)" }, tabs { "\($0.rawValue) \($0.shortTitle)" },
        tabs { "\($0.rawValue)" },
      ])
  }

  private func tabs(_ title: (Pane) -> String) -> Tabs {
    Tabs(
      Pane.allCases.map { pane in
        let isFocused = pane == focus
        let style = isFocused ? Style(.accent, on: .selection, .bold) : Style(.muted)
        let pointer = isFocused ? glyphs[.pointer] : " "
        return StyledText([
          Span(pointer + title(pane), style), Span(badge(of: pane) + " ", badgeStyle(pane)),
        ])
      })
  }

  /// The figure that makes somebody go to a pane.
  private func badge(of pane: Pane) -> String {
    guard let status else { return "" }
    switch pane {
    case .clocks: return status.clocksPastDue > 0 ? " \(status.clocksPastDue) late" : ""
    case .escalations: return status.openEscalations > 0 ? " \(status.openEscalations)" : ""
    case .leads, .queues, .reps: return ""
    }
  }

  private func badgeStyle(_ pane: Pane) -> Style {
    pane == .clocks ? Style(.breach, .bold) : Style(.warn)
  }
}

extension Pane {
  /// Said when there is nothing in the pane at all.
  fileprivate var emptyText: String {
    switch self {
    case .leads: "no leads yet; files dropped in drop/leads come in here"
    case .queues: "the rules name no fallback queue"
    case .clocks: "no clock is running"
    case .reps: "the roster is empty; drop reps.csv in drop/roster"
    case .escalations: "nothing is disputed"
    }
  }
}
