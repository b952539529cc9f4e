import LeadModel

/// What the rows and objects of a file are made into.
protocol RecordHandler: Sendable {
  /// What one file gives.
  associatedtype Batch

  /// The names that are rows under this header, before any ``row(_:_:)``.
  mutating func header(_ names: [String])
  /// One row of a table that could be split, with no more fields than the header; valid UTF-8.
  mutating func row(_ row: TableRow, into batch: inout Batch)
  /// One object.
  mutating func object(
    _ members: [JSONMember], source: UnsafeBufferPointer<UInt8>, origin: Origin,
    into batch: inout Batch)
  /// Says something about the file or a row of it.
  mutating func note(_ finding: Finding, into batch: inout Batch)
  /// Tells where the row or object that comes next stands: bytes of the text in UTF-8 without its mark,
  /// line end included.
  mutating func place(_ range: Range<Int64>)
}

extension RecordHandler {
  @inline(__always)
  mutating func place(_ range: Range<Int64>) {}
}

/// A row of a table where it stands in the bytes.
struct TableRow {
  var base: UnsafePointer<UInt8>
  var fields: [CSVScanner.Field]
  var isShort: Bool
  var origin: Origin

  /// The text of a field; nil when it is empty.
  @inline(__always)
  func text(_ index: Int) -> String? {
    let field = fields[index]
    let count = Int(field.end - field.start)
    if count <= 0 { return nil }
    let bytes = UnsafeBufferPointer(start: base + Int(field.start), count: count)
    if field.hasDoubledQuotes { return Self.withSingleQuotes(bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func withSingleQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var skipsQuote = false
    for byte in bytes {
      if byte == 0x22, skipsQuote {
        skipsQuote = false
        continue
      }
      skipsQuote = byte == 0x22
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The text of every field.
  var texts: [String] { fields.indices.map { text($0) ?? "" } }
}

/// Reads a file of records as its bytes arrive, in memory of a few records whatever its size.
struct RecordReader<Handler: RecordHandler>: Sendable {
  let name: String
  let shape: FileShape
  let limits: IntakeLimits
  private(set) var handler: Handler
  private var transcoder: Transcoder
  private var queue = ByteQueue()
  /// Bytes that have left the queue.
  private var offset: Int64 = 0
  private var scanner: CSVScanner
  private var header: [String]?
  private var splitter: JSONSplitter
  private var line = 1
  private var isWithinRow: Bool
  private static var fragment: String {
    "the file grew within this row after its beginning had been read"
  }

  /// The line on which reading stands, for a continuation.
  var currentLine: Int { line }

  /// Pieces larger than this are taken in several, which keeps the queue in the processor's cache.
  private static var pieceSize: Int { 1 << 18 }

  init(name: String, shape: FileShape, limits: IntakeLimits, listKey: String, handler: Handler) {
    self.name = name
    self.shape = shape
    self.limits = limits
    self.handler = handler
    transcoder = Transcoder(encoding: shape.encoding, markLength: shape.markLength)
    scanner = CSVScanner(
      delimiter: shape.delimiter, maximumFields: limits.columns,
      maximumRecord: limits.recordBytes)
    splitter = JSONSplitter(listKey: listKey, depthLimit: limits.jsonDepth)
    line = shape.firstLine
    isWithinRow = shape.startsWithinRow
    if let known = shape.header, shape.isContinuation {
      header = known
      scanner.begin(atLine: shape.firstLine)
      self.handler.header(known)
    }
  }

  mutating func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, into batch: inout Handler.Batch
  ) throws(FileRefusal) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(rebasing: rest.prefix(Self.pieceSize))
      rest = rest.dropFirst(piece.count)
      transcoder.append(piece, to: &queue)
      try read(isFinal: false, into: &batch)
    }
  }

  mutating func finish(into batch: inout Handler.Batch) throws(FileRefusal) {
    transcoder.finish(into: &queue)
    try read(isFinal: true, into: &batch)
  }

  private mutating func read(
    isFinal: Bool, into batch: inout Handler.Batch
  ) throws(FileRefusal) {
    // A line end first: the row before it was whole after all.
    if isWithinRow, let first = queue.first, first == 10 || first == 13 { isWithinRow = false }
    switch shape.format {
    case .csv, .tsv: try readTable(isFinal, &batch)
    case .json: try readDocument(isFinal, &batch)
    case .ndjson: try readLines(isFinal, &batch)
    }
    // What is left is one record that is not whole yet.
    if !isFinal, queue.count > limits.recordBytes + Self.pieceSize {
      throw FileRefusal(
        origin: Origin(file: name, line: line),
        reason: "a record is longer than \(limits.recordBytes) bytes")
    }
  }

  private func rejection(
    _ reason: String, line: Int, row: RejectedRow
  ) -> Finding {
    Finding(
      severity: .rowRejected, origin: Origin(file: name, line: line), reason: reason, row: row)
  }
}

// MARK: - Tables

extension RecordReader {
  private mutating func readTable(
    _ isFinal: Bool, _ batch: inout Handler.Batch
  ) throws(FileRefusal) {
    let taken: Int = queue.withBytes { bytes in
      reading: while true {
        switch scanner.next(bytes, isFinal: isFinal) {
        case .row: takeRow(bytes, &batch)
        case .damaged(let damage):
          let row = Array(bytes[scanner.rowStart..<scanner.rowEnd])
          place(scanner.rowStart, scanner.position)
          handler.note(
            rejection(damage.reason, line: scanner.rowLine, row: .bytes(row)), into: &batch)
        case .needsMore, .end: break reading
        }
      }
      return scanner.position
    }
    drop(taken)
    scanner.forget(taken)
    line = scanner.line
  }

