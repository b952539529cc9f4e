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
    func tabs(_ title: (ListScreen.Panel) -> String) -> StyledText {
      StyledText(
        screen.panels.enumerated().map { place, panel in
          let isFocused = place == screen.focus
          let style = isFocused ? Style(.accent, on: .selection, .bold) : Style(.muted)
          return Span((isFocused ? glyphs[.pointer] : " ") + title(panel) + " ", style)
        })
    }
    let long = tabs(\.title)
    let line = long.width <= rect.width ? long : tabs(\.shortTitle)
    frame.put(line, x: rect.x, y: rect.y, width: rect.width, ellipsis: glyphs[.ellipsis])
  }
}

/// What stands above lists: about their queue or rep, about oneself, about the council, the log or
/// intake.
struct BoardText {
  let model: ConsoleModel
  let screen: ListScreen
  private var context: DrawContext { model.context }

  init(model: ConsoleModel, screen: ListScreen) {
    self.model = model
    self.screen = screen
  }

  /// What the border of an only list says.
  var title: String {
    switch screen.subject {
    case .queue(let row):
      row.name == row.id.text ? "Queue \(row.id)" : "Queue \(row.id), \(row.name)"
    case .rep(let row): "Rep \(row.name)"
    case .mine: "My desk"
    case .governance: "Governance"
    case .log: "Log"
    case .intake: "Intake"
    case .insights: "Insights"
    }
  }

  /// The figure at the right of a list's border.
  func summary(of panel: ListScreen.Panel) -> StyledText {
    let list = panel.list
    guard list.isLoaded else { return "" }
    switch list.list {
    case .leads:
      let leads = Spell.plural(list.total, "lead")
      return StyledText(list.isQueue ? leads + ", oldest first" : leads, .muted)
    case .log: return StyledText(Spell.plural(list.total, "entry", "entries"), .muted)
    case .files: return StyledText(Spell.plural(list.total, "file"), .muted)
    case .exceptions: return StyledText("\(active(list)) active", .muted)
    case .changes: return StyledText("\(open(list)) open", .muted)
    case .roster: return unseen(list)
    case .queues, .clocks, .reps, .escalations, .versions, .reports:
      return StyledText(Spell.count(list.total), .muted)
    }
  }

  private func active(_ list: ListState) -> Int {
    list.rows.count { row in
      if case .exception(let row) = row { row.state(at: context.now) == .active } else { false }
    }
  }

  private func open(_ list: ListState) -> Int {
    list.rows.count { row in
      if case .change(let row) = row { row.status == .open } else { false }
    }
  }

  private func unseen(_ list: ListState) -> StyledText {
    let count = list.rows.count { row in
      if case .roster(let row) = row { row.reviewedAt == nil } else { false }
    }
    return StyledText("\(count) not seen yet", count > 0 ? Style(.warn) : .muted)
  }

  /// The lines, at most as many as the screen has room set apart for.
  var lines: [StyledText] {
    switch screen.subject {
    case .queue(let row): queueLines(row)
    case .rep(let row): RepText(row: row, leads: screen.panels[0].list.rows, context: context).lines
    case .mine(let rep): ownLines(rep)
    case .governance: governanceLines
    case .log: logLines
    case .intake: intakeLines
    case .insights:
      [Self.line([("reports", StyledText("Enter reads one; : report NAME any other"))])]
    }
  }

  // MARK: A queue

  private func queueLines(_ row: QueueRow) -> [StyledText] {
    let oldest = row.oldestSince.map { "oldest \(Spell.age(context.now - $0))" } ?? "empty"
    return [
      Self.line([
        ("manager", person(row.manager, row.managerShift)),
        ("deputy", row.deputy.map { person($0, row.deputyShift) } ?? StyledText("none", .muted)),
      ]),
      Self.line([
        ("waiting", StyledText("\(Spell.count(row.depth)), \(oldest)")),
        ("time left", QueueColumns.left(row, context)),
        ("most", StyledText(row.topReason?.words ?? "–")),
      ]),
      Self.line([
        ("last hour", StyledText("\(row.inLastHour) in, \(row.outLastHour) out")),
        ("SLA today", Self.attainment(row.today)), ("week", Self.attainment(row.week)),
      ]),
    ] + glance
  }

