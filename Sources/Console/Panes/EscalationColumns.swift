import LeadModel
import TerminalKit

/// The columns of escalations.
enum EscalationColumns {
  static let columns = [
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
