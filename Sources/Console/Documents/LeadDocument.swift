import DeskRules
import LeadModel
import TerminalKit

/// Everything about one lead as lines to read: the sentence first, then how it came about.
struct LeadDocument {
  let detail: LeadDetail
  let decision: Decision?
  let whyNot: WhyNotAnswer?
  let escalation: EscalationRow?
  /// Whether the claim stands beside the lines and not above them.
  let isClaimApart: Bool
  let context: DrawContext

  var lines: [DocumentLine] {
    let sections: [[DocumentLine]] = [
      isClaimApart ? [] : claim, verdict, whyNotAnswer, trace, fields, history, clocks, activities,
      notes, disputes, related, entries,
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [.blank]))
  }

  // MARK: The claim and the verdict

  /// What is disputed; nothing for leads that were not opened for a dispute.
  var claim: [DocumentLine] {
    guard let escalation else { return [] }
    let by = context.names.name(RepID(escalation.by))
    var lines = [
      DocumentLine.heading("The claim", note: EscalationColumns.name(escalation.number)),
      pair("code", StyledText(escalation.code, Style(.warn, .bold))),
      pair("filed", StyledText("\(time(escalation.openedAt)) by \(by)")),
    ]
    if let rep = escalation.rep {
      lines.append(pair("rep", StyledText(context.names.name(rep))))
    }
    let left = EscalationColumns.left(escalation, context)
    lines.append(pair("time left", left))
    lines.append(pair("reviewer", StyledText(escalation.claimedBy ?? "nobody yet")))
    if let note = escalation.note { lines.append(pair("says", StyledText(note))) }
    if let outcome = escalation.outcome {
      lines.append(pair("outcome", StyledText(outcome, Style(.ok, .bold))))
    }
    if let by = escalation.closedBy { lines.append(pair("closed by", StyledText(by))) }
    if let note = escalation.closingNote { lines.append(pair("reviewer says", StyledText(note))) }
    return lines
  }

  private var verdict: [DocumentLine] {
    var lines = [DocumentLine.heading("The decision", note: verdictNote)]
    guard let decision else {
      lines.append(DocumentLine(StyledText("The log holds no decision on this lead.", .muted)))
      return lines
    }
    lines.append(DocumentLine(StyledText(decision.sentence), indent: 0))
    lines.append(pair("decided", StyledText(time(decision.at))))
    lines.append(pair("now with", context.place(of: detail.row, isShort: false)))
    lines.append(pair("state", StyledText(detail.row.state.rawValue)))
    if let clock = detail.row.firstContact {
      lines.append(
        pair(
          "contact",
          context.countdown(clock)
            + StyledText("  due \(context.clock.near(clock.dueAt, now: context.now))", .muted)))
    }
    let flags = decision.flags.map(\.rawValue)
    if !flags.isEmpty { lines.append(pair("flags", StyledText(flags.joined(separator: " ")))) }
    return lines
  }

  private var verdictNote: String {
    guard let decision else { return "" }
    var parts = [decision.route.words]
    if let dimension = decision.dimension { parts.append("dimension \(dimension)") }
    parts.append("rules v\(decision.ruleset)")
    if decision.contingent { parts.append("~ contingent") }
    return parts.joined(separator: " \(context.glyphs[.middleDot]) ")
  }

  private var whyNotAnswer: [DocumentLine] {
    guard let whyNot else { return [] }
    let name = context.names.name(whyNot.rep)
    var lines = [
      DocumentLine.heading("Why not \(name)", note: whyNot.step.map(\.words) ?? ""),
      DocumentLine(StyledText(whyNot.why)),
    ]
    for (key, value) in whyNot.values.sorted(by: { $0.key < $1.key }) {
      lines.append(pair(key, StyledText(value ?? "–")))
    }
    lines.append(pair("needed", StyledText(whyNot.needed, Style(.accent))))
    return lines
  }

  // MARK: Fields

  private var fields: [DocumentLine] {
    var lines = [
      DocumentLine.heading(
        "Fields", note: detail.personalWithheld ? "personal ones are not shown to you" : "")
    ]
    let facts = decision?.leadFields.byName ?? [:]
    for field in detail.fields {
      // Where the decision went by something else than was written, both are shown.
      let fact = facts[field.field.rawValue]
      lines.append(pair(field.field.rawValue, value(field.value, fact)))
    }
    var written = Set(detail.fields.map(\.field.rawValue))
    if written.contains("products") { written.insert("product") }
    if written.contains("account_id") { written.insert("account") }
    for (name, fact) in (decision?.leadFields.inOrder ?? []) where !written.contains(name) {
      guard fact.value != nil else { continue }
      lines.append(pair(name, value(nil, fact)))
    }
    for extra in detail.extra {
      lines.append(
        DocumentLine(
          StyledText([
            Span(label(extra.name), .muted), Span(extra.value), Span("  extra", .muted),
          ]), indent: DrawContext.labelWidth))
    }
    return lines
  }

  private func value(_ written: String?, _ fact: Decision.Value?) -> StyledText {
    guard let fact, let value = fact.value else { return StyledText(written ?? "–") }
    let source = fact.from.map { "  \($0)" } ?? ""
    let isSure = fact.from == nil || fact.from == "given" || fact.from == "crm"
    var spans = [Span(value)]
    if let written, written != value {
      spans.append(Span("  written \"\(written)\"", .muted))
    }
    spans.append(Span(source, isSure ? .muted : Style(.contingent)))
    return StyledText(spans)
  }

  // MARK: What happened

  private var history: [DocumentLine] {
    guard !detail.history.isEmpty else { return [] }
    let lines = detail.history.map { stay in
      let place = context.names.place(owner: stay.owner, queue: stay.queue) ?? "–"
      let end = stay.to.map(time) ?? "now"
      let length = Spell.age((stay.to ?? context.now) - stay.from)
      return DocumentLine(
        StyledText([
          Span(time(stay.from), .muted), Span(" \(context.glyphs[.arrowRight]) ", .muted),
          Span(TextWidth.pad(end, to: 19), .muted), Span("  \(place)"),
          Span("  \(stay.route.words), \(length)", .muted),
        ]), indent: 43)
    }
    return [.heading("Owners and queues")] + lines
  }

  private var clocks: [DocumentLine] {
    guard !detail.clocks.isEmpty else { return [] }
    let lines = detail.clocks.map { clock in
      let ended = clock.state.endedAt.map { "ended \(time($0))" }
      return DocumentLine(
        StyledText([Span(TextWidth.pad(clock.kind.words, to: DrawContext.labelWidth), .muted)])
          + context.countdown(clock.state) + StyledText("  ")
          + (ended == nil ? context.timeBar(clock.state, width: 12) : "")
          + StyledText(
            "  " + (ended ?? "due \(time(clock.state.dueAt))")
              + (clock.workingTime ? ", in working time" : ""), .muted))
    }
    return [.heading("Clocks")] + lines
  }

  private var activities: [DocumentLine] {
    guard !detail.activities.isEmpty else { return [] }
    let lines = detail.activities.map { activity in
      let channel = activity.channel.map { " by \($0)" } ?? ""
      return DocumentLine(
        StyledText([
          Span(time(activity.at) + "  ", .muted),
          Span(activity.kind + channel), Span("  \(activity.actor)", .muted),
          Span(activity.auto ? "  automatic: no contact" : "", Style(.warn)),
        ]))
    }
    return [.heading("Activities")] + lines
  }

  private var notes: [DocumentLine] {
    guard !detail.notes.isEmpty else { return [] }
    let lines = detail.notes.map { note in
      DocumentLine(
        StyledText([
          Span(time(note.at) + "  ", .muted), Span("\(note.by), \(note.kind)  ", .muted),
          Span(note.text),
        ]), indent: 4)
    }
    return [.heading("Notes")] + lines
  }

  private var disputes: [DocumentLine] {
    let others = detail.escalations.filter { $0.number != escalation?.number }
    guard !others.isEmpty else { return [] }
    let lines = others.map { row in
      DocumentLine(
        StyledText([
          Span(EscalationColumns.name(row.number), .accent),
          Span("  \(row.code) by \(row.by), \(time(row.openedAt))  "),
          Span(row.outcome ?? "open", row.outcome == nil ? Style(.warn) : .muted),
        ]))
    }
    return [.heading("Escalations")] + lines
  }

  private var related: [DocumentLine] {
    guard !detail.related.isEmpty else { return [] }
    let lines = detail.related.map { row in
      DocumentLine(
        StyledText([Span(TextWidth.pad(row.number.description, to: 8), .accent)])
          + LeadColumns.company(row) + StyledText("  \(row.state.rawValue)  ", .muted)
          + context.place(of: row, isShort: false)
          + StyledText("  \(time(row.receivedAt))", .muted))
    }
    return [.heading("Related leads")] + lines
  }

  private var entries: [DocumentLine] {
    guard !detail.entries.isEmpty else { return [] }
    let lines = detail.entries.map { entry in
      DocumentLine(
        StyledText([
          Span(TextWidth.pad(Spell.count(entry.seq), to: 9, align: .right) + "  ", .muted),
          Span(time(entry.at) + "  ", .muted),
          Span(TextWidth.pad(entry.kind.rawValue, to: 20)),
          Span(" \(entry.actor) (\(entry.role))  ", .muted),
          Span(String(entry.hash.prefix(12)), .muted),
        ]), indent: 32)
    }
    return [.heading("Log entries")] + lines
  }

  // MARK: Pieces

  private func time(_ instant: Instant) -> String { context.clock.full(instant) }

  private func label(_ text: String) -> String {
    TextWidth.pad(text, to: DrawContext.labelWidth - 1) + " "
  }

  private func pair(_ name: String, _ value: StyledText) -> DocumentLine {
    context.pair(name, value)
  }

  private var trace: [DocumentLine] {
    decision.map { TraceLines(decision: $0, context: context).lines } ?? []
  }
}

extension Decision.LeadFacts {
  /// The facts with their names, in the order in which decisions write them.
  fileprivate var inOrder: [(String, Decision.Value)] {
    [
      ("country", country), ("language", language), ("region", region), ("account", account),
      ("segment", segment), ("product", product),
    ]
  }

  fileprivate var byName: [String: Decision.Value] {
    var result = Dictionary(uniqueKeysWithValues: inOrder)
    result["account_id"] = account
    result["products"] = product
    return result
  }
}
