import LeadModel

/// The rows of a UTF-8 CSV with exactly known header names, as its bytes arrive: in memory of a few rows
/// whatever the size of the file.
struct DatasetRows: Sendable {
  /// How far plain rows were taken: up to which byte, and over how many lines.
  typealias Skim = (position: Int, lines: Int)

  let columns: [DatasetColumn]
  var problems: DatasetProblems
  private let limits: IntakeLimits
  private var queue = ByteQueue()
  private var scanner: CSVScanner
  /// For each known column, where it stands in the file; −1 where it does not.
  private(set) var positions: [Int] = []
  /// How many names the header has; nil before it was read.
  private(set) var width: Int?
  private var isOpened = false
  /// Nothing more is read: the file is none of this kind.
  private var isOver = false
  private static let pieceSize = 1 << 18

  init(file: String, columns: [DatasetColumn], limits: IntakeLimits) {
    self.columns = columns
    self.limits = limits
    problems = DatasetProblems(file: file)
    scanner = CSVScanner(
      delimiter: UInt8(ascii: ","), maximumFields: limits.columns,
      maximumRecord: limits.recordBytes)
  }

  /// Takes the next bytes; each row that is whole goes to `take`, in order. `skim` is offered what comes
  /// next before each row, for a faster way through plain rows: it says how far it came.
  mutating func feed(
    _ bytes: UnsafeRawBufferPointer,
    skim: (UnsafeBufferPointer<UInt8>, Int) -> Skim = { ($1, 0) },
    _ take: (DatasetFields, inout DatasetProblems) -> Void
  ) {
    var rest = bytes[...]
    while !rest.isEmpty, !isOver {
      let piece = rest.prefix(Self.pieceSize)
      rest = rest.dropFirst(piece.count)
      queue.append(UnsafeRawBufferPointer(rebasing: piece).assumingMemoryBound(to: UInt8.self))
      read(isFinal: false, skim, take)
    }
  }

  /// Says that no more bytes come.
  mutating func finish(
    skim: (UnsafeBufferPointer<UInt8>, Int) -> Skim = { ($1, 0) },
    _ take: (DatasetFields, inout DatasetProblems) -> Void
  ) {
    if !isOver { read(isFinal: true, skim, take) }
    if width == nil, problems.isEmpty {
      problems.report("the file is empty: it needs at least its header line", line: nil)
    }
    isOver = true
  }

  private mutating func read(
    isFinal: Bool, _ skim: (UnsafeBufferPointer<UInt8>, Int) -> Skim,
    _ take: (DatasetFields, inout DatasetProblems) -> Void
  ) {
    guard isOpened || queue.count >= FileSignature.length || isFinal else { return }
    if !isOpened { open() }
    if isOver { return }
    // Taken out for the time: what stands in it is read while the rest of this is changed.
    var bytes = ByteQueue()
    swap(&bytes, &queue)
    bytes.withBytes { readRows($0, isFinal: isFinal, skim, take) }
    bytes.removeFirst(scanner.position)
    scanner.forget(scanner.position)
    swap(&bytes, &queue)
    if !isFinal, !isOver, queue.count > limits.recordBytes + Self.pieceSize {
      problems.report("the row is longer than \(limits.recordBytes) bytes", line: scanner.line)
      isOver = true
    }
  }

  /// Looks at the first bytes: other formats and encodings are no table.
  private mutating func open() {
    isOpened = true
    let head = queue.withBytes { Array($0.prefix(FileSignature.length)) }
    if let (what, remedy) = FileSignature.foreign(head) {
      problems.report("this is \(what): \(remedy)", line: nil)
      isOver = true
    } else if let (encoding, mark) = TextEncoding.declared(by: head) {
      if encoding == .utf8 { return queue.removeFirst(mark) }
      problems.report("the file is \(encoding.rawValue): save it as UTF-8", line: nil)
      isOver = true
    }
  }

  private mutating func readRows(
    _ text: UnsafeBufferPointer<UInt8>, isFinal: Bool,
    _ skim: (UnsafeBufferPointer<UInt8>, Int) -> Skim,
    _ take: (DatasetFields, inout DatasetProblems) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    while !isOver {
      if width != nil {
        let (position, lines) = skim(text, scanner.position)
        scanner.skip(to: position, lines: lines)
      }
      switch scanner.next(text, isFinal: isFinal) {
      case .needsMore, .end: return
      case .damaged(let damage): problems.report(damage.reason, line: scanner.rowLine)
      case .row:
        guard isText(text) else { continue }
        if let width {
          guard scanner.fieldCount <= width else {
            problems.report(
              "the row has \(scanner.fieldCount) fields, the header only \(width)",
              line: scanner.rowLine)
            continue
          }
          let fields = DatasetFields(
            base: base, line: scanner.rowLine, fields: scanner.fields, positions: positions)
          reportBlanks(fields)
          take(fields, &problems)
        } else {
          readHeader(base)
        }
      }
    }
  }

