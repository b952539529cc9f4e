import LeadModel
import TerminalKit

/// The columns of escalations.
enum EscalationColumns {
  /// The columns; among one's own, how each ended takes the place of who has it.
  static func columns(isOwn: Bool) -> [TableColumn] { isOwn ? ownColumns : allColumns }

  private static let ownColumns = [
    TableColumn("", .fixed(1)),
    TableColumn("no", .fixed(6)),
    TableColumn("company", .flex(weight: 2, minimum: 12)),
    TableColumn("code", .flex(weight: 1, minimum: 13), priority: 2),
    TableColumn("left", .fixed(Spell.countdownWidth), align: .right, priority: 1),
    TableColumn("outcome", .fixed(13)),
    TableColumn("reviewer's words", .flex(weight: 4, minimum: 16), priority: 3),
  ]

  private static let allColumns = [
    TableColumn("", .fixed(1)),
    TableColumn("no", .fixed(6)),
    TableColumn("code", .flex(weight: 2, minimum: 13)),
    TableColumn("company", .flex(weight: 2, minimum: 12), priority: 1),
    TableColumn("rep", .flex(weight: 1, minimum: 8), priority: 2),
    TableColumn("left", .fixed(Spell.countdownWidth), align: .right),
    TableColumn("reviewer", .flex(weight: 1, minimum: 9), priority: 3),
    TableColumn("by", .flex(weight: 1, minimum: 9), priority: 4),
  ]

  static func cells(
    _ row: EscalationRow, edge: StyledText, isOwn: Bool, context: DrawContext
  ) -> [StyledText] {
    if isOwn { return ownCells(row, edge: edge, context: context) }
    return [
      edge, StyledText(name(row.number), .accent), StyledText(row.code),
      row.company.map { StyledText($0) } ?? StyledText("(no company)", .muted),
      StyledText(row.rep.map { context.names.name($0, isShort: true) } ?? "–"),
      left(row, context),
      row.claimedBy.map { StyledText($0) } ?? StyledText("unclaimed", .muted),
      StyledText(row.by, .muted),
    ]
  }

  private static func ownCells(
    _ row: EscalationRow, edge: StyledText, context: DrawContext
  ) -> [StyledText] {
    let open = row.claimedBy.map { "with \($0)" } ?? "waits"
    return [
      edge, StyledText(name(row.number), .accent),
      row.company.map { StyledText($0) } ?? StyledText("(no company)", .muted),
      StyledText(row.code, .muted), left(row, context),
      StyledText(
        row.outcome ?? (row.closedAt == nil ? open : "withdrawn"),
        row.closedAt == nil ? Style(.warn) : Style(.ok)),
      StyledText(row.closingNote ?? "", .text),
    ]
  }

  /// `E-0193`
  static func name(_ number: Int64) -> String { Spell.escalation(number) }

  /// The time left for the review, or its outcome.
  static func left(_ row: EscalationRow, _ context: DrawContext) -> StyledText {
    if row.closedAt != nil { return StyledText("closed", .muted) }
    guard let due = row.dueAt else { return StyledText("–", .muted) }
    // Reviews are warned of like all clocks: when three quarters of their time are used.
    let warn = due - (due - row.openedAt) / 4
    return context.countdown(ClockState(startedAt: row.openedAt, dueAt: due, warnAt: warn))
  }
}
