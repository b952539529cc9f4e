/// A moment in UTC, to the millisecond. Written `2026-03-02T09:15:00.000Z`.
public struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Takes milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

  /// Milliseconds from the second instant to the first.
  public static func - (a: Self, b: Self) -> Int64 { a.milliseconds - b.milliseconds }
  /// The instant so many milliseconds later.
  public static func + (a: Self, milliseconds: Int64) -> Self {
    Self(milliseconds: a.milliseconds + milliseconds)
  }
  /// The instant so many milliseconds earlier.
  public static func - (a: Self, milliseconds: Int64) -> Self {
    Self(milliseconds: a.milliseconds - milliseconds)
  }

  /// RFC 3339 with milliseconds and `Z`.
  public var description: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      Self.write(self, into: buffer)
    }
  }

  /// Writes the RFC 3339 form (24 bytes for years 0–9999) and returns how many bytes were written.
  /// The buffer holds at least 32 bytes.
  public static func write(_ instant: Instant, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let day = LocalDate(daysSinceEpoch: Int32(clamping: floorDiv(instant.milliseconds, 86_400_000)))
    var rest = floorMod(instant.milliseconds, 86_400_000)
    var at = day.write(into: out)
    func put(_ byte: UInt8) {
      out[at] = byte
      at += 1
    }
    func digits(_ value: Int64, _ count: Int) {
      var divisor: Int64 = count == 3 ? 100 : 10
      for _ in 0..<count {
        put(UInt8(48 + value / divisor % 10))
        divisor /= 10
      }
    }
    put(UInt8(ascii: "T"))
    digits(rest / 3_600_000, 2)
    rest %= 3_600_000
    put(UInt8(ascii: ":"))
    digits(rest / 60_000, 2)
    rest %= 60_000
    put(UInt8(ascii: ":"))
    digits(rest / 1000, 2)
    put(UInt8(ascii: "."))
    digits(rest % 1000, 3)
    put(UInt8(ascii: "Z"))
    return at
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no RFC 3339 instant")
    }
    self = instant
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Instant {
  /// Milliseconds in one day, hour and minute.
  public static let day: Int64 = 86_400_000
  /// Milliseconds in one hour.
  public static let hour: Int64 = 3_600_000
  /// Milliseconds in one minute.
  public static let minute: Int64 = 60_000

  /// Reads RFC 3339 with `Z` or an offset (`2026-03-02T09:15:00.123+01:00`; a space or `t` for `T`,
  /// seconds required, any number of decimals, cut to milliseconds), or a bare `yyyy-MM-dd`, which is
  /// 00:00 UTC. Days that do not exist, hours past 23 and seconds past 59 are refused.
  public init?(rfc3339 text: String) {
    guard let parsed = WallClock(parsing: text) else { return nil }
    if parsed.isDateOnly {
      self = Instant(milliseconds: Int64(parsed.date.daysSinceEpoch) * Self.day)
      return
    }
    guard parsed.hasSeconds, let offset = parsed.offsetMinutes else { return nil }
    self = parsed.instant(offsetMinutes: offset)
  }
}

/// Division that rounds towards negative infinity, for instants before 1970.
func floorDiv(_ a: Int64, _ b: Int64) -> Int64 {
  let q = a / b
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q
}

/// The remainder that goes with ``floorDiv``: never negative for a positive divisor.
func floorMod(_ a: Int64, _ b: Int64) -> Int64 {
  let r = a % b
  return r < 0 ? r + b : r
}
