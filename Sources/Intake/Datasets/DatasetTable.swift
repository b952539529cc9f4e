import LeadModel

/// What a roster, CRM or geo file gave: its rows, or everything that is wrong with it.
public struct DatasetReading<Row: Sendable>: Sendable {
  /// The rows that could be read, in file order. Only worth using when there are no problems.
  public var rows: [Row]
  /// Every error with its line and column name; a file with any replaces nothing.
  public var problems: [Finding]
}

/// A column of such a file.
struct DatasetColumn {
  var name: String
  /// Whether the file must have it.
  var isRequired: Bool
  /// Whether a row may leave it empty.
  var mayBeBlank: Bool
  init(_ name: String, required: Bool = false, mayBeBlank: Bool = false) {
    self.name = name
    isRequired = required
    self.mayBeBlank = mayBeBlank || !required
  }
}

/// The rows of a UTF-8 CSV with exactly known header names, and the problems found on the way.
struct DatasetTable {
  let file: String
  private let columns: [DatasetColumn]
  /// For each known column, where it stands in the file.
  private var positions: [String: Int] = [:]
  private(set) var rows: [DatasetRow] = []
  private(set) var problems: [Finding] = []
  private var unlisted = 0

  /// Every error is told, up to a number that nobody reads.
  private static let mostProblems = 10_000

  init(_ bytes: [UInt8], file: String, columns: [DatasetColumn], limits: IntakeLimits) {
    self.file = file
    self.columns = columns
    read(bytes, limits: limits)
  }

  /// Adds what is wrong with a value, quoting it.
  mutating func report(_ row: DatasetRow, _ column: String, _ value: String, _ allowed: String) {
    let place = positions[column].map { $0 + 1 }
    report(
      "column \(quoted(column)): \(quoted(value)) \(allowed)", line: row.line, column: nil,
      field: place)
  }

  mutating func report(
    _ reason: String, line: Int?, column: Int? = nil, field: Int? = nil
  ) {
    if problems.count >= Self.mostProblems {
      unlisted += 1
      return
    }
    problems.append(
      Finding(
        severity: .error, origin: Origin(file: file, line: line, column: column),
        reason: reason))
  }

  /// The rows made, beside all problems.
  func reading<Row>(_ rows: [Row]) -> DatasetReading<Row> {
    var problems = problems
    if unlisted > 0 {
      problems.append(
        Finding(
          severity: .error, origin: Origin(file: file),
          reason: "there are \(unlisted) more problems like these"))
    }
    return DatasetReading(rows: rows, problems: problems)
  }

  private mutating func read(_ bytes: [UInt8], limits: IntakeLimits) {
    if let (what, remedy) = FileSignature.foreign(bytes.prefix(FileSignature.length)) {
      return report("this is \(what): \(remedy)", line: nil)
    }
    let declared = TextEncoding.declared(by: bytes)
    if let declared, declared.encoding != .utf8 {
      return report("the file is \(declared.encoding.rawValue): save it as UTF-8", line: nil)
    }
    var queue = ByteQueue()
    bytes.withUnsafeBufferPointer {
      queue.append(UnsafeBufferPointer(rebasing: $0[(declared?.mark ?? 0)...]))
    }
    var scanner = CSVScanner(
      delimiter: UInt8(ascii: ","), maximumFields: limits.columns,
      maximumRecord: limits.recordBytes)
    queue.withBytes { text in
      var width: Int?
      reading: while let base = text.baseAddress {
        switch scanner.next(text, isFinal: true) {
        case .needsMore, .end: break reading
        case .damaged(let damage): report(damage.reason, line: scanner.rowLine)
        case .row:
          if !isText(scanner, text) { continue }
          let row = TableRow(
            base: base, fields: scanner.fields, isShort: false, origin: Origin(file: file)
          ).texts
          if let width {
            take(row, line: scanner.rowLine, count: scanner.fieldCount, width: width)
          } else {
            readHeader(row, line: scanner.rowLine)
            width = row.count
            if !problems.isEmpty { break reading }
          }
        }
      }
      if width == nil, problems.isEmpty {
        report("the file is empty: it needs at least its header line", line: nil)
      }
    }
  }

  private mutating func isText(
    _ scanner: CSVScanner, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let row = UnsafeBufferPointer(rebasing: text[scanner.rowStart..<scanner.rowEnd])
    if scanner.rowHasNUL {
      report("the row holds a NUL byte", line: scanner.rowLine)
      return false
    }
    if scanner.rowMayHaveMultibyte, let bad = UTF8Scan.firstInvalid(row) {
      report("byte \(bad + 1) of the row is not valid UTF-8", line: scanner.rowLine)
      return false
    }
    return true
  }

  private mutating func readHeader(_ names: [String], line: Int) {
    let known = columns.map(\.name)
    for (at, written) in names.enumerated() {
      let name = written.trimmed
      guard known.contains(where: { Bytes.equal($0, name) }) else {
        report(Self.unknown(name, among: known, in: names), line: line)
        if names.count == 1 { return }
        continue
      }
      if positions[name] != nil {
        report("the column \(quoted(name)) is there twice", line: line)
      }
      positions[name] = at
    }
    for column in columns where column.isRequired && positions[column.name] == nil {
      report("the column \(quoted(column.name)) is missing", line: line)
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

  private mutating func take(_ texts: [String], line: Int, count: Int, width: Int) {
    if count > width {
      return report("the row has \(count) fields, the header only \(width)", line: line)
    }
    var cells: [String] = []
    for column in columns {
      let at = positions[column.name]
      cells.append(at.flatMap { $0 < texts.count ? texts[$0] : nil } ?? "")
    }
    let row = DatasetRow(line: line, cells: cells)
    for (column, cell) in zip(columns, cells) where !column.mayBeBlank && cell.trimmed.isEmpty {
      report("column \(quoted(column.name)) is blank, it must not be", line: line)
    }
    rows.append(row)
  }
}

/// One row: its cells in the order of the known columns, blank where the file has no such column.
struct DatasetRow {
  var line: Int
  var cells: [String]

  /// As written; nil when blank.
  func id(_ column: Int) -> String? { cells[column].trimmed.isEmpty ? nil : cells[column] }
  /// Trimmed; nil when blank.
  func text(_ column: Int) -> String? {
    let text = cells[column].trimmed
    return text.isEmpty ? nil : text
  }
}

/// What was probably meant by a name that is not known.
enum NearMiss {
  /// The nearest of the names, when it is near enough to be worth asking about.
  static func of(_ name: String, among known: [String]) -> String? {
    let written = Array(Folding.fold(name).unicodeScalars.prefix(64))
    let nearest = known.map { (name: $0, distance: distance(written, Array($0.unicodeScalars))) }
      .min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= max(1, min(3, nearest.name.count / 2)) else {
      return nil
    }
    return nearest.name
  }

  /// Insertions, deletions and replacements that make one out of the other.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let replaced = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
