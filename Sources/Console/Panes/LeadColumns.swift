import LeadModel
import TerminalKit

/// The columns of a list of leads, most needed first.
enum LeadColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("in at", .fixed(8), priority: 1),
    TableColumn("lead", .fixed(6), align: .right, priority: 5),
    TableColumn("company", .flex(weight: 3, minimum: 12)),
    TableColumn("where", .fixed(5), priority: 2),
    TableColumn("product", .flex(weight: 1, minimum: 9), priority: 4),
    TableColumn("seg", .fixed(3), priority: 3),
    TableColumn("owner or queue", .flex(weight: 2, minimum: 10)),
    TableColumn("~", .fixed(1)),
    TableColumn("SLA", .fixed(Spell.countdownWidth), align: .right),
    TableColumn("state", .fixed(9), priority: 6),
    TableColumn("source", .flex(weight: 1, minimum: 8), priority: 8),
    TableColumn("why it waits", .flex(weight: 1, minimum: 20), priority: 7),
  ]

  static func cells(_ row: LeadRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, time(row, context), StyledText(row.number.description, .muted), company(row),
      geography(row, context), StyledText(row.facts.product?.text ?? "–", .muted),
      StyledText(Short.segment(row.facts.segment), .muted),
      context.place(of: row, isShort: true), contingent(row), sla(row, context),
      StyledText(row.state.rawValue, .muted), StyledText(row.source, .muted),
      StyledText(row.reason?.words ?? "", .muted),
    ]
  }

  /// The company, or that there is none.
  static func company(_ row: LeadRow) -> StyledText {
    row.facts.company.map { StyledText($0) } ?? StyledText("(no company)", .muted)
  }

  private static func time(_ row: LeadRow, _ context: DrawContext) -> StyledText {
    // A lead of another day shows how old it is, which a time of day would hide.
    let age = context.now - row.receivedAt
    let text = age < Instant.day ? context.clock.time(row.receivedAt) : Spell.age(age) + " ago"
    return StyledText(text, .muted)
  }

  private static func geography(_ row: LeadRow, _ context: DrawContext) -> StyledText {
    let country = row.facts.country?.description ?? "??"
    let language = row.facts.language?.description ?? "–"
    let style = row.facts.countryInferred ? Style(.contingent) : Style.text
    return StyledText([
      Span(country, style), Span(context.glyphs[.middleDot], .muted), Span(language, .text),
    ])
  }

  private static func contingent(_ row: LeadRow) -> StyledText {
    StyledText(row.contingent ? "~" : " ", Style(.contingent))
  }

  private static func sla(_ row: LeadRow, _ context: DrawContext) -> StyledText {
    row.firstContact.map(context.countdown) ?? StyledText("–", .muted)
  }
}

/// The columns of running clocks.
enum ClockColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("left", .fixed(Spell.countdownWidth), align: .right),
    TableColumn("clock", .fixed(6)),
    TableColumn("for", .flex(weight: 3, minimum: 12)),
    TableColumn("with", .flex(weight: 2, minimum: 8)),
    TableColumn("time used", .fixed(9), priority: 1),
    TableColumn("lead", .fixed(6), align: .right, priority: 3),
    TableColumn("due", .fixed(9), align: .right, priority: 4),
  ]

  static func cells(_ row: ClockRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, context.countdown(row.state), StyledText(row.kind.word, .muted), subject(row),
      StyledText(place(row, context)),
      context.timeBar(row.state, width: 9),
      StyledText(row.lead?.description ?? "", .muted),
      StyledText(context.clock.near(row.state.dueAt, now: context.now), .muted),
    ]
  }

  /// The mark at the left of clocks that need somebody: late ones and those soon late.
  static func edge(_ row: ClockRow, context: DrawContext) -> StyledText {
    let style = context.style(of: row.state)
    return StyledText(style.role == .text ? " " : context.glyphs[.edge], style)
  }

  private static func subject(_ row: ClockRow) -> StyledText {
    if let number = row.escalation {
      return StyledText([
        Span(EscalationColumns.name(number)), Span(row.company.map { " " + $0 } ?? "", .muted),
      ])
    }
    return row.company.map { StyledText($0) } ?? StyledText("(no company)", .muted)
  }

  private static func place(_ row: ClockRow, _ context: DrawContext) -> String {
    if row.kind == .escalation { return "analysts" }
    return context.names.place(owner: row.owner, queue: row.queue, isShort: true) ?? "–"
  }
}

/// The columns of escalations.
enum EscalationColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("no", .fixed(6)),
    TableColumn("code", .flex(weight: 2, minimum: 9)),
    TableColumn("company", .flex(weight: 2, minimum: 10)),
    TableColumn("rep", .flex(weight: 1, minimum: 8), priority: 1),
    TableColumn("left", .fixed(Spell.countdownWidth), align: .right),
    TableColumn("reviewer", .flex(weight: 1, minimum: 9), priority: 2),
    TableColumn("by", .flex(weight: 1, minimum: 9), priority: 4),
  ]

  static func cells(
    _ row: EscalationRow, edge: StyledText, context: DrawContext
  ) -> [StyledText] {
    [
      edge, StyledText(name(row.number), .accent), StyledText(row.code),
      row.company.map { StyledText($0) } ?? StyledText("(no company)", .muted),
      StyledText(row.rep.map { context.names.name($0, isShort: true) } ?? "–"),
      left(row, context),
      row.claimedBy.map { StyledText($0) } ?? StyledText("unclaimed", .muted),
      StyledText(row.by, .muted),
    ]
  }

  /// `E-0193`
  static func name(_ number: Int64) -> String {
    let digits = String(number)
    return "E-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The time left for the review, or its outcome.
  static func left(_ row: EscalationRow, _ context: DrawContext) -> StyledText {
    if row.closedAt != nil { return StyledText("closed", .muted) }
    guard let due = row.dueAt else { return StyledText("–", .muted) }
    // Reviews are warned of like all clocks: when three quarters of their time are used.
    let warn = due - (due - row.openedAt) / 4
    return context.countdown(ClockState(startedAt: row.openedAt, dueAt: due, warnAt: warn))
  }
}
