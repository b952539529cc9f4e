import LeadModel
import RoutingEngine
import Testing

/// Who is on shift, sentence by sentence: windows, leave and holidays, and how they meet.
@Suite struct ShiftRuleTests {
  private func schedule(
    _ hours: String, in zone: String = "Europe/Berlin", leave: [Leave] = [],
    holidays: Set<LocalDate> = []
  ) throws -> WorkSchedule {
    WorkSchedule(
      zone: try #require(Zone(zone)), hours: try WeeklyHours(parsing: hours), leave: leave,
      holidays: holidays)
  }

  private func isOn(_ schedule: WorkSchedule, _ text: String) -> Bool {
    schedule.span(at: instant(text)).answer.isOn
  }

  private func leave(_ from: String, _ to: String, delegate: RepID? = nil) -> Leave {
    Leave(rep: "r", from: date(from), to: date(to), delegate: delegate)
  }

  @Test func windowsBeginWithTheirStartAndEndBeforeTheirEnd() throws {
    let day = try schedule("Mon 09:00-17:00")
    #expect(!isOn(day, "2026-09-28T08:59:59.999+02:00"))
    #expect(isOn(day, "2026-09-28T09:00:00+02:00"))
    #expect(isOn(day, "2026-09-28T16:59:59.999+02:00"))
    #expect(!isOn(day, "2026-09-28T17:00:00+02:00"))
  }

  @Test func midnightAsTwentyFourEndsADay() throws {
    let evening = try schedule("Sun 20:00-24:00")
    #expect(isOn(evening, "2026-09-27T23:59:59+02:00"))
    #expect(!isOn(evening, "2026-09-28T00:00:00+02:00"))
    // Midnight as the next day's beginning is the same end.
    #expect(isOn(try schedule("Sun 20:00-00:00"), "2026-09-27T23:59:59+02:00"))
    #expect(!isOn(try schedule("Sun 20:00-00:00"), "2026-09-28T00:00:00+02:00"))
  }

  @Test func anEndNotAfterItsStartIsOnTheNextDay() throws {
    // Equal times are a whole day and night.
    let watch = try schedule("Sun 08:00-08:00")
    #expect(isOn(watch, "2026-09-27T08:00:00+02:00"))
    #expect(isOn(watch, "2026-09-28T07:59:00+02:00"))
    #expect(!isOn(watch, "2026-09-28T08:00:00+02:00"))
    #expect(!isOn(watch, "2026-09-27T07:59:00+02:00"))
  }

  @Test func daysMayWrapRoundTheWeek() throws {
    let weekend = try schedule("Sat-Mon 10:00-11:00")
    let open = (21...28).filter { isOn(weekend, "2026-09-\($0)T10:30:00+02:00") }
    #expect(open == [21, 26, 27, 28])
  }

  @Test func splitShiftsOverlapsAndPartTime() throws {
    let split = try schedule("Mon,Wed 09:00-12:30,13:30-18:00; Wed 12:00-14:00; Fri 08:00-12:00")
    let time = WorkingTime(anyOf: [split])
    let monday = instant("2026-09-28T00:00:00+02:00")
    func hours(_ day: Int64) -> Double {
      Double(
        time.elapsed(start: monday + day * Instant.day, end: monday + (day + 1) * Instant.day))
        / Double(Instant.hour)
    }
    // On Wednesday the three are one: time in several windows counts once.
    #expect((0..<7).map { hours(Int64($0)) } == [8, 0, 9, 0, 4, 0, 0])
  }

