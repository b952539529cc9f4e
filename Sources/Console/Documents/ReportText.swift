import DeskRules
import LeadModel
import TerminalKit

/// What the council has before it, as lines.
struct AgendaText {
  let agenda: Agenda
  let context: DrawContext

  var lines: [DocumentLine] {
    var lines = [
      DocumentLine.heading("The council", note: "rules v\(agenda.version)"),
      context.pair("window", context.window(agenda.window)),
      context.pair("quorum", StyledText("\(agenda.window.quorum)")),
    ]
    lines += part("Change requests", agenda.changes.count, agenda.changes.flatMap(change))
    lines += part(
      "Exceptions that wait", agenda.requested.count, agenda.requested.map(exception))
    lines += part("Exceptions near their sunset", agenda.ending.count, agenda.ending.map(exception))
    lines += part(
      "Roster changes nobody has ticked", agenda.roster.count, agenda.roster.map(roster))
    return lines + agenda.sections.flatMap { [.blank] + SectionText.lines($0) }
  }

  private func part(_ title: String, _ count: Int, _ lines: [DocumentLine]) -> [DocumentLine] {
    let none = [DocumentLine(StyledText("none", .muted))]
    return [.blank, .heading(title, note: "\(count)")] + (lines.isEmpty ? none : lines)
  }

  private func change(_ row: ChangeRequestRow) -> [DocumentLine] {
    let preview = agenda.previews.first { $0.change == row.number }
    return [
      DocumentLine(
        StyledText([
          Span(TextWidth.pad(Spell.change(row.number), to: 12), .accent), Span(row.reason),
          Span("  \(row.requestedBy), \(Spell.plural(row.approvals.count, "approval"))", .muted),
        ]), indent: 8)
    ] + (preview.map { [DocumentLine(StyledText("        \($0.text)", .muted), indent: 8)] } ?? [])
  }

  private func exception(_ row: ExceptionRow) -> DocumentLine {
    DocumentLine(
      StyledText([
        Span(TextWidth.pad(Spell.exception(row.number), to: 13), .accent),
        Span("\(ExceptionColumns.what(row.terms, context.names))  "),
      ]) + ExceptionColumns.left(row, context) + StyledText("  \(row.reason)", .muted), indent: 8)
  }

  private func roster(_ row: RosterChangeRow) -> DocumentLine {
    DocumentLine(
      StyledText([
        Span(context.names.name(row.rep)), Span("  \(row.field)  ", .muted),
        Span("\(row.old ?? "–") \(context.glyphs[.arrowRight]) \(row.new ?? "–")"),
      ]), indent: 8)
  }
}

extension DrawContext {
  /// Whether the council may publish, and when that changes.
  func window(_ window: CouncilWindow) -> StyledText {
    let change = window.changesAt.map { clock.near($0, now: now) }
    return window.isOpen
      ? StyledText("open" + (change.map { " until \($0)" } ?? ""), Style(.ok, .bold))
      : StyledText("closed" + (change.map { ", opens \($0)" } ?? ""), Style(.muted))
  }
}

/// A report as lines: each figure with its count, a bar where it is a share, and its tables.
struct ReportText {
  let report: Report
  /// The weeks before, where the report is one of a week.
  let insight: Insight
  let context: DrawContext
  /// The columns that there are.
  let width: Int

  var lines: [DocumentLine] {
    let from = context.clock.full(report.from).prefix(16)
    let to = context.clock.full(report.to).prefix(16)
    let heading = DocumentLine.heading("Report \(report.name)", note: "\(from) to \(to)")
    if let lights = HealthText(report: report, context: context) {
      return [heading] + lights.lines
    }
    let first = report.sections.filter(\.isFirst).flatMap { SectionText.lines($0) + [.blank] }
    return [heading] + first + figures
      + ReportPictures(report: report, context: context, width: width).lines
      + report.sections.filter { !$0.isFirst }.flatMap { [.blank] + SectionText.lines($0) }
      + (report.notes.isEmpty ? [] : [.blank, .heading("What to know")])
      + report.notes.map { DocumentLine(StyledText($0, .muted), indent: 2) }
  }

  /// Figures of the whole as lines, those of many things as tables; the hours of a week are a picture.
  private var figures: [DocumentLine] {
    let blocks = report.figureBlocks
    let tables = blocks.filter { !$0.names.isEmpty && $0.rows.count >= Self.fewestRows }
    let inTables = Set(tables.map(\.names))
    let rows = report.rows.filter { figure in
      figure.weekCell == nil && !inTables.contains(figure.by.map(\.name))
    }
    let widest = rows.map { TextWidth.columns(Self.name($0)) }.max() ?? 0
    return rows.map { line($0, name: min(44, widest)) }
      + tables.flatMap { FigureTable(block: $0, context: context, width: width).lines }
  }

  /// Fewer things than this are told in lines.
  private static let fewestRows = 2

  /// `review attainment  region EMEA`
  static func name(_ figure: Report.Figure) -> String {
    let by = figure.by.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let name = figure.figure.map { $0 == "_" ? " " : String($0) }.joined()
    return by.isEmpty ? name : "\(name)  \(by)"
  }

