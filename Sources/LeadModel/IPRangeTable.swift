/// The countries of IP addresses by ranges: sorted, apart, ten bytes for a range of IPv4 and 34 for one
/// of IPv6.
///
/// The two families are kept apart; an IPv4-mapped IPv6 address is one of IPv4.
public struct IPRangeTable: Sendable, Equatable {
  /// One family: where each range begins and ends, both included, beside the country.
  struct Family<Bits: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable, Equatable {
    var starts: [Bits] = []
    var ends: [Bits] = []
    var countries: [UInt16] = []

    /// Adds a range that begins after all others end. One that follows the last without a gap and has
    /// its country makes that longer.
    mutating func append(_ start: Bits, _ end: Bits, _ country: UInt16) {
      if let last = ends.last, last &+ 1 == start, countries.last == country {
        ends[ends.count - 1] = end
        return
      }
      starts.append(start)
      ends.append(end)
      countries.append(country)
    }

    mutating func trim() {
      func exact<Value>(_ values: inout [Value]) {
        if values.capacity > values.count + values.count / 16 { values = values.map { $0 } }
      }
      exact(&starts)
      exact(&ends)
      exact(&countries)
    }

    func country(of address: Bits) -> UInt16? {
      var low = 0
      var high = starts.count
      return starts.withUnsafeBufferPointer { starts in
        while low < high {
          let middle = (low + high) / 2
          if starts[middle] <= address { low = middle + 1 } else { high = middle }
        }
        return low > 0 && address <= ends[low - 1] ? countries[low - 1] : nil
      }
    }
  }

  var v4 = Family<UInt32>()
  var v6 = Family<UInt128>()

  /// Knows no address.
  public init() {}

  /// Takes ranges in any order that do not overlap, each of one family.
  public init(_ ranges: [IPRange]) {
    for range in ranges.sorted(by: { $0.start < $1.start }) { append(range) }
  }

  private mutating func append(_ range: IPRange) {
    if range.start.isV4 {
      v4.append(
        UInt32(truncatingIfNeeded: range.start.low), UInt32(truncatingIfNeeded: range.end.low),
        range.country.packed)
    } else {
      v6.append(range.start.bits, range.end.bits, range.country.packed)
    }
  }

  /// Adds a range of IPv4 that begins after all others of it end; the country as it is packed.
  package mutating func append(v4 start: UInt32, _ end: UInt32, _ country: UInt16) {
    v4.append(start, end, country)
  }

  /// Adds a range of IPv6 that begins after all others of it end; the country as it is packed.
  package mutating func append(v6 start: UInt128, _ end: UInt128, _ country: UInt16) {
    v6.append(start, end, country)
  }

  /// Gives memory back that the ranges do not need.
  package mutating func trim() {
    v4.trim()
    v6.trim()
  }

  /// How many ranges are kept: neighbours of one country are one.
  public var count: Int { v4.starts.count + v6.starts.count }

  /// The country of an address; nil for one in no range.
  public func country(of address: IPAddress) -> CountryCode? {
    let packed =
      address.isV4
      ? v4.country(of: UInt32(truncatingIfNeeded: address.low)) : v6.country(of: address.bits)
    return packed.map { CountryCode(packed: $0) }
  }
}
