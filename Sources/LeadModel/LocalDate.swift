/// A day of the proleptic Gregorian calendar, in no particular zone. Written `yyyy-MM-dd`.
public struct LocalDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let daysSinceEpoch: Int32

  /// Takes days since 1970-01-01.
  public init(daysSinceEpoch: Int32) { self.daysSinceEpoch = daysSinceEpoch }

  /// The day of that year (0…9999), month (1…12) and day of month; nil when there is none such.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.lastDay(year: year, month: month)
    else { return nil }
    // Days from civil, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads exactly `yyyy-MM-dd`.
  public init?(parsing text: String) {
    guard let clock = WallClock(parsing: text), clock.isDateOnly else { return nil }
    self = clock.date
  }

  /// Year, month 1…12 and day of month.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(daysSinceEpoch) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Monday is 0, Sunday is 6.
  public var weekday: Int { Int(floorMod(Int64(daysSinceEpoch) + 3, 7)) }

  /// The Monday of the ISO week that this day is in.
  public var monday: LocalDate { self + -weekday }

  /// The day so many days later.
  public static func + (date: Self, days: Int) -> Self {
    Self(daysSinceEpoch: date.daysSinceEpoch + Int32(days))
  }
  /// Days from the second date to the first.
  public static func - (a: Self, b: Self) -> Int { Int(a.daysSinceEpoch) - Int(b.daysSinceEpoch) }
  public static func < (a: Self, b: Self) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }

  public var description: String {
    String(unsafeUninitializedCapacity: 16) { write(into: $0) }
  }

  /// Writes `yyyy-MM-dd` and returns the count of bytes; the buffer holds at least 16.
  func write(into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let (year, month, day) = civil
    var at = 0
    func digits(_ value: Int, _ divisor: Int) {
      var divisor = divisor
      while divisor > 0 {
        out[at] = UInt8(48 + value / divisor % 10)
        at += 1
        divisor /= 10
      }
    }
    digits(min(max(year, 0), 9999), 1000)
    out[at] = UInt8(ascii: "-")
    at += 1
    digits(month, 10)
    out[at] = UInt8(ascii: "-")
    at += 1
    digits(day, 10)
    return at
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = LocalDate(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no date yyyy-MM-dd")
    }
    self = date
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func lastDay(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
