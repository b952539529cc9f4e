import Insights
import LeadModel
import Testing

@Suite struct PeriodTests {
  @Test func endIsNotPartOfIt() {
    let period = Period(from: Instant(milliseconds: 0), to: Instant(milliseconds: 10))
    #expect(period.contains(Instant(milliseconds: 0)))
    #expect(!period.contains(Instant(milliseconds: 10)))
  }
}
