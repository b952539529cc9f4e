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
    // A desk that is busy is said to be: what is on the screen may be older than it looks.
    if queries.statusInFlight != nil, let asked = queries.statusAskedAt, now - asked >= 3000 {
      return StyledText(
        "\(glyphs[.circleHalf]) no answer for \(Spell.age(now - asked))", Style(.warn, .bold))
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
}
