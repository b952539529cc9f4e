import LeadModel
import Testing

@Suite struct ISOWeekTests {
  @Test(arguments: [
    ("2026-W10", "2026-03-02"), ("2026-W01", "2025-12-29"), ("2020-W53", "2020-12-28"),
    ("2021-W01", "2021-01-04"), ("2024-W52", "2024-12-23"),
  ])
  func weeksBeginOnMondays(_ text: String, _ monday: String) {
    #expect(LocalDate(isoWeek: text)?.description == monday)
  }

  @Test(arguments: [
    "2026-W00", "2021-W53", "2026-W54", "2026-10", "2026W10", "2026-W1", "2026-w10", "2026-W1x",
    "", "20x6-W10", "2026-W10 ", "+026-W10",
  ])
  func othersAreNone(_ text: String) { #expect(LocalDate(isoWeek: text) == nil) }
}
