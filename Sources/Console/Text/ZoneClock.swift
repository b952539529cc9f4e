import Foundation
import LeadModel

/// Instants as the user reads them: in one zone, which is named on the screen.
struct ZoneClock: Sendable {
  /// The IANA name.
  let name: String
  private let zone: TimeZone

  /// Takes an IANA name; one that is not known gives UTC.
  init(_ name: String) {
    let isUniversal = ["GMT", "UTC", "Etc/UTC", "Etc/GMT", "Zulu"].contains(name)
    if !isUniversal, let zone = TimeZone(identifier: name) {
      (self.zone, self.name) = (zone, name)
    } else {
      (zone, self.name) = (.gmt, "UTC")
    }
  }

  /// `09:14:51`
  func time(_ instant: Instant) -> String {
    String(wall(instant).description.dropFirst(11).prefix(8))
  }

  /// `09:14`
  func hourMinute(_ instant: Instant) -> String {
    String(wall(instant).description.dropFirst(11).prefix(5))
  }

  /// `2026-03-02 09:14:51`
  func full(_ instant: Instant) -> String {
    let text = wall(instant).description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
  }

  /// As short as it can be understood: `18:00` today, `Mon 09:00` within a week, else with the date;
  /// where brevity matters more than the hour, then the date alone: `9 Mar`.
  func near(_ instant: Instant, now: Instant, isBrief: Bool = false) -> String {
    let day = date(instant)
    let distance = day - date(now)
    switch distance {
    case 0: return hourMinute(instant)
    case -6...6: return Self.weekdays[day.weekday] + " " + hourMinute(instant)
    case _ where isBrief && abs(distance) < 300:
      return "\(day.civil.day) " + Self.months[day.civil.month - 1]
    default: return "\(day) " + hourMinute(instant)
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The day in the zone.
  func date(_ instant: Instant) -> LocalDate {
    let milliseconds = wall(instant).milliseconds
    let days = milliseconds / Instant.day - (milliseconds % Instant.day < 0 ? 1 : 0)
    return LocalDate(daysSinceEpoch: Int32(clamping: days))
  }

  /// The instant at which clocks in UTC show what clocks in the zone show at the given one.
  private func wall(_ instant: Instant) -> Instant {
    // Outside of these centuries neither the zone's rules nor the calendar mean anything.
    let limit: Int64 = 7_258_118_400_000
    let bounded = min(max(instant.milliseconds, -limit), limit)
    let date = Date(timeIntervalSince1970: Double(bounded / 1000))
    return Instant(milliseconds: bounded + Int64(zone.secondsFromGMT(for: date)) * 1000)
  }
}
