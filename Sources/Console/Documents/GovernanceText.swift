import DeskRules
import LeadModel
import TerminalKit

/// One exception as lines.
struct ExceptionText {
  let row: ExceptionRow
  let context: DrawContext

  var lines: [DocumentLine] {
    var lines = [
      DocumentLine.heading(
        "The exception",
        note: "\(row.terms.kind.rawValue) \(context.glyphs[.middleDot]) dimension "
          + "\(row.terms.kind.dimension)"),
      DocumentLine(StyledText(ExceptionColumns.what(row.terms, context.names))),
      context.pair("state", ExceptionColumns.state(row, context)),
      context.pair("from", StyledText(context.clock.full(row.effective))),
      context.pair(
        "sunset",
        StyledText(context.clock.full(row.sunset) + "  ")
          + ExceptionColumns.left(row, context)),
    ]
    if row.wantedSunset != row.sunset {
      lines.append(
        context.pair("asked until", StyledText(context.clock.full(row.wantedSunset), .muted)))
    }
    if let bar = term { lines.append(context.pair("term", bar)) }
    return lines + why + council
  }

  /// How much of its term is over.
  private var term: StyledText? {
    guard row.state(at: context.now) == .active, row.sunset > row.effective else { return nil }
    let share = Double(context.now - row.effective) / Double(row.sunset - row.effective)
    return Gauge.bar(share: share, width: 24, glyphs: context.glyphs)
  }

  private var why: [DocumentLine] {
    [
      .blank, .heading("The business reason", note: row.code),
      DocumentLine(StyledText(row.reason)),
    ]
      + row.references.map { context.pair($0.kind.rawValue, StyledText($0.id)) }
      + [
        context.pair("owned by", StyledText("the \(row.ownerRole)")),
        context.pair(
          "asked by", StyledText("\(row.requestedBy), \(context.clock.full(row.requestedAt))")),
      ]
      + (row.renews.map { [context.pair("renews", StyledText(Spell.exception($0), .accent))] } ?? [])
  }

  private var council: [DocumentLine] {
    let approvals = row.approvals.isEmpty ? "nobody yet" : row.approvals.joined(separator: ", ")
    var lines: [DocumentLine] = [
      .blank, .heading("The council"), context.pair("approved by", StyledText(approvals)),
    ]
    if let by = row.decidedBy, let at = row.decidedAt {
      lines.append(
        context.pair(
          "decided", StyledText("\(row.status.rawValue) by \(by), \(context.clock.full(at))")))
    }
    if let note = row.note { lines.append(context.pair("note", StyledText(note))) }
    if let signed = row.signedOffAt {
      lines.append(context.pair("signed off", StyledText(context.clock.full(signed))))
    }
    return lines
  }
}

/// One change request as lines: what it asks, what stands in its way, what differs, what it would do.
struct ChangeText {
  let detail: ChangeRequestDetail
  let preview: DeskAnswer?
  let context: DrawContext

  var lines: [DocumentLine] {
    request + [.blank] + DifferenceText.lines(detail.differences, differenceNote, context)
      + previewLines
  }

  private var differenceNote: String {
    detail.row.status == .published ? "from the version before" : "from the rules in force"
  }

  private var request: [DocumentLine] {
    let row = detail.row
    let approvals = row.approvals.isEmpty ? "nobody yet" : row.approvals.joined(separator: ", ")
    var lines = [
      DocumentLine.heading(
        "The request", note: "\(row.kind.rawValue) \(context.glyphs[.middleDot]) on v\(row.base)"),
      DocumentLine(StyledText(row.reason)),
      context.pair(
        "state", StyledText(row.version.map { "published as v\($0)" } ?? row.status.rawValue)),
      context.pair(
        "asked by", StyledText("\(row.requestedBy), \(context.clock.full(row.requestedAt))")),
      context.pair("approved by", StyledText(approvals)),
    ]
    if let obstacle = detail.obstacle, row.status == .open {
      lines.append(context.pair("not yet, for", StyledText(obstacle, Style(.warn))))
    }
    let facts: [(String, String?)] = [
      ("goes back to", row.rollbackTo.map { "v\($0)" }),
      ("dimension", row.dimension.map { "\($0)" }),
      ("from review of", row.escalation.map(Spell.escalation)),
      ("carries out", row.draft.map(Spell.change)), ("note", row.note),
      ("sha-256", row.hash.map { EntryText.hash($0).plain }),
      ("decided by", row.decidedBy),
    ]
    lines += facts.compactMap { fact in
      fact.1.map { context.pair(fact.0, StyledText($0, .muted)) }
    }
    return lines
  }

  private var previewLines: [DocumentLine] {
    switch preview {
    case .previewed(let summary)?:
      [.blank] + PreviewText(summary: summary, context: context).lines
    case .working(let done, let total)?:
      [.blank, .heading("On real leads"), DocumentText.progress(done, total, context)]
    case .failed(let why)?:
      [.blank, .heading("On real leads"), DocumentLine(StyledText(why, Style(.warn)))]
    case .refused(let refusal)?:
      [.blank, .heading("On real leads"), DocumentLine(StyledText(refusal.why, Style(.warn)))]
    default: []
    }
  }
}

