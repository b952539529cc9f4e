import Insights
import LeadModel

/// A report as lines for a terminal or a printer.
///
/// Figures that are broken down alike stand in one table. Each shows in brackets how many it was made of;
/// `few` marks those of fewer than 20, `breached` those that crossed their line.
public enum TextReport {
  public static func lines(_ report: Report, width: Int = 80) -> [String] {
    let width = max(40, width)
    var lines = head(report, width)
    for section in report.sections where section.isFirst { lines += list(section, width) }
    for block in report.figureBlocks {
      lines.append("")
      lines += block.names.isEmpty ? whole(block, width) : broken(block, width)
    }
    for group in WeekPanels.groups(report) { lines += [""] + group.lines(width: width) }
    for section in report.sections where !section.isFirst { lines += list(section, width) }
    if !report.notes.isEmpty { lines.append("") }
    for note in report.notes { lines += PlainText.wrapped(PlainText.clean(note), width) }
    return lines
  }

  private static func head(_ report: Report, _ width: Int) -> [String] {
    let time = LocalTime(named: report.zone)
    var lines = [report.title]
    lines += PlainText.wrapped(
      "\(time.minute(report.from)) to \(time.minute(report.to)) \(time.name)", width)
    if let head = report.head {
      let entries = report.entries.map { "\(FigureText.grouped($0)) entries, " } ?? ""
      lines += PlainText.wrapped("log: \(entries)head \(head)", width)
    }
    return lines
  }

  /// A titled table, with an empty line above.
  private static func list(_ section: Report.Section, _ width: Int) -> [String] {
    let rows = section.rows.isEmpty ? ["none"] : table(section).lines(width: width)
    return ["", PlainText.clean(section.title), ""] + rows
  }

  /// Figures of the whole: a line each.
  private static func whole(_ block: Report.FigureBlock, _ width: Int) -> [String] {
    let hasLimits = !block.limits.isEmpty
    let rows = block.figures.compactMap { block[[], $0] }.map { figure in
      let cells = [figure.figure.words, cell(figure)]
      return hasLimits ? cells + [limit(figure)] : cells
    }
    var columns = [TextTable.Column(title: "figure"), .init(title: "value", isRight: true)]
    if hasLimits { columns.append(.init(title: "limit", isRight: true)) }
    return TextTable(columns: columns, rows: rows).lines(width: width)
  }

  /// Figures broken down: a line for each value, a column for each figure.
  private static func broken(_ block: Report.FigureBlock, _ width: Int) -> [String] {
    let columns =
      block.names.map { TextTable.Column(title: $0.words) }
      + block.figures.map { TextTable.Column(title: $0.words, isRight: true) }
    let rows = block.rows.map { row in
      row.map(PlainText.clean) + block.figures.map { block[row, $0].map(cell) ?? "" }
    }
    var lines = TextTable(columns: columns, rows: rows).lines(width: width)
    for (name, limit, unit) in block.limits {
      lines.append("limit of \(name.words): \(FigureText.value(limit, unit))")
    }
    return lines
  }

  /// `87 % (142)`; counts stand without brackets, being their own.
  static func cell(_ figure: Report.Figure) -> String {
    guard let value = figure.value else { return figure.unit == .count ? "–" : "– (0)" }
    let text = FigureText.value(value, figure.unit)
    guard figure.unit != .count else { return figure.breached ? "\(text) breached" : text }
    var marks = [FigureText.grouped(Int64(figure.count))]
    if figure.few { marks.append("few") }
    if figure.breached { marks.append("breached") }
    return "\(text) (\(marks.joined(separator: ", ")))"
  }

  private static func limit(_ figure: Report.Figure) -> String {
    figure.threshold.map { FigureText.value($0, figure.unit) } ?? ""
  }

  private static func table(_ section: Report.Section) -> TextTable {
    let columns = section.columns.indices.map { index in
      TextTable.Column(
        title: PlainText.clean(section.columns[index]),
        isRight: section.rows.allSatisfy { isNumber($0[index]) })
    }
    return TextTable(columns: columns, rows: section.rows.map { $0.map(PlainText.clean) })
  }

  /// Digits with a point, a sign, separators: a column of nothing else stands to the right.
  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 0x2E || $0 == 0x2C }
  }
}
