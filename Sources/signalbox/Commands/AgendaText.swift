import DeskRules
import LeadModel
import TerminalKit

/// What the council has before it, for a printer of 80 columns and for programs.
enum AgendaText {
  private static let width = 80

  static func lines(_ agenda: Agenda) -> [String] {
    let clock = LocalClock(zone: agenda.window.zone)
    var lines = [
      "COUNCIL AGENDA  \(clock.text(agenda.at)) \(clock.name)",
      "Rules in force: version \(agenda.version). \(sentence(agenda.window))",
    ].flatMap { TextWidth.wrap($0, width: width) }
    lines += section("Open change requests", requests(agenda, clock))
    lines += section(
      "Exceptions that wait for a decision", agenda.requested.flatMap { exception($0, clock) })
    lines += section(
      "Exceptions that end within 14 days", agenda.ending.flatMap { exception($0, clock) })
    lines += section(
      "Roster changes that nobody has ticked",
      agenda.roster.isEmpty ? [] : table(agenda.roster, clock, width: width).lines)
    for part in agenda.sections { lines += section(part.title, table(part)) }
    return lines
  }

  private static func section(_ title: String, _ body: [String]) -> [String] {
    let rule = String(repeating: "-", count: min(width, TextWidth.columns(title)))
    return ["", title, rule] + (body.isEmpty ? ["None."] : body)
  }

  private static func requests(_ agenda: Agenda, _ clock: LocalClock) -> [String] {
    agenda.changes.flatMap { row in
      let preview = agenda.previews.first { $0.change == row.number }
      let approvals =
        row.approvals.isEmpty
        ? "no approvals yet" : "approved by " + row.approvals.joined(separator: ", ")
      return item(
        "\(row.number)",
        [
          "\(RulesText.what(row)); filed by \(row.requestedBy), \(clock.text(row.requestedAt)); "
            + approvals, row.reason, preview?.text,
        ])
    }
  }

  private static func exception(_ row: ExceptionRow, _ clock: LocalClock) -> [String] {
    let approvals =
      row.status == .requested && !row.approvals.isEmpty
      ? "approved by " + row.approvals.joined(separator: ", ") : nil
    return item(
      "\(row.number)",
      [
        "\(ExceptionText.what(row.terms)), for \(ExceptionText.scope(row.terms)); "
          + "\(clock.day(row.effective)) to \(clock.day(row.sunset)); owner \(row.ownerRole)"
          + (row.renews.map { "; renews \($0)" } ?? ""),
        "\(row.code): \(row.reason) (\(row.requestedBy))", approvals,
      ])
  }

  /// Paragraphs behind a number.
  private static func item(_ number: String, _ paragraphs: [String?]) -> [String] {
    let lines = paragraphs.compactMap { $0 }.flatMap { TextWidth.wrap($0, width: width - 6) }
    return lines.enumerated().map {
      TextWidth.pad($0 == 0 ? number : "", to: 4, align: .right) + "  " + $1
    }
  }

  private static func table(_ part: Report.Section) -> [String] {
    part.rows.isEmpty ? [] : TextTable(part.columns, rows: part.rows, width: width).lines
  }

  static func table(
    _ rows: [RosterChangeRow], _ clock: LocalClock, width: Int = .max
  ) -> TextTable {
    TextTable(
      ["NO", "SINCE", "REP", "WHAT", "TICKED BY", "FROM → TO"], right: [0],
      rows: rows.map {
        [
          "\($0.id)", clock.text($0.at), $0.rep.text, $0.field, $0.reviewedBy ?? "",
          "\($0.old ?? "–") → \($0.new ?? "–")",
        ]
      }, width: width)
  }

  /// `The window is closed and opens 2026-03-03 14:00 Europe/Berlin. Quorum 2.`
  static func sentence(_ window: CouncilWindow) -> String {
    let when = window.changesAt.map {
      let clock = LocalClock(zone: window.zone)
      return "\(clock.text($0)) \(clock.name)"
    }
    let state =
      switch (window.isOpen, when) {
      case (true, let when?): "The window is open until \(when)."
      case (true, nil): "The window is always open."
      case (false, let when?): "The window is closed and opens \(when)."
      case (false, nil): "The window never opens."
      }
    return state + " Quorum \(window.quorum)."
  }
}

extension AgendaText {
  static func json(_ agenda: Agenda) -> String {
    JSONText.object {
      $0.put("at", agenda.at)
      var window = Payload()
      put(agenda.window, into: &window)
      $0.put("window", json: window.bytes)
      $0.put("version", agenda.version)
      $0.put("changes", list: agenda.changes) { row, out in
        RulesText.put(row, into: &out)
        out.put("preview", agenda.previews.first { $0.change == row.number }?.text)
      }
      $0.put("requested", list: agenda.requested) {
        ExceptionText.put($0, at: agenda.at, into: &$1)
      }
      $0.put("ending", list: agenda.ending) { ExceptionText.put($0, at: agenda.at, into: &$1) }
      $0.put("roster", list: agenda.roster) { put($0, into: &$1) }
      $0.put("sections", list: agenda.sections) { part, out in
        out.put("title", part.title)
        out.put("rows", list: part.rows) { row, cells in
          for (column, cell) in zip(part.columns, row) { cells.put(column, cell) }
        }
      }
    }
  }

  static func put(_ window: CouncilWindow, into out: inout Payload) {
    out.put("open", window.isOpen)
    out.put("changes_at", window.changesAt)
    out.put("zone", window.zone)
    out.put("quorum", window.quorum)
  }

  static func put(_ row: RosterChangeRow, into out: inout Payload) {
    out.put("number", row.id)
    out.put("rep", row.rep.text)
    out.put("field", row.field)
    out.put("old", row.old)
    out.put("new", row.new)
    out.put("at", row.at)
    out.put("reviewed_by", row.reviewedBy)
    out.put("reviewed_at", row.reviewedAt)
  }
}
