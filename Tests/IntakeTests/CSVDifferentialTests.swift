import Testing

@testable import Intake

@Suite struct CSVDifferentialTests {
  /// What the scanner finds, given the text in two pieces.
  private func scan(_ text: [UInt8], delimiter: UInt8, cut: Int) -> [CSVReference.Row] {
    var rows: [CSVReference.Row] = []
    var queue = ByteQueue()
    var scanner = CSVScanner(delimiter: delimiter, maximumFields: 999, maximumRecord: 1 << 20)
    for (piece, isFinal) in [(text[..<cut], false), (text[cut...], true)] {
      piece.withUnsafeBufferPointer { queue.append($0) }
      let taken = queue.withBytes { bytes in
        while true {
          switch scanner.next(bytes, isFinal: isFinal) {
          case .row:
            guard let base = bytes.baseAddress else { return scanner.position }
            let row = TableRow(
              base: base, fields: scanner.fields, isShort: false, origin: .init(file: ""))
            rows.append(.fields(row.texts.map { Array($0.utf8) }, line: scanner.rowLine))
          case .damaged:
            let row = Array(bytes[scanner.rowStart..<scanner.rowEnd])
            rows.append(.damaged(row, line: scanner.rowLine))
          case .needsMore, .end: return scanner.position
          }
        }
      }
      queue.removeFirst(taken)
      scanner.forget(taken)
    }
    return rows
  }

  @Test(arguments: 1...40) func scannerAgreesWithTheSlowWay(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let alphabet = Array("ab,;\t\"\"\"\n\r\n ,x\u{1},é".utf8)
    for _ in 0..<250 {
      let length = Int.random(in: 0...60, using: &random)
      // é is two bytes: both or none, so that fields stay text.
      var text: [UInt8] = []
      while text.count < length {
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        text += byte < 0x80 ? [byte] : Array("é".utf8)
      }
      let delimiter = Array(",;\t".utf8)[Int.random(in: 0..<3, using: &random)]
      let cut = Int.random(in: 0...text.count, using: &random)
      let expected = CSVReference.rows(text, delimiter: delimiter)
      let found = scan(text, delimiter: delimiter, cut: cut)
      #expect(
        found == expected,
        "seed \(seed), delimiter \(delimiter), cut \(cut): \(String(decoding: text, as: UTF8.self))"
      )
      if found != expected { return }
    }
  }

  @Test(arguments: 1...8) func wellFormedTablesComeBackAsTheyWereWritten(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let alphabet = Array("abc ,;\t\"\n\r'=é–x0")
    for _ in 0..<100 {
      let width = Int.random(in: 1...9, using: &random)
      var rows: [[String]] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        rows.append(
          (0..<width).map { _ in
            String(
              (0..<Int.random(in: 1...20, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
              })
          })
      }
      var writer = CSVWriter(lineEnd: Bool.random(using: &random) ? "\r\n" : "\n")
      for row in rows { writer.row(row) }
      let found = scan(writer.bytes, delimiter: UInt8(ascii: ","), cut: 0).map { row in
        if case .fields(let fields, _) = row {
          return fields.map { String(decoding: $0, as: UTF8.self) }
        }
        return ["damaged"]
      }
      #expect(found == rows)
    }
  }
}
