import Foundation
import LeadModel

/// Wall-clock time in IANA zones, for hours of work and the hours at which people fill in forms.
struct LocalTime: Sendable {
  private let zone: TimeZone

  /// An unknown zone is our own fault: the names stand in this module.
  init(_ name: String) {
    guard let zone = TimeZone(identifier: name) else {
      preconditionFailure("\"\(name)\" is no IANA zone")
    }
    self.zone = zone
  }

  /// Milliseconds east of UTC at that instant.
  func offset(at instant: Instant) -> Int64 {
    let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    return Int64(zone.secondsFromGMT(for: date)) * 1000
  }

  /// The local day and the minutes after its midnight.
  func reading(at instant: Instant) -> (date: LocalDate, minute: Int) {
    let local = instant.milliseconds + offset(at: instant)
    let day = Int32(local >= 0 ? local / Instant.day : (local - Instant.day + 1) / Instant.day)
    return (
      LocalDate(daysSinceEpoch: day), Int((local - Int64(day) * Instant.day) / Instant.minute)
    )
  }

  /// The instant of a local day and minute; near a change of clocks it may be an hour off.
  func instant(_ date: LocalDate, minute: Int) -> Instant {
    let asUTC = Instant(
      milliseconds: Int64(date.daysSinceEpoch) * Instant.day + Int64(minute) * Instant.minute)
    return asUTC - offset(at: asUTC - offset(at: asUTC))
  }
}
