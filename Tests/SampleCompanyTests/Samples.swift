import LeadModel
import Testing

@testable import SampleCompany

/// What the tests share: the company of the committed samples.
enum Samples {
  static let at: Instant = {
    guard let at = Instant(rfc3339: "2026-03-02T09:15:00Z") else {
      preconditionFailure("a readable instant")
    }
    return at
  }()
  static let company = SampleCompany(at: at, user: "sample")
  static let files = Dictionary(
    uniqueKeysWithValues: company.workspaceFiles().map { ($0.path, $0.bytes) })

  static func csv(_ path: String) throws -> NaiveCSV { NaiveCSV(try #require(files[path])) }
  static func column(_ name: String, of path: String) throws -> [String] {
    try #require(try csv(path).column(name))
  }
}
