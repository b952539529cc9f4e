import LeadModel
import TerminalKit

/// The columns of exceptions.
enum ExceptionColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("no", .fixed(4), align: .right),
    TableColumn("state", .fixed(9)),
    TableColumn("what", .flex(weight: 4, minimum: 28)),
    TableColumn("ends in", .fixed(7), align: .right),
    TableColumn("votes", .fixed(5), align: .right, priority: 2),
    TableColumn("owner", .fixed(8), priority: 3),
    TableColumn("code", .flex(weight: 1, minimum: 14), priority: 5),
    TableColumn("reason", .flex(weight: 3, minimum: 20), priority: 4),
  ]

  static func cells(_ row: ExceptionRow, edge: StyledText, context: DrawContext) -> [StyledText] {
    [
      edge, StyledText("\(row.number)", .accent), state(row, context),
      StyledText(what(row.terms, context.names)), left(row, context),
      StyledText(row.status == .requested ? "\(row.approvals.count)" : "", .muted),
      StyledText(row.ownerRole, .muted), StyledText(row.code, .muted),
      StyledText(row.reason, .muted),
    ]
  }

  static func state(_ row: ExceptionRow, _ context: DrawContext) -> StyledText {
    let state = row.state(at: context.now)
    let style: Style =
      switch state {
      case .requested: Style(.warn)
      case .approved: .accent
      case .active: Style(.ok)
      case .expired, .revoked, .rejected: .muted
      }
    return StyledText(state.rawValue, style)
  }

  /// Days to the sunset; the last fortnight stands out.
  static func left(_ row: ExceptionRow, _ context: DrawContext) -> StyledText {
    switch row.state(at: context.now) {
    case .expired, .revoked, .rejected: return StyledText("–", .muted)
    case .requested, .approved, .active: break
    }
    let left = row.sunset - context.now
    let style: Style =
      left <= Instant.day ? Style(.breach, .bold) : left <= 14 * Instant.day ? Style(.warn) : .text
    return StyledText(Spell.days(left), style)
  }

  /// `route_to Ana Silva for account ACME`
  static func what(_ terms: ExceptionTerms, _ names: NameBook) -> String {
    let scope = [
      terms.account.map { "account \($0)" }, terms.domain.map { "domain \($0)" },
      terms.campaign.map { "campaign \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    var words = [terms.kind.rawValue]
    if let rep = terms.rep { words.append(names.name(rep)) }
    if let value = terms.value { words.append("= \(value)") }
    if !scope.isEmpty { words.append("for \(scope)") }
    return words.joined(separator: " ")
  }
}

/// The columns of change requests.
enum ChangeColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("no", .fixed(4), align: .right),
    TableColumn("state", .fixed(10)),
    TableColumn("kind", .fixed(8), priority: 4),
    TableColumn("reason", .flex(weight: 3, minimum: 30)),
    TableColumn("votes", .fixed(5), align: .right),
    TableColumn("by", .flex(weight: 1, minimum: 9), priority: 2),
    TableColumn("asked", .fixed(9), align: .right, priority: 3),
  ]

  static func cells(
    _ row: ChangeRequestRow, edge: StyledText, context: DrawContext
  ) -> [StyledText] {
    let state =
      row.status == .published
      ? row.version.map { "v\($0) live" } ?? "published" : row.status.rawValue
    let style: Style =
      switch row.status {
      case .open: Style(.warn)
      case .published: Style(.ok)
      case .rejected, .superseded: .muted
      }
    return [
      edge, StyledText("\(row.number)", .accent), StyledText(state, style),
      StyledText(row.kind.rawValue, .muted), StyledText(row.reason),
      StyledText(row.status == .open ? "\(row.approvals.count)" : "", .muted),
      StyledText(row.requestedBy, .muted),
      StyledText(context.clock.near(row.requestedAt, now: context.now, isBrief: true), .muted),
    ]
  }
}

/// The columns of published versions.
enum VersionColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("version", .fixed(7)),
    TableColumn("published", .fixed(16), priority: 1),
    TableColumn("reason", .flex(weight: 3, minimum: 14)),
    TableColumn("author", .flex(weight: 1, minimum: 9), priority: 2),
    TableColumn("approved by", .flex(weight: 1, minimum: 11), priority: 3),
    TableColumn("sha-256", .fixed(12), priority: 4),
  ]

  static func cells(
    _ row: RuleVersionRow, edge: StyledText, context: DrawContext
  ) -> [StyledText] {
    [
      edge, StyledText("v\(row.version)", .accent),
      StyledText(String(context.clock.full(row.at).prefix(16)), .muted), StyledText(row.reason),
      StyledText(row.author, .muted),
      StyledText(row.approvers.isEmpty ? "–" : row.approvers.joined(separator: ", "), .muted),
      StyledText(String(row.hash.prefix(12)), .muted),
    ]
  }
}

/// The columns of roster changes.
enum RosterColumns {
  static let columns = [
    TableColumn("", .fixed(1)),
    TableColumn("seen by", .flex(weight: 1, minimum: 9)),
    TableColumn("rep", .flex(weight: 1, minimum: 14)),
    TableColumn("field", .fixed(8)),
    TableColumn("from", .flex(weight: 2, minimum: 10)),
    TableColumn("to", .flex(weight: 2, minimum: 10)),
    TableColumn("at", .fixed(9), align: .right, priority: 1),
  ]

  static func cells(
    _ row: RosterChangeRow, edge: StyledText, context: DrawContext
  ) -> [StyledText] {
    let seen =
      row.reviewedAt == nil
      ? StyledText("not yet", Style(.warn))
      : StyledText(context.glyphs[.check] + " " + (row.reviewedBy ?? ""), .muted)
    return [
      edge, seen, StyledText(context.names.name(row.rep)), StyledText(row.field, .muted),
      StyledText(row.old ?? "–", .muted), StyledText(row.new ?? "–"),
      StyledText(context.clock.near(row.at, now: context.now, isBrief: true), .muted),
    ]
  }
}
