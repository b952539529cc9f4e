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

/// The rows of a UTF-8 CSV with exactly known header names as texts, and the problems found on the way.
struct DatasetTable {
  private(set) var rows: [DatasetRow] = []
  private var problems: DatasetProblems

  init(_ bytes: [UInt8], file: String, columns: [DatasetColumn], limits: IntakeLimits) {
    var reader = DatasetRows(file: file, columns: columns, limits: limits)
    var rows: [DatasetRow] = []
    func take(_ fields: DatasetFields, _: inout DatasetProblems) {
      rows.append(DatasetRow(line: fields.line, cells: columns.indices.map(fields.text)))
    }
    bytes.withUnsafeBytes { reader.feed($0, take) }
    reader.finish(take)
    self.rows = rows
    problems = reader.problems
  }

  /// Adds what is wrong with a value, quoting it.
  mutating func report(_ row: DatasetRow, _ column: String, _ value: String, _ allowed: String) {
    problems.report(line: row.line, column, value, allowed)
  }

  mutating func report(_ reason: String, line: Int?) { problems.report(reason, line: line) }

  /// The rows made, beside all problems.
  func reading<Row>(_ rows: [Row]) -> DatasetReading<Row> {
    DatasetReading(rows: rows, problems: problems.findings)
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