  /// Why the selected lead fell through, and who opens next.
  private var glance: [StyledText] {
    guard case .lead(let row)? = screen.list.selectedRow else { return [] }
    let name = StyledText("\(row.number) ", .accent)
    guard let detail = model.glance, detail.row.number == row.number else {
      return [name + StyledText(row.reason?.words ?? "", .muted)]
    }
    let decision = detail.entries.last { $0.kind.isDecision }.flatMap {
      DecisionPayload.read($0.payload)
    }
    guard let decision else { return [name + StyledText(row.reason?.words ?? "", .muted)] }
    let opening = decision.steps.compactMap(\.nextOpening).min()
    let ranked = decision.steps.last { $0.ranked?.isEmpty == false }?.ranked?.first
    let suggested = detail.suggested ?? ranked?.rep
    return [
      name + StyledText(decision.sentence),
      Self.line(
        (opening.map { [("opens next", StyledText(context.clock.near($0, now: context.now)))] }
          ?? []) + [
            (
              "suggested",
              StyledText(suggested.map { context.names.name($0) } ?? "–", Style(.accent))
            )
          ]),
    ]
  }

  private func person(_ id: RepID, _ shift: ShiftState?) -> StyledText {
    StyledText(context.names.name(id, isShort: true) + " ")
      + (shift.map(context.shift) ?? StyledText("", .muted))
  }

  // MARK: Oneself

  private func ownLines(_ rep: RepID?) -> [StyledText] {
    guard let rep else {
      return [StyledText("You are no rep of the roster: nothing here is yours.", .muted)]
    }
    guard let row = context.names.rep(rep) else { return [StyledText("\(rep)", .muted)] }
    return RepText(row: row, leads: screen.panels[0].list.rows, context: context).lines
  }

  // MARK: The council

  private var governanceLines: [StyledText] {
    guard let status = model.status else { return [] }
    let window = status.council.map(context.window) ?? StyledText("–", .muted)
    let unseen = status.unreviewedRoster
    return [
      Self.line([
        ("window", window), ("rules", StyledText("v\(status.ruleset)", Style(.accent, .bold))),
        (
          "roster",
          StyledText(
            unseen > 0 ? "\(unseen) unreviewed" : "reviewed",
            unseen > 0 ? Style(.warn, .bold) : .muted)
        ), ("quorum", StyledText(status.council.map { "\($0.quorum)" } ?? "–")),
      ]),
      countdown(status.council)
        + StyledText("\(model.keymap.keyText(of: .agenda) ?? ":agenda") shows the agenda", .muted),
    ]
  }

  /// How long until the council may publish, or may no longer.
  private func countdown(_ window: CouncilWindow?) -> StyledText {
    guard let window, let change = window.changesAt else { return "" }
    let left = Spell.age(change - context.now)
    return Self.line([(window.isOpen ? "closes in" : "opens in", StyledText(left))])
      + StyledText("   ")
  }

  // MARK: Log and intake

  private var logLines: [StyledText] {
    guard let status = model.status else { return [] }
    let glyphs = context.glyphs
    let whole: StyledText =
      switch status.logIntact {
      case true?: StyledText("\(glyphs[.check]) intact", Style(.ok))
      case false?: StyledText("\(glyphs[.cross]) BROKEN", Style(.breach, .bold))
      case nil: StyledText("being verified", .muted)
      }
    let last = model.verified.map { StyledText("   you verified: \($0.text)", .muted) }
    return [
      Self.line([
        ("entries", StyledText(Spell.count(status.logEntries))), ("log", whole),
        ("head", StyledText(String(status.head.prefix(16)), .muted)),
      ]) + (last ?? StyledText("")),
      StyledText("/ finds entries by kind, actor or subject; V verifies from the raw rows", .muted),
    ]
  }

