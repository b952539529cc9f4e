import LeadModel
import RoutingEngine

/// From when to when an exception holds.
struct ExceptionTime: Equatable {
  /// Days that an exception lasts at most, and a renewal of one that ran its term.
  static let longest = 90
  static let longestRenewed = 180

  var effective: Instant
  /// The first instant at which it no longer holds, for now.
  var sunset: Instant
  /// As asked for: later than `sunset` only where the council has to sign first.
  var wantedSunset: Instant
}

extension ExceptionGrounds {
  /// The time that a request asks for. `days` is how long it may last without a signature.
  func time(
    effective: Instant, sunset text: String, days: Int
  ) throws(Refusal) -> ExceptionTime {
    let today = zone.start(of: zone.wall(at: now).date)
    guard effective >= today else {
      throw Refusal(
        .usage,
        "an exception cannot begin in the past: \(words(effective)) is before today, "
          + "\(words(today))")
    }
    let wanted = try instant(text, "sunset")
    guard wanted > effective else {
      throw Refusal(
        .usage,
        "the sunset \"\(text)\" is not after the effective date \(words(effective)): "
          + "give a later one")
    }
    guard wanted > now else {
      throw Refusal(.usage, "the sunset \"\(text)\" is over: give a later one")
    }
    return ExceptionTime(
      effective: effective, sunset: min(wanted, latestSunset(effective, days: days)),
      wantedSunset: wanted)
  }

  /// So many days on the wall later: a day on which clocks change is one too.
  func latestSunset(_ effective: Instant, days: Int) -> Instant {
    let wall = zone.wall(at: effective).milliseconds + Int64(days) * Instant.day
    return zone.instant(of: WallTime(milliseconds: wall), .last)
  }

  /// Reads a date, which is 00:00 in the organisation's zone, or an RFC 3339 instant.
  func instant(_ text: String, _ what: String) throws(Refusal) -> Instant {
    let text = text.trimmed
    if text.isEmpty {
      throw Refusal(.usage, "the \(what) date is missing: write it as 2026-03-31")
    }
    if let date = LocalDate(parsing: text) { return zone.start(of: date) }
    if let instant = Instant(rfc3339: text) { return instant }
    throw Refusal(
      .usage, "\"\(text)\" is no \(what) date: write 2026-03-31 or 2026-03-31T09:00:00+02:00")
  }

  /// The end of the quarter after that of the instant: as far as one signature reaches.
  func endOfNextQuarter(after instant: Instant) -> Instant { startOfQuarter(instant, later: 2) }

  /// 00:00 of the first day of the instant's quarter, or of one so many quarters later.
  public func startOfQuarter(_ instant: Instant, later: Int = 0) -> Instant {
    let civil = zone.wall(at: instant).date.civil
    let quarter = civil.year * 4 + (civil.month - 1) / 3 + later
    let date = LocalDate(year: quarter / 4, month: quarter % 4 * 3 + 1, day: 1)
    return date.map(zone.start(of:)) ?? instant
  }
}
