import Foundation
import Ledger
import RoutingEngine

/// A rule set as the bytes that its version is the SHA-256 of: JSON with sorted keys and every default
/// resolved.
public struct RuleDocument: Sendable, Equatable {
  public let rules: RuleSet
  public let bytes: [UInt8]
  /// SHA-256, 32 bytes.
  public let hash: [UInt8]

  /// Writes a rule set. Throws what the encoder throws; a rule set that was read holds nothing it could
  /// not write.
  public init(_ rules: RuleSet) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.rules = rules
    bytes = Array(try encoder.encode(rules))
    hash = Digest.sha256(bytes)
  }

  /// The same rules under another number.
  public func numbered(_ version: Int) throws -> RuleDocument {
    var rules = rules
    rules.version = version
    return try RuleDocument(rules)
  }

  /// Reads a document back.
  public static func rules(in bytes: [UInt8]) throws -> RuleSet {
    try JSONDecoder().decode(RuleSet.self, from: Data(bytes))
  }
}
