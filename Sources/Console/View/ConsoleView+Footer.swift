import DeskRules
import LeadModel
import TerminalKit

/// The keys at the bottom, the line in which filters are typed, and what just happened.
extension ConsoleModel {
  /// A key at the bottom, where it stands.
  struct FooterItem {
    let action: Action
    let x: Int
    let text: StyledText
  }

  func drawFooter(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: Style(.footer, on: .footer))
    if let line = filterLine { return drawFilterLine(line, into: &frame, rect: rect) }
    for item in footerItems(rect) {
      frame.put(item.text, x: item.x, y: rect.y, width: max(0, rect.maxX - item.x))
    }
  }

  /// The keys at the bottom: those of the place as far as there is room, and the ways out.
  func footerItems(_ rect: Rect) -> [FooterItem] {
    let fixed = fixedItems(rect)
    let end = fixed.first?.x ?? rect.maxX
    var items: [FooterItem] = []
    var x = rect.x + 1
    for binding in footerBindings {
      let text = hint(binding, isOff: whyDisabled(binding.action) != nil)
      guard x + text.width + 2 <= end else { break }
      items.append(FooterItem(action: binding.action, x: x, text: text))
      x += text.width + 2
    }
    return items + fixed
  }

  /// Help, back and quit, which are always there, and how many alerts there are.
  private func fixedItems(_ rect: Rect) -> [FooterItem] {
    let all = keymap.bindings(in: .lists)
    var parts = [Action.help, .back, .quit].compactMap { action in
      all.first { $0.action == action }.map { (action, hint($0, isOff: false)) }
    }
    if let alerts = alertText(rect.width) { parts.append((.alerts, alerts)) }
    func width() -> Int { parts.reduce(2 * (parts.count - 1)) { $0 + $1.1.width } }
    if width() + 1 > rect.width, parts.last?.0 == .alerts { parts.removeLast() }
    var x = max(rect.x, rect.maxX - width() - 1)
    return parts.map { action, text in
      defer { x += text.width + 2 }
      return FooterItem(action: action, x: x, text: text.on(.footer))
    }
  }

  private func alertText(_ width: Int) -> StyledText? {
    guard case let count = alerts.count, count > 0 else { return nil }
    let words = width >= 100 ? Spell.plural(count, "alert") : Spell.count(count)
    return StyledText("\(glyphs[.flag]) \(words)", Style(.breach, on: .footer, .bold))
  }

  private var footerBindings: [Binding] {
    let fixed: Set<Action> = [.help, .back, .quit]
    let place = scope.isDisjoint(with: .typing) ? screenScope : scope
    return keymap.bindings(in: place).filter {
      !$0.label.isEmpty && !$0.keys.isEmpty && !fixed.contains($0.action)
    }
  }

  private func hint(_ binding: Binding, isOff: Bool) -> StyledText {
    let key = binding.keys.first?.description ?? ""
    let keyStyle = isOff ? Style(.muted, on: .footer, .dim) : Style(.accent, on: .footer, .bold)
    let style = Style(isOff ? .muted : .footer, on: .footer, isOff ? .dim : [])
    // What is read is searched with the key that narrows lists.
    let isSearch = binding.action == .filter && focusedSlot == nil
    return StyledText([
      Span(key, keyStyle), Span(isSearch ? " search" : " " + binding.label, style),
    ])
  }

  private func drawFilterLine(_ line: Prompt, into frame: inout Frame, rect: Rect) {
    let isSearch = focusedSlot == nil
    let help = isSearch ? "Enter keeps it, n N next, Esc clears" : FilterLanguage.hint
    // The line itself keeps at least twenty columns.
    let room = max(0, min(TextWidth.columns(help), rect.width - 24))
    line.draw(
      into: &frame,
      rect: Rect(x: rect.x, y: rect.y, width: rect.width - room - 2, height: 1),
      label: StyledText(isSearch ? " search: " : " filter: ", Style(.accent, on: .footer, .bold)),
      style: Style(.footer, on: .footer))
    frame.put(
      help, x: rect.maxX - room - 1, y: rect.y, width: room, style: Style(.muted, on: .footer),
      ellipsis: glyphs[.ellipsis])
  }

  // MARK: Notice

  /// What of the filter could not be read, for as long as it is typed.
  private var filterProblem: Notice? {
    guard filterLine != nil, let problem = focusedSlot.flatMap({ self[$0]?.filterProblem }) else {
      return nil
    }
    return Notice(text: problem, weight: .refused, until: now, firmUntil: now)
  }

  /// What just happened, over the last line above the footer; long sentences take more than one.
  func drawNotice(into frame: inout Frame, layout: DeskLayout) {
    guard let notice = filterProblem ?? notice else { return }
    let (role, sign): (Role, Symbol) =
      switch notice.weight {
      case .info: (.accent, .bullet)
      case .done: (.ok, .check)
      case .refused: (.warn, .warning)
      }
    let style = Style(role, on: .header, .bold)
    let room = max(1, layout.body.width - 4)
    let text = StyledText("\(glyphs[sign]) \(notice.text)", style)
    let fitting = notice.more.reduce(text) { line, more in
      let longer = line + StyledText("  \(glyphs[.middleDot])  \(more)", Style(.muted, on: .header))
      return longer.width + 2 <= room ? longer : line
    }
    let lines = TextView([fitting], hangingIndent: 2).wrapped(width: room - 2).prefix(3)
    let width = min(room, (lines.map(\.width).max() ?? 0) + 2)
    let top = layout.footer.y - lines.count
    frame.fill(Rect(x: layout.body.x + 2, y: top, width: width, height: lines.count), style: style)
    for (index, line) in lines.enumerated() {
      frame.put(
        line, x: layout.body.x + 3, y: top + index, width: width - 2, ellipsis: glyphs[.ellipsis])
    }
  }
}
