import LeadModel

/// The header line of a table: collected while the file arrives, then split into names.
struct HeaderLine {
  private var bytes: [UInt8] = []
  private var inQuotes = false
  private var isWhole = false

  /// Takes what belongs to the first line that is not blank.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    if isWhole { return }
    for byte in piece {
      if byte == 0x22 { inQuotes.toggle() }
      if !inQuotes, byte == 10 || byte == 13 {
        if bytes.isEmpty { continue }
        isWhole = true
        return
      }
      bytes.append(byte)
      // Nobody's header: a quote that is never closed must not collect the whole file.
      if bytes.count > 1 << 20 { inQuotes = false }
    }
  }

  /// The names, and the delimiter that gives most names that are known, else most names.
  func columns(
    encoding: TextEncoding, prefersTab: Bool, name: String, expected: ExpectedColumns,
    limits: IntakeLimits
  ) throws(FileRefusal) -> (names: [String], delimiter: UInt8) {
    let origin = Origin(file: name, line: 1)
    var line = ByteQueue()
    // UTF-16 is UTF-8 by now.
    var transcoder = Transcoder(
      encoding: encoding == .windows1252 ? .windows1252 : .utf8, markLength: 0)
    bytes.withUnsafeBufferPointer { transcoder.append($0, to: &line) }
    guard line.withBytes({ UTF8Scan.firstInvalid($0) == nil && !$0.contains(0) }) else {
      throw FileRefusal(origin: origin, reason: "the header line holds bytes that are not text")
    }
    var best: (names: [String], delimiter: UInt8)?
    var bestScore = (known: -1, count: -1)
    var damage: CSVScanner.Damage?
    let candidates = Array(prefersTab ? "\t,;".utf8 : ",;\t".utf8)
    for delimiter in candidates {
      switch Self.split(line, at: delimiter, limits: limits) {
      case .failure(let found): damage = found
      case .success(let names):
        let score = (known: names.count(where: expected.knows), count: names.count)
        if score > bestScore { (best, bestScore) = ((names, delimiter), score) }
      }
    }
    guard let best else {
      throw FileRefusal(
        origin: origin, reason: "the header line cannot be read: \(damage?.reason ?? "no text")")
    }
    if best.names.count > limits.columns {
      throw FileRefusal(
        origin: origin, reason: "the header has more than the \(limits.columns) columns allowed")
    }
    if let lack = expected.lack(best.names) { throw FileRefusal(origin: origin, reason: lack) }
    return best
  }

  /// One name more than allowed is kept, to tell that there are too many.
  private static func split(
    _ line: ByteQueue, at delimiter: UInt8, limits: IntakeLimits
  ) -> Result<[String], CSVScanner.Damage> {
    var scanner = CSVScanner(
      delimiter: delimiter, maximumFields: limits.columns + 1, maximumRecord: limits.recordBytes)
    return line.withBytes { bytes in
      switch scanner.next(bytes, isFinal: true) {
      case .damaged(let damage): .failure(damage)
      case .needsMore, .end: .success([])
      case .row:
        .success(
          bytes.baseAddress.map {
            TableRow(
              base: $0, fields: scanner.fields, isShort: false, origin: Origin(file: "")
            ).texts
          } ?? [])
      }
    }
  }
}
