import GRDB
import LeadModel

/// A published rule set as stored.
public struct StoredRuleSet: Sendable, Equatable {
  public var version: Int
  /// SHA-256 of `document`, 32 bytes.
  public var hash: [UInt8]
  public var document: [UInt8]
  public var source: String
  public var author: String
  public var reason: String
  public var at: Instant
}

/// A data file as stored.
public struct StoredDataset: Sendable, Equatable {
  public var kind: DatasetKind
  /// SHA-256 of the content, 32 bytes.
  public var hash: [UInt8]
  public var rows: Int
  /// When it last became the current one.
  public var at: Instant
  public var isCurrent: Bool
  /// nil for superseded data other than rosters, and where only the list was asked for.
  public var content: [UInt8]?
}

extension Store {
  /// The rule set in force; nil before the first.
  public func currentRuleSet() throws(StoreProblem) -> StoredRuleSet? {
    try ruleSets("ORDER BY version DESC LIMIT 1", []).first
  }

  /// A rule set by version; nil if there is none.
  public func ruleSet(_ version: Int) throws(StoreProblem) -> StoredRuleSet? {
    try ruleSets("WHERE version = ?", [.int(Int64(version))]).first
  }

  private func ruleSets(
    _ rest: String, _ arguments: [SQLValue]
  ) throws(StoreProblem) -> [StoredRuleSet] {
    try read { db in
      try db.all(
        "SELECT version, hash, document, source, author, reason, at FROM ruleset \(rest)", arguments
      ) { row in
        StoredRuleSet(
          version: row.count(), hash: row.bytes(), document: row.bytes(), source: row.text(),
          author: row.text(), reason: row.text(), at: row.instant())
      }
    }
  }

  /// The data in force of a kind, with its content.
  public func currentDataset(_ kind: DatasetKind) throws(StoreProblem) -> StoredDataset? {
    try datasets(
      content: "content", "WHERE kind = ? AND current = 1", [.text(kind.rawValue)]
    ).first
  }

  /// Data by the hash of its content.
  public func dataset(
    _ kind: DatasetKind, hash: [UInt8]
  ) throws(StoreProblem) -> StoredDataset? {
    try datasets(
      content: "content", "WHERE kind = ? AND hash = ?", [.text(kind.rawValue), .blob(hash)]
    ).first
  }

  /// All data ever used, without contents, oldest first.
  public func datasets() throws(StoreProblem) -> [StoredDataset] {
    try datasets(content: "NULL", "ORDER BY id", [])
  }

  /// The data in force, without contents.
  public func currentDatasets() throws(StoreProblem) -> [StoredDataset] {
    try datasets(content: "NULL", "WHERE current = 1", [])
  }

  private func datasets(
    content: String, _ rest: String, _ arguments: [SQLValue]
  ) throws(StoreProblem) -> [StoredDataset] {
    try read { db in
      try db.all(
        "SELECT kind, hash, row_count, at, current, \(content) FROM dataset \(rest)", arguments
      ) { row in
        StoredDataset(
          kind: try row.code(), hash: row.bytes(), rows: row.count(), at: row.instant(),
          isCurrent: row.bool(), content: row.optionalBytes())
      }
    }
  }

  /// Absences that run at the instant, by rep.
  public func away(at instant: Instant) throws(StoreProblem) -> [AwayStarted] {
    try read { db in
      try db.all(
        """
        SELECT rep, from_at, until_at, delegate, code FROM away
        WHERE ended_at IS NULL AND (until_at IS NULL OR until_at > ?) ORDER BY rep
        """, [.instant(instant)]
      ) { row in
        AwayStarted(
          rep: row.id(), from: row.instant(), until: row.optionalInstant(),
          delegate: row.optionalID(), code: row.text())
      }
    }
  }
}
