import LeadModel

/// Reads the JSON that this module writes, value by value, without building a tree.
///
/// Stricter than JSON where our own bytes never differ: numbers are integers, and nothing but spaces may
/// stand between tokens.
struct JSONCursor {
  private let bytes: [UInt8]
  private(set) var at: Int

  init(_ bytes: [UInt8], at start: Int = 0) {
    self.bytes = bytes
    at = start
  }

  /// Where reading failed, and what should have stood there.
  struct Problem: Error, Equatable {
    var offset: Int
    var expected: String
  }

  /// Reads an object; the closure reads the value of each key, or skips it.
  mutating func object(_ member: (String, inout JSONCursor) throws -> Void) throws {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(key, &self)
    } while take(",")
    try expect("}")
  }

  /// Reads an array; the closure reads each element.
  mutating func array<Element>(_ element: (inout JSONCursor) throws -> Element) throws -> [Element]
  {
    try expect("[")
    var elements: [Element] = []
    if take("]") { return elements }
    repeat { elements.append(try element(&self)) } while take(",")
    try expect("]")
    return elements
  }

  mutating func string() throws -> String {
    try expect("\"")
    let start = at
    let plain = bytes.withUnsafeBufferPointer { bytes -> String? in
      var end = start
      while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
      guard end < bytes.count, bytes[end] == 0x22 else { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
    guard let plain else { return try escapedString() }
    at = start + plain.utf8.count + 1
    return plain
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
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"):
      if !null() { throw Problem(offset: at, expected: "null") }
    default: _ = try integer()
    }
  }

  private mutating func skipNested() throws {
    let start = at
    let end = bytes.withUnsafeBufferPointer { bytes -> Int? in
      var depth = 0
      var at = start
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { return at + 1 }
        case UInt8(ascii: "\""):
          at += 1
          while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
          }
        default: break
        }
        at += 1
      }
      return nil
    }
    guard let end else { throw Problem(offset: bytes.count, expected: "the end of the value") }
    at = end
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
    let start = at + 1
    let instant = bytes.withUnsafeBufferPointer { bytes -> Instant? in
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
    if instant != nil { at += 26 }
    return instant
  }
  mutating func country() throws -> CountryCode { try value("a country code") { CountryCode($0) } }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

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
