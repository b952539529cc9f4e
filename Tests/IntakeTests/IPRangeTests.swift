import LeadModel
import Testing

@testable import Intake

/// Random tables of ranges, read from text and asked, against a linear scan.
@Suite struct IPRangeTests {
  private struct Row {
    var start: IPAddress
    var end: IPAddress
    var country: CountryCode
    var text: String
  }

  private func text(_ address: IPAddress) -> String {
    if address.isV4 {
      return (0..<4).map { "\(address.low >> (24 - 8 * UInt64($0)) & 0xFF)" }.joined(separator: ".")
    }
    return (0..<8).map {
      String(UInt16(truncatingIfNeeded: address.bits >> (112 - 16 * $0)), radix: 16)
    }
    .joined(separator: ":")
  }

  /// Ranges that are apart, or touch, of both families; the ends of all addresses among them at times.
  private func rows(_ generator: inout some RandomNumberGenerator) -> [Row] {
    let countries: [CountryCode] = ["DE", "FR", "US", "NA"]
    var rows: [Row] = []
    func cut(_ top: UInt128, _ address: (UInt128) -> IPAddress) {
      let few = UInt128(Int.random(in: 40...4000, using: &generator))
      var at = Bool.random(using: &generator) ? 0 : UInt128.random(in: 0...few, using: &generator)
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        let length = UInt128.random(in: 0...few, using: &generator)
        let end = top - at < length ? top : at + length
        let (first, last) = (address(at), address(end))
        let country = countries.randomElement(using: &generator) ?? "DE"
        rows.append(
          Row(
            start: first, end: last, country: country,
            text: "\(text(first)),\(text(last)),\(country)"))
        if end == top { return }
        at = end + 1
        if Bool.random(using: &generator), top - at > few {
          at += UInt128.random(in: 0...few, using: &generator)
        }
        if Int.random(in: 0..<12, using: &generator) == 0 { at = top - few }
        if at <= end { return }
      }
    }
    cut(0xFFFF_FFFF) { IPAddress(v4: UInt32(truncatingIfNeeded: $0)) }
    // IPv4-mapped addresses are addresses of IPv4, so none of these comes near.
    cut(.max) { IPAddress($0 < 1 << 48 ? $0 | 1 << 120 : $0) }
    return rows
  }

  @Test func tablesAnswerAsAScanDoes() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<150 {
      let rows = rows(&generator)
      let shuffled = rows.shuffled(using: &generator)
      let file = "start,end,country\n" + shuffled.map { $0.text + "\n" }.joined()
      let reading = Datasets.ipRanges(Array(file.utf8))
      #expect(
        reading.problems == [] && reading.rows == rows.count, "\(reading.problems.first as Any)")
      let edges = rows.flatMap { [$0.start.bits, $0.end.bits] }
      let asked =
        edges.flatMap { [$0 &- 1, $0, $0 &+ 1] } + [0, .max, 0xFFFF_0000_0000, 0xFFFF_FFFF_FFFF]
        + (0..<50).map { _ in UInt128.random(in: 0...(.max), using: &generator) }
      for bits in asked {
        let address = IPAddress(bits)
        let expected = rows.first {
          $0.start.isV4 == address.isV4 && $0.start <= address && address <= $0.end
        }
        #expect(reading.table.country(of: address) == expected?.country)
      }
    }
  }

  @Test func neighboursOfOneCountryAreOneRange() throws {
    let file = "start,end,country\n1.0.1.0,1.0.1.255,DE\n1.0.0.0,1.0.0.255,DE\n1.0.2.0,1.0.2.9,FR\n"
    let reading = Datasets.ipRanges(Array(file.utf8))
    #expect(reading.rows == 3 && reading.table.count == 2)
    #expect(reading.table.country(of: try #require(IPAddress("1.0.0.255"))) == "DE")
    #expect(reading.table.country(of: try #require(IPAddress("1.0.1.0"))) == "DE")
  }

  @Test(arguments: [
    "\"1.0.0.0\",\"1.0.0.255\",\"AU\"", " 1.0.0.0 ,1.0.0.255,aus", "::ffff:1.0.0.0,1.0.0.255,au",
    "::ffff:100:0,::FFFF:1.0.0.255,\" AU\"",
  ]) func otherSpellings(row: String) throws {
    let reading = Datasets.ipRanges(Array("start,end,country\n\(row)\n".utf8))
    #expect(reading.problems == [])
    #expect(reading.table.country(of: try #require(IPAddress("1.0.0.9"))) == "AU")
    #expect(reading.table.country(of: try #require(IPAddress("::ffff:1.0.0.9"))) == "AU")
  }

  @Test func everyErrorNamesItsLineAndText() {
    let file = """
      start,end,country
      1.0.0.0,1.0.0.255,DE
      1.0.0.0,1.0.0.255,DE
      "1.0.0.9 ",1.0.1.0,FR
      1.2.3,1.2.3.4,Germany
      9.0.0.9,9.0.0.1,DE
      9.0.0.0,2001:db8::,DE
      2001:db8::5,2001:db8::9,DE
      2001:DB8::0,2001:db8::5,DE
      ,9.9.9.9,DE
      """
    #expect(
      Datasets.ipRanges(Array(file.utf8)).problems.map(\.description) == [
        "ip-country.csv:5: column \"start\": \"1.2.3\" is no IP address: write it as 192.0.2.1 or "
          + "2001:db8::1",
        "ip-country.csv:5: column \"country\": \"Germany\" is no country: use two letters of ISO "
          + "3166-1, such as DE",
        "ip-country.csv:6: column \"end\": \"9.0.0.1\" is before \"start\" (\"9.0.0.9\")",
        "ip-country.csv:7: column \"end\": \"2001:db8::\" is not of the same family as \"start\"",
        "ip-country.csv:10: column \"start\" is blank, it must not be",
        "ip-country.csv:3: column \"start\": \"1.0.0.0\" overlaps the range on line 2",
        "ip-country.csv:4: column \"start\": \"1.0.0.9\" overlaps the range on line 2",
        "ip-country.csv:8: column \"start\": \"2001:db8::5\" overlaps the range on line 9",
      ])
  }
}
