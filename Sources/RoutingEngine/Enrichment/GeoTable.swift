import LeadModel

/// The country that an IP address is used in.
public struct GeoTable: Sendable, Equatable {
  private let ranges: IPRangeTable

  /// Knows no address.
  public static let empty = GeoTable(IPRangeTable())

  /// Goes by a table that is shared, not copied.
  public init(_ ranges: IPRangeTable) { self.ranges = ranges }

  /// Takes the ranges in any order.
  public init(_ ranges: [IPRange]) { self.ranges = IPRangeTable(ranges) }

  /// How many ranges are kept.
  public var count: Int { ranges.count }

  /// The country of an address; nil for one in no range, and always for private and reserved ones.
  public func country(of address: IPAddress) -> CountryCode? {
    address.isPrivateOrReserved ? nil : ranges.country(of: address)
  }
}
