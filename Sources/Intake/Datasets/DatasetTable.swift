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
