import DeskRules
import LeadModel
import TerminalKit

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
    case .rep(let row):
      RepText(
        row: row, width: model.size.cols - 4, leads: screen.panels[0].list.rows, context: context
      ).lines + weekLines
    case .mine(let rep): ownLines(rep)
    case .governance: governanceLines
    case .log: logLines
    case .intake: intakeLines
    case .insights: InsightText(insight: model.insight, context: context).lines
    }
  }

  /// The contract of a rep's week against what was observed, after a blank line.
  private var weekLines: [StyledText] {
    guard let grids = screen.week.grids else { return [] }
    return [StyledText("")]
      + WeekGridText(grids: grids, context: context, width: model.layout.body.width - 4).firstLines
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
    return RepText(
      row: row, width: model.size.cols - 4, leads: screen.panels[0].list.rows, context: context
    ).lines
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
