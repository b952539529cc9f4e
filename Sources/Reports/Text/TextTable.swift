/// A table in columns of text, or a list of records where it would be wider than the screen.
struct TextTable {
  struct Column {
    var title: String
    var isRight = false
  }

  /// Columns of text are not made narrower than this.
  private static let narrowest = 18
  private static let gap = 2

  var columns: [Column]
  var rows: [[String]]

  func lines(width: Int) -> [String] {
    guard let widths = widths(within: width) else { return records(width: width) }
    var lines = wrapped(columns.map(\.title), widths)
    lines.append(
      widths.map { String(repeating: "-", count: $0) }
        .joined(separator: String(repeating: " ", count: Self.gap)))
    for row in rows { lines += wrapped(row, widths) }
    return lines
  }

  /// The widths of the columns, the widest of text made narrower as far as need be; nil when even that is
  /// too wide.
  private func widths(within width: Int) -> [Int]? {
    var widths = columns.indices.map { index in
      let title = columns[index].title.split(separator: " ").map { PlainText.width(String($0)) }
      return max(
        rows.map { PlainText.width($0[index]) }.max() ?? 0, title.max() ?? 0, 1)
    }
    let room = width - Self.gap * (columns.count - 1)
    while widths.reduce(0, +) > room {
      let text = widths.indices.filter { !columns[$0].isRight && widths[$0] > Self.narrowest }
      guard let widest = text.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    // A title in one line rather than two where there is room.
    for index in columns.indices {
      let more = PlainText.width(columns[index].title) - widths[index]
      if more > 0, widths.reduce(0, +) + more <= room { widths[index] += more }
    }
    return widths
  }

  /// One row, in as many lines as its tallest cell needs.
  private func wrapped(_ row: [String], _ widths: [Int]) -> [String] {
    let cells = row.indices.map { PlainText.wrapped(row[$0], widths[$0]) }
    let height = cells.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let parts = cells.indices.map { index in
        PlainText.padded(
          line < cells[index].count ? cells[index][line] : "", widths[index],
          right: columns[index].isRight)
      }
      return Self.trimmed(parts.joined(separator: String(repeating: " ", count: Self.gap)))
    }
  }

  /// Each row as a paragraph: the name of a column and its value on a line of their own, the value below
  /// its name where the screen is narrow.
  private func records(width: Int) -> [String] {
    let names = columns.map { PlainText.width($0.title) }.max() ?? 0
    let isNarrow = width - names - Self.gap < 20
    let indent = isNarrow ? Self.gap : names + Self.gap
    var lines: [String] = []
    for row in rows {
      if !lines.isEmpty { lines.append("") }
      for (column, value) in zip(columns, row) where !value.isEmpty {
        if isNarrow { lines += PlainText.wrapped(column.title, width) }
        for (index, part) in PlainText.wrapped(value, width - indent).enumerated() {
          let name = index == 0 && !isNarrow ? column.title : ""
          lines.append(Self.trimmed(PlainText.padded(name, indent) + part))
        }
      }
    }
    return lines
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
