import DeskRules
import LeadModel
import TerminalKit

/// What was opened from the desk.
extension ConsoleModel {
  func draw(_ screen: Screen, into frame: inout Frame) {
    switch screen {
    case .lead(let screen): draw(screen, into: &frame)
    case .list(let screen): draw(screen, into: &frame)
    }
  }

  // MARK: A lead

  private func draw(_ screen: LeadScreen, into frame: inout Frame) {
    let (document, rect) = document(of: screen)
    let box = documentBox(of: screen)
    let shown = min(document.lines.count, screen.top + rect.height)
    let position =
      "\(document.lines.isEmpty ? 0 : screen.top + 1)-\(shown) of \(document.lines.count)"
    drawClaim(screen, into: &frame)
    frame.box(
      box, glyphs.heavy, style: Style(.borderFocus), title: title(of: screen),
      trailing: StyledText(" \(position) ", .muted), ellipsis: glyphs[.ellipsis])
    document.draw(
      into: &frame, rect: rect, top: screen.top, search: screen.search, glyphs: glyphs)
    frame.cursor = Position(x: rect.x, y: rect.y)
  }

  /// The claim in a box of its own, at the left of the decision that it disputes.
  private func drawClaim(_ screen: LeadScreen, into frame: inout Frame) {
    guard isClaimApart(screen), let detail = screen.detail else { return }
    let body = layout.body
    let rect = Rect(
      x: body.x, y: body.y, width: body.width - documentBox(of: screen).width, height: body.height)
    frame.box(
      rect, glyphs.light, style: Style(.border), title: StyledText("The claim ", .text),
      ellipsis: glyphs[.ellipsis])
    let inner = rect.inset(horizontal: 2, vertical: 1)
    let lines = leadDocument(of: screen, detail).claim
    Document(Array(lines.dropFirst()), width: inner.width).draw(
      into: &frame, rect: inner, top: 0, search: "", glyphs: glyphs)
  }

  private func title(of screen: LeadScreen) -> StyledText {
    let bold = Style(.accent, .bold)
    var spans = [Span(glyphs[.pointer], bold)]
    if let escalation = screen.escalation {
      spans.append(Span("Escalation \(EscalationColumns.name(escalation.number))  ", bold))
    }
    spans.append(Span("Lead \(screen.number)", bold))
    if let row = screen.detail?.row {
      spans.append(Span("  \(row.facts.company ?? "(no company)")", .text))
      spans.append(Span("  \(row.source)/\(row.publicID) ", .muted))
    } else if let company = screen.escalation?.company {
      spans.append(Span("  \(company) ", .text))
    } else {
      spans.append(Span(" ", .text))
    }
    if !screen.search.isEmpty { spans.append(Span("/\(screen.search) ", Style(.warn))) }
    return StyledText(spans)
  }

  // MARK: Leads of a queue or a rep

  private func draw(_ screen: ListScreen, into frame: inout Frame) {
    guard let geometry = geometry(of: .screen(screen.id)) else { return }
    ListDrawing(
      state: screen.list, geometry: geometry, context: context, isFocused: true,
      title: screen.title, summary: screen.summary,
      emptyText: screen.emptyText
    ).draw(into: &frame)
    guard !geometry.info.isEmpty else { return }
    for (index, line) in screen.info(context).enumerated() where index < geometry.info.height {
      frame.put(
        line, x: geometry.info.x + 1, y: geometry.info.y + index,
        width: geometry.info.width - 2, ellipsis: glyphs[.ellipsis])
    }
    frame.divider(
      geometry.box, y: geometry.info.maxY, glyphs.heavy, style: Style(.borderFocus))
  }
}

extension ListScreen {
  /// Lines above the rows.
  static let infoLines = 3

  fileprivate var title: String {
    switch subject {
    case .queue(let row):
      row.name == row.id.text ? "Queue \(row.id)" : "Queue \(row.id), \(row.name)"
    case .rep(let row): "Rep \(row.name)"
    }
  }

  fileprivate var summary: StyledText {
    guard list.isLoaded else { return "" }
    let leads = Spell.plural(list.total, "lead")
    switch subject {
    case .queue: return StyledText(leads + ", oldest first", .muted)
    case .rep: return StyledText(leads, .muted)
    }
  }

  fileprivate var emptyText: String {
    switch subject {
    case .queue: "nobody waits here"
    case .rep(let row): "\(row.name) holds no leads"
    }
  }

  fileprivate func info(_ context: DrawContext) -> [StyledText] {
    switch subject {
    case .queue(let row): Self.info(row, context)
    case .rep(let row): Self.info(row, context)
    }
  }

  private static func info(_ row: QueueRow, _ context: DrawContext) -> [StyledText] {
    let oldest = row.oldestSince.map { "oldest \(Spell.age(context.now - $0))" } ?? "empty"
    return [
      line([
        ("manager", person(row.manager, row.managerShift, context)),
        (
          "deputy",
          row.deputy.map { person($0, row.deputyShift, context) } ?? StyledText("none", .muted)
        ),
      ]),
      line([
        ("waiting", StyledText("\(Spell.count(row.depth)), \(oldest)")),
        ("time left", QueueColumns.left(row, context)),
        ("most", StyledText(row.topReason?.words ?? "–")),
      ]),
      line([
        ("last hour", StyledText("\(row.inLastHour) in, \(row.outLastHour) out")),
        ("SLA today", attainment(row.today)), ("week", attainment(row.week)),
      ]),
    ]
  }

  private static func info(_ row: RepRow, _ context: DrawContext) -> [StyledText] {
    let median = row.poolMedian.map { "\($0 / 10)%" } ?? "–"
    return [
      line([
        ("id", StyledText(row.id.text)), ("region", StyledText(row.region ?? "–")),
        ("team", StyledText(row.team ?? "–")),
        ("pools", StyledText(row.pools.isEmpty ? "none" : row.pools.joined(separator: ", "))),
      ]),
      line([
        ("shift", RepColumns.shift(row, context)), ("zone", StyledText(row.shift.zone)),
        (
          "last lead",
          StyledText(
            row.lastAssigned.map { context.clock.near($0, now: context.now) } ?? "none yet")
        ),
      ]),
      StyledText("load ", .muted)
        + context.loadBar(row.load, of: row.capacity, width: 16)
        + StyledText(" ") + RepColumns.load(row) + StyledText("   ")
        + line([
          ("pool median", StyledText(median)), ("week", StyledText("\(row.week)")),
          ("SLA", attainment(row.attainment)),
        ]),
    ]
  }

  private static func person(
    _ id: RepID, _ shift: ShiftState?, _ context: DrawContext
  ) -> StyledText {
    StyledText(context.names.name(id, isShort: true) + " ")
      + (shift.map(context.shift) ?? StyledText("", .muted))
  }

  private static func attainment(_ figure: Attainment) -> StyledText {
    StyledText([
      Span(Spell.percent(figure)), Span(" (\(figure.met) of \(figure.due))", .muted),
    ])
  }

  /// Figures with their names, each piece preceded by three blanks but the first of a line.
  private static func line(_ pairs: [(String, StyledText)]) -> StyledText {
    pairs.reduce(StyledText([])) { line, pair in
      line + StyledText(line.spans.isEmpty ? "" : "   ")
        + StyledText(pair.0 + " ", .muted) + pair.1
    }
  }
}
