import LeadModel

/// Points in time as forms and exports write them.
enum TimeForm {
  /// RFC 3339; `yyyy-MM-dd`, alone or with `HH:mm` or `HH:mm:ss`, in the zone when it has no offset
  /// (a time that clocks skip is the first instant after the gap, one that happens twice the
  /// first); whole seconds since 1970, or milliseconds from 100,000,000,000 up. nil for anything
  /// else, and beyond 9999.
  static func instant(_ text: String, zone: Zone) -> Instant? {
    if let clock = WallClock(parsing: text) {
      if let offset = clock.offsetMinutes { return clock.instant(offsetMinutes: offset) }
      let local = Int64(clock.date.daysSinceEpoch) * Instant.day + clock.millisecondsOfDay
      return zone.instant(of: WallTime(milliseconds: local), .first)
    }
    guard text.utf8.count <= 15, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int64(text)
    else { return nil }
    let milliseconds = number < 100_000_000_000 ? number * 1000 : number
    return milliseconds <= lastInstant ? Instant(milliseconds: milliseconds) : nil
  }

  /// The end of the year 9999.
  private static let lastInstant: Int64 = 253_402_300_799_999
}
