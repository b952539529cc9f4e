import Foundation
import LeadModel
import Testing

@testable import Intake

/// A file looked at as the command does: its columns, the suggestions, then its leads by the very names that
/// would be written.
struct MappedFile {
  let mapping: ExportMapping
  let additions: [(header: String, field: LeadField)]
  let map: ExportMap
  /// What intake makes of the file once the suggestions are written.
  let leads: [LeadRecord]

  init(
    _ bytes: [UInt8], _ name: String = "export.csv",
    user: [(header: String, field: LeadField)] = []
  ) throws {
    let census = try bytes.withUnsafeBytes {
      try ColumnCensus.read($0, name: name, map: FieldMap(user: user))
    }
    mapping = ExportMapping(census, user: user)
    additions = ExportMapping.additions([mapping])
    let known = mapping.map(with: additions)
    var coverage = FieldCoverage()
    var reader = LeadReader(
      name: name, shape: census.shape, map: known, limits: IntakeLimits())
    var batch = LeadBatch()
    try bytes.withUnsafeBytes { try reader.feed($0, into: &batch) }
    try reader.finish(into: &batch)
    coverage.take(batch) { _ in [] }
    leads = batch.records
    map = mapping.result(with: additions, coverage: coverage, readable: [])
  }

  init(
    _ text: String, _ name: String = "export.csv",
    user: [(header: String, field: LeadField)] = []
  ) throws {
    try self.init(Array(text.utf8), name, user: user)
  }

  /// `Firma=company` of everything that would be written, in order.
  var written: [String] { additions.map { "\($0.header)=\($0.field.rawValue)" } }

  /// `Nr=id` of everything that is only said.
  var perhaps: [String] {
    mapping.suggestions.filter { !$0.isWritten }.map { "\($0.header)=\($0.field.rawValue)" }
  }

  func column(_ name: String) -> ExportMap.Column? { map.columns.first { $0.name == name } }

  /// The field that a column has in the end.
  func field(_ name: String) -> LeadField? { column(name)?.field }

  func why(_ name: String) -> String { column(name)?.suggestions.first?.why ?? "" }

  /// The counts of the map, held against the leads that intake makes.
  func expectRoundTrip(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(map.coverage.leads == leads.count, sourceLocation: sourceLocation)
    for field in LeadField.allCases {
      let isPlace = field == .country || field == .region
      let filled = leads.count { lead in
        lead[field].map { !Placeholder.isMissing($0, naIsAnswer: isPlace) } ?? false
      }
      let told = map.fields.first { $0.field == field }?.filled ?? 0
      #expect(told == filled, "\(field)", sourceLocation: sourceLocation)
    }
  }
}

/// Rows under a header, made of columns of values that repeat.
func table(_ columns: [(name: String, values: [String])], rows: Int, delimiter: String = ",")
  -> String
{
  func cell(_ text: String) -> String {
    text.contains(where: { "\",;\n\t".contains($0) })
      ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }
  let header = columns.map { cell($0.name) }.joined(separator: delimiter)
  let lines = (0..<rows).map { row in
    columns.map { cell($0.values[row % $0.values.count]) }.joined(separator: delimiter)
  }
  return ([header] + lines).joined(separator: "\r\n") + "\r\n"
}

/// Text in Windows-1252, of the characters that Latin 1 has too.
func windows1252(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
}
