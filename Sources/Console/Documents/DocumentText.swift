import DeskRules
import LeadModel
import TerminalKit

/// What is read on a document's screen, as lines.
struct DocumentText {
  let screen: DocumentScreen
  let context: DrawContext
  let window: CouncilWindow?
  /// The weeks before the one that is read.
  let insight: Insight
  /// The columns that there are.
  let width: Int

  var lines: [DocumentLine] {
    if let failure = screen.reading.failure, !screen.source.isKnown {
      return [DocumentLine(StyledText(failure, Style(.warn)))]
    }
    switch screen.source {
    case .entry(let row): return EntryText(row: row, context: context).lines
    case .roster(let row): return rosterLines(row)
    case .file(let row): return fileLines(row)
    case .version(let row): return versionLines(row)
    default: break
    }
    guard let answer = screen.answer else {
      return [DocumentLine(StyledText("asking the desk" + context.glyphs[.ellipsis], .muted))]
    }
    return lines(answer)
  }

  private func lines(_ answer: DeskAnswer) -> [DocumentLine] {
    switch answer {
    case .exceptions:
      guard let row = screen.exception else {
        return [DocumentLine("there is no such exception")]
      }
      return ExceptionText(row: row, context: context).lines
    case .changeRequest(let detail):
      return ChangeText(detail: detail, preview: screen.sideAnswer, context: context).lines
    case .agenda(let agenda): return AgendaText(agenda: agenda, context: context).lines
    case .report(let report):
      return ReportText(report: report, insight: insight, context: context, width: width).lines
    case .verified(let summary): return verifyLines(summary)
    case .working(let done, let total): return [Self.progress(done, total, context)]
    case .text(let text):
      return text.split(separator: "\n").map { DocumentLine(StyledText("\($0)")) }
    default: return [DocumentLine("the desk gave an answer that does not fit")]
    }
  }

  /// How far something has come that takes its time.
  static func progress(_ done: Int, _ total: Int, _ context: DrawContext) -> DocumentLine {
    let share = total > 0 ? Double(done) / Double(total) : 0
    return DocumentLine(
      StyledText("at work  ", .muted)
        + Gauge.bar(share: share, width: 20, glyphs: context.glyphs)
        + StyledText("  \(Spell.count(done)) of \(Spell.count(total))", .muted))
  }

  private func verifyLines(_ summary: VerifySummary) -> [DocumentLine] {
    let isIntact = summary.verdict == .intact || summary.verdict == .tailNotAnchored
    return [
      .heading("The log", note: "\(Spell.count(summary.entries)) entries"),
      DocumentLine(
        StyledText([
          Span(context.glyphs[isIntact ? .check : .cross] + " ", Style(isIntact ? .ok : .breach)),
          Span(summary.text),
        ]), indent: 2),
      context.pair("verdict", StyledText(summary.verdict.rawValue)),
      context.pair("head", EntryText.hash(summary.head)),
    ]
      + (summary.brokenAt.map {
        [context.pair("broken at", StyledText("entry \(Spell.count($0))", Style(.breach)))]
      } ?? [])
  }

  private func rosterLines(_ row: RosterChangeRow) -> [DocumentLine] {
    let seen =
      row.reviewedAt.map { "\(context.clock.full($0)) by \(row.reviewedBy ?? "–")" }
      ?? "not yet: a ticks it"
    return [
      .heading("Roster change", note: context.names.name(row.rep)),
      context.pair("rep", StyledText("\(row.rep)")),
      context.pair("field", StyledText(row.field)),
      context.pair("before", StyledText(row.old ?? "–", .muted)),
      context.pair("now", StyledText(row.new ?? "–")),
      context.pair("at", StyledText(context.clock.full(row.at))),
      context.pair("council saw it", StyledText(seen)),
    ]
  }

