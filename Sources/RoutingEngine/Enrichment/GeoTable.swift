import LeadModel

/// The country that an IP address is used in, by ranges.
public struct GeoTable: Sendable {
  /// Ascending by start; ranges of one family do not overlap.
  private let ranges: [IPRange]

  /// Knows no address.
  public static let empty = GeoTable([])

  /// Takes the ranges in any order.
  public init(_ ranges: [IPRange]) { self.ranges = ranges.sorted { $0.start < $1.start } }

  /// The country of an address; nil for one in no range, and always for private and reserved ones.
  public func country(of address: IPAddress) -> CountryCode? {
    if address.isPrivateOrReserved { return nil }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, address <= ranges[low - 1].end else { return nil }
    return ranges[low - 1].country
  }
}
