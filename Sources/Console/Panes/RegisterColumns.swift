import LeadModel
import TerminalKit

/// The columns of the register.
enum EntryColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("entry", .fixed(9), align: .right),
    TableColumn("at", .fixed(19), priority: 1),
    TableColumn("what", .fixed(20)),
    TableColumn("about", .flex(weight: 2, minimum: 12)),
    TableColumn("by", .flex(weight: 1, minimum: 9)),
    TableColumn("as", .flex(weight: 1, minimum: 8), priority: 2),
    TableColumn("hash", .fixed(12), priority: 3),
  ]

  static func cells(_ row: LogRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, StyledText(Spell.count(row.seq), .muted),
      StyledText(context.clock.full(row.at), .muted),
      StyledText(row.kind.rawValue, style(row.kind)), StyledText(row.subject),
      StyledText(row.actor), StyledText(row.role, .muted),
      StyledText(String(row.hash.prefix(12)), .muted),
    ]
  }

  private static func style(_ kind: EntryKind) -> Style {
    switch kind {
    case .slaBreached, .actRefused, .intakeRejected: Style(.breach)
    case .slaWarned, .escalationOpened, .rosterChanged: Style(.warn)
    case .rulesPublished, .rulesRolledBack, .exceptionApproved: .accent
    default: .text
    }
  }
}

/// The columns of files that came in.
enum FileColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("taken", .fixed(11)),
    TableColumn("file", .flex(weight: 3, minimum: 16)),
    TableColumn("folder", .fixed(10), priority: 3),
    TableColumn("result", .fixed(9)),
    TableColumn("rows", .fixed(7), align: .right),
    TableColumn("bad", .fixed(5), align: .right),
    TableColumn("assigned", .fixed(8), align: .right, priority: 2),
    TableColumn("queued", .fixed(6), align: .right, priority: 2),
    TableColumn("dup", .fixed(5), align: .right, priority: 4),
    TableColumn("rows/s", .fixed(7), align: .right, priority: 5),
    TableColumn("why", .flex(weight: 3, minimum: 14), priority: 6),
  ]

  static func cells(_ row: IntakeFileRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    let counts = row.counts
    return [
      edge, StyledText(context.clock.near(row.takenAt, now: context.now, isBrief: true), .muted),
      StyledText(row.name), StyledText(row.folder, .muted), result(row),
      StyledText(Spell.count(counts.rows)),
      StyledText(Spell.count(counts.rejected), counts.rejected > 0 ? Style(.warn, .bold) : .muted),
      StyledText(Spell.count(counts.assigned), .muted),
      StyledText(Spell.count(counts.queued), .muted),
      StyledText(Spell.count(counts.duplicate), .muted), StyledText(rate(row), .muted),
      StyledText(row.reason ?? "", Style(.warn)),
    ]
  }

  static func result(_ row: IntakeFileRow) -> StyledText {
    switch row.result {
    case nil: StyledText("at work", .accent)
    case "accepted": StyledText("accepted", Style(.ok))
    case let other?: StyledText(other, Style(.breach))
    }
  }

  /// Rows a second while the file was worked on.
  static func rate(_ row: IntakeFileRow) -> String {
    guard let end = row.finishedAt, end > row.takenAt, row.counts.rows > 0 else { return "–" }
    return Spell.count(Int64(row.counts.rows) * 1000 / max(1, end - row.takenAt))
  }
}

/// The columns of reports.
enum ReportColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("report", .fixed(14)),
    TableColumn("what it tells", .flex(minimum: 20)),
  ]

  static func cells(_ row: ReportName, edge: StyledText) -> [StyledText] {
    [edge, StyledText(row.name, .accent), StyledText(row.text, .muted)]
  }
}
