import LeadModel
import RoutingEngine

/// For how long somebody goes off shift, as people write it.
public enum AbsenceLength: Sendable, Equatable {
  /// At least 1.
  case minutes(Int)
  /// A time of day, a date or both, as ``end(_:in:after:)`` reads them.
  case until(String)
  case untilBack

  /// Reads `30m`, `2h`, `1h30m`, `1d`, `until 14:00`, `until 2026-03-03 09:00` and `until-back`; nil for
  /// anything else.
  public init?(_ text: String) {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    if words == ["until-back"] || words == ["until", "back"] {
      self = .untilBack
    } else if words.first == "until", words.count > 1 {
      self = .until(text.split(whereSeparator: \.isWhitespace).dropFirst().joined(separator: " "))
    } else if let minutes = Self.minutes(words.joined()) {
      self = .minutes(minutes)
    } else {
      return nil
    }
  }

  /// Days, hours and minutes in this order, each at most once.
  private static func minutes(_ text: String) -> Int? {
    var rest = text[...]
    var total = 0
    for (unit, size) in [("d" as Character, 24 * 60), ("h", 60), ("m", 1)] {
      guard let end = rest.firstIndex(of: unit) else { continue }
      let digits = rest[..<end]
      guard digits.allSatisfy({ ("0"..."9").contains($0) }), (1...6).contains(digits.count),
        let count = Int(digits)
      else { return nil }
      total += count * size
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty && total > 0 ? total : nil
  }

  /// The instant that `14:00`, `2026-03-03`, `2026-03-03 14:00` or RFC 3339 means to somebody in the zone: a
  /// time of day is the next one after `now`, a date begins at midnight, and of a time that the clocks show
  /// twice the second counts. nil where the text is none of these.
  public static func end(_ text: String, in zone: Zone, after now: Instant) -> Instant? {
    if let wall = WallClock(parsing: text) {
      if let offset = wall.offsetMinutes { return wall.instant(offsetMinutes: offset) }
      if wall.isDateOnly { return zone.start(of: wall.date) }
      let shown = WallTime(
        milliseconds: Int64(wall.date.daysSinceEpoch) * Instant.day + wall.millisecondsOfDay)
      return zone.instant(of: shown, .last)
    }
    let padded = text.split(separator: ":").first?.count == 1 ? "0" + text : text
    let today = zone.wall(at: now).date
    for date in [today, today + 1] {
      guard let wall = WallClock(parsing: "\(date) \(padded)"), wall.offsetMinutes == nil else {
        return nil
      }
      let shown = WallTime(
        milliseconds: Int64(date.daysSinceEpoch) * Instant.day + wall.millisecondsOfDay)
      let instant = zone.instant(of: shown, .last)
      if instant > now { return instant }
    }
    return nil
  }
}
