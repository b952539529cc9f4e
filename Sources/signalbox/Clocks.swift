import Foundation
import LeadModel
import RoutingEngine

/// Times as the person at the terminal reads them: in their own zone, which every text names once.
struct LocalClock {
  let zone: Zone

  /// In the zone of the system, or of `TZ`.
  init() { zone = Zone(TimeZone.current.identifier) ?? .utc }

  /// In a zone by its name, where the system knows it.
  init(zone name: String) { zone = Zone(name) ?? .utc }

  /// The zone's name.
  var name: String { zone.name }

  /// `2026-03-02 10:15`.
  func text(_ instant: Instant?) -> String {
    guard let instant else { return "–" }
    let wall = zone.wall(at: instant)
    return "\(wall.date) \(wall.clockText)"
  }

  /// `2026-03-02`.
  func day(_ instant: Instant) -> String { "\(zone.wall(at: instant).date)" }

  /// The instant that a person gave as RFC 3339 or as a date, which begins at 00:00 of the zone.
  func instant(_ text: String) throws -> Instant {
    if let wall = WallClock(parsing: text), wall.isDateOnly { return zone.start(of: wall.date) }
    guard let instant = Instant(rfc3339: text) else {
      throw Failure(
        .usage,
        "\"\(text)\" is no instant: write it as 2026-03-02 or as 2026-03-02T09:15:00Z")
    }
    return instant
  }

  /// The time of an ISO week that a person gave as `2026-W10`, from Monday 00:00 of the zone to the next.
  func week(_ text: String) throws -> Range<Instant> {
    guard let monday = LocalDate(isoWeek: text) else {
      throw Failure(.usage, "\"\(text)\" is no week: write it as 2026-W10")
    }
    return zone.start(of: monday)..<zone.start(of: monday + 7)
  }
}
