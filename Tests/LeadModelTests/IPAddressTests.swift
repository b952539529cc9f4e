import Glibc
import LeadModel
import Testing

@Suite struct IPAddressTests {
  @Test func versionFourIsMapped() throws {
    let plain = try #require(IPAddress("84.56.1.2"))
    #expect(plain == IPAddress("::ffff:84.56.1.2"))
    #expect(plain == IPAddress("::FFFF:5438:102"))
    #expect(plain.isV4)
    #expect(plain == IPAddress(v4: 0x5438_0102))
  }

  @Test(arguments: [
    ("::", UInt64(0), UInt64(0)), ("::1", 0, 1), ("1::", 0x0001_0000_0000_0000, 0),
    ("2a02:8108::17", 0x2A02_8108_0000_0000, 0x17),
    ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004, 0x0005_0006_0007_0008),
    ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004, 0x0005_0006_0007_0000),
    ("64:ff9b::1.2.3.4", 0x0064_FF9B_0000_0000, 0x0102_0304),
    ("1:2:3:4:5:6:1.2.3.4", 0x0001_0002_0003_0004, 0x0005_0006_0102_0304),
  ])
  func versionSix(text: String, high: UInt64, low: UInt64) {
    #expect(IPAddress(text) == IPAddress(high: high, low: low))
  }

  @Test(arguments: [
    "", "not an ip", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4:80", "1.2..4", "::1::",
    ":::", ":1", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "[::1]", "fe80::1%0",
    "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:8::", "::1.2.3", " 1.2.3.4",
  ])
  func refused(text: String) { #expect(IPAddress(text) == nil) }

  @Test(arguments: [
    ("10.1.2.3", true), ("192.168.0.1", true), ("127.0.0.1", true), ("172.31.255.255", true),
    ("172.32.0.0", false), ("100.64.0.1", true), ("100.128.0.0", false), ("169.254.1.1", true),
    ("203.0.113.9", true), ("240.0.0.1", true), ("8.8.8.8", false), ("fe80::1", true),
    ("fd00::1", true), ("::1", true), ("2001:db8::1", true), ("2001:200::1", false),
    ("2001::1", true), ("3fff:fff::1", true), ("3fff:1000::1", false), ("2a02:8108::1", false),
    ("ff02::1", true), ("::ffff:10.0.0.1", true),
  ])
  func reserved(text: String, expected: Bool) throws {
    #expect(try #require(IPAddress(text)).isPrivateOrReserved == expected)
  }

  @Test func order() throws {
    let texts = ["0.0.0.1", "1.2.3.4", "255.255.255.255", "2001:200::", "2a02::", "ffff::"]
    let addresses = texts.compactMap { IPAddress($0) }
    #expect(addresses.count == texts.count)
    #expect(addresses == addresses.sorted())
  }
}

/// The C library as judge, which reads the same forms (RFC 4291 §2.2, RFC 6943 §3.1.1 strict).
@Suite struct IPAddressJudgeTests {
  private func judge(_ text: String) -> IPAddress? {
    if text.contains(":") {
      var six = in6_addr()
      guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
      return withUnsafeBytes(of: six) { bytes in
        IPAddress(bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
      }
    }
    var four = in_addr()
    guard inet_pton(AF_INET, text, &four) == 1 else { return nil }
    return IPAddress(v4: UInt32(bigEndian: four.s_addr))
  }

  @Test func texts() {
    var generator = SystemRandomNumberGenerator()
    func number(_ most: Int) -> Int { Int.random(in: 0...most, using: &generator) }
    let letters = Array("0123456789abcdefABCDEFg:..::")
    for _ in 0..<30_000 {
      var text: String
      switch number(3) {
      case 0: text = (0..<4).map { _ in "\(number(260))" }.joined(separator: ".")
      case 1:
        text = (0..<(1 + number(8))).map { _ in String(number(0x1_0100), radix: 16) }
          .joined(separator: number(3) == 0 ? "::" : ":")
      case 2:
        let parts = (0..<8).map { _ in number(2) == 0 ? "" : String(number(0xFFFF), radix: 16) }
        text = parts.joined(separator: ":")
      default:
        text =
          (0..<number(6)).map { _ in String(number(0xFFFF), radix: 16) }
          .joined(separator: ":") + "::"
          + (0..<4).map { _ in "\(number(255))" }.joined(separator: ".")
      }
      if number(3) == 0, !text.isEmpty {
        var changed = Array(text)
        changed[number(changed.count - 1)] = letters[number(letters.count - 1)]
        text = String(changed)
      }
      #expect(IPAddress(text) == judge(text), "\(text)")
    }
  }
}
