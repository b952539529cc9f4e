import DeskRules
import LeadModel
import TerminalKit

/// The lines at the top and the bottom.
extension ConsoleModel {
  // MARK: Header

  func drawHeader(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: Style(.header, on: .header))
    let time = settings.isAccessible ? clock.hourMinute(now) : clock.time(now)
    let right = StyledText([Span(time + " " + clock.name + " ")]).on(.header)
    let short = StyledText([Span(time + " ")]).on(.header)
    let clockText = rect.width >= 60 ? right : short
    var parts = headerParts
    // What matters least goes first when there is no room for all.
    let room = rect.width - clockText.width
    let gap = width(of: parts, gap: 3) <= room ? 3 : 2
    while parts.count > 1, width(of: parts, gap: gap) > room {
      guard let least = parts.indices.max(by: { parts[$0].rank < parts[$1].rank }) else { break }
      parts.remove(at: least)
    }
    var x = rect.x + 1
    for part in parts {
      x += frame.put(
        part.text.on(.header), x: x, y: rect.y, width: rect.x + room - x,
        ellipsis: glyphs[.ellipsis])
      x += gap
    }
    frame.put(clockText, x: rect.maxX - clockText.width, y: rect.y)
  }

  private struct HeaderPart {
    /// Higher ranks are left out first.
    let rank: Int
    let text: StyledText
  }

  private func width(of parts: [HeaderPart], gap: Int) -> Int {
    parts.reduce(1) { $0 + $1.text.width + gap }
  }

  private var headerParts: [HeaderPart] {
    var parts = [HeaderPart(rank: 3, text: StyledText("Signalbox", Style(.accent, .bold)))]
    guard let status else {
      return parts + [
        HeaderPart(
          rank: 0, text: StyledText(link == .up ? "asking the desk" : "connecting", .muted))
      ]
    }
    parts.append(HeaderPart(rank: 4, text: StyledText(status.name, Style(.header, .bold))))
    parts.append(HeaderPart(rank: 0, text: liveText))
    if settings.isReadOnly {
      parts.append(HeaderPart(rank: 1, text: StyledText("read-only", Style(.warn, .bold))))
    }
    if let council = councilText(status) { parts.append(HeaderPart(rank: 2, text: council)) }
    parts.append(HeaderPart(rank: 8, text: figure("intake", "\(status.leadsLastMinute)/min")))
    let oldest = status.oldestQueued.map { shownNow - $0 } ?? 0
    parts.append(HeaderPart(rank: 7, text: figure("oldest unrouted", Spell.age(oldest))))
    parts.append(HeaderPart(rank: 9, text: figure("rules", "v\(status.ruleset)")))
    parts.append(HeaderPart(rank: 6, text: logText(status)))
    parts.append(
      HeaderPart(
        rank: 5,
        text: StyledText([
          Span(status.actor, Style(.header)), Span(" (\(roleWords(status.roles)))", .muted),
        ])))
    if status.others > 0 {
      parts.append(HeaderPart(rank: 10, text: figure("others", "\(status.others)")))
    }
    return parts
  }

  /// That the council may publish now, and how long.
  private func councilText(_ status: DeskStatus) -> StyledText? {
    guard let window = status.council, window.isOpen else { return nil }
    let until = window.changesAt.map { " until \(clock.hourMinute($0))" } ?? ""
    let what = size.cols < 100 ? "council open" : "council window open"
    return StyledText(what + until, Style(.accent, .bold))
  }

  /// Two roles in full; of more the one that may do most, and how many others.
  private func roleWords(_ roles: [String]) -> String {
    if let role = settings.role { return "as \(role)" }
    guard roles.count > 2, let highest = roles.last else {
      return roles.isEmpty ? "viewer" : roles.joined(separator: ", ")
    }
    return "\(highest) +\(roles.count - 1)"
  }

  private var liveText: StyledText {
    if case .down = link {
      return StyledText("\(glyphs[.circleEmpty]) not served", Style(.breach, .bold))
    }
    if isPaused {
      return StyledText(
        "\(glyphs[.pause]) paused \(glyphs[.middleDot]) \(waiting) waiting", Style(.warn, .bold))
    }
    let intake = status?.intake ?? "live"
    if intake != "live" {
      return StyledText("\(glyphs[.circleHalf]) intake \(intake)", Style(.warn, .bold))
    }
    return StyledText([Span(glyphs[.circleFull], Style(.ok)), Span(" live", Style(.header))])
  }

  private func logText(_ status: DeskStatus) -> StyledText {
    let count = Spell.count(status.logEntries)
    switch status.logIntact {
    case true?: return figure("log", count) + StyledText(" " + glyphs[.check], Style(.ok))
    case false?:
      return figure("log", count) + StyledText(" \(glyphs[.cross]) BROKEN", Style(.breach, .bold))
    case nil: return figure("log", count) + StyledText(" " + glyphs[.ellipsis], .muted)
    }
  }

  private func figure(_ name: String, _ value: String) -> StyledText {
    StyledText([Span(name + " ", .muted), Span(value, Style(.header))])
  }

  // MARK: Banner

  func drawBanner(into frame: inout Frame, rect: Rect) {
    let style = Style(.breach, .bold.union(.reverse))
    frame.fill(rect, style: style)
    frame.put(
      " \(glyphs[.warning]) \(bannerText)", x: rect.x, y: rect.y, width: rect.width,
      style: style, ellipsis: glyphs[.ellipsis])
  }

  private var bannerText: String {
    if let alarm {
      let key = keymap.keyText(of: .alerts).map { "\($0) tells all: " } ?? ""
      return key + alarm.text
    }
    if case .down(let reason, let since) = link {
      let why = reason.map { " (\($0))" } ?? ""
      guard let since else { return "the desk does not answer; trying again" + why }
      let time = clock.time(since)
      if size.cols < 60 { return "not served since \(time); retrying" }
      return "the desk is not served since \(time); trying again" + why
    }
    let intake = status?.intake ?? "paused"
    return "intake is \(intake)" + (status?.intakeReason.map { ": \($0)" } ?? "")
  }

  // MARK: Footer

  func drawFooter(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: Style(.footer, on: .footer))
    if let line = filterLine { return drawFilterLine(line, into: &frame, rect: rect) }
    let fixed = hints([.help, .back, .quit], in: .lists)
    var right = fixed
    let alerts = alerts.count
    let alertText = StyledText(
      "  \(glyphs[.flag]) " + Spell.plural(alerts, "alert"), Style(.breach, on: .footer, .bold))
    if alerts > 0, fixed.width + alertText.width + 2 <= rect.width { right = fixed + alertText }
    var x = rect.x + 1
    let end = rect.maxX - right.width - 1
    for binding in footerBindings {
      let text = hint(binding, isOff: whyDisabled(binding.action) != nil)
      guard x + text.width + 2 <= end else { break }
      x += frame.put(text, x: x, y: rect.y) + 2
    }
    frame.put(right, x: max(rect.x, end), y: rect.y, width: rect.width)
  }

  private var footerBindings: [Binding] {
    let fixed: Set<Action> = [.help, .back, .quit]
    let place = scope.isDisjoint(with: .typing) ? screenScope : scope
    return keymap.bindings(in: place).filter {
      !$0.label.isEmpty && !$0.keys.isEmpty && !fixed.contains($0.action)
    }
  }

  private func hints(_ actions: [Action], in scope: Scope) -> StyledText {
    let all = keymap.bindings(in: scope)
    let found = actions.compactMap { action in all.first { $0.action == action } }
    return found.enumerated().reduce(StyledText([])) { line, item in
      line + StyledText(item.offset == 0 ? "" : "  ") + hint(item.element, isOff: false)
    }.on(.footer)
  }

  private func hint(_ binding: Binding, isOff: Bool) -> StyledText {
    let key = binding.keys.first?.description ?? ""
    let keyStyle = isOff ? Style(.muted, on: .footer, .dim) : Style(.accent, on: .footer, .bold)
    let style = Style(isOff ? .muted : .footer, on: .footer, isOff ? .dim : [])
    return StyledText([Span(key, keyStyle), Span(" " + binding.label, style)])
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
    return Notice(text: problem, weight: .refused, until: now)
  }

  /// What just happened, over the last line above the footer.
  func drawNotice(into frame: inout Frame, layout: DeskLayout) {
    guard let notice = filterProblem ?? notice else { return }
    let role: Role =
      switch notice.weight {
      case .info: .accent
      case .done: .ok
      case .refused: .warn
      }
    let sign =
      switch notice.weight {
      case .info: glyphs[.bullet]
      case .done: glyphs[.check]
      case .refused: glyphs[.warning]
      }
    let text = " \(sign) \(notice.text) "
    let width = min(TextWidth.columns(text), layout.body.width - 4)
    let rect = Rect(x: layout.body.x + 2, y: layout.footer.y - 1, width: width, height: 1)
    frame.fill(rect, style: Style(role, on: .header, .bold))
    frame.put(
      text, x: rect.x, y: rect.y, width: rect.width, style: Style(role, on: .header, .bold),
      ellipsis: glyphs[.ellipsis])
  }
}
