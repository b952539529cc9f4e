import LeadModel

/// Bytes of a text under construction, reused from one decision to the next.
struct ByteWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }
  /// Takes back what was written after the first so many bytes.
  mutating func cut(to count: Int) { bytes.removeLast(bytes.count - count) }

  var endsWithFullStop: Bool { bytes.last == UInt8(ascii: ".") }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Text that needs no escaping.
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
  mutating func raw(_ fragment: ArraySlice<UInt8>) { bytes.append(contentsOf: fragment) }
  mutating func raw(_ fragment: [UInt8]) { bytes.append(contentsOf: fragment) }

  mutating func integer(_ value: some BinaryInteger) {
    var rest = Int64(value)
    if rest < 0 {
      bytes.append(UInt8(ascii: "-"))
      rest = -rest
    }
    if rest < 10 {
      bytes.append(UInt8(48 + rest))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var at = 20
      while rest > 0 {
        at -= 1
        digits[at] = UInt8(48 + rest % 10)
        rest /= 10
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(digits)[at..<20]))
    }
  }

  /// A text as the inside of a JSON string: quotes, backslashes and control characters escaped, C1
  /// controls too, which some terminals obey.
  mutating func escaped(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      for byte in utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F {
        escapeEach(utf8)
        return
      }
      bytes.append(contentsOf: utf8)
    }
  }

  /// A JSON string.
  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    escaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A JSON string, or `null`.
  mutating func string(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  /// RFC 3339 in quotes.
  mutating func instant(_ instant: Instant) {
    bytes.append(UInt8(ascii: "\""))
    bareInstant(instant)
    bytes.append(UInt8(ascii: "\""))
  }

  /// RFC 3339.
  mutating func bareInstant(_ instant: Instant) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      let count = Instant.write(instant, into: buffer)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count]))
    }
  }

  /// A country code as a JSON string, or `null`.
  mutating func code(_ country: CountryCode?) { quoted(country?.packed) }
  /// A language code as a JSON string, or `null`.
  mutating func code(_ language: LanguageCode?) { quoted(language?.packed) }

  /// An escaped fragment as a JSON string, or `null`.
  mutating func quoted(_ fragment: [UInt8]?) {
    guard let fragment else { return raw("null") }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: fragment)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Hundredths as a decimal number, without decimals where there are none.
  mutating func cents(_ value: Int64) {
    integer(value / 100)
    let rest = abs(value % 100)
    guard rest != 0 else { return }
    raw(".")
    integer(rest / 10)
    if rest % 10 != 0 { integer(rest % 10) }
  }

  private mutating func quoted(_ packed: UInt16?) {
    guard let packed else { return raw("null") }
    bytes.append(UInt8(ascii: "\""))
    letters(packed)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The two letters of a code.
  mutating func letters(_ packed: UInt16) {
    bytes.append(UInt8(packed >> 8))
    bytes.append(UInt8(packed & 0xFF))
  }

  private mutating func escapeEach(_ utf8: UnsafeBufferPointer<UInt8>) {
    var previous: UInt8 = 0
    for byte in utf8 {
      switch byte {
      case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
      case 0x0A: raw(#"\n"#)
      case 0x0D: raw(#"\r"#)
      case 0x09: raw(#"\t"#)
      case 0..<0x20, 0x7F: unicodeEscape(byte)
      case 0x80...0x9F where previous == 0xC2:
        // U+0080 to U+009F are C2 80 to C2 9F: take the lead byte back.
        bytes.removeLast()
        unicodeEscape(byte)
      default: bytes.append(byte)
      }
      previous = byte
    }
  }

  private mutating func unicodeEscape(_ value: UInt8) {
    let digits: StaticString = "0123456789abcdef"
    raw(#"\u00"#)
    bytes.append(digits.utf8Start[Int(value >> 4)])
    bytes.append(digits.utf8Start[Int(value & 15)])
  }
}
