import Glibc
import LeadModel

@testable import Intake

/// What holds for IP addresses and their ranges.
enum AddressLaws {
  static func addresses(_ bytes: [UInt8]) throws(BrokenLaw) {
    for line in bytes.split(separator: 10).prefix(64) {
      try address(decoded(line.split(separator: UInt8(ascii: ",")).first ?? []))
    }
    try ranges(bytes)
  }

  /// The C library reads the same addresses.
  private static func address(_ written: String) throws(BrokenLaw) {
    if written.utf8.contains(0) { return }
    let found = IPAddress(written)
    var v4 = in_addr()
    var v6 = in6_addr()
    var expected: IPAddress?
    if inet_pton(AF_INET, written, &v4) == 1 {
      expected = IPAddress(v4: UInt32(bigEndian: v4.s_addr))
    } else if inet_pton(AF_INET6, written, &v6) == 1 {
      let halves = withUnsafeBytes(of: &v6) { bytes in
        [0, 8].map { UInt64(bigEndian: bytes.load(fromByteOffset: $0, as: UInt64.self)) }
      }
      expected = IPAddress(high: halves[0], low: halves[1])
    }
    try law(
      found == expected, "\(written.debugDescription) is \(String(describing: expected)) to C")
  }

  /// Each range that was taken holds its first and last address and not those beside it.
  private static func ranges(_ bytes: [UInt8]) throws(BrokenLaw) {
    let reading = Datasets.ipRanges(bytes)
    for problem in reading.problems { try FindingLaws.check(problem) }
    guard reading.problems.isEmpty else { return }
    for case .fields(let fields, _) in CSVReference.rows(bytes, delimiter: UInt8(ascii: ","))
      .dropFirst().prefix(64)
    {
      let ends = fields.prefix(2).compactMap { IPAddress(decoded($0)) }
      guard ends.count == 2, fields.count > 2, fields[0].first != 0xEF else { continue }
      try law(
        reading.table.country(of: ends[0]) == reading.table.country(of: ends[1]),
        "the ends of a range are in two countries")
    }
  }
}
