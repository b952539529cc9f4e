/// An ISO 3166-1 alpha-2 country code, upper case.
public struct CountryCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral, CodingKeyRepresentable
{
  /// The two ASCII letters, first letter in the high byte: sorts as the text does.
  public let packed: UInt16

  /// Takes two ASCII letters in any case; anything else gives nil. Does not ask whether the country exists.
  public init?(_ text: some StringProtocol) {
    guard let packed = packLetters(text, upper: true) else { return nil }
    self.packed = packed
  }
  /// Takes back what ``packed`` gave.
  package init(packed: UInt16) { self.packed = packed }
  /// For codes in source text, which are known to be two letters.
  public init(stringLiteral value: String) {
    packed = packLetters(value, upper: true) ?? 0x3F3F
  }
  public var description: String { unpackLetters(packed) }
  public static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a country code of two letters")
    }
    self = code
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
  public var codingKey: any CodingKey { TextKey(description) }
  public init?<K: CodingKey>(codingKey: K) { self.init(codingKey.stringValue) }
}

/// An ISO 639-1 primary language subtag, lower case.
public struct LanguageCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The two ASCII letters, first letter in the high byte: sorts as the text does.
  public let packed: UInt16

  /// Takes two ASCII letters in any case; anything else gives nil. Does not ask whether the language exists.
  public init?(_ text: some StringProtocol) {
    guard let packed = packLetters(text, upper: false) else { return nil }
    self.packed = packed
  }
  /// For codes in source text, which are known to be two letters.
  public init(stringLiteral value: String) {
    packed = packLetters(value, upper: false) ?? 0x3F3F
  }
  public var description: String { unpackLetters(packed) }
  public static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a language code of two letters")
    }
    self = code
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

private func packLetters(_ text: some StringProtocol, upper: Bool) -> UInt16? {
  var packed: UInt16 = 0
  var count = 0
  for byte in text.utf8 {
    let folded = upper ? byte & 0xDF : byte | 0x20
    let range: ClosedRange<UInt8> = upper ? 65...90 : 97...122
    guard count < 2, (65...90).contains(byte) || (97...122).contains(byte), range.contains(folded)
    else { return nil }
    packed = packed << 8 | UInt16(folded)
    count += 1
  }
  return count == 2 ? packed : nil
}

private func unpackLetters(_ packed: UInt16) -> String {
  String(unsafeUninitializedCapacity: 2) {
    $0[0] = UInt8(packed >> 8)
    $0[1] = UInt8(packed & 0xFF)
    return 2
  }
}