  @Test func leaveAndHolidaysTakeTheMorningOfANightShift() throws {
    let hours = "Mon-Fri 22:00-06:00"
    let onLeave = try schedule(hours, leave: [leave("2026-09-29", "2026-09-29")])
    #expect(isOn(onLeave, "2026-09-28T23:59:00+02:00"))
    #expect(onLeave.span(at: instant("2026-09-29T00:00:00+02:00")).answer.off == .onLeave)
    #expect(onLeave.span(at: instant("2026-09-29T22:30:00+02:00")).answer.off == .onLeave)
    // The night that began on the day off goes on when the day is over.
    #expect(isOn(onLeave, "2026-09-30T00:00:00+02:00"))
    let holiday = try schedule(hours, holidays: [date("2026-09-29")])
    #expect(!isOn(holiday, "2026-09-29T02:00:00+02:00"))
    #expect(!isOn(holiday, "2026-09-29T23:00:00+02:00"))
    #expect(isOn(holiday, "2026-09-30T02:00:00+02:00"))
  }

  @Test func theLocalDateCountsAndNotThatOfUTC() throws {
    let auckland = try schedule(
      "Mon-Sun 00:00-24:00", in: "Pacific/Auckland", holidays: [date("2026-10-26")])
    // Monday in Auckland begins on Sunday 11:00 UTC.
    #expect(isOn(auckland, "2026-10-25T10:59:00Z"))
    #expect(!isOn(auckland, "2026-10-25T11:00:00Z"))
    #expect(!isOn(auckland, "2026-10-26T10:59:00Z"))
    #expect(isOn(auckland, "2026-10-26T11:00:00Z"))
  }

