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
}

@Suite struct ZoneTests {
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
