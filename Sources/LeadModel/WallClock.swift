/// A date and time of day as somebody wrote it, with or without an offset from UTC.
public struct WallClock: Equatable, Sendable {
  public var date: LocalDate
  /// Milliseconds since local midnight, 0 ..< 86,400,000.
  public var millisecondsOfDay: Int64
  /// Minutes east of UTC, −840 … 840; nil when none was written.
  public var offsetMinutes: Int?
  /// Whether only a date was written.
  public var isDateOnly: Bool
  /// Whether seconds were written.
  public var hasSeconds: Bool

  /// The instant that this is, `offsetMinutes` east of UTC.
  public func instant(offsetMinutes: Int) -> Instant {
    Instant(
      milliseconds: Int64(date.daysSinceEpoch) * Instant.day + millisecondsOfDay
        - Int64(offsetMinutes) * Instant.minute)
  }

  /// Reads `yyyy-MM-dd`, or that with `T` or a space and `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fff…`, then
  /// optionally `Z` or `±HH:mm` (also `±HHmm`). Anything else, and any date or time that does not
  /// exist (30 February, 24:00, second 60), gives nil.
  public init?(parsing text: String) {
    var cursor = DigitCursor(text)
    guard let year = cursor.number(digits: 4), cursor.skip("-"),
      let month = cursor.number(digits: 2), cursor.skip("-"),
      let day = cursor.number(digits: 2),
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    self.date = date
    millisecondsOfDay = 0
    offsetMinutes = nil
    hasSeconds = false
    isDateOnly = cursor.isAtEnd
    if isDateOnly { return }
    guard cursor.skip("T") || cursor.skip("t") || cursor.skip(" "),
      let hour = cursor.number(digits: 2), hour < 24, cursor.skip(":"),
      let minute = cursor.number(digits: 2), minute < 60
    else { return nil }
    millisecondsOfDay = Int64(hour) * Instant.hour + Int64(minute) * Instant.minute
    if cursor.skip(":") {
      guard let second = cursor.number(digits: 2), second < 60 else { return nil }
      hasSeconds = true
      millisecondsOfDay += Int64(second) * 1000
      if cursor.skip(".") {
        guard let fraction = cursor.fractionInMilliseconds() else { return nil }
        millisecondsOfDay += fraction
      }
    }
    if cursor.isAtEnd { return }
    guard let offset = cursor.offset(), cursor.isAtEnd else { return nil }
    offsetMinutes = offset
  }
}

/// Reads fixed-width digits off the front of a text.
private struct DigitCursor {
  private var rest: Substring.UTF8View
  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let byte = rest.first, (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
      rest.removeFirst()
    }
    return value
  }

  mutating func fractionInMilliseconds() -> Int64? {
    var value: Int64 = 0
    var scale: Int64 = 100
    var any = false
    while let byte = rest.first, (48...57).contains(byte) {
      value += Int64(byte - 48) * scale
      scale /= 10
      any = true
      rest.removeFirst()
    }
    return any ? value : nil
  }

  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    guard let minutes = number(digits: 2), minutes < 60, hours * 60 + minutes <= 14 * 60 else {
      return nil
    }
    return sign * (hours * 60 + minutes)
  }
}
