import LeadModel
import Testing

@testable import SampleCompany

@Suite struct FollowTheSunTests {
  /// Weeks in winter and summer, and those in which Europe, America and Australia change clocks.
  @Test(arguments: [
    "2026-01-12", "2026-03-02", "2026-03-09", "2026-03-30", "2026-04-06", "2026-07-06",
    "2026-10-05", "2026-10-26", "2026-11-02",
  ])
  func someoneIsAlwaysOnShift(monday: String) throws {
    let start = try #require(Instant(rfc3339: monday))
    for half in 0..<(7 * 48) {
      let instant = start + Int64(half) * 30 * Instant.minute
      let there = RepTable.reps.filter { $0.isActive && $0.isOnContractShift(at: instant) }
      #expect(there.count >= (half < 5 * 48 ? 5 : 2), "\(instant)")
    }
  }

  @Test func aNightShiftBelongsToTheDayOnWhichItBegins() throws {
    let crew = try #require(RepTable.reps.first { $0.id == "quinn.alvarez" })
    // Friday 17:00 to Saturday 05:00 in Los Angeles, which is eight hours behind UTC.
    #expect(!crew.isOnContractShift(at: try #require(Instant(rfc3339: "2026-01-17T00:59:00Z"))))
    #expect(crew.isOnContractShift(at: try #require(Instant(rfc3339: "2026-01-17T01:00:00Z"))))
    #expect(crew.isOnContractShift(at: try #require(Instant(rfc3339: "2026-01-17T12:59:00Z"))))
    #expect(!crew.isOnContractShift(at: try #require(Instant(rfc3339: "2026-01-17T13:00:00Z"))))
  }
}
