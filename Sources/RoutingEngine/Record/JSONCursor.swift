import LeadModel

/// Reads the JSON that this module writes, value by value, without building a tree.
///
/// Stricter than JSON where our own bytes never differ: numbers are integers, nothing but spaces may stand
/// between tokens, and keys are looked at as they are written.
///
/// It looks at bytes that others hold, so that reading copies none: it must not outlive them. Each place is
/// held against their count before it is looked at.
struct JSONCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var at: Int

  init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0) {
    self.bytes = bytes
    at = start
  }

  /// A key of an object as it is written, compared byte for byte; as short-lived as the cursor.
  struct Key {
    fileprivate let bytes: UnsafeRawBufferPointer
    var text: String { String(decoding: bytes, as: UTF8.self) }

    @inline(__always)
    static func ~= (pattern: StaticString, key: Key) -> Bool { key.bytes.isEqual(to: pattern) }
    static func == (key: Key, text: StaticString) -> Bool { key.bytes.isEqual(to: text) }
  }

  /// Where reading failed, and what should have stood there.
  struct Problem: Error, Equatable {
    var offset: Int
    var expected: String
  }

  /// Reads an object; the closure reads the value of each key, or skips it.
  @inline(__always)
  mutating func object(_ member: (Key, inout JSONCursor) throws -> Void) throws {
    try objectWhile {
      try member($0, &$1)
      return true
    }
  }

  /// The same until the closure says false, which leaves the object where that is.
  @inline(__always)
  mutating func objectWhile(_ member: (Key, inout JSONCursor) throws -> Bool) throws {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try key()
      guard try member(key, &self) else { return }
    } while take(",")
    try expect("}")
  }

  private mutating func key() throws -> Key {
    try expect("\"")
    let start = at
    var end = endOfPlain(start)
    while end < bytes.count, bytes[end] == Self.backslash { end = endOfPlain(end + 2) }
    guard end < bytes.count else { throw Problem(offset: start, expected: "the end of a key") }
    at = end + 1
    try expect(":")
    return Key(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
  }

  /// Reads an array; the closure reads each element.
  @inline(__always)
  mutating func array<Element>(_ element: (inout JSONCursor) throws -> Element) throws -> [Element]
  {
    var elements: [Element] = []
    try forEach { elements.append(try element(&$0)) }
    return elements
  }

  /// The same without keeping the elements.
  @inline(__always)
  mutating func forEach(_ element: (inout JSONCursor) throws -> Void) throws {
    try expect("[")
    if take("]") { return }
    repeat { try element(&self) } while take(",")
    try expect("]")
  }

  mutating func string() throws -> String {
    guard let plain = try plainText() else { return try escapedString() }
    return String(decoding: plain, as: UTF8.self)
  }

  /// A text, without making it anew where it is the one known.
  mutating func string(known: String?) throws -> String {
    try text { bytes in
      guard var known, known.withUTF8({ bytes.elementsEqual($0) }) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      return known
    }
  }

  /// The bytes of a text, as short-lived as the cursor. nil for a text with escapes, of which nothing but
  /// the quote at its start has been read.
  private mutating func plainText() throws -> UnsafeRawBufferPointer? {
    try expect("\"")
    let start = at
    let end = endOfPlain(start)
    guard end < bytes.count, bytes[end] == Self.quote else { return nil }
    at = end + 1
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// Gives a text as bytes, which are valid during the call alone.
  @inline(__always)
  mutating func text<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
    if let plain = try plainText() { return try body(plain) }
    var text = try escapedString()
    return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Where the next quote or backslash stands; at least the count of the bytes where there is none.
  private func endOfPlain(_ start: Int) -> Int {
    var end = start
    while end + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
      let marks = Self.zeroes(word ^ Self.quotes) | Self.zeroes(word ^ Self.backslashes)
      if marks != 0 { return end + marks.trailingZeroBitCount / 8 }
      end += 8
    }
    while end < bytes.count, bytes[end] != Self.quote, bytes[end] != Self.backslash { end += 1 }
    return end
  }

  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C

  /// The high bit of each byte that is zero; above the lowest of them others may be set by mistake.
  @inline(__always)
  private static func zeroes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  mutating func integer() throws -> Int64 {
    let isNegative = take("-")
    var value: Int64 = 0
    let start = at
    while at < bytes.count, (48...57).contains(bytes[at]) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(bytes[at] - 48))
      if overflow || carry { throw Problem(offset: start, expected: "a smaller number") }
      value = sum
      at += 1
    }
    if at == start { throw Problem(offset: at, expected: "a number") }
    return isNegative ? -value : value
  }

  mutating func bool() throws -> Bool {
    if takeWord("true") { return true }
    if takeWord("false") { return false }
    throw Problem(offset: at, expected: "true or false")
  }

  mutating func null() -> Bool { takeWord("null") }

  /// Passes over any value. Inside an object or array only brackets and strings are looked at.
  mutating func skip() throws {
    guard at < bytes.count else { throw Problem(offset: at, expected: "a value") }
    switch bytes[at] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
    case Self.quote: if try plainText() == nil { _ = try escapedString() }
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"):
      if !null() { throw Problem(offset: at, expected: "null") }
    default: _ = try integer()
    }
  }

  private mutating func skipNested() throws {
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          at += 1
          return
        }
      case Self.quote:
        at = endOfPlain(at + 1)
        while at < bytes.count, bytes[at] == Self.backslash { at = endOfPlain(at + 2) }
      default: break
      }
      at += 1
    }
    throw Problem(offset: bytes.count, expected: "the end of the value")
  }

  /// A text that the closure must understand.
  mutating func value<Value>(_ what: String, _ read: (String) -> Value?) throws -> Value {
    let start = at
    guard let value = read(try string()) else { throw Problem(offset: start, expected: what) }
    return value
  }

  /// An instant as we write it, `"2026-03-02T09:15:00.000Z"`, or any other RFC 3339.
  mutating func instant() throws -> Instant {
    if let quick = writtenInstant() { return quick }
    return try value("an instant") { Instant(rfc3339: $0) }
  }

  /// The exact form of ``Instant/write(_:into:)``; nil, having read nothing, for every other.
  private mutating func writtenInstant() -> Instant? {
    guard at + 26 <= bytes.count else { return nil }
    let instant = readInstant(at: at + 1)
    if instant != nil { at += 26 }
    return instant
  }

  /// Reads digits and marks where they have to stand.
  private func readInstant(at start: Int) -> Instant? {
    var isPlain = true
    func number(_ offset: Int, _ digits: Int) -> Int {
      var value = 0
      for index in start + offset..<start + offset + digits {
        isPlain = isPlain && (48...57).contains(bytes[index])
        value = value * 10 + Int(bytes[index] &- 48)
      }
      return value
    }
    func mark(_ offset: Int, _ character: Unicode.Scalar) {
      isPlain = isPlain && bytes[start + offset] == UInt8(ascii: character)
    }
    mark(-1, "\"")
    mark(4, "-")
    mark(7, "-")
    mark(10, "T")
    mark(13, ":")
    mark(16, ":")
    mark(19, ".")
    mark(23, "Z")
    mark(24, "\"")
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
    let fraction = number(20, 3)
    guard isPlain, hour < 24, minute < 60, second < 60,
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    return Instant(
      milliseconds: Int64(date.daysSinceEpoch) * Instant.day
        + Int64((hour * 60 + minute) * 60 + second) * 1000 + Int64(fraction))
  }

  mutating func country() throws -> CountryCode { try value("a country code") { CountryCode($0) } }

  @inline(__always)
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    // Our own records have no spaces: what is wanted nearly always stands here.
    if at < bytes.count, bytes[at] == UInt8(ascii: character) {
      at += 1
      return true
    }
    return takeAfterSpaces(UInt8(ascii: character))
  }

  private mutating func takeAfterSpaces(_ character: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == 0x20 else { return false }
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard at < bytes.count, bytes[at] == character else { return false }
    at += 1
    return true
  }

  @inline(__always)
  private mutating func expect(_ character: Unicode.Scalar) throws {
    if !take(character) { throw Problem(offset: at, expected: "\"\(character)\"") }
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for index in 0..<count where bytes[at + index] != word.utf8Start[index] { return false }
    at += count
    return true
  }

  private mutating func escapedString() throws -> String {
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != 0x22 {
      let byte = bytes[at]
      at += 1
      if byte != 0x5C {
        text.append(byte)
        continue
      }
      try escape(into: &text)
    }
    try expect("\"")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard at < bytes.count else { throw Problem(offset: at, expected: "an escape") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case 0x22, 0x5C, UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      guard at + 4 <= bytes.count,
        let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw Problem(offset: at, expected: "four hexadecimal digits") }
      at += 4
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw Problem(offset: at - 1, expected: "an escape")
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes of the text.
  @inline(__always)
  func isEqual(to text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }
}
