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

  /// Takes the 32 bits of an IPv4 address.
  public init(v4: UInt32) { self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4)) }

  /// Reads dotted decimal IPv4 (no leading zeros, which some readers take for octal) or the text
  /// forms of RFC 4291 §2.2: groups of up to four hex digits, one `::`, an IPv4 address in the last
  /// 32 bits. Ports, brackets, zones and prefix lengths are refused.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    if bytes.contains(UInt8(ascii: ":")) {
      guard let parsed = Self.v6(bytes[...]) else { return nil }
      self = parsed
    } else {
      guard let v4 = Self.v4(bytes[...]) else { return nil }
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

  private static func v4(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ (48...57).contains($0) }),
        part.count == 1 || part.first != 48
      else { return nil }
      let value = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1) - 48 }
      guard value < 256 else { return nil }
      address = address << 8 | value
    }
    return address
  }

  private static func v6(_ text: ArraySlice<UInt8>) -> IPAddress? {
    let colon = UInt8(ascii: ":")
    var gap: ArraySlice<UInt8>.Index?
    var at = text.startIndex
    while at + 1 < text.endIndex {
      if text[at] == colon, text[at + 1] == colon {
        guard gap == nil else { return nil }
        gap = at
        at += 1
      }
      at += 1
    }
    if let gap {
      guard let head = groups(text[..<gap], mayEndInV4: false),
        let tail = groups(text[(gap + 2)...], mayEndInV4: true), head.count + tail.count < 8
      else { return nil }
      return joined(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }
    guard let all = groups(text, mayEndInV4: true), all.count == 8 else { return nil }
    return joined(all)
  }

  /// The 16-bit groups of a run without `::`; nil when it is malformed.
  private static func groups(_ text: ArraySlice<UInt8>, mayEndInV4: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndInV4, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let v4 = v4(part) else { return nil }
        groups += [UInt16(v4 >> 16), UInt16(truncatingIfNeeded: v4)]
      } else {
        guard let value = hexGroup(part) else { return nil }
        groups.append(value)
      }
    }
    return groups
  }

  private static func hexGroup(_ digits: ArraySlice<UInt8>) -> UInt16? {
    guard (1...4).contains(digits.count) else { return nil }
    var value: UInt16 = 0
    for byte in digits {
      switch byte {
      case 48...57: value = value << 4 | UInt16(byte - 48)
      case 65...70: value = value << 4 | UInt16(byte - 55)
      case 97...102: value = value << 4 | UInt16(byte - 87)
      default: return nil
      }
    }
    return value
  }

  private static func joined(_ groups: [UInt16]) -> IPAddress {
    func half(_ part: ArraySlice<UInt16>) -> UInt64 { part.reduce(0) { $0 << 16 | UInt64($1) } }
    return IPAddress(high: half(groups[..<4]), low: half(groups[4...]))
  }
}
