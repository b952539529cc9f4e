import DeskRules
import LeadModel

/// One lead for people: what it is first, then where it was, what was promised, said and done.
enum LeadText {
  static func lines(_ lead: LeadDetail, _ clock: LocalClock) -> [String] {
    head(lead, clock)
      + section("Fields", fields(lead))
      + section(
        "Owners and queues",
        lead.history.map {
          [clock.text($0.from), clock.text($0.to), place($0), $0.route.rawValue]
        })
      + section("Clocks", lead.clocks.map { [$0.kind.rawValue, state($0, clock)] })
      + section("Activities", lead.activities.map { activity($0, clock) })
      + section("Escalations", lead.escalations.map { escalation($0, clock) })
      + section("Notes", lead.notes.map { [clock.text($0.at), $0.kind, $0.by, $0.text] })
      + section("Related leads", lead.related.map(related))
      + section("Log", lead.entries.map { entry($0, clock) })
  }

  private static func head(_ lead: LeadDetail, _ clock: LocalClock) -> [String] {
    let row = lead.row
    let company = row.facts.company.map { "  \($0)" } ?? ""
    var lines = ["\(row.number)  \(row.source)/\(row.publicID)\(company)", standing(row)]
    lines.append(
      "version \(row.version), received \(clock.text(row.receivedAt)), "
        + "submitted \(clock.text(row.submittedAt)); times in \(clock.name)")
    if !row.flags.isEmpty {
      lines.append("flags \(row.flags.map(\.rawValue).joined(separator: ", "))")
    }
    if lead.personalWithheld {
      lines.append(
        "names and contact details are for its owner, managers of its region, analysts and admins")
    }
    return lines
  }

  /// `assigned to ana.silva, route coverage, dimension 7, contingent`.
  private static func standing(_ row: LeadRow) -> String {
    var text = row.state.rawValue
    // A closed lead was its owner's; only an open one goes to somebody.
    if let owner = row.owner { text += row.state == .closed ? ", owner \(owner)" : " to \(owner)" }
    if let queue = row.queue { text += " in \(queue)" }
    if let original = row.duplicateOf { text += " of \(original)" }
    if let contact = row.duplicateOfContact { text += " of contact \(contact)" }
    text += ", route \(row.route.rawValue)"
    if let dimension = row.dimension { text += ", dimension \(dimension)" }
    if let reason = row.reason { text += ", \(reason.rawValue)" }
    return text + (row.contingent ? ", contingent" : "")
  }

  private static func fields(_ lead: LeadDetail) -> [[String]] {
    let facts = lead.row.facts
    let derived = [
      ("region", facts.region?.text), ("product", facts.product?.text),
      ("segment", facts.segment?.text), ("account", facts.account?.text),
    ]
    return lead.fields.map { [$0.field.rawValue, $0.value] }
      + lead.extra.map { ["extra: " + $0.name, $0.value] }
      + derived.compactMap { name, value in value.map { ["counts as " + name, $0] } }
  }

  private static func place(_ row: PlaceRow) -> String {
    row.owner?.text ?? row.queue.map { "queue \($0)" } ?? "nobody"
  }

  private static func state(_ row: ClockRow, _ clock: LocalClock) -> String {
    let due = "due \(clock.text(row.state.dueAt))"
    guard let end = row.state.end else {
      return due + (row.breached ? ", running, past due" : ", running")
    }
    return "\(due), \(end.rawValue) \(clock.text(row.state.endedAt))"
  }

  private static func activity(_ row: ActivityRow, _ clock: LocalClock) -> [String] {
    [
      clock.text(row.at), row.kind, row.actor,
      [row.channel, row.auto ? "automatic" : nil].compactMap { $0 }.joined(separator: ", "),
    ]
  }

  private static func escalation(_ row: EscalationRow, _ clock: LocalClock) -> [String] {
    let standing =
      row.closedAt == nil
      ? row.claimedBy.map { "in review by \($0)" } ?? "open, due \(clock.text(row.dueAt))"
      : [row.outcome ?? "closed", row.closedBy.map { "by \($0)" }].compactMap { $0 }
        .joined(separator: " ")
    let words = [row.note, row.closingNote.map { "→ " + $0 }].compactMap { $0 }
    return [
      Escalate.name(row.number), clock.text(row.openedAt), row.code, row.by, standing,
      words.joined(separator: " "),
    ]
  }

  private static func related(_ row: LeadRow) -> [String] {
    ["\(row.number)", "\(row.source)/\(row.publicID)", row.facts.company ?? "", standing(row)]
  }

  private static func entry(_ row: LogRow, _ clock: LocalClock) -> [String] {
    let words = LogText.decision(in: row)?.sentence ?? LogText.facts(row.payload)
    return ["\(row.seq)", clock.text(row.at), row.kind.rawValue, row.actor, words]
  }

  /// A titled block; nothing where there are no rows.
  private static func section(_ title: String, _ rows: [[String]]) -> [String] {
    guard let first = rows.first else { return [] }
    var table = TextTable(Array(repeating: "", count: first.count), rows: rows)
    table.indent = "  "
    return ["", title] + table.lines
  }
}
