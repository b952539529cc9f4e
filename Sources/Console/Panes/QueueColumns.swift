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

/// The columns of the load board.
enum RepColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("rep", .flex(weight: 2, minimum: 11)),
    TableColumn("in", .fixed(4), priority: 3),
    TableColumn("shift", .flex(weight: 2, minimum: 13), priority: 1),
    TableColumn("load", .fixed(8), priority: 2),
    TableColumn("", .fixed(5), align: .right),
    TableColumn("week", .fixed(5), align: .right, priority: 4),
    TableColumn("SLA", .fixed(4), align: .right, priority: 5),
    TableColumn("pool median", .fixed(11), align: .right, priority: 6),
    TableColumn("pools", .flex(weight: 1, minimum: 12), priority: 7),
  ]

  static func cells(_ row: RepRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, StyledText(row.name, row.active ? .text : .muted),
      StyledText(row.region ?? "–", .muted), shift(row, context),
      context.loadBar(row.load, of: row.capacity, width: 8), load(row),
      StyledText([Span("wk ", .muted), Span("\(row.week)")]),
      StyledText(Spell.percent(row.attainment), .muted), median(row),
      StyledText(row.pools.joined(separator: " "), .muted),
    ]
  }

  /// `8/20`, marked by colour when full.
  static func load(_ row: RepRow) -> StyledText {
    let style: Style = row.load >= row.capacity ? Style(.breach) : .text
    return StyledText("\(row.load)/\(row.capacity)", style)
  }

  static func shift(_ row: RepRow, _ context: DrawContext) -> StyledText {
    row.active ? context.shift(row.shift) : StyledText("not active", .muted)
  }

  private static func median(_ row: RepRow) -> StyledText {
    StyledText(row.poolMedian.map { "med \($0 / 10)%" } ?? "–", .muted)
  }
}
