/// An IPv4 or IPv6 address. IPv4 is held as its IPv4-mapped IPv6 form (`::ffff:a.b.c.d`), so that
/// one order serves both families.
public struct IPAddress: Hashable, Comparable, Sendable {
  /// The first 64 bits.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// Takes the 128 bits in two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes the 128 bits as a number.
  public init(_ bits: UInt128) {
    self.init(high: UInt64(bits >> 64), low: UInt64(truncatingIfNeeded: bits))
  }

  /// The 128 bits as a number.
  public var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// Takes the 32 bits of an IPv4 address.
  public init(v4: UInt32) { self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4)) }

  /// Reads dotted decimal IPv4 (no leading zeros, which some readers take for octal) or the text
  /// forms of RFC 4291 §2.2: groups of up to four hex digits, one `::`, an IPv4 address in the last
  /// 32 bits. Ports, brackets, zones and prefix lengths are refused.
  public init?(_ text: String) {
    var text = text
    guard let parsed = text.withUTF8({ IPAddress(utf8: $0) }) else { return nil }
    self = parsed
  }

  /// The same where it stands in bytes.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    // A group of hex digits, and so a colon, stands near the front of every IPv6 address.
    if bytes.prefix(5).contains(UInt8(ascii: ":")) {
      guard let parsed = Self.v6(bytes) else { return nil }
      self = parsed
    } else {
      guard let v4 = Self.v4(bytes) else { return nil }
      self.init(v4: v4)
    }
  }

  /// The order of the 128 bits as a number.
  public static func < (a: Self, b: Self) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }

  /// Whether it is an IPv4 address (or the IPv6 form of one).
  public var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Whether it can never tell where someone is: private, shared, loopback, link-local,
  /// documentation, benchmarking, multicast and reserved blocks (IANA special-purpose address
  /// registries).
  public var isPrivateOrReserved: Bool {
    if isV4 {
      let address = UInt32(truncatingIfNeeded: low)
      return Self.specialV4.contains { address >> (32 - $0.bits) == $0.prefix >> (32 - $0.bits) }
    }
    // Only 2000::/3 has been given out as global unicast.
    guard high >> 61 == 1 else { return true }
    return high >> 32 == 0x2001_0DB8  // documentation
      || high >> 44 == 0x3FFF0  // documentation, RFC 9637
      || high >> 41 == 0x2001_0000 >> 9  // IETF protocol assignments, 2001::/23
  }

  private static let specialV4: [(prefix: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
    (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16),
    (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]

  private static func v4(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        address = address << 8 | part
        part = 0
        digits = 0
        dots += 1
      } else {
        let digit = byte &- 48
        // No digit may follow a leading zero.
        guard digit < 10, digits == 0 || part > 0 else { return nil }
        part = part * 10 + UInt32(digit)
        digits += 1
        guard part < 256 else { return nil }
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | part : nil
  }

  private static func v6(_ text: UnsafeBufferPointer<UInt8>) -> IPAddress? {
    let colon = UInt8(ascii: ":")
    var groups = Groups()
    var at = 0
    while at < text.count {
      if text[at] == colon {
        // Only the two of a gap may stand at the front, or follow another.
        guard at + 1 < text.count, text[at + 1] == colon, groups.gap == nil else { return nil }
        groups.gap = groups.count
        at += 2
        continue
      }
      var group: UInt16 = 0
      let start = at
      while at < text.count, let digit = hexDigit(text[at]) {
        guard at - start < 4 else { return nil }
        group = group << 4 | UInt16(digit)
        at += 1
      }
      if at < text.count, text[at] == UInt8(ascii: ".") {
        guard let v4 = v4(UnsafeBufferPointer(rebasing: text[start...])),
          groups.append(UInt16(v4 >> 16)), groups.append(UInt16(truncatingIfNeeded: v4))
        else { return nil }
        return groups.address
      }
      guard at > start, groups.append(group) else { return nil }
      if at == text.count { return groups.address }
      guard text[at] == colon else { return nil }
      // One colon parts groups, two are a gap.
      if at + 1 < text.count, text[at + 1] == colon { continue }
      at += 1
      guard at < text.count else { return nil }
    }
    return groups.address
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// Up to eight groups of 16 bits, with one gap for those that are zero.
  private struct Groups {
    private var bits: UInt128 = 0
    private(set) var count = 0
    /// How many groups stand before it.
    var gap: Int?

    mutating func append(_ group: UInt16) -> Bool {
      guard count < 8 else { return false }
      bits = bits << 16 | UInt128(group)
      count += 1
      return true
    }

    /// nil where there are too few groups, or too many beside a gap.
    var address: IPAddress? {
      guard let gap else { return count == 8 ? IPAddress(bits) : nil }
      guard count < 8 else { return nil }
      let behind = 16 * UInt128(count - gap)
      let tail = bits & (1 << behind - 1)
      let head = gap == 0 ? 0 : (bits >> behind) << (128 - 16 * UInt128(gap))
      return IPAddress(head | tail)
    }
  }
}