  private mutating func isText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if scanner.rowHasNUL {
      problems.report("the row holds a NUL byte", line: scanner.rowLine)
      return false
    }
    let row = UnsafeBufferPointer(rebasing: text[scanner.rowStart..<scanner.rowEnd])
    if scanner.rowMayHaveMultibyte, let bad = UTF8Scan.firstInvalid(row) {
      problems.report("byte \(bad + 1) of the row is not valid UTF-8", line: scanner.rowLine)
      return false
    }
    return true
  }

  private mutating func reportBlanks(_ fields: DatasetFields) {
    for (index, column) in columns.enumerated()
    where !column.mayBeBlank && fields.isBlank(index) {
      problems.report(
        "column \(quoted(column.name)) is blank, it must not be", line: fields.line)
    }
  }

  private mutating func readHeader(_ base: UnsafePointer<UInt8>) {
    let names = TableRow(
      base: base, fields: scanner.fields, isShort: false, origin: Origin(file: problems.file)
    ).texts
    width = names.count
    let header = DatasetHeader(names, columns)
    for reason in header.problems { problems.report(reason, line: scanner.rowLine) }
    positions = header.positions
    isOver = !problems.isEmpty
  }
}

/// The fields of one row where they stand in the bytes, by the place of their column among the known ones.
struct DatasetFields {
  fileprivate let base: UnsafePointer<UInt8>
  /// From 1.
  let line: Int
  fileprivate let fields: [CSVScanner.Field]
  fileprivate let positions: [Int]

  /// The bytes of a field without its quotes, doubled ones within still doubled; none where the file has
  /// no such column, or the row ends before it.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    guard let field = field(column) else { return UnsafeBufferPointer(start: base, count: 0) }
    return UnsafeBufferPointer(
      start: base + Int(field.start), count: max(0, Int(field.end - field.start)))
  }

  /// Whether ``bytes(_:)`` are the text as it is meant.
  func isPlain(_ column: Int) -> Bool { field(column).map { !$0.hasDoubledQuotes } ?? true }

  /// The text of a field, empty where there is none.
  func text(_ column: Int) -> String {
    let at = positions[column]
    guard at >= 0, at < fields.count else { return "" }
    return TableRow(base: base, fields: fields, isShort: false, origin: Origin(file: ""))
      .text(at) ?? ""
  }

  func isBlank(_ column: Int) -> Bool {
    let bytes = bytes(column)
    if let first = bytes.first, 0x21...0x7E ~= first { return false }
    return text(column).trimmed.isEmpty
  }

  private func field(_ column: Int) -> CSVScanner.Field? {
    let at = positions[column]
    return at >= 0 && at < fields.count ? fields[at] : nil
  }
}

/// A header held against the known columns.
private struct DatasetHeader {
  private(set) var positions: [Int]
  private(set) var problems: [String] = []

  init(_ names: [String], _ columns: [DatasetColumn]) {
    positions = columns.map { _ in -1 }
    let known = columns.map(\.name)
    for (at, written) in names.enumerated() {
      let name = written.trimmed
      guard let index = known.firstIndex(where: { Bytes.equal($0, name) }) else {
        problems.append(Self.unknown(name, among: known, in: names))
        if names.count == 1 { return }
        continue
      }
      if positions[index] >= 0 { problems.append("the column \(quoted(name)) is there twice") }
      positions[index] = at
    }
    for (index, column) in columns.enumerated() where column.isRequired && positions[index] < 0 {
      problems.append("the column \(quoted(column.name)) is missing")
    }
  }

  private static func unknown(_ name: String, among known: [String], in names: [String]) -> String {
    if names.count == 1, name.contains(";") || name.contains("\t") {
      return "the columns must be separated by commas"
    }
    let allowed = "allowed are \(known.joined(separator: ", "))"
    guard let near = NearMiss.of(name, among: known) else {
      return "the column \(quoted(name)) is unknown: \(allowed)"
    }
    return "the column \(quoted(name)) is unknown, did you mean \(quoted(near))? \(allowed)"
  }
}
