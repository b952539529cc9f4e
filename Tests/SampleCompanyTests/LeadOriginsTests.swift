import LeadModel
import Testing

@testable import SampleCompany

@Suite struct LeadOriginsTests {
  private func share(
    of region: String, origins: LeadOrigins, at text: String
  ) throws -> Double {
    let instant = try #require(Instant(rfc3339: text))
    let weights = origins.weights(at: instant)
    let wanted = zip(Market.all, weights).filter { $0.0.region == region }.map(\.1)
    return Double(wanted.reduce(0, +)) / Double(weights.reduce(0, +))
  }

  @Test func peopleAskWhileTheyAreAwake() throws {
    let night = "2026-03-03T02:00:00Z"
    let noon = "2026-03-03T12:00:00Z"
    #expect(try share(of: "APAC", origins: .awake, at: night) > 0.5)
    #expect(try share(of: "APAC", origins: .awake, at: noon) < 0.3)
    #expect(try share(of: "EMEA", origins: .awake, at: noon) > 0.5)
  }

  /// So that the demo routes leads at any hour, and some still wait for the morning.
  @Test(arguments: [
    ("APAC", "2026-03-03T02:00:00Z"), ("EMEA", "2026-03-03T10:00:00Z"),
    ("NA", "2026-03-03T19:30:00Z"),
  ])
  func theDemoAsksMostlyWhereSomebodyServes(region: String, text: String) throws {
    let instant = try #require(Instant(rfc3339: text))
    let served = try share(of: region, origins: .served(at: instant), at: text)
    #expect(served > 0.6 && served < 1)
  }

  @Test func someoneIsAtWorkEvenAtChristmas() throws {
    let christmas = try #require(Instant(rfc3339: "2026-12-25T10:00:00Z"))
    let files = SampleCompany(at: christmas, user: "sample").workspaceFiles()
    let holidays = try #require(files.first { $0.path == "roster/holidays.csv" })
    let dates = try #require(NaiveCSV(holidays.bytes).column("date"))
    #expect(!dates.contains("2026-12-25") && dates.contains("2027-01-01"))
  }
}
