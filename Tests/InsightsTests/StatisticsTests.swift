import Insights
import LeadModel
import RoutingEngine
import Testing

@Suite struct StatisticsTests {
  @Test func theMedianIsTheMiddle() {
    #expect(Quantile.median([]) == nil)
    #expect(Quantile.median([7]) == 7)
    #expect(Quantile.median([9, 1, 5]) == 5)
    #expect(Quantile.median([10, 1, 4, 2]) == 3)
    #expect(Quantile.median([.max, .max]) == .max)
  }

  @Test func percentilesTakeTheNearestRank() {
    let ten = (1...10).map { Int64($0) }
    #expect(Quantile.percentile(90, sorted: ten) == 9)
    #expect(Quantile.percentile(91, sorted: ten) == 10)
    #expect(Quantile.percentile(50, sorted: ten) == 5)
    #expect(Quantile.percentile(100, sorted: ten) == 10)
    #expect(Quantile.percentile(99, sorted: [4]) == 4)
    #expect(Quantile.percentile(50, sorted: []) == nil)
  }

  /// Worked out from the formula by a program in another language.
  @Test(arguments: [
    (47, 50, 0.837_829, 0.979_385), (0, 10, 0.0, 0.277_533), (10, 10, 0.722_467, 1.0),
    (1, 2, 0.094_531, 0.905_469), (93, 100, 0.862_505, 0.965_681),
  ])
  func wilson(_ part: Int, _ whole: Int, _ low: Double, _ high: Double) throws {
    let interval = try #require(WilsonInterval(part, of: whole))
    #expect(abs(interval.low - low) < 1e-6, "\(interval)")
    #expect(abs(interval.high - high) < 1e-6, "\(interval)")
  }

  @Test func thereIsNoIntervalOfNothing() {
    #expect(WilsonInterval(0, of: 0) == nil)
    #expect(WilsonInterval(3, of: 2) == nil)
  }

  @Test func fewNeverTripAThreshold() {
    #expect(!Threshold.slaAttainment.isBreached(by: 0, count: 19))
    #expect(Threshold.slaAttainment.isBreached(by: 0.849, count: 20))
    #expect(!Threshold.slaAttainment.isBreached(by: 0.85, count: 20))
    #expect(Threshold.duplicateAssignment.isBreached(by: 0.031, count: 20))
    #expect(!Threshold.duplicateAssignment.isBreached(by: 0.03, count: 20))
    #expect(!Threshold.slaAttainment.isBreached(by: nil, count: 20))
  }

  @Test func figuresSayHowManyTheyAreMadeOf() {
    let few = Attainment(met: 1, due: 19).figure("attainment", limit: .slaAttainment)
    #expect(few.few && !few.breached && few.threshold == 0.85)
    let many = Attainment(met: 16, due: 20).figure("attainment", limit: .slaAttainment)
    #expect(!many.few && many.breached && many.value == 0.8 && many.count == 20)
    let none = Report.Figure.share("share", 0, of: 0)
    #expect(none.value == nil && none.few)
  }
}

@Suite struct ISOWeekTests {
  private func week(_ day: String) -> String? {
    LocalDate(parsing: day).map { ISOWeek(containing: $0).description }
  }

  /// From the table of ISO 8601's week dates.
  @Test func weeksBelongToTheYearOfTheirThursday() {
    #expect(week("2005-01-01") == "2004-W53")
    #expect(week("2005-01-02") == "2004-W53")
    #expect(week("2005-12-31") == "2005-W52")
    #expect(week("2007-01-01") == "2007-W01")
    #expect(week("2008-12-29") == "2009-W01")
    #expect(week("2010-01-03") == "2009-W53")
    #expect(week("2026-03-02") == "2026-W10")
  }

  @Test func weeksBeginOnMondayInTheZone() throws {
    let zone = try #require(Zone("Europe/Berlin"))
    let sunday = try #require(Instant(rfc3339: "2026-03-29T21:59:59Z"))
    let week = ISOWeek(at: sunday, in: zone)
    #expect(week.description == "2026-W13")
    #expect(ISOWeek(at: sunday + 1000, in: zone) == week.advanced(by: 1))
    let period = week.period(in: zone)
    // Clocks went forward that Sunday.
    #expect(period.length == 167 * Instant.hour)
    #expect(period.from == Instant(rfc3339: "2026-03-22T23:00:00Z"))
    #expect(ISOWeek.lastComplete(at: sunday, in: zone) == week.advanced(by: -1))
    #expect(ISOWeek.lastComplete(at: period.to, in: zone) == week)
  }

  @Test func hoursAndWeekdaysAreThoseOfTheZone() throws {
    let zone = try #require(Zone("Asia/Kolkata"))
    let instant = try #require(Instant(rfc3339: "2026-03-02T18:45:00Z"))
    let key = "\(instant.milliseconds / 900_000)"
    #expect(BreakdownLabels(.hour, in: zone).label(key) == "00")
    #expect(BreakdownLabels(.weekday, in: zone).label(key) == "Tue")
    #expect(BreakdownLabels(.region, in: zone).label(nil) == "none")
    let labels = BreakdownLabels(.weekday, in: zone)
    #expect(labels.sorted(["Sun", "Fri", "Mon"]) == ["Mon", "Fri", "Sun"])
  }
}

@Suite struct FigureTextTests {
  @Test func numbersReadAsPeopleWriteThem() {
    #expect(FigureText.value(41203, .count) == "41,203")
    #expect(FigureText.value(0.854, .share) == "85 %")
    #expect(FigureText.value(0.996, .share) == "99.6 %")
    #expect(FigureText.value(1, .share) == "100 %")
    #expect(FigureText.value(0.004, .share) == "0.4 %")
    #expect(FigureText.value(0, .share) == "0 %")
    #expect(FigureText.value(4.25, .minutes) == "4.3 min")
    #expect(FigureText.value(41.2, .minutes) == "41 min")
    #expect(FigureText.value(125, .minutes) == "2 h 05")
    #expect(FigureText.decimal(-0.04, places: 1) == "0.0")
    #expect(FigureText.decimal(1234.56, places: 1) == "1,234.6")
    #expect(FigureText.decimal(.nan, places: 1) == "–")
  }
}
