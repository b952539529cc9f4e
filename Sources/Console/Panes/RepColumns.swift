import LeadModel
import TerminalKit

/// The columns of the load board.
enum RepColumns {
  /// The least width at which two columns of reps beat one.
  static let minimumWidth = 56

  static func columns(width: Int) -> [TableColumn] {
    [
      TableColumn("", .fixed(1)),
      TableColumn("rep", .flex(weight: 1, minimum: 12)),
      TableColumn("in", .fixed(4), priority: 3),
      TableColumn("shift", .flex(weight: 1, minimum: 17), priority: 1),
      TableColumn("load", .fixed(barWidth(width)), priority: 2),
      TableColumn("", .fixed(5), align: .right),
      TableColumn("week", .fixed(5), align: .right, priority: 4),
      TableColumn("SLA", .fixed(4), align: .right, priority: 5),
      TableColumn("pool median", .fixed(11), align: .right, priority: 6),
      TableColumn("pools", .flex(weight: 3, minimum: 12), priority: 7),
    ]
  }

  /// Bars are longer where there is room: they are what the eye compares.
  private static func barWidth(_ width: Int) -> Int {
    width < 64 ? 6 : width < 90 ? 10 : width < 130 ? 16 : 30
  }

  static func cells(
    _ row: RepRow, edge: StyledText, width: Int, context: DrawContext
  ) -> [StyledText] {
    [
      edge, StyledText(row.name, row.active ? .text : .muted),
      StyledText(row.region ?? "–", .muted),
      width < 130 ? state(row, context) : shift(row, context),
      context.loadBar(row.load, of: row.capacity, width: barWidth(width)), load(row),
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

  private static func state(_ row: RepRow, _ context: DrawContext) -> StyledText {
    row.active ? context.shift(row.shift) : StyledText("not active", .muted)
  }

  /// The state of the shift, and who stands in for whoever is away.
  static func shift(_ row: RepRow, _ context: DrawContext) -> StyledText {
    guard row.active, let delegate = row.shift.delegate else { return state(row, context) }
    return state(row, context)
      + StyledText(
        " \(context.glyphs[.arrowRight]) \(context.names.name(delegate, isShort: true))", .muted)
  }

  private static func median(_ row: RepRow) -> StyledText {
    StyledText(row.poolMedian.map { "med \($0 / 10)%" } ?? "–", .muted)
  }
}
