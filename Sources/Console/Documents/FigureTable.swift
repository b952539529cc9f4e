import LeadModel
import TerminalKit

/// Figures of a report that are broken down: a line for each value, a column for each figure. What is too wide
/// goes on in a further table with the same first columns.
struct FigureTable {
  let block: Report.FigureBlock
  let context: DrawContext
  /// The columns that there are.
  let width: Int

  private static let gap = 2
  private static let widestKey = 24

  var lines: [DocumentLine] {
    let keys = block.names.indices.map(keyColumn)
    let room = width - keys.reduce(0) { $0 + $1.width + Self.gap }
    let parts = parts(block.figures.map(figureColumn), room: room)
    return parts.flatMap { part in
      header(keys + part) + block.rows.indices.map { row in line(keys + part, row) }
    } + limits
  }

  private struct Column {
    var title: [String]
    var cells: [(text: String, style: Style)]
    var isRight: Bool

    var width: Int {
      (title + cells.map(\.text)).map(TextWidth.columns).max() ?? 0
    }
  }

  private func keyColumn(_ place: Int) -> Column {
    let cells = block.rows.map { row -> (String, Style) in
      (TextWidth.pad(row[place], to: min(Self.widestKey, TextWidth.columns(row[place]))), .text)
    }
    return Column(title: [block.names[place]], cells: cells, isRight: false)
  }

  private func figureColumn(_ name: String) -> Column {
    let words = name.split(separator: "_").map(String.init)
    let cells = block.rows.map { row in block[row, name].map(cell) ?? ("", .muted) }
    return Column(title: words, cells: cells, isRight: true)
  }

  /// `87 % of 142`; counts stand alone, being their own.
  private func cell(_ figure: Report.Figure) -> (String, Style) {
    let value = ReportText.number(figure.value, figure.unit)
    let mark = figure.breached ? context.glyphs[.warning] + " " : ""
    let count = figure.unit == .share ? " of \(Spell.count(figure.count))" : ""
    let style: Style =
      figure.breached ? Style(.breach, .bold) : figure.few && figure.unit == .share ? .muted : .text
    return (mark + value + count, style)
  }

  /// As many columns beside each other as there is room for, at least one.
  private func parts(_ columns: [Column], room: Int) -> [[Column]] {
    var parts: [[Column]] = []
    var left = 0
    for column in columns {
      let needed = column.width + Self.gap
      if parts.isEmpty || needed > left {
        parts.append([])
        left = room + Self.gap
      }
      parts[parts.count - 1].append(column)
      left -= needed
    }
    return parts
  }

  /// Titles of several words stand in several lines, ending with the last.
  private func header(_ columns: [Column]) -> [DocumentLine] {
    let height = columns.map(\.title.count).max() ?? 1
    let lines = (0..<height).map { line -> DocumentLine in
      let cells = columns.map { column -> (String, Style) in
        let place = line - (height - column.title.count)
        return (place >= 0 ? column.title[place] : "", .muted)
      }
      return joined(cells, columns)
    }
    return [.blank] + lines
  }

  private func line(_ columns: [Column], _ row: Int) -> DocumentLine {
    joined(columns.map { $0.cells[row] }, columns)
  }

  private func joined(_ cells: [(String, Style)], _ columns: [Column]) -> DocumentLine {
    let spans = zip(cells, columns).map { cell, column in
      Span(
        TextWidth.pad(cell.0, to: column.width, align: column.isRight ? .right : .left)
          + String(repeating: " ", count: Self.gap), cell.1)
    }
    return DocumentLine(StyledText(spans), indent: 4)
  }

  private var limits: [DocumentLine] {
    block.limits.map { name, limit, unit in
      let words = name.split(separator: "_").joined(separator: " ")
      return DocumentLine(
        StyledText("limit of \(words): \(ReportText.number(limit, unit))", .muted))
    }
  }
}