  private func line(_ figure: Report.Figure, name width: Int) -> DocumentLine {
    let style: Style = figure.breached ? Style(.breach, .bold) : .text
    var text = StyledText([
      Span(TextWidth.pad(Self.name(figure), to: width) + "  ", figure.breached ? style : .muted),
      Span(
        TextWidth.pad(Self.number(figure.value, figure.unit), to: 10, align: .right) + "  ", style),
    ])
    if figure.unit == .share, let value = figure.value {
      text =
        text
        + Gauge.bar(
          share: value, width: self.width < 100 ? 8 : 16, glyphs: context.glyphs,
          full: Style(figure.breached ? .breach : .barFull)) + StyledText("  ")
    }
    text = text + Self.course(figure, report.name == "kpi" ? insight : Insight(), context)
    if let limit = Self.limit(figure, context) { text = text + limit + StyledText("  ") }
    // A count is its own.
    if figure.unit != .count || figure.value != Double(figure.count) {
      let few = figure.few ? ", too few to judge" : ""
      text = text + StyledText("of \(Spell.count(figure.count))\(few)", .muted)
    }
    return DocumentLine(text, indent: min(46, width + 4))
  }

  /// The last weeks of a figure as a row of columns, with two blanks behind; nothing where they are not
  /// known.
  static func course(
    _ figure: Report.Figure, _ insight: Insight, _ context: DrawContext
  ) -> StyledText {
    let course = insight.course(of: figure)
    guard !course.isEmpty else { return "" }
    let style = Style(figure.breached ? .breach : .barFull)
    let text = Sparkline.text(course, width: course.count, glyphs: context.glyphs)
    return StyledText([Span(TextWidth.pad(text, to: Insight.shown), style), Span("  ")])
  }

  /// The line that the figure must not cross, and whether it did: `▲ above 3.0 %`.
  static func limit(_ figure: Report.Figure, _ context: DrawContext) -> StyledText? {
    guard let threshold = figure.threshold else { return nil }
    let line = number(threshold, figure.unit)
    guard figure.breached else { return StyledText("limit \(line)", .muted) }
    let side = (figure.value ?? 0) < threshold ? "below" : "above"
    return StyledText("\(context.glyphs[.warning]) \(side) \(line)", Style(.breach, .bold))
  }

  /// A figure in its unit: `93.5 %`, `12`, `4.5 min`; `–` where there is nothing to divide by.
  static func number(_ value: Double?, _ unit: Report.Unit) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return "–" }
    switch unit {
    case .share: return decimal(value * 100, digits: 1) + " %"
    case .count: return decimal(value, digits: value.rounded() == value ? 0 : 1)
    case .seconds: return decimal(value, digits: 1) + " s"
    case .minutes: return decimal(value, digits: 1) + " min"
    case .days: return decimal(value, digits: 1) + " d"
    case .perThousand, .perWeek: return decimal(value, digits: 1)
    case .money: return decimal(value, digits: 0)
    }
  }

  private static func decimal(_ value: Double, digits: Int) -> String {
    let scale: Double = digits == 0 ? 1 : 10
    let scaled = Int64((abs(value) * scale).rounded())
    let whole = digits == 0 ? Spell.count(scaled) : Spell.count(scaled / 10) + ".\(scaled % 10)"
    return (value < 0 && scaled != 0 ? "-" : "") + whole
  }
}

/// A titled table of text as lines, its columns as wide as what stands in them.
enum SectionText {
  static let widest = 40

  static func lines(_ section: Report.Section) -> [DocumentLine] {
    let heading = DocumentLine.heading(section.title, note: "\(section.rows.count)")
    guard !section.rows.isEmpty else {
      return [heading, DocumentLine(StyledText("none", .muted))]
    }
    let all = (section.columns.isEmpty ? [] : [section.columns]) + section.rows
    let count = all.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      min(widest, all.map { column < $0.count ? TextWidth.columns($0[column]) : 0 }.max() ?? 0)
    }
    let numbers = (0..<count).map { column in
      section.rows.allSatisfy { $0.count > column && isNumber($0[column]) }
    }
    func line(_ cells: [String], _ style: Style) -> DocumentLine {
      let padded = cells.enumerated().map { place, cell in
        let isLast = place == cells.count - 1
        if numbers[place] { return TextWidth.pad(cell, to: widths[place], align: .right) }
        return isLast ? cell : TextWidth.pad(cell, to: widths[place])
      }
      return DocumentLine(StyledText(padded.joined(separator: "  "), style), indent: 4)
    }
    let titles = section.columns.isEmpty ? [] : [line(section.columns, .muted)]
    return [heading] + titles + section.rows.map { line($0, .text) }
  }

  /// Whether a cell stands with its digits under those of others: `12`, `-3.5 %`, `–`.
  private static func isNumber(_ cell: String) -> Bool {
    let digits = cell.unicodeScalars.filter { !" %.,+-–".unicodeScalars.contains($0) }
    return !cell.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
  }
}
