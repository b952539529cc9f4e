/// Comma-separated text as RFC 4180 has it, with a choice of delimiter, line end and quoting.
struct CSVText {
  private(set) var text = ""
  private let delimiter: Character
  private let newline: String
  private let quotesAll: Bool

  init(
    header: [String], delimiter: Character = ",", newline: String = "\n", quotesAll: Bool = false
  ) {
    self.delimiter = delimiter
    self.newline = newline
    self.quotesAll = quotesAll
    add(header)
  }

  mutating func add(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(delimiter) }
      if quotesAll || needsQuotes(cell) { quote(cell) } else { text += cell }
    }
    text += newline
  }

  /// By scalars: a mark after a quote makes another Character of it.
  private mutating func quote(_ cell: String) {
    text += "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  private func needsQuotes(_ cell: String) -> Bool {
    let marks = delimiter.unicodeScalars
    return cell.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || marks.contains($0)
    }
  }
}
