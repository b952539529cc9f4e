import LeadModel
import TerminalKit

/// What drawing needs besides the thing that is drawn.
struct DrawContext: Sendable {
  let glyphs: GlyphSet
  let clock: ZoneClock
  let now: Instant
  let names: NameBook
  /// Time goes on in minutes, so that lines stand still for those who have them read aloud.
  var isCalm = false

  /// The style of a running clock by how near it is to its end.
  func style(of state: ClockState) -> Style {
    if state.endedAt != nil { return .muted }
    if now > state.dueAt { return Style(.breach, .bold) }
    return now >= state.warnAt ? Style(.warn) : .text
  }

  /// The time left on a running clock, or how it ended.
  func countdown(_ state: ClockState, isCalm isWanted: Bool = false) -> StyledText {
    if let end = state.end {
      switch end {
      case .met: return StyledText(glyphs[.check] + " met", Style(.ok))
      case .missed: return StyledText(glyphs[.cross] + " late", Style(.breach))
      case .void: return StyledText("void", .muted)
      }
    }
    let left = state.dueAt - now
    let text =
      isCalm
      ? Spell.minutes(left) : isWanted ? Spell.calmCountdown(left) : Spell.countdown(left)
    return StyledText(text, style(of: state))
  }

  /// A bar of the time that is used up.
  func timeBar(_ state: ClockState, width: Int) -> StyledText {
    let whole = Double(max(1, state.dueAt - state.startedAt))
    let used = Double(now - state.startedAt) / whole
    let role = style(of: state).role
    return Gauge.bar(
      share: used, width: width, glyphs: glyphs, full: Style(role == .text ? .barFull : role))
  }

  /// A bar of load against capacity.
  func loadBar(_ load: Int, of capacity: Int, width: Int) -> StyledText {
    let share = capacity > 0 ? Double(load) / Double(capacity) : (load > 0 ? 1 : 0)
    let role: Role = share >= 1 ? .breach : share >= 0.8 ? .warn : .barFull
    return Gauge.bar(share: share, width: width, glyphs: glyphs, full: Style(role))
  }

  /// Whether somebody is on shift, as sign and words.
  func shift(_ state: ShiftState) -> StyledText {
    let change = state.changesAt.map { clock.near($0, now: now, isBrief: true) }
    switch state.off {
    case nil:
      return sign(.circleFull, .ok, change.map { "till \($0)" } ?? "on")
    case .away:
      return sign(.circleHalf, .warn, change.map { "away till \($0)" } ?? "away")
    case .onLeave:
      return sign(.circleEmpty, .muted, change.map { "leave \($0)" } ?? "on leave")
    default:
      return sign(.circleEmpty, .muted, change.map { "opens \($0)" } ?? "off")
    }
  }

  /// The sign alone.
  func shiftSign(_ state: ShiftState) -> StyledText {
    StyledText([shift(state).spans[0]])
  }

  private func sign(_ symbol: Symbol, _ role: Role, _ words: String) -> StyledText {
    StyledText([
      Span(glyphs[symbol], Style(role)), Span(" " + words, state(role)),
    ])
  }

  private func state(_ role: Role) -> Style { role == .ok ? .text : Style(role) }

  /// A lead's place with the mark of how it came there.
  func place(of row: LeadRow, isShort: Bool) -> StyledText {
    let name = names.place(owner: row.owner, queue: row.queue, isShort: isShort)
    let fallback = row.duplicateOf?.description ?? row.duplicateOfContact ?? "–"
    let style: Style = row.state == .closed || row.state == .shadowed ? .muted : .text
    let (symbol, role) = mark(of: row)
    return StyledText([
      Span(symbol, Style(role)), Span(" " + (name ?? fallback), style),
    ])
  }

  /// The mark of a lead's route: named, opportunity, exception, duplicate, queue, or an arrow.
  func mark(of row: LeadRow) -> (sign: String, role: Role) {
    if row.state == .duplicate { return ("=", .duplicate) }
    if row.state == .shadowed { return (glyphs[.circleHalf], .muted) }
    if row.queue != nil { return (glyphs[.square], .warn) }
    switch row.route {
    case .namedAccount: return (glyphs[.star], .named)
    case .openOpportunity: return ("$", .named)
    case .exception: return ("!", .warn)
    case .duplicate: return ("=", .duplicate)
    case .coverage, .fallback, .manual: return (glyphs[.arrowRight], .muted)
    }
  }
}

extension DrawContext {
  /// A border with what it says at the left and at the right of its upper line; for those who have
  /// the screen read aloud the words alone.
  func border(
    _ rect: Rect, isFocused: Bool, title: StyledText, trailing: StyledText? = nil,
    into frame: inout Frame
  ) {
    guard !isCalm else {
      let used = frame.put(title, x: rect.x, y: rect.y, width: rect.width, ellipsis: "")
      if let trailing, rect.width - used > trailing.width {
        frame.put(trailing, x: rect.maxX - trailing.width, y: rect.y)
      }
      return
    }
    frame.box(
      rect, isFocused ? glyphs.heavy : glyphs.light,
      style: Style(isFocused ? .borderFocus : .border), title: title, trailing: trailing,
      ellipsis: glyphs[.ellipsis])
  }

  /// A line across a focused border.
  func divider(_ rect: Rect, y: Int, into frame: inout Frame) {
    if !isCalm { frame.divider(rect, y: y, glyphs.heavy, style: Style(.borderFocus)) }
  }
}
