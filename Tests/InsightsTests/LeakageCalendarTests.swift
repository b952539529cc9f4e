import Insights
import LeadModel
import RoutingEngine
import Testing

private func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(milliseconds: 0) }
private func day(_ text: String) -> LocalDate {
  LocalDate(parsing: text) ?? LocalDate(daysSinceEpoch: 0)
}

@Suite("Business days and months of the leakage estimate")
struct LeakageCalendarTests {
  private static let berlin = Zone("Europe/Berlin") ?? .utc

  @Test(arguments: [
    // Monday morning to the Monday after, across a weekend.
    ("2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"),
    // Saturday, Sunday and midnight begin with Monday and end with Friday.
    ("2026-03-07T15:00:00Z", "2026-03-13T23:00:00Z"),
    ("2026-03-08T22:59:00Z", "2026-03-13T23:00:00Z"),
    ("2026-03-08T23:00:00Z", "2026-03-13T23:00:00Z"),
    // 23:30 UTC on Sunday is Monday in Berlin.
    ("2026-03-08T23:30:00Z", "2026-03-15T23:30:00Z"),
    // Clocks go forward on 29 March: the same time on the wall.
    ("2026-03-25T09:00:00Z", "2026-04-01T08:00:00Z"),
  ])
  func fiveWeekdaysLater(from: String, to: String) {
    #expect(BusinessDays(zone: Self.berlin).instant(5, after: at(from)) == at(to))
  }

  @Test func holidaysAreLeftOut() {
    // Good Friday and Easter Monday.
    let easter = BusinessDays(
      zone: Self.berlin, holidays: [day("2026-04-03"), day("2026-04-06")])
    #expect(easter.instant(5, after: at("2026-03-31T08:00:00Z")) == at("2026-04-09T08:00:00Z"))
    // What comes on a holiday begins on the next business day.
    #expect(easter.instant(5, after: at("2026-04-03T08:00:00Z")) == at("2026-04-13T22:00:00Z"))
  }

  /// Counts day by day, without regard to clocks.
  @Test func anyDayAgreesWithCountingDays() {
    let first = day("2026-01-01")
    for offset in 0..<400 {
      let holidays = Set((0..<40).map { first + ($0 * 11 + offset % 7) })
      let days = BusinessDays(zone: .utc, holidays: holidays)
      let date = first + offset
      func works(_ date: LocalDate) -> Bool { date.weekday < 5 && !holidays.contains(date) }
      var end = date
      while !works(end) { end = end + 1 }
      // A day off costs nothing; on others half of the first and half of the last day count.
      var left = works(date) ? 5 : 4
      while left > 0 {
        end = end + 1
        if works(end) { left -= 1 }
      }
      let noon = Zone.utc.start(of: date) + 12 * Instant.hour
      let expected = Zone.utc.start(of: end) + (works(date) ? 12 : 24) * Instant.hour
      #expect(days.instant(5, after: noon) == expected, "\(date)")
    }
  }

  private func period(_ from: String, _ to: String) -> LeakagePeriod {
    LeakagePeriod(Period(from: at(from), to: at(to)), in: Self.berlin)
  }

  @Test func calendarMonthsCountAsTheyAre() {
    let february = period("2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z")
    #expect(february.months == 1)
    #expect(february.monthly == ExactMoney.Scale(1, 1))
    #expect(february.before == period("2025-12-31T23:00:00Z", "2026-01-31T23:00:00Z"))
    // With a change of clocks in it.
    let quarter = period("2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z")
    #expect(quarter.months == 3)
    #expect(quarter.annual == ExactMoney.Scale(12, 3))
    #expect(quarter.before == period("2025-09-30T22:00:00Z", "2025-12-31T23:00:00Z"))
    // 00:00 in UTC is no midnight in Berlin.
    #expect(period("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z").months == nil)
    #expect(
      LeakagePeriod.lastMonth(at: at("2026-03-15T12:00:00Z"), in: Self.berlin)
        == february.period)
  }

  @Test func otherTimesAreBroughtToATwelfthOfAYear() {
    let days = period("2026-03-02T00:00:00Z", "2026-04-01T00:00:00Z")
    #expect(days.before == period("2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z"))
    // 30 days: 365 / 360 of 7.20 is 7.30, a year of 12 months 87.60.
    let money = ExactMoney(1, times: 720, times: .one)
    #expect(money.hundredths(days.monthly) == 730)
    #expect(money.hundredths(days.annual) == 8760)
  }
}
