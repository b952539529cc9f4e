import DeskRules
import LeadModel

/// Versions and change requests as tables and objects.
enum RulesText {
  static func versions(_ rows: [RuleVersionRow], _ clock: LocalClock) -> TextTable {
    TextTable(
      ["VERSION", "PUBLISHED", "BY", "APPROVED BY", "REQUEST", "REASON"], right: [0],
      rows: rows.map {
        [
          "\($0.version)", clock.text($0.at), $0.author, $0.approvers.joined(separator: ", "),
          $0.request.map { "\($0)" } ?? "", $0.reason,
        ]
      })
  }

  static func requests(_ rows: [ChangeRequestRow], _ clock: LocalClock) -> TextTable {
    TextTable(
      ["REQUEST", "WHAT", "STATUS", "FILED", "BY", "APPROVED BY", "REASON"], right: [0],
      rows: rows.map {
        [
          "\($0.number)", what($0), $0.status.rawValue, clock.text($0.requestedAt), $0.requestedBy,
          $0.approvals.joined(separator: ", "), $0.reason,
        ]
      })
  }

  /// `rules on version 3`, `back to version 2`, `draft for dimension 5, E-0193`.
  static func what(_ row: ChangeRequestRow) -> String {
    switch row.kind {
    case .rules:
      return "rules on version \(row.base)" + (row.draft.map { ", draft \($0)" } ?? "")
    case .rollback: return "back to version \(row.rollbackTo.map { "\($0)" } ?? "–")"
    case .draft:
      let parts = [
        row.dimension.map { "for dimension \($0)" }, row.escalation.map(Escalate.name),
      ].compactMap { $0 }
      return "draft " + parts.joined(separator: ", ")
    }
  }

  /// A change request with its fate, above its differences.
  static func lines(_ detail: ChangeRequestDetail, _ clock: LocalClock) -> [String] {
    let row = detail.row
    var rows = [
      ["what", what(row)], ["why", row.reason],
      ["filed", "by \(row.requestedBy), \(clock.text(row.requestedAt)) (\(clock.name))"],
    ]
    if !row.approvals.isEmpty {
      rows.append(["approved", "by " + row.approvals.joined(separator: ", ")])
    }
    if let by = row.decidedBy {
      let version = row.version.map { " as version \($0)" } ?? ""
      rows.append([row.status.rawValue, "by \(by), \(clock.text(row.decidedAt))\(version)"])
    }
    if let note = row.note { rows.append(["note", note]) }
    if let obstacle = detail.obstacle, row.status == .open { rows.append(["waits", obstacle]) }
    return ["Change request \(row.number), \(row.status.rawValue)"]
      + TextTable(["", ""], rows: rows).lines
  }

  /// `pool.emea.on_empty`, then what it was and what it is.
  static func lines(_ row: RuleDifference) -> [String] {
    [row.path] + (row.old.map { ["  - \($0)"] } ?? []) + (row.new.map { ["  + \($0)"] } ?? [])
  }

  static func json(_ row: RuleDifference) -> String {
    JSONText.object {
      $0.put("path", row.path)
      $0.put("old", row.old)
      $0.put("new", row.new)
    }
  }

  static func json(_ row: RuleVersionRow) -> String {
    JSONText.object {
      $0.put("version", row.version)
      $0.put("sha256", row.hash)
      $0.put("author", row.author)
      $0.put("approvers", texts: row.approvers)
      $0.put("reason", row.reason)
      $0.put("at", row.at)
      $0.put("request", row.request)
    }
  }

  static func json(_ row: ChangeRequestRow) -> String {
    JSONText.object { put(row, into: &$0) }
  }

  static func put(_ row: ChangeRequestRow, into out: inout Payload) {
    out.put("request", row.number)
    out.put("kind", row.kind.rawValue)
    out.put("status", row.status.rawValue)
    out.put("reason", row.reason)
    out.put("base", row.base)
    out.put("rollback_to", row.rollbackTo.map(Int64.init))
    out.put("dimension", row.dimension.map(Int64.init))
    out.put("escalation", row.escalation.map(Escalate.name))
    out.put("draft", row.draft)
    out.put("sha256", row.hash)
    out.put("requested_by", row.requestedBy)
    out.put("requested_at", row.requestedAt)
    out.put("approvals", texts: row.approvals)
    out.put("decided_by", row.decidedBy)
    out.put("decided_at", row.decidedAt)
    out.put("version", row.version.map(Int64.init))
    out.put("note", row.note)
  }
}
