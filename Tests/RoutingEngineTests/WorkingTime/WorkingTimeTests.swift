import Foundation
import LeadModel
import RoutingEngine
import Testing

/// Reads an instant of test source.
func instant(_ text: String) -> Instant {
  guard let instant = Instant(rfc3339: text) else { preconditionFailure(text) }
  return instant
}

/// Reads a date of test source.
func date(_ text: String) -> LocalDate {
  guard let date = LocalDate(parsing: text) else { preconditionFailure(text) }
  return date
}

/// Numbers that are the same on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

@Suite struct WorkingTimeTests {
  private func berlin(_ hours: String, holidays: Set<LocalDate> = []) throws -> WorkSchedule {
    WorkSchedule(
      zone: try #require(Zone("Europe/Berlin")), hours: try WeeklyHours(parsing: hours),
      holidays: holidays)
  }

  @Test(arguments: [
    ("2026-09-25T16:30:00+02:00", 240, "2026-09-28T12:30:00+02:00"),
    ("2026-09-26T16:30:00+02:00", 60, "2026-09-28T10:00:00+02:00"),
    ("2026-09-25T17:00:00+02:00", 60, "2026-09-28T10:00:00+02:00"),
    ("2026-09-28T09:00:00+02:00", 480, "2026-09-28T17:00:00+02:00"),
  ])
  func weekdays(start: String, minutes: Int64, due: String) throws {
    let time = WorkingTime(anyOf: [try berlin("Mon-Fri 09:00-17:00")])
    #expect(time.due(start: instant(start), work: minutes * Instant.minute) == instant(due))
  }

  @Test func holidayMondayAndLunch() throws {
    let closed = WorkingTime(
      anyOf: [try berlin("Mon-Fri 09:00-17:00", holidays: [date("2026-09-28")])])
    #expect(
      closed.due(start: instant("2026-09-25T16:30:00+02:00"), work: 4 * Instant.hour)
        == instant("2026-09-29T12:30:00+02:00"))
    let lunch = WorkingTime(anyOf: [try berlin("Mon-Fri 09:00-12:00,13:00-17:00")])
    #expect(
      lunch.due(start: instant("2026-09-28T11:30:00+02:00"), work: Instant.hour)
        == instant("2026-09-28T13:30:00+02:00"))
  }

  @Test(arguments: [
    ("2026-10-24T23:00:00+02:00", "2026-10-25T04:00:00+01:00"),
    ("2027-03-27T23:00:00+01:00", "2027-03-28T06:00:00+02:00"),
  ])
  func alwaysOpenOverClockChanges(start: String, due: String) throws {
    let time = WorkingTime(anyOf: [try berlin("Mon-Sun 00:00-24:00")])
    #expect(time.due(start: instant(start), work: 6 * Instant.hour) == instant(due))
  }

  @Test func windowsOverClockChanges() throws {
    let time = WorkingTime(anyOf: [try berlin("Sun 02:30-05:00")])
    let spring = (instant("2027-03-27T23:00:00Z"), instant("2027-03-28T22:00:00Z"))
    #expect(time.elapsed(start: spring.0, end: spring.1) == 2 * Instant.hour)
    #expect(time.nextOpening(from: spring.0) == instant("2027-03-28T03:00:00+02:00"))
    let autumn = (instant("2026-10-24T22:00:00Z"), instant("2026-10-25T23:00:00Z"))
    #expect(time.elapsed(start: autumn.0, end: autumn.1) == 7 * Instant.hour / 2)
    #expect(time.nextOpening(from: autumn.0) == instant("2026-10-25T02:30:00+02:00"))
  }

  @Test func nightWindowBelongsToItsStartDayButHolidaysToTheDate() throws {
    let night = try berlin("Mon 22:00-06:00")
    #expect(night.span(at: instant("2026-09-29T02:00:00+02:00")).answer.isOn)
    #expect(!night.span(at: instant("2026-09-28T02:00:00+02:00")).answer.isOn)
    let holiday = try berlin("Mon 22:00-06:00", holidays: [date("2026-09-29")])
    #expect(holiday.span(at: instant("2026-09-28T23:59:00+02:00")).answer.isOn)
    #expect(!holiday.span(at: instant("2026-09-29T02:00:00+02:00")).answer.isOn)
  }

  @Test func whileAnybodyIsThere() throws {
    let tokyo = WorkSchedule(
      zone: try #require(Zone("Asia/Tokyo")), hours: try WeeklyHours(parsing: "Mon-Fri 09:00-17:00")
    )
    let both = WorkingTime(anyOf: [try berlin("Mon-Fri 09:00-17:00"), tokyo])
    // Monday: Tokyo 02:00–10:00 and Berlin 09:00–17:00 in Berlin's summer time.
    let monday = instant("2026-09-28T00:00:00+02:00")
    #expect(both.elapsed(start: monday, end: monday + Instant.day) == 15 * Instant.hour)
    #expect(both.due(start: monday, work: 9 * Instant.hour) == monday + 11 * Instant.hour)
  }

  @Test func absenceStopsTheWork() throws {
    let noon = instant("2026-09-28T12:00:00+02:00")
    let away = try berlin("Mon-Fri 09:00-17:00").excluding(noon..<noon + 2 * Instant.hour)
    let time = WorkingTime(anyOf: [away])
    #expect(time.due(start: noon - Instant.hour, work: 2 * Instant.hour) == noon + 3 * Instant.hour)
    #expect(away.span(at: noon).answer.off == .away)
    #expect(away.span(at: noon - 1).until == noon)
    #expect(away.span(at: noon + 2 * Instant.hour).from == noon + 2 * Instant.hour)
    let shared = WorkingTime(anyOf: [away, try berlin("Mon 13:00-14:00")])
    #expect(shared.nextOpening(from: noon) == noon + Instant.hour)
  }

  @Test func neverIsNeverDone() throws {
    let never = WorkingTime(anyOf: [try berlin("")])
    #expect(never.due(start: instant("2026-09-28T00:00:00Z"), work: 1) == nil)
    #expect(never.nextOpening(from: instant("2026-09-28T00:00:00Z")) == nil)
    #expect(
      never.elapsed(start: instant("2026-09-28T00:00:00Z"), end: instant("2027-09-28T00:00:00Z"))
        == 0)
  }

  /// The property that makes due instants trustworthy, on calendars and instants drawn from a seed.
  @Test func elapsedUndoesDue() throws {
    var numbers = SeededNumbers(state: 7)
    let zones = try [
      "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia",
      "Africa/Casablanca", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut", "UTC",
    ].map { try #require(Zone($0)) }
    for _ in 0..<300 {
      let schedules = try (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
        WorkSchedule(
          zone: zones[Int.random(in: 0..<zones.count, using: &numbers)],
          hours: try randomHours(&numbers),
          holidays: Set(
            (0..<20).map { _ in
              date("2026-01-01") + Int.random(in: 0..<500, using: &numbers)
            }))
      }
      let time = WorkingTime(anyOf: schedules)
      let start =
        instant("2026-03-01T00:00:00Z")
        + Int64.random(
          in: 0..<300 * Instant.day, using: &numbers)
      let work = Int64.random(in: 0...80 * Instant.hour, using: &numbers)
      guard let due = time.due(start: start, work: work) else { continue }
      #expect(time.elapsed(start: start, end: due) == work)
      if work > 0 { #expect(time.elapsed(start: start, end: due - 1) == work - 1) }
    }
  }

  private func randomHours(_ numbers: inout SeededNumbers) throws -> WeeklyHours {
    let days = ["Mon", "Tue-Thu", "Sat-Mon", "Mon-Sun", "Sun", "Wed,Fri"]
    func time() -> String {
      let minute = Int.random(in: 0..<1440, using: &numbers)
      return WallTime(date: date("2026-01-01"), minutes: minute).clockText
    }
    let groups = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
      "\(days[Int.random(in: 0..<days.count, using: &numbers)]) \(time())-\(time()),\(time())-24:00"
    }
    return try WeeklyHours(parsing: groups.joined(separator: ";"))
  }

  /// A slow reference: one minute after the other, by Foundation's calendar.
  @Test func spansAgreeWithFoundation() throws {
    let name = "Europe/Berlin"
    let schedule = try berlin("Sat 22:00-06:00; Sun 12:00-18:30; Mon-Tue 07:15-09:45")
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    var now = instant("2026-11-06T00:00:00Z")
    while now < instant("2026-11-12T00:00:00Z") {
      let parts = calendar.dateComponents(
        [.weekday, .hour, .minute],
        from: Date(timeIntervalSince1970: Double(now.milliseconds) / 1000))
      let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
      let expected: Bool =
        switch parts.weekday {
        case 7: minute >= 1320
        case 1: minute < 360 || (720..<1110).contains(minute)
        case 2, 3: (435..<585).contains(minute)
        default: false
        }
      let span = schedule.span(at: now)
      #expect(span.answer.isOn == expected, "\(now)")
      #expect(span.from <= now && now < span.until)
      now = now + 7 * Instant.minute
    }
  }
}

