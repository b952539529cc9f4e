import LeadModel
import RoutingEngine
import Testing

/// Sums of working time that were worked out by hand, in Berlin, Monday to Friday 09:00 to 17:00 unless said.
@Suite struct CheckedVectorTests {
  private func time(
    _ hours: String = "Mon-Fri 09:00-17:00", holidays: Set<LocalDate> = []
  ) throws -> WorkingTime {
    WorkingTime(anyOf: [
      WorkSchedule(
        zone: try #require(Zone("Europe/Berlin")), hours: try WeeklyHours(parsing: hours),
        holidays: holidays)
    ])
  }

  private func expect(
    _ time: WorkingTime, from start: String, _ minutes: Int64, due: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let work = minutes * Instant.minute
    let answer = time.due(start: instant(start), work: work)
    #expect(answer == instant(due), sourceLocation: location)
    #expect(
      time.elapsed(start: instant(start), end: instant(due)) == work, sourceLocation: location)
  }

  @Test("Friday 16:30 and 4 hours: Monday 12:30")
  func overTheWeekend() throws {
    expect(
      try time(), from: "2026-09-25T16:30:00+02:00", 240, due: "2026-09-28T12:30:00+02:00")
  }

  @Test("Friday 16:30 and 4 hours, Monday a holiday: Tuesday 12:30")
  func overTheWeekendAndAHoliday() throws {
    expect(
      try time(holidays: [date("2026-09-28")]), from: "2026-09-25T16:30:00+02:00", 240,
      due: "2026-09-29T12:30:00+02:00")
  }

  @Test("Saturday 16:30 and an hour: Monday 10:00")
  func fromSaturday() throws {
    expect(try time(), from: "2026-09-26T16:30:00+02:00", 60, due: "2026-09-28T10:00:00+02:00")
  }

  @Test("Friday 17:00 and an hour: Monday 10:00")
  func fromTheEndOfTheDay() throws {
    expect(try time(), from: "2026-09-25T17:00:00+02:00", 60, due: "2026-09-28T10:00:00+02:00")
  }

  @Test("Monday 09:00 and 8 hours: Monday 17:00")
  func aWholeDay() throws {
    expect(try time(), from: "2026-09-28T09:00:00+02:00", 480, due: "2026-09-28T17:00:00+02:00")
  }

  @Test("Monday 11:30 and an hour, lunch from 12 to 13: Monday 13:30")
  func overLunch() throws {
    expect(
      try time("Mon-Fri 09:00-12:00,13:00-17:00"), from: "2026-09-28T11:30:00+02:00", 60,
      due: "2026-09-28T13:30:00+02:00")
  }

  @Test("always open, 24 October 2026 23:00 and 6 hours: Sunday 04:00 CET")
  func alwaysOpenWhenClocksGoBack() throws {
    expect(
      try time("Mon-Sun 00:00-24:00"), from: "2026-10-24T23:00:00+02:00", 360,
      due: "2026-10-25T04:00:00+01:00")
  }

  @Test("always open, 27 March 2027 23:00 and 6 hours: Sunday 06:00 CEST")
  func alwaysOpenWhenClocksGoForward() throws {
    expect(
      try time("Mon-Sun 00:00-24:00"), from: "2027-03-27T23:00:00+01:00", 360,
      due: "2027-03-28T06:00:00+02:00")
  }

  @Test("02:30 to 05:00 on 28 March 2027 lasts 2 hours, from 03:00 CEST")
  func aWindowThatBeginsInTheGap() throws {
    let night = try time("Sun 02:30-05:00")
    let day = (instant("2027-03-28T00:00:00+01:00"), instant("2027-03-29T00:00:00+02:00"))
    #expect(night.elapsed(start: day.0, end: day.1) == 2 * Instant.hour)
    #expect(night.nextOpening(from: day.0) == instant("2027-03-28T03:00:00+02:00"))
    #expect(
      night.due(start: day.0, work: 2 * Instant.hour) == instant("2027-03-28T05:00:00+02:00"))
  }

  @Test("02:30 to 05:00 on 25 October 2026 lasts 3.5 hours")
  func aWindowThatBeginsInTheFold() throws {
    let night = try time("Sun 02:30-05:00")
    let day = (instant("2026-10-25T00:00:00+02:00"), instant("2026-10-26T00:00:00+01:00"))
    #expect(night.elapsed(start: day.0, end: day.1) == 7 * Instant.hour / 2)
    #expect(night.nextOpening(from: day.0) == instant("2026-10-25T02:30:00+02:00"))
    #expect(
      night.due(start: day.0, work: 7 * Instant.hour / 2) == instant("2026-10-25T05:00:00+01:00"))
  }
}
