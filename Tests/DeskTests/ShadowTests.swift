import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

/// A region in shadow is decided for and logged, and nothing else happens.
@Suite struct ShadowTests {
  private static let rules = TestDesk.rules(
    """
    [[region]]
    id = "HOME"
    countries = ["DE"]
    mode = "shadow"
    """)

  private func lead(_ number: Int, country: String = "DE") -> String {
    header
      + "L-\(number),p\(number)@x\(number).example,X,\(country),de,2026-03-02T09:00:00Z\n"
  }

  @Test func nobodyGetsTheLeadAndNoClockRuns() throws {
    let test = try TestDesk(rules: Self.rules)
    let summary = try test.deliver(lead(1))
    #expect(summary.counts == IntakeCounts(rows: 1, shadowed: 1))
    #expect(try test.row("L-1").state == .shadowed)
    #expect(try test.clocks("L-1").isEmpty)
    #expect(try test.entries(.leadShadowed).count == 1)
    try test.check()
  }

  @Test func sharesInShadowAreTrueEvenAfterANewStart() throws {
    let test = try TestDesk(rules: Self.rules)
    try test.deliver(lead(1), as: "leads/1.csv")
    #expect(try test.row("L-1").owner == "ana")
    try test.reopen()
    try test.deliver(lead(2), as: "leads/2.csv")
    #expect(try test.row("L-2").owner == "bo")
    // The live figures know nothing of it.
    #expect(Figures(test.desk.state).standings.map(\.load) == [0, 0, 0])
    try test.check()
  }

  @Test func decisionsInShadowReplay() throws {
    let test = try TestDesk(rules: Self.rules)
    for number in 1...3 { try test.deliver(lead(number), as: "leads/\(number).csv") }
    let summary = try LogReading(test.workspace).replay()
    #expect(summary.identical == 3)
    #expect(summary.different == 0)
  }
}
