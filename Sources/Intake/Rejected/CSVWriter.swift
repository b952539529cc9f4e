/// Writes CSV (RFC 4180): fields quoted where they must be, rows ended by CRLF or LF.
public struct CSVWriter: Sendable {
  /// What has been written, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  private let neutralisesFormulas: Bool
  private var isAtRowStart = true

  /// `neutralisesFormulas` puts `'` before a cell that a spreadsheet would run: one that begins
  /// with `=` `+` `-` `@`, tab or CR and is no plain number.
  public init(
    delimiter: Character = ",", lineEnd: String = "\n", neutralisesFormulas: Bool = false
  ) {
    self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
    self.lineEnd = Array(lineEnd.utf8)
    self.neutralisesFormulas = neutralisesFormulas
  }

  /// Adds one cell to the row.
  public mutating func cell(_ text: String) {
    if !isAtRowStart { bytes.append(delimiter) }
    isAtRowStart = false
    if neutralisesFormulas, Self.isRunBySpreadsheets(text) {
      write("'" + text)
    } else {
      write(text)
    }
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(contentsOf: lineEnd)
    isAtRowStart = true
  }

  /// Adds a whole row.
  public mutating func row(_ cells: some Sequence<String>) {
    for text in cells { cell(text) }
    endRow()
  }

  /// What has been written since the last time; the memory is given away.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func write(_ text: String) {
    let isPlain = text.utf8.allSatisfy {
      $0 != 0x22 && $0 != delimiter && $0 != 10 && $0 != 13
    }
    let hasEdgeSpace = text.utf8.first == 0x20 || text.utf8.last == 0x20
    if isPlain, !hasEdgeSpace {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func isRunBySpreadsheets(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    let rest = text.utf8.dropFirst()
    let isNumber =
      first == UInt8(ascii: "-") && !rest.isEmpty && rest.first != UInt8(ascii: ".")
      && rest.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
      && rest.count { $0 == UInt8(ascii: ".") } <= 1
    return !isNumber
  }
}
