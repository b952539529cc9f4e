import Foundation
import Intake
import LeadModel
import RoutingEngine
import Store

/// The tables that routing goes by, as values.
struct DeskData: Sendable {
  var roster = Roster(reps: [])
  var accounts: [Account] = []
  var opportunities: [Opportunity] = []
  var contacts: [Contact] = []
  var geo = GeoTable.empty
  /// How many rows the file has that ``geo`` was read from.
  var geoRows = 0
  /// The SHA-256 of the content that each table was read from.
  private var hashes: [LeadModel.DatasetKind: [UInt8]] = [:]

  /// Replaces the table of one file, or says everything that is wrong with it. Presence is no table of
  /// this kind: see ``PresenceScan``.
  mutating func replace(_ file: DataFile, with bytes: [UInt8], name: String) -> [Finding] {
    func take<Row>(_ reading: DatasetReading<Row>, into rows: inout [Row]) -> [Finding] {
      if reading.problems.isEmpty { rows = reading.rows }
      return reading.problems
    }
    switch file {
    case .reps:
      return take(
        Datasets.reps(bytes, file: name, isTimeZone: { Zone($0) != nil }), into: &roster.reps)
    case .leave: return take(Datasets.leave(bytes, file: name), into: &roster.leave)
    case .holidays where name.lowercased().hasSuffix(".ics"):
      // A calendar is that of one country and leaves those of others alone.
      var rows: [Holiday] = []
      let problems = take(Datasets.holidayCalendar(bytes, file: name), into: &rows)
      let countries = Set(rows.map(\.country))
      roster.holidays = roster.holidays.filter { !countries.contains($0.country) } + rows
      return problems
    case .holidays: return take(Datasets.holidays(bytes, file: name), into: &roster.holidays)
    case .accounts: return take(Datasets.accounts(bytes, file: name), into: &accounts)
    case .opportunities:
      return take(Datasets.opportunities(bytes, file: name), into: &opportunities)
    case .contacts: return take(Datasets.contacts(bytes, file: name), into: &contacts)
    case .ipCountry:
      let reading = Datasets.ipRanges(bytes, file: name)
      if reading.problems.isEmpty {
        geo = GeoTable(reading.table)
        geoRows = reading.rows
      }
      return reading.problems
    case .presence: return []
    }
  }

  /// Holidays as the bytes of `holidays.csv`.
  static func table(of holidays: [Holiday]) -> [UInt8] {
    var text = "country,date,name\n"
    for holiday in holidays {
      let name = (holiday.name ?? "").split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      text += "\(holiday.country),\(holiday.date),\"\(name)\"\n"
    }
    return Array(text.utf8)
  }

  /// The roster as the bytes that its version is the SHA-256 of: JSON with sorted keys.
  static func document(of roster: Roster) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(roster))
  }
}

// What the store holds.
extension DeskData {
  /// The tables in force. Of those that have not changed since `before` was read, nothing is read again.
  static func current(_ store: Store, reusing before: DeskData? = nil) throws -> DeskData {
    var data = before ?? DeskData()
    for dataset in try store.currentDatasets() where !data.holds(dataset.kind, dataset.hash) {
      guard let content = try store.currentDataset(dataset.kind)?.content else { continue }
      try data.adopt(dataset.kind, content, hash: dataset.hash)
    }
    return data
  }

  private mutating func adopt(
    _ kind: LeadModel.DatasetKind, _ content: [UInt8], hash: [UInt8]
  ) throws {
    switch kind {
    case .roster: roster = try JSONDecoder().decode(Roster.self, from: Data(content))
    case .accounts: _ = replace(.accounts, with: content, name: DataFile.accounts.path)
    case .opportunities:
      _ = replace(.opportunities, with: content, name: DataFile.opportunities.path)
    case .contacts: _ = replace(.contacts, with: content, name: DataFile.contacts.path)
    case .ipCountry: _ = replace(.ipCountry, with: content, name: DataFile.ipCountry.path)
    }
    noteHash(of: kind, hash)
  }

  /// Notes that a table is the one of a content with this hash.
  mutating func noteHash(of kind: LeadModel.DatasetKind, _ hash: [UInt8]) { hashes[kind] = hash }

  private func holds(_ kind: LeadModel.DatasetKind, _ hash: [UInt8]) -> Bool {
    hashes[kind] == hash
  }

  /// The hash of the content that the table is of; empty where there is none.
  func hash(of kind: LeadModel.DatasetKind) -> [UInt8] { hashes[kind] ?? [] }

  /// The hashes of the contents that the customers are of.
  var customerHashes: [[UInt8]] { [.accounts, .opportunities, .contacts].map(hash(of:)) }
}
