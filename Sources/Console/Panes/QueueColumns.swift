import LeadModel
import TerminalKit

/// The columns of fallback queues.
enum QueueColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("queue", .flex(weight: 2, minimum: 13)),
    TableColumn("manager", .flex(weight: 1, minimum: 11), priority: 1),
    TableColumn("deep", .fixed(4), align: .right),
    TableColumn("oldest", .fixed(13), align: .right, priority: 2),
    TableColumn("left", .fixed(Spell.countdownWidth), align: .right),
    TableColumn("in/out 1h", .fixed(9), align: .right, priority: 3),
    TableColumn("today", .fixed(5), align: .right, priority: 5),
    TableColumn("week", .fixed(5), align: .right, priority: 6),
    TableColumn("most wait for", .flex(weight: 1, minimum: 18), priority: 4),
    TableColumn("deputy", .flex(weight: 1, minimum: 12), priority: 7),
  ]

  static func cells(_ row: QueueRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, StyledText(row.id.text), manager(row, context), depth(row), oldest(row, context),
      left(row, context), traffic(row, context), StyledText(Spell.percent(row.today)),
      StyledText(Spell.percent(row.week)), StyledText(row.topReason?.words ?? "", .muted),
      deputy(row, context),
    ]
  }

  /// The time left for the lead that is due first.
  static func left(_ row: QueueRow, _ context: DrawContext) -> StyledText {
    guard let due = row.earliestDue else { return StyledText("–", .muted) }
    let left = due - context.now
    // The clock's own warning instant is not in the row; half an hour is a quarter of the default.
    let style: Style =
      left < 0 ? Style(.breach, .bold) : left < 30 * Instant.minute ? Style(.warn) : .text
    return StyledText(Spell.countdown(left), style)
  }

  static func manager(_ row: QueueRow, _ context: DrawContext) -> StyledText {
    context.shiftSign(row.managerShift)
      + StyledText(" " + context.names.name(row.manager, isShort: true))
  }

  static func deputy(_ row: QueueRow, _ context: DrawContext) -> StyledText {
    guard let deputy = row.deputy else { return StyledText("no deputy", .muted) }
    let sign = row.deputyShift.map(context.shiftSign) ?? StyledText(" ")
    return sign + StyledText(" " + context.names.name(deputy, isShort: true))
  }

  private static func depth(_ row: QueueRow) -> StyledText {
    StyledText(Spell.count(row.depth), row.depth == 0 ? .muted : .text)
  }

  private static func oldest(_ row: QueueRow, _ context: DrawContext) -> StyledText {
    guard let since = row.oldestSince else { return StyledText("empty", .muted) }
    return StyledText([Span("oldest ", .muted), Span(Spell.age(context.now - since))])
  }

  private static func traffic(_ row: QueueRow, _ context: DrawContext) -> StyledText {
    StyledText("+\(row.inLastHour) -\(row.outLastHour)", .muted)
  }
}
