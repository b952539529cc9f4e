import Foundation
import LeadModel
import Testing

@testable import SampleCompany

@Suite struct DialectTests {
  static let leads = Samples.company.leads(
    count: 600, from: Samples.at - 3 * Instant.day, to: Samples.at)

  private func text(_ bytes: [UInt8], of dialect: SampleDialect) -> String {
    switch dialect {
    case .marketo:
      let units = stride(from: 2, to: bytes.count, by: 2).map {
        UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
      }
      return String(decoding: units, as: UTF16.self)
    case .salesforce: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .zoho: return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    default: return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test(arguments: SampleDialect.allCases)
  func tablesParseWithOneRowALead(dialect: SampleDialect) throws {
    let bytes = SampleCompany.render(Self.leads, as: dialect)
    let csv = NaiveCSV(
      text: text(bytes, of: dialect),
      delimiter: dialect.delimiter.unicodeScalars[
        dialect.delimiter.unicodeScalars.startIndex])
    #expect(!csv.isUnclosed)
    #expect(csv.rows.count == Self.leads.count)
    #expect(csv.rows.allSatisfy { $0.count == csv.header.count })
    #expect(csv.header == dialect.columns.map(\.header))
    let at = try #require(dialect.columns.firstIndex { $0.cell == .field(.id) })
    #expect(Set(csv.rows.map { $0[at] }).count == csv.rows.count)
  }

  @Test(arguments: SampleDialect.allCases)
  func objectsParseAlone(dialect: SampleDialect) throws {
    let lines = SampleCompany.render(Self.leads, as: dialect, format: .ndjson)
      .split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == Self.leads.count)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      #expect(object?.isEmpty == false)
    }
    let array = SampleCompany.render(Self.leads, as: dialect, format: .json)
    let all = try JSONSerialization.jsonObject(with: Data(array)) as? [[String: Any]]
    #expect(all?.count == Self.leads.count)
  }

  @Test func theFormKeepsTypes() throws {
    let lines = SampleCompany.render(Self.leads, as: .webform, format: .ndjson)
      .split(separator: UInt8(ascii: "\n"))
    let objects = try lines.compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
    #expect(objects.contains { ($0["products"] as? [String])?.count == 2 })
    #expect(
      objects.contains { $0["employees"] is Int } && objects.contains { $0["employees"] is String })
    let first = try #require(objects.first?["submitted_at"] as? Int64)
    #expect(first == Self.leads.first?.submittedAt.milliseconds)
  }

  @Test func encodingsAreTheirs() {
    let salesforce = SampleCompany.render(Self.leads, as: .salesforce)
    #expect(String(validating: salesforce, as: UTF8.self) == nil)
    #expect(salesforce.contains(0xFC), "ü of the Windows code page")
    #expect(SampleCompany.render(Self.leads, as: .marketo).starts(with: [0xFF, 0xFE]))
    #expect(SampleCompany.render(Self.leads, as: .zoho).starts(with: [0xEF, 0xBB, 0xBF]))
    for dialect in SampleDialect.allCases where ![.salesforce, .marketo].contains(dialect) {
      let bytes = SampleCompany.render(Self.leads, as: dialect)
      #expect(String(validating: bytes, as: UTF8.self) != nil)
    }
  }

  @Test func datesAreWrittenAsEachSystemDoes() throws {
    let lead = try #require(Self.leads.first)
    let shapes: [(SampleDialect, Int)] = [
      (.hubspot, 16), (.salesforce, 19), (.salesforceAPI, 28), (.marketo, 20),
    ]
    for (dialect, length) in shapes {
      #expect(dialect.text(of: .field(.submittedAt), in: lead).count == length)
    }
    let api = SampleDialect.salesforceAPI.text(of: .field(.submittedAt), in: lead)
    #expect(Instant(rfc3339: api) == lead.submittedAt)
  }

  @Test func headersAreThoseOfTheSystems() {
    let hubspot = SampleDialect.hubspot.columns.map(\.header)
    #expect(hubspot.starts(with: ["Record ID", "First Name", "Last Name", "Email"]))
    #expect(SampleDialect.salesforce.columns.map(\.header).contains("Company / Account"))
    #expect(SampleDialect.salesforceAPI.columns.map(\.header).contains("NumberOfEmployees"))
    #expect(SampleDialect.plain.columns.first?.header == "id")
    #expect(SampleDialect.plain.columns.last?.header == "score")
  }

  @Test func theExportOfTheProgramIsWhatWasAskedFor() {
    let plain = NaiveCSV(Samples.company.export(leads: 25, format: .csv))
    #expect(plain.rows.count == 25 && plain.header.first == "id")
    let lines = Samples.company.export(leads: 25, format: .ndjson)
    #expect(lines.count { $0 == UInt8(ascii: "\n") } == 25)
  }
}
