@testable import Intake

/// What holds for the scanner and the writer of CSV.
enum TableLaws {
  /// The first byte chooses the delimiter.
  static func csv(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let delimiter = Array(",;\t".utf8)[Int(first) % 3]
    // Fields are text: what is no text is rejected before, by the reader of rows.
    let text = Array(decoded(bytes.dropFirst()).utf8)
    let expected = CSVReference.rows(text, delimiter: delimiter)
    let whole = scan([text[...]], delimiter)
    try law(whole == expected, "the scanner and the slow way differ")
    try law(scan(text.pieces, delimiter) == expected, "pieces make other rows")
    try written(whole, delimiter)
  }

  /// Rows that were found are found again in what the writer makes of them.
  private static func written(
    _ rows: [CSVReference.Row], _ delimiter: UInt8
  ) throws(BrokenLaw) {
    var writer = CSVWriter(delimiter: Character(Unicode.Scalar(delimiter)), lineEnd: "\r\n")
    var expected: [[[UInt8]]] = []
    for case .fields(let fields, _) in rows {
      // A row of one empty field is a blank line, which is no row.
      if fields == [[]] { continue }
      writer.row(fields.map { decoded($0) })
      expected.append(fields)
    }
    let found = scan([writer.bytes[...]], delimiter).map { row -> [[UInt8]] in
      if case .fields(let fields, _) = row { fields } else { [] }
    }
    try law(found == expected, "what was written reads otherwise")
  }

  /// What the scanner finds, given the text in these pieces.
  private static func scan(
    _ pieces: [ArraySlice<UInt8>], _ delimiter: UInt8
  ) -> [CSVReference.Row] {
    var rows: [CSVReference.Row] = []
    var queue = ByteQueue()
    var scanner = CSVScanner(
      delimiter: delimiter, maximumFields: 1 << 20, maximumRecord: 1 << 24)
    for (piece, isFinal) in pieces.map({ ($0, false) }) + [([], true)] {
      piece.withUnsafeBufferPointer { queue.append($0) }
      let taken = queue.withBytes { take($0, &scanner, isFinal, &rows) }
      queue.removeFirst(taken)
      scanner.forget(taken)
    }
    return rows
  }

  private static func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ scanner: inout CSVScanner, _ isFinal: Bool,
    _ rows: inout [CSVReference.Row]
  ) -> Int {
    while let base = bytes.baseAddress {
      switch scanner.next(bytes, isFinal: isFinal) {
      case .row:
        let row = TableRow(
          base: base, fields: scanner.fields, isShort: false, origin: .init(file: ""))
        rows.append(.fields(row.texts.map { Array($0.utf8) }, line: scanner.rowLine))
      case .damaged:
        let row = Array(bytes[scanner.rowStart..<scanner.rowEnd])
        rows.append(.damaged(row, line: scanner.rowLine))
      case .needsMore, .end: return scanner.position
      }
    }
    return scanner.position
  }
}
