import LeadModel
import Settings

@testable import Intake

/// What holds for the map of an unknown export.
enum MappingLaws {
  /// The first byte chooses the format.
  static func export(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let name = FileLaws.names[Int(first) % FileLaws.names.count]
    let file = Array(bytes.dropFirst())
    let census = file.withUnsafeBytes {
      try? ColumnCensus.read($0, name: name, limits: FileLaws.limits)
    }
    guard let census else { return }
    let mapping = ExportMapping(census, user: [])
    let additions = ExportMapping.additions([mapping])
    let map = mapping.map(with: additions)
    for addition in additions {
      try law(
        map.field(named: addition.header) == addition.field,
        "\(addition.header.debugDescription) does not mean what it was given")
    }
    try write(additions.map { IntakeSettings.Column(header: $0.header, field: $0.field) })
  }

  /// What is added to the settings is read from them.
  private static func write(_ columns: [IntakeSettings.Column]) throws(BrokenLaw) {
    if columns.isEmpty { return }
    let result: ColumnsWriter.Addition
    do {
      result = try ColumnsWriter.adding(columns, to: Array("".utf8), key: FieldMap.key)
      let again = try SiteFile(parsing: result.text).settings.intake.columns
      try law(again == result.added, "names in the settings read otherwise")
    } catch let error as BrokenLaw {
      throw error
    } catch {
      throw BrokenLaw("names cannot be put into the settings: \(error)")
    }
  }
}