/// Settings that differ, old above new.
enum DifferenceText {
  static func lines(
    _ differences: [RuleDifference], _ note: String, _ context: DrawContext
  ) -> [DocumentLine] {
    let heading = DocumentLine.heading(
      "What differs", note: "\(Spell.plural(differences.count, "setting")) \(note)")
    guard !differences.isEmpty else {
      return [heading, DocumentLine(StyledText("Nothing differs.", .muted))]
    }
    return [heading]
      + differences.flatMap { difference in
        [DocumentLine(StyledText(difference.path, .accent))]
          + (difference.old.map {
            [DocumentLine(StyledText("  - \($0)", Style(.breach)), indent: 4)]
          }
            ?? [])
          + (difference.new.map { [DocumentLine(StyledText("  + \($0)", Style(.ok)), indent: 4)] }
            ?? [])
      }
  }
}

/// What other rules would have done with real leads, as lines.
struct PreviewText {
  let summary: PreviewSummary
  let context: DrawContext

  var lines: [DocumentLine] {
    overview + moves + counts + reps + changed + assumed
  }

  private var overview: [DocumentLine] {
    let share = summary.leads > 0 ? Double(summary.changed) / Double(summary.leads) : 0
    let from = context.clock.full(summary.from).prefix(10)
    let to = context.clock.full(summary.to).prefix(10)
    return [
      .heading(
        "On real leads", note: "\(from) to \(to) \(context.glyphs[.middleDot]) \(summary.mode)"),
      DocumentLine(
        StyledText(
          "\(Spell.count(summary.changed)) of \(Spell.plural(summary.leads, "lead")) end elsewhere  "
        )
          + Gauge.bar(share: share, width: 20, glyphs: context.glyphs)
          + StyledText("  \(summary.before) against \(summary.after)", .muted)),
    ]
  }

  private var moves: [DocumentLine] {
    guard !summary.moves.isEmpty else { return [] }
    return [.blank, .heading("From whom to whom")]
      + summary.moves.prefix(20).map { move in
        DocumentLine(
          StyledText([
            Span(TextWidth.pad(Spell.count(move.leads), to: 6, align: .right) + "  "),
            Span(name(move.from)), Span(" \(context.glyphs[.arrowRight]) ", .muted),
            Span(name(move.to)),
          ]), indent: 8)
      }
  }

  private var counts: [DocumentLine] {
    guard !summary.counts.isEmpty else { return [] }
    return [.blank, .heading("Before and after")] + summary.counts.map { figure($0, kind: true) }
  }

  private var reps: [DocumentLine] {
    guard !summary.reps.isEmpty else { return [] }
    return [.blank, .heading("Leads per rep")]
      + summary.reps.prefix(20).map { figure($0, kind: false) }
  }

  private func figure(_ count: PreviewSummary.Count, kind: Bool) -> DocumentLine {
    let change = count.after - count.before
    let style: Style = change == 0 ? .muted : change > 0 ? Style(.ok) : Style(.warn)
    let sign = change > 0 ? "+" : ""
    return DocumentLine(
      StyledText([
        Span(kind ? TextWidth.pad(count.kind, to: 11) : "", .muted),
        Span(TextWidth.pad(name(count.name), to: 24)),
        Span(TextWidth.pad(Spell.count(count.before), to: 7, align: .right), .muted),
        Span(" \(context.glyphs[.arrowRight]) ", .muted),
        Span(TextWidth.pad(Spell.count(count.after), to: 7)),
        Span(TextWidth.pad(sign + Spell.count(change), to: 7, align: .right), style),
      ]))
  }

  private var changed: [DocumentLine] {
    guard !summary.rows.isEmpty else { return [] }
    let note = "\(summary.rows.count) of \(Spell.count(summary.changed))"
    return [.blank, .heading("Leads that end elsewhere", note: note)]
      + summary.rows.flatMap { row in
        [
          DocumentLine(
            StyledText([
              Span(TextWidth.pad(row.number.description, to: 8), .accent), Span(name(row.before)),
              Span(" \(context.glyphs[.arrowRight]) ", .muted), Span(name(row.after)),
            ]), indent: 8),
          DocumentLine(StyledText("  - \(row.sentenceBefore)", .muted), indent: 4),
          DocumentLine(StyledText("  + \(row.sentenceAfter)"), indent: 4),
        ]
      }
  }

  private var assumed: [DocumentLine] {
    guard !summary.assumptions.isEmpty else { return [] }
    return [.blank, .heading("What was assumed")]
      + summary.assumptions.map { DocumentLine(StyledText($0, .muted), indent: 2) }
  }

  private func name(_ text: String) -> String { context.names.name(RepID(text)) }
}
