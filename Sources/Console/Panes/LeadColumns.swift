import LeadModel
import TerminalKit

/// The columns of a list of leads, most needed first.
enum LeadColumns {
  /// The columns; in a list of one queue, why a lead waits takes the place of where it is.
  static func columns(width: Int, isQueue: Bool) -> [TableColumn] {
    let reason = TableColumn(
      "why it waits", .flex(weight: 2, minimum: isQueue && width < 60 ? 10 : 20),
      priority: isQueue ? 0 : 7)
    let place = TableColumn("with", .flex(weight: 2, minimum: 10))
    return [
      TableColumn("", .fixed(1)),
      TableColumn("in at", .fixed(showsSeconds(width) ? 8 : 5), priority: 1),
      TableColumn("lead", .fixed(6), align: .right, priority: 5),
      TableColumn("company", .flex(weight: 4, minimum: 15)),
      TableColumn("where", .fixed(5), priority: 2),
      TableColumn("product", .flex(weight: 1, minimum: 9), priority: 4),
      TableColumn("seg", .fixed(3), priority: 3),
      isQueue ? reason : place,
      TableColumn("~", .fixed(1)),
      TableColumn("SLA", .fixed(Spell.countdownWidth), align: .right),
      TableColumn("state", .fixed(9), priority: 6),
      TableColumn("source", .flex(weight: 1, minimum: 8), priority: 8),
    ] + (isQueue ? [] : [reason])
  }

  static func cells(
    _ row: LeadRow, edge: StyledText, isQueue: Bool, width: Int, context: DrawContext
  ) -> [StyledText] {
    let place = context.place(of: row, isShort: true)
    return [
      edge, time(row, width, context), StyledText(row.number.description, .muted), company(row),
      geography(row, context), StyledText(row.facts.product?.text ?? "–", .muted),
      StyledText(Short.segment(row.facts.segment), .muted), isQueue ? reason(row) : place,
      contingent(row), sla(row, context), StyledText(row.state.rawValue, .muted),
      StyledText(row.source, .muted), reason(row),
    ]
  }

  /// The company, or that there is none.
  static func company(_ row: LeadRow) -> StyledText {
    row.facts.company.map { StyledText($0) } ?? StyledText("(no company)", .muted)
  }

  /// In narrow lists names matter more than seconds.
  private static func showsSeconds(_ width: Int) -> Bool { width >= 72 }

  private static func time(_ row: LeadRow, _ width: Int, _ context: DrawContext) -> StyledText {
    // A lead of another day shows how old it is, which a time of day would hide.
    let age = context.now - row.receivedAt
    if age >= Instant.day { return StyledText(Spell.age(age), .muted) }
    let time = context.clock.time(row.receivedAt)
    return StyledText(String(time.prefix(showsSeconds(width) ? 8 : 5)), .muted)
  }

  private static func geography(_ row: LeadRow, _ context: DrawContext) -> StyledText {
    let country = row.facts.country?.description ?? "??"
    let language = row.facts.language?.description ?? "–"
    let style = row.facts.countryInferred ? Style(.contingent) : Style.text
    return StyledText([
      Span(country, style), Span(context.glyphs[.middleDot], .muted), Span(language, .text),
    ])
  }

  /// Why it waits in a queue; blank for leads that do not.
  private static func reason(_ row: LeadRow) -> StyledText {
    guard row.state == .queued, let reason = row.reason else { return "" }
    return StyledText(reason.words, .muted)
  }

  private static func contingent(_ row: LeadRow) -> StyledText {
    StyledText(row.contingent ? "~" : " ", Style(.contingent))
  }

  private static func sla(_ row: LeadRow, _ context: DrawContext) -> StyledText {
    row.firstContact.map { context.countdown($0, isCalm: true) } ?? StyledText("–", .muted)
  }
}
