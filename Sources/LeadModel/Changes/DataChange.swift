/// A rule set became the one in force.
public struct RulesPublished: Sendable, Equatable {
  public var version: Int
  /// SHA-256 of `document`, 32 bytes.
  public var hash: [UInt8]
  /// The rule set as JSON, with every default resolved.
  public var document: [UInt8]
  /// The TOML text that it was read from.
  public var source: String
  public var author: String
  public var reason: String
  public var at: Instant
  /// Who approved it, in order.
  public var approvers: [String]
  /// The change request that it came from.
  public var request: Int64?
  public init(
    version: Int, hash: [UInt8], document: [UInt8], source: String, author: String, reason: String,
    at: Instant, approvers: [String] = [], request: Int64? = nil
  ) {
    self.approvers = approvers
    self.request = request
    self.version = version
    self.hash = hash
    self.document = document
    self.source = source
    self.author = author
    self.reason = reason
    self.at = at
  }
}

/// What a data file holds.
public enum DatasetKind: String, Sendable, Codable, CaseIterable {
  /// Reps, leave and holidays together: one version.
  case roster
  case accounts, opportunities, contacts
  case ipCountry = "ip_country"
}

/// A data file took the place of the one before it. Rosters are kept whole, of the others the current one.
public struct DatasetReplaced: Sendable, Equatable {
  public var kind: DatasetKind
  /// SHA-256 of `content`, 32 bytes.
  public var hash: [UInt8]
  /// For a roster its canonical JSON, else the file's bytes.
  public var content: [UInt8]
  public var rows: Int
  public var at: Instant
  public init(kind: DatasetKind, hash: [UInt8], content: [UInt8], rows: Int, at: Instant) {
    self.kind = kind
    self.hash = hash
    self.content = content
    self.rows = rows
    self.at = at
  }
}
