import Foundation
import Intake
import LeadModel
import RoutingEngine

/// The data files of a workspace, by the name that says which table they replace.
enum DataFile: String, CaseIterable {
  case reps = "reps.csv"
  case leave = "leave.csv"
  case holidays = "holidays.csv"
  case presence = "presence.csv"
  case accounts = "accounts.csv"
  case opportunities = "opportunities.csv"
  case contacts = "contacts.csv"
  case ipCountry = "ip-country.csv"

  /// Where the workspace keeps its copy.
  var path: String {
    switch self {
    case .reps, .leave, .holidays, .presence: "roster/" + rawValue
    case .accounts, .opportunities, .contacts: "crm/" + rawValue
    case .ipCountry: "geo/" + rawValue
    }
  }

  /// The file that a delivery of that name to `drop/roster` or `drop/crm` replaces. `presence*.csv` adds
  /// instead; `holidays.ics` counts as holidays.
  init?(delivered name: String, to folder: String) {
    let lower = name.lowercased()
    let file: DataFile? =
      lower.hasPrefix("presence") && lower.hasSuffix(".csv")
      ? .presence
      : lower.hasPrefix("holidays") && lower.hasSuffix(".ics")
        ? .holidays : DataFile(rawValue: lower)
    guard let file, file.folder == folder else { return nil }
    self = file
  }

  /// The drop folder that takes it; geo data comes with the CRM's.
  var folder: String {
    switch self {
    case .reps, .leave, .holidays, .presence: "roster"
    case .accounts, .opportunities, .contacts, .ipCountry: "crm"
    }
  }
}

/// The tables that routing goes by, as values.
struct DeskData: Sendable {
  var roster = Roster(reps: [])
  var accounts: [Account] = []
  var opportunities: [Opportunity] = []
  var contacts: [Contact] = []
  var ipRanges: [IPRange] = []

  /// Replaces the table of one file, or says everything that is wrong with it. Presence is no table of
  /// this kind: ask ``presence(_:name:)``.
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
    case .ipCountry: return take(Datasets.ipRanges(bytes, file: name), into: &ipRanges)
    case .presence: return Datasets.presence(bytes, file: name).problems
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

/// What the folders of a workspace hold.
struct DataFolders {
  var data = DeskData()
  var presence: [Presence] = []
  /// The bytes of each file that is there.
  var bytes: [DataFile: [UInt8]] = [:]

  /// Reads them all; every error of every file at once. Absent files count as empty, but for the reps.
  init(_ workspace: Workspace) throws(WorkspaceProblem) {
    var problems: [String] = []
    for file in DataFile.allCases {
      guard let content = try Files.read(workspace.path(file.path)) else {
        if file == .reps {
          problems.append("\(file.path) is missing: a desk needs at least its reps")
        }
        continue
      }
      bytes[file] = content
      let findings = data.replace(file, with: content, name: file.path)
      problems += findings.map(\.description)
      if file == .presence, findings.isEmpty {
        presence = Datasets.presence(content, file: file.path).rows
      }
    }
    guard problems.isEmpty else { throw .badSettings(problems) }
  }
}