  @Test func aDateThatNeverCameHasNoShift() throws {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    let day = try schedule("Thu-Sat 09:00-17:00", in: "Pacific/Apia")
    let time = WorkingTime(anyOf: [day])
    let thursday = instant("2011-12-29T09:00:00-10:00")
    #expect(time.due(start: thursday, work: 8 * Instant.hour) == thursday + 8 * Instant.hour)
    #expect(
      time.due(start: thursday, work: 9 * Instant.hour) == instant("2011-12-31T10:00:00+14:00"))
    // A night that would end on the day that was left out ends with the evening before.
    let night = try schedule("Thu 22:00-06:00", in: "Pacific/Apia")
    #expect(
      WorkingTime(anyOf: [night]).elapsed(start: thursday, end: thursday + 3 * Instant.day)
        == 2 * Instant.hour)
  }

  @Test func halfAnHourAndTwoHoursOfSummerTime() throws {
    let lordHowe = WorkingTime(anyOf: [try schedule("Sun 00:00-06:00", in: "Australia/Lord_Howe")])
    let april = instant("2026-04-04T12:00:00Z")
    #expect(lordHowe.elapsed(start: april, end: april + Instant.day) == 13 * Instant.hour / 2)
    let troll = WorkingTime(anyOf: [try schedule("Sun 00:00-06:00", in: "Antarctica/Troll")])
    let march = instant("2026-03-28T12:00:00Z")
    #expect(troll.elapsed(start: march, end: march + Instant.day) == 4 * Instant.hour)
  }

  @Test func clocksThatGoBackOverMidnight() throws {
    // In Newfoundland clocks went from Sunday 00:01 back to Saturday 23:01: a window that has begun
    // on Sunday goes on while they show Saturday again.
    let night = try schedule("Sun 00:00-06:00", in: "America/St_Johns")
    #expect(!isOn(night, "2010-11-07T02:29:00Z"))
    #expect(isOn(night, "2010-11-07T02:30:00Z"))
    #expect(isOn(night, "2010-11-07T02:45:00Z"))
    let start = instant("2010-11-06T12:00:00Z")
    #expect(
      WorkingTime(anyOf: [night]).elapsed(start: start, end: start + Instant.day)
        == 7 * Instant.hour)
  }

  @Test func theTwentyNinthOfFebruary() throws {
    let leap = try schedule("Mon-Sun 09:00-17:00", holidays: [date("2028-02-29")])
    #expect(
      WorkingTime(anyOf: [leap]).due(start: instant("2028-02-28T16:00:00+01:00"), work: 7_200_000)
        == instant("2028-03-01T10:00:00+01:00"))
  }

  @Test func openingsAreLookedForOverFourteenDays() throws {
    let start = instant("2026-09-28T09:00:00+02:00")
    func opening(after day: Int) throws -> Instant? {
      let away = leave("2026-09-28", (date("2026-09-28") + day).description)
      return WorkingTime(anyOf: [try schedule("Mon-Sun 09:00-17:00", leave: [away])])
        .nextOpening(from: start)
    }
    #expect(try opening(after: 13) == start + 14 * Instant.day)
    #expect(try opening(after: 14) == nil)
  }

  @Test func hoursForATimeAreOverWhenItIs() throws {
    // In 1969, before the epoch, as well as now.
    for start in ["1969-09-29T09:00:00+01:00", "2026-09-28T09:00:00+02:00"].map(instant) {
      let day = try WeeklyHours(parsing: "Mon-Sun 00:00-24:00")
      let guest = try schedule("").following(day, during: start..<start + 2 * Instant.day)
      let time = WorkingTime(anyOf: [guest])
      #expect(time.due(start: start, work: 2 * Instant.day) == start + 2 * Instant.day)
      #expect(time.due(start: start, work: 2 * Instant.day + 1) == nil)
      #expect(time.elapsed(start: start, end: start + 9 * Instant.day) == 2 * Instant.day)
      #expect(time.nextOpening(from: start + 2 * Instant.day) == nil)
    }
  }

  @Test func aUsualWeekHasNothingInIt() throws {
    let monday = instant("2026-09-28T10:00:00+02:00")
    let away = leave("2026-09-28", "2026-09-28")
    let days: Set<LocalDate> = [date("2026-09-28"), date("2026-09-29")]
    let busy = try schedule("Mon-Fri 09:00-17:00", leave: [away], holidays: days)
      .following(
        try WeeklyHours(parsing: "Mon-Fri 18:00-20:00"), during: monday..<monday + 9 * Instant.day
      )
      .excluding(monday + 3 * Instant.day..<monday + 4 * Instant.day)
    #expect((0..<5).allSatisfy { !busy.span(at: monday + $0 * Instant.day).answer.isOn })
    #expect((0..<5).allSatisfy { busy.usual.span(at: monday + $0 * Instant.day).answer.isOn })
    let reasons = (0..<5).map { busy.hindrance(at: monday + $0 * Instant.day) }
    #expect(
      reasons == [
        .leave(kind: nil), .holiday(date("2026-09-29")), .otherHours, .away, .otherHours,
      ])
    #expect(busy.hindrance(at: monday - 3 * Instant.day) == nil)
  }

  @Test func delegatesStandInFileOrder() throws {
    let schedule = try schedule(
      "Mon-Fri 09:00-17:00",
      leave: [
        leave("2026-09-28", "2026-10-02"), leave("2026-09-29", "2026-09-30", delegate: "bo"),
        leave("2026-09-28", "2026-09-29", delegate: "cy"),
      ])
    #expect(schedule.delegates(on: date("2026-09-28")) == ["cy"])
    #expect(schedule.delegates(on: date("2026-09-29")) == ["bo", "cy"])
    #expect(schedule.delegates(on: date("2026-10-01")) == [])
    #expect(schedule.isOnLeave(date("2026-10-02")) && !schedule.isOnLeave(date("2026-10-03")))
  }

  /// Answers in a moment, though it looks through years of many calendars.
  @Test func nobodyForYearsIsToldQuickly() throws {
    let zones = try ["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"].map {
      try #require(Zone($0))
    }
    let forever = Leave(rep: "r", from: date("2026-01-01"), to: date("2099-12-31"))
    let hours = try WeeklyHours(parsing: "Mon-Fri 09:00-12:00,13:00-17:00")
    let people = (0..<30).map { WorkSchedule(zone: zones[$0 % 3], hours: hours, leave: [forever]) }
    let time = WorkingTime(anyOf: people)
    let start = instant("2026-09-28T09:00:00+02:00")
    let taken = ContinuousClock().measure {
      #expect(time.due(start: start, work: 1) == nil)
      #expect(time.elapsed(start: start, end: start + 1000 * Instant.day) == 0)
    }
    #expect(taken < .seconds(20))
  }
}