  private mutating func drop(_ count: Int) {
    queue.removeFirst(count)
    offset += Int64(count)
  }

  private mutating func place(_ start: Int, _ end: Int) {
    handler.place(offset + Int64(start)..<offset + Int64(end))
  }

  private mutating func takeRow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ batch: inout Handler.Batch
  ) {
    guard let base = bytes.baseAddress else { return }
    guard let header else {
      let names = TableRow(
        base: base, fields: scanner.fields, isShort: false, origin: Origin(file: name)
      ).texts
      self.header = names
      handler.header(names)
      return
    }
    let problem = isWithinRow ? Self.fragment : rowProblem(bytes, columns: header.count)
    isWithinRow = false
    place(scanner.rowStart, scanner.position)
    if let problem {
      let row = Array(bytes[scanner.rowStart..<scanner.rowEnd])
      handler.note(rejection(problem, line: scanner.rowLine, row: .bytes(row)), into: &batch)
      return
    }
    handler.row(
      TableRow(
        base: base, fields: scanner.fields, isShort: scanner.fieldCount < header.count,
        origin: Origin(file: name, line: scanner.rowLine)),
      into: &batch)
  }

  /// Why a row that was split cannot be taken.
  private func rowProblem(_ bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> String? {
    let count = scanner.fieldCount
    if scanner.rowHasNUL { return "the row holds a NUL byte" }
    if scanner.rowMayHaveMultibyte {
      let row = UnsafeBufferPointer(rebasing: bytes[scanner.rowStart..<scanner.rowEnd])
      if let bad = UTF8Scan.firstInvalid(row) {
        let shown = String(row[bad], radix: 16, uppercase: true)
        return "byte \(bad + 1) of the row (0x\(shown)) is not valid \(shape.encoding.rawValue)"
      }
    }
    if count > columns { return "the row has \(count) fields, the header only \(columns)" }
    if scanner.rowFollowsDamage, count != columns {
      return "the row has \(count) of \(columns) fields and follows an unclosed quote"
    }
    return nil
  }
}

extension CSVScanner.Damage {
  /// The sentence for the person who wrote the file.
  var reason: String {
    switch self {
    case .unclosedQuote: "a quote that opens a field is never closed"
    case .textAfterQuote(let field):
      "text follows the closing quote of field \(field): a quote may be missing, or not doubled"
    }
  }
}

// MARK: - JSON

extension RecordReader {
  private mutating func readDocument(
    _ isFinal: Bool, _ batch: inout Handler.Batch
  ) throws(FileRefusal) {
    let problem: JSONProblem? = queue.withBytes { bytes in
      do throws(JSONProblem) {
        while case .record(let record) = try splitter.next(bytes, isFinal: isFinal) {
          place(record.range.lowerBound, record.range.upperBound)
          takeObject(
            UnsafeBufferPointer(rebasing: bytes[record.range]), line: record.line,
            outerDepth: record.outerDepth, &batch)
        }
        return nil
      } catch {
        return error
      }
    }
    if let problem {
      throw FileRefusal(
        origin: Origin(file: name, line: splitter.line, column: splitter.column),
        reason: problem.reason)
    }
    let taken = splitter.disposable
    drop(taken)
    splitter.forget(taken)
    line = splitter.line
  }

  private mutating func readLines(
    _ isFinal: Bool, _ batch: inout Handler.Batch
  ) throws(FileRefusal) {
    let taken: Int = queue.withBytes { bytes in
      var start = 0
      while let end = bytes[start...].firstIndex(of: 10) {
        place(start, end + 1)
        takeLine(UnsafeBufferPointer(rebasing: bytes[start..<end]), isCut: false, &batch)
        start = end + 1
      }
      if isFinal, start < bytes.count {
        place(start, bytes.count)
        takeLine(UnsafeBufferPointer(rebasing: bytes[start...]), isCut: true, &batch)
        start = bytes.count
      }
      return start
    }
    drop(taken)
  }

  private mutating func takeLine(
    _ bytes: UnsafeBufferPointer<UInt8>, isCut: Bool, _ batch: inout Handler.Batch
  ) {
    if isWithinRow {
      let finding = rejection(Self.fragment, line: line, row: .bytes(Array(bytes)))
      handler.note(finding, into: &batch)
      isWithinRow = false
    } else if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      takeObject(bytes, line: line, outerDepth: 0, isCut: isCut, &batch)
    }
    line += 1
  }

  private mutating func takeObject(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, outerDepth: Int, isCut: Bool = false,
    _ batch: inout Handler.Batch
  ) {
    do throws(JSONProblem) {
      let members = try JSONText.object(bytes, outerDepth: outerDepth, limits: limits)
      handler.object(
        members, source: bytes, origin: Origin(file: name, line: line), into: &batch)
    } catch {
      var reason = "\(error.reason) (byte \(error.offset + 1) of the record)"
      if isCut, error.offset >= bytes.count { reason = "the file ends within this line" }
      handler.note(rejection(reason, line: line, row: .bytes(Array(bytes))), into: &batch)
    }
  }
}