  private var intakeLines: [StyledText] {
    guard let status = model.status else { return [] }
    var rows = 0
    var rejected = 0
    for case .file(let row) in screen.panels[0].list.rows {
      rows += row.counts.rows
      rejected += row.counts.rejected
    }
    let style: Style = status.intake == "live" ? Style(.ok) : Style(.warn, .bold)
    return [
      Self.line([
        (
          "intake", StyledText(status.intake + (status.intakeReason.map { ": \($0)" } ?? ""), style)
        ),
        ("rate", StyledText("\(status.leadsLastMinute)/min")),
        ("today", StyledText(Spell.plural(status.leadsToday, "lead"))),
      ]),
      Self.line([
        ("these files", StyledText(Spell.plural(rows, "row"))),
        (
          "rejected",
          StyledText(Spell.count(rejected), rejected > 0 ? Style(.warn) : .muted)
        ), ("rows of each, oldest first", StyledText(course, Style(.barFull))),
      ]),
    ]
  }

  /// The rows of the newest files as a row of columns.
  private var course: String {
    let counts = screen.panels[0].list.rows.prefix(24).reversed().map { row -> Double? in
      if case .file(let row) = row { Double(row.counts.rows) } else { nil }
    }
    return Sparkline.text(counts, width: counts.count, glyphs: context.glyphs)
  }

  // MARK: Pieces

  static func attainment(_ figure: Attainment) -> StyledText {
    StyledText([
      Span(Spell.percent(figure)), Span(" (\(figure.met) of \(figure.due))", .muted),
    ])
  }

  /// Figures with their names, each piece preceded by three blanks but the first of a line.
  static func line(_ pairs: [(String, StyledText)]) -> StyledText {
    pairs.reduce(StyledText([])) { line, pair in
      line + StyledText(line.spans.isEmpty ? "" : "   ")
        + StyledText(pair.0 + " ", .muted) + pair.1
    }
  }
}

/// A rep in a few lines: shift, load against the peers, the week by source and route.
struct RepText {
  let row: RepRow
  /// The rep's leads, as far as they are here.
  let leads: [ListRow]
  let context: DrawContext

  var lines: [StyledText] {
    [
      BoardText.line([
        ("id", StyledText(row.id.text)), ("region", StyledText(row.region ?? "–")),
        ("team", StyledText(row.team ?? "–")),
        ("pools", StyledText(row.pools.isEmpty ? "none" : row.pools.joined(separator: ", "))),
      ]),
      BoardText.line([
        ("shift", RepColumns.shift(row, context)), ("zone", StyledText(row.shift.zone)),
        (
          "last lead",
          StyledText(
            row.lastAssigned.map { context.clock.near($0, now: context.now) } ?? "none yet")
        ),
      ]),
      load, week,
    ]
  }

  private var load: StyledText {
    StyledText("load ", .muted)
      + context.loadBar(row.load, of: row.capacity, width: 16)
      + StyledText(" ") + RepColumns.load(row) + StyledText("   pool median ", .muted) + median
      + StyledText("   ")
      + BoardText.line([
        ("week", StyledText("\(row.week)")), ("SLA", BoardText.attainment(row.attainment)),
      ])
  }

  /// The peers' median as a bar of the same length, so that the eye compares.
  private var median: StyledText {
    guard let thousandths = row.poolMedian else { return StyledText("–") }
    return Gauge.bar(
      share: Double(thousandths) / 1000, width: 16, glyphs: context.glyphs, full: .muted)
      + StyledText(" \(thousandths / 10)%")
  }

  /// This week's leads by source and by route.
  private var week: StyledText {
    let monday = context.clock.date(context.now).monday
    var sources: [String: Int] = [:]
    var routes: [String: Int] = [:]
    for case .lead(let lead) in leads where context.clock.date(lead.receivedAt) >= monday {
      sources[lead.source, default: 0] += 1
      routes[lead.route.words, default: 0] += 1
    }
    guard !sources.isEmpty else { return StyledText("nothing came in this week", .muted) }
    return BoardText.line([
      ("week by source", StyledText(Self.counts(sources))),
      ("by route", StyledText(Self.counts(routes))),
    ])
  }

  /// The largest first: `web 12, partner 3`.
  private static func counts(_ counts: [String: Int]) -> String {
    counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(4).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