  private func versionLines(_ row: RuleVersionRow) -> [DocumentLine] {
    let approvers = row.approvers.isEmpty ? "–" : row.approvers.joined(separator: ", ")
    var lines = [
      DocumentLine.heading("Rules v\(row.version)", note: row.reason),
      context.pair("published", StyledText(context.clock.full(row.at))),
      context.pair("author", StyledText(row.author)),
      context.pair("approved by", StyledText(approvers)),
      context.pair("request", StyledText(row.request.map(Spell.change) ?? "the first rules")),
      context.pair("sha-256", EntryText.hash(row.hash)), .blank,
    ]
    switch screen.answer {
    case .ruleDifference(let differences)?:
      lines += DifferenceText.lines(differences, "since v\(row.version - 1)", context)
    case nil where row.version > 1:
      lines.append(DocumentLine(StyledText("asking the desk" + context.glyphs[.ellipsis], .muted)))
    default: lines.append(DocumentLine(StyledText("There is nothing before it.", .muted)))
    }
    return lines
  }

  // MARK: Files

  private func fileLines(_ row: IntakeFileRow) -> [DocumentLine] {
    let counts = row.counts
    var lines = [
      DocumentLine.heading("The file", note: row.folder),
      context.pair("name", StyledText(row.name)), context.pair("result", FileColumns.result(row)),
    ]
    if let reason = row.reason {
      lines.append(context.pair("why", StyledText(reason, Style(.warn))))
    }
    lines += [
      context.pair("size", StyledText("\(Spell.count(row.bytes)) bytes")),
      context.pair("taken", StyledText(context.clock.full(row.takenAt))),
      context.pair(
        "finished", StyledText(row.finishedAt.map(context.clock.full) ?? "still at work")),
      context.pair("attempt", StyledText("\(row.attempt)")),
      context.pair("rows a second", StyledText(FileColumns.rate(row))), .blank,
      .heading("Its rows", note: Spell.count(counts.rows)),
    ]
    let parts = [
      ("assigned", counts.assigned), ("queued", counts.queued), ("duplicate", counts.duplicate),
      ("shadowed", counts.shadowed), ("delivered again", counts.redelivered),
      ("updated", counts.updated), ("rejected", counts.rejected),
    ]
    for (name, count) in parts {
      let share = counts.rows > 0 ? Double(count) / Double(counts.rows) : 0
      let isBad = name == "rejected" && count > 0
      lines.append(
        context.pair(
          name,
          StyledText(TextWidth.pad(Spell.count(count), to: 7, align: .right) + "  ")
            + Gauge.bar(
              share: share, width: 24, glyphs: context.glyphs,
              full: Style(isBad ? .breach : .barFull))))
    }
    return lines + rejected(row) + fileEntries
  }

  /// The rows that could not be taken, each with its line and why.
  private func rejected(_ row: IntakeFileRow) -> [DocumentLine] {
    guard row.counts.rejected > 0 else { return [] }
    var note = Spell.count(row.counts.rejected)
    var lines: [DocumentLine] = []
    if case .rejectedRows(let rows)? = screen.answer {
      if rows.count < row.counts.rejected {
        note = "the first \(Spell.count(rows.count)) of \(note)"
      }
      lines = rows.map { row in
        let line = row.line > 0 ? "line \(Spell.count(row.line))" : "line not known"
        return context.pair(line, StyledText(row.reason))
      }
    } else {
      let text = screen.reading.failure ?? "asking the desk" + context.glyphs[.ellipsis]
      lines = [DocumentLine(StyledText(text, .muted))]
    }
    return [.blank, .heading("Rejected rows", note: note)] + lines
  }

  private var fileEntries: [DocumentLine] {
    guard case .window(let window)? = screen.sideAnswer, case .log(let rows) = window.rows,
      !rows.isEmpty
    else { return [] }
    let own = rows.filter { $0.kind == .intakeAccepted || $0.kind == .intakeRejected }
    let texts = own.flatMap { row in
      [DocumentLine.blank, .heading(row.kind.rawValue, note: "entry \(Spell.count(row.seq))")]
        + JSONText.lines(row.payload)
    }
    return texts
  }
}

extension DrawContext {
  static let labelWidth = 17

  /// A name and what it stands for, in two columns.
  func pair(_ name: String, _ value: StyledText) -> DocumentLine {
    DocumentLine(
      StyledText(TextWidth.pad(name, to: Self.labelWidth - 1) + " ", .muted) + value,
      indent: Self.labelWidth)
  }
}