@Suite struct ZoneTests {
  @Test func offsetsAgreeWithFoundationInEveryZone() {
    var numbers = SeededNumbers(state: 3)
    for name in TimeZone.knownTimeZoneIdentifiers {
      guard let zone = Zone(name), let reference = TimeZone(identifier: name) else {
        Issue.record("no zone \(name)")
        continue
      }
      for _ in 0..<40 {
        let second = Int64.random(in: 0..<4_100_000_000, using: &numbers)
        #expect(
          zone.offset(at: Instant(milliseconds: second * 1000))
            == Int64(
              reference.secondsFromGMT(
                for: Date(timeIntervalSince1970: Double(second)))) * 1000,
          "\(name) \(second)")
      }
    }
  }

  @Test func unknownZone() { #expect(Zone("Europe/Nowhere") == nil) }

  @Test func gapAndFold() throws {
    let zone = try #require(Zone("Europe/Berlin"))
    let gap = WallTime(date: date("2027-03-28"), minutes: 150)
    for occurrence in [Zone.Occurrence.first, .last] {
      #expect(zone.instant(of: gap, occurrence) == instant("2027-03-28T03:00:00+02:00"))
    }
    let fold = WallTime(date: date("2026-10-25"), minutes: 150)
    #expect(zone.instant(of: fold, .first) == instant("2026-10-25T02:30:00+02:00"))
    #expect(zone.instant(of: fold, .last) == instant("2026-10-25T02:30:00+01:00"))
  }

  @Test func daysThatBeginLateOrNever() throws {
    // Lebanon changes clocks at midnight; Samoa had no 30 December 2011.
    #expect(
      try #require(Zone("Asia/Beirut")).start(of: date("2026-03-29"))
        == instant("2026-03-29T01:00:00+03:00"))
    #expect(
      try #require(Zone("Pacific/Apia")).start(of: date("2011-12-30"))
        == instant("2011-12-31T00:00:00+14:00"))
  }
}
