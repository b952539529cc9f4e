extension Instant {
  /// Reads what ``init(rfc3339:)-(String)`` reads, where it stands in bytes.
  public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, bytes.count >= 10, let days = Self.days(base) else {
      return nil
    }
    let midnight = Int64(days) * Self.day
    if bytes.count == 10 {
      self.init(milliseconds: midnight)
      return
    }
    // Seconds and a sign for the zone at least.
    guard bytes.count >= 20, base[10] | 0x20 == UInt8(ascii: "t") || base[10] == 0x20,
      base[13] == UInt8(ascii: ":"), base[16] == UInt8(ascii: ":")
    else { return nil }
    let hour = Self.twoDigits(base + 11)
    let minute = Self.twoDigits(base + 14)
    let second = Self.twoDigits(base + 17)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let time = (Int64(hour) * 60 + Int64(minute)) * Self.minute + Int64(second) * 1000
    var rest = ZoneCursor(rest: bytes[19...])
    guard let fraction = rest.fraction(), let offset = rest.offset() else { return nil }
    self.init(milliseconds: midnight + time + fraction - Int64(offset) * Self.minute)
  }

  /// Days since 1970 of `yyyy-MM-dd`; nil when that is no day.
  @inline(__always)
  private static func days(_ base: UnsafePointer<UInt8>) -> Int32? {
    let century = twoDigits(base)
    let year = twoDigits(base + 2)
    let month = twoDigits(base + 5)
    let day = twoDigits(base + 8)
    guard century < 100, year < 100, month < 100, day < 100, base[4] == UInt8(ascii: "-"),
      base[7] == UInt8(ascii: "-")
    else { return nil }
    return LocalDate(
      year: Int(century) * 100 + Int(year), month: Int(month), day: Int(day))?.daysSinceEpoch
  }

  /// 0…99; 255 where there are not two digits.
  @inline(__always)
  private static func twoDigits(_ at: UnsafePointer<UInt8>) -> UInt8 {
    let tens = at[0] &- 48
    let ones = at[1] &- 48
    return tens < 10 && ones < 10 ? tens &* 10 &+ ones : 255
  }
}

/// Decimals of seconds and an offset, from the front.
private struct ZoneCursor {
  var rest: Slice<UnsafeBufferPointer<UInt8>>

  /// Milliseconds; 0 where there are no decimals, nil for a point without any.
  mutating func fraction() -> Int64? {
    guard rest.first == UInt8(ascii: ".") else { return 0 }
    rest.removeFirst()
    var value: Int64 = 0
    var scale: Int64 = 100
    guard let first = rest.first, 48...57 ~= first else { return nil }
    while let byte = rest.first, 48...57 ~= byte {
      value += Int64(byte - 48) * scale
      scale /= 10
      rest.removeFirst()
    }
    return value
  }

  /// Minutes east of UTC, of `Z`, `±HH:mm` or `±HHmm` that ends the text.
  mutating func offset() -> Int? {
    guard let sign = rest.popFirst() else { return nil }
    switch sign {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return rest.isEmpty ? 0 : nil
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let hours = number() else { return nil }
      if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
      guard let minutes = number(), rest.isEmpty, minutes < 60, hours * 60 + minutes <= 14 * 60
      else { return nil }
      return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    default: return nil
    }
  }

  private mutating func number() -> Int? {
    guard let tens = rest.popFirst(), 48...57 ~= tens, let ones = rest.popFirst(), 48...57 ~= ones
    else { return nil }
    return Int(tens - 48) * 10 + Int(ones - 48)
  }
}
