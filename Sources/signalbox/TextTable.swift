import DeskRules
import TerminalKit

/// Rows of text below each other for a terminal or a printer, each column as wide as its widest cell.
struct TextTable {
  /// One column.
  struct Column {
    var title: String
    var align: Alignment = .left
  }

  var columns: [Column]
  var rows: [[String]]
  /// The columns of the page; the last column of the table is wrapped to stay in it.
  var width = Int.max
  var indent = ""

  init(_ titles: [String], right: Set<Int> = [], rows: [[String]], width: Int = .max) {
    columns = titles.enumerated().map {
      Column(title: $1, align: right.contains($0) ? .right : .left)
    }
    self.rows = rows.map { $0.map(Sanitizer.clean) }
    self.width = width
  }

  /// The header, unless no column has a title, and the rows.
  var lines: [String] {
    let header = columns.map(\.title)
    let all = header.allSatisfy(\.isEmpty) ? rows : [header] + rows
    let widths = columns.indices.map { column in
      all.map { $0.indices.contains(column) ? TextWidth.columns($0[column]) : 0 }.max() ?? 0
    }
    return all.flatMap { line($0, widths) }
  }

  private func line(_ row: [String], _ widths: [Int]) -> [String] {
    let last = columns.count - 1
    let cells = columns.indices.dropLast().map { column in
      TextWidth.pad(
        row.indices.contains(column) ? row[column] : "", to: widths[column],
        align: columns[column].align) + "  "
    }
    let head = indent + cells.joined()
    let text = row.indices.contains(last) ? row[last] : ""
    let used = TextWidth.columns(head)
    let room = width == .max ? .max : max(20, width - used)
    let parts =
      columns[last].align == .right
      ? [TextWidth.pad(text, to: widths[last], align: .right)]
      : room == .max ? [text] : TextWidth.wrap(text, width: room)
    let blank = String(repeating: " ", count: used)
    return parts.isEmpty
      ? [head.trimmedEnd]
      : parts.enumerated().map { (($0 == 0 ? head : blank) + $1).trimmedEnd }
  }
}

extension String {
  /// Without blanks at the end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

/// Objects for programs, their keys in the order written.
enum JSONText {
  static func object(_ write: (inout Payload) -> Void) -> String {
    var out = Payload()
    write(&out)
    return String(decoding: out.bytes, as: UTF8.self)
  }
}

extension Payload {
  /// A list of objects, one for each item.
  mutating func put<T>(_ key: String, list items: [T], _ write: (T, inout Payload) -> Void) {
    put(
      key,
      objects: items.map { item in
        var object = Payload()
        write(item, &object)
        return object
      })
  }
}

extension Output {
  /// A line for a person: control characters in it are shown, not obeyed.
  static func text(_ line: String) { self.line(Sanitizer.clean(line)) }

  /// Lines for a person.
  static func text(_ lines: [String]) { for line in lines { text(line) } }

  /// One object a line.
  static func object(_ write: (inout Payload) -> Void) { line(JSONText.object(write)) }
}
