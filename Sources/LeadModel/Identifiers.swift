/// A name of one thing of one kind, compared byte for byte: no case folding and no canonical
/// equivalence, so `Ana.Silva` and `ana.silva` are two reps.
///
/// Each kind has a struct of its own, so that a rep's id cannot be passed where an account's is meant.
public protocol Identifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral, CodingKeyRepresentable
{
  /// The id as it was written.
  var text: String { get }
  /// Takes the id as it was written, without any check.
  init(_ text: String)
}

extension Identifier {
  public var description: String { text }
  public init(stringLiteral value: String) { self.init(value) }

  public static func == (a: Self, b: Self) -> Bool { Bytes.equal(a.text, b.text) }
  public static func < (a: Self, b: Self) -> Bool { Bytes.precedes(a.text, b.text) }
  public func hash(into hasher: inout Hasher) {
    var bytes = text
    bytes.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var codingKey: any CodingKey { TextKey(text) }
  public init?<K: CodingKey>(codingKey: K) { self.init(codingKey.stringValue) }
}

/// A coding key that is any text: lets ids and codes be the keys of a JSON object.
struct TextKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ text: String) { stringValue = text }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

/// Comparing text as UTF-8 bytes, the order in which all ties are broken.
public enum Bytes {
  /// Whether two texts are the same bytes.
  public static func equal(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
  }
  /// Whether the first text comes before the second in byte order.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

/// Someone who can own leads, as named in `roster/reps.csv`.
public struct RepID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A company in the CRM.
public struct AccountID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A deal in the CRM.
public struct OpportunityID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A person in the CRM.
public struct ContactID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A theatre of the rule set, spelled as the rule set spells it.
public struct RegionID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A product of the rule set.
public struct ProductID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A segment of the rule set.
public struct SegmentID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A pool of reps of the rule set.
public struct PoolID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
/// A fallback queue of the rule set.
public struct QueueID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// The short number of a lead in one workspace, shown as `#4127`; from 1, dense, in order of receipt.
public struct LeadNumber: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  public let value: Int64
  public init(_ value: Int64) { self.value = value }
  public var description: String { "#\(value)" }
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Int64.self)
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
