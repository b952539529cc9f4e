import Foundation
import LeadModel
import RoutingEngine
import Testing

/// The table of each zone against Foundation, which is asked for every offset anew.
@Suite struct ZoneTableTests {
  private static let names = TimeZone.knownTimeZoneIdentifiers
  private static let end: Int64 = 4_133_980_800

  private static func offset(_ zone: TimeZone, _ second: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))) * 1000
  }

  /// Around every change that Foundation tells of, and every five days between 1970 and 2100: changes of a
  /// zone's rules or of its date are none of its changes to summer time.
  @Test(arguments: 0..<8)
  func everyKnownZone(part: Int) throws {
    for (place, name) in Self.names.enumerated() where place % 8 == part {
      let zone = try #require(Zone(name))
      let reference = try #require(TimeZone(identifier: name))
      var seconds: [Int64] = []
      var moment = Date(timeIntervalSince1970: 0)
      while let next = reference.nextDaylightSavingTimeTransition(after: moment), next > moment,
        next.timeIntervalSince1970 < Double(Self.end)
      {
        let second = Int64(next.timeIntervalSince1970)
        seconds += [second - 3600, second - 1, second, second + 1, second + 3600]
        moment = next
      }
      var second = Int64(place * 997)
      while second < Self.end {
        seconds.append(second)
        second += 432_000
      }
      for second in seconds where second >= 0 {
        let expected = Self.offset(reference, second)
        let answer = zone.offset(at: Instant(milliseconds: second * 1000))
        let last = zone.offset(at: Instant(milliseconds: second * 1000 + 999))
        if answer != expected || last != expected {
          Issue.record("\(name) at \(second): \(answer), \(last), not \(expected)")
          break
        }
      }
    }
  }

  /// Changes that were announced by governments, with the offsets before and after in hours.
  private static let announced: [(String, String, Double, Double)] = [
    ("Pacific/Apia", "2011-12-30T10:00:00Z", -10.0, 14.0),
    ("Asia/Pyongyang", "2015-08-14T15:00:00Z", 9, 8.5),
    ("Asia/Pyongyang", "2018-05-04T15:00:00Z", 8.5, 9),
    ("America/Caracas", "2007-12-09T07:00:00Z", -4, -4.5),
    ("America/Caracas", "2016-05-01T07:00:00Z", -4.5, -4),
    ("Europe/Volgograd", "2018-10-27T23:00:00Z", 3, 4),
    ("Europe/Volgograd", "2020-12-26T22:00:00Z", 4, 3),
    ("Africa/Casablanca", "2024-03-10T02:00:00Z", 1, 0),
    ("Africa/Casablanca", "2024-04-14T02:00:00Z", 0, 1),
    ("America/Godthab", "2024-03-31T01:00:00Z", -2, -1),
    ("Africa/Cairo", "2023-04-27T22:00:00Z", 2, 3),
    ("Antarctica/Troll", "2026-03-29T01:00:00Z", 0, 2),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 11, 10.5),
    ("Africa/Monrovia", "1972-01-07T00:44:30Z", -2670.0 / 3600, 0),
  ]
  @Test(arguments: Self.announced)
  func announcedChange(name: String, at text: String, before: Double, after: Double) throws {
    let zone = try #require(Zone(name))
    #expect(zone.offset(at: instant(text) - 1) == Int64(before * 3_600_000))
    #expect(zone.offset(at: instant(text)) == Int64(after * 3_600_000))
  }

  /// Changes that did not come: the clocks of these zones stand still since.
  private static let abolished: [(String, String, Double)] = [
    ("Europe/Istanbul", "2016-10-30T01:00:00Z", 3.0),
    ("America/Sao_Paulo", "2019-11-03T03:00:00Z", -3),
    ("Asia/Tehran", "2023-03-21T20:30:00Z", 3.5), ("Asia/Amman", "2022-10-27T22:00:00Z", 3),
    ("America/Mexico_City", "2023-04-02T08:00:00Z", -6),
  ]
  @Test(arguments: Self.abolished)
  func abolishedChange(name: String, at text: String, hours: Double) throws {
    let zone = try #require(Zone(name))
    for hour in [-1, 1] {
      let moment = instant(text) + Int64(hour) * Instant.hour
      #expect(zone.offset(at: moment) == Int64(hours * 3_600_000))
    }
  }
}
