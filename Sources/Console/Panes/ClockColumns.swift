import LeadModel
import TerminalKit

/// The columns of running clocks.
enum ClockColumns {
  static func columns(width: Int) -> [TableColumn] {
    [
      TableColumn("", .fixed(1)),
      TableColumn("left", .fixed(Spell.countdownWidth), align: .right),
      TableColumn("clock", .fixed(6)),
      TableColumn("for", .flex(weight: 5, minimum: 12)),
      TableColumn("with", .flex(weight: 1, minimum: 8)),
      TableColumn(bar(width) < 9 ? "used" : "time used", .fixed(bar(width)), priority: 1),
      TableColumn("lead", .fixed(6), align: .right, priority: 3),
      TableColumn("due", .fixed(9), align: .right, priority: 4),
    ]
  }

  /// Names come before long bars.
  private static func bar(_ width: Int) -> Int { width < 60 ? 5 : 9 }

  static func cells(
    _ row: ClockRow, edge: StyledText, width: Int, context: DrawContext
  ) -> [StyledText] {
    [
      edge, context.countdown(row.state), StyledText(row.kind.word, .muted), subject(row),
      StyledText(place(row, context)),
      context.timeBar(row.state, width: bar(width)),
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
