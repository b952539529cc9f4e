import Ledger

/// What a commit did.
public struct CommitReceipt: Sendable, Equatable {
  /// The entries of each unit, in the order of the units; nil for a unit without entries.
  public var entries: [ClosedRange<Int64>?]
  /// The units whose key was seen before, by position: nothing was applied for them, and their
  /// entries are those of the first time.
  public var repeated: Set<Int>
  /// Where the log ends now.
  public var head: ChainHead
  /// The first and last entry that this commit wrote; nil when it wrote none.
  public var written: ClosedRange<Int64>?
  public init(
    entries: [ClosedRange<Int64>?], repeated: Set<Int>, head: ChainHead,
    written: ClosedRange<Int64>?
  ) {
    self.entries = entries
    self.repeated = repeated
    self.head = head
    self.written = written
  }
  /// The first entry that this commit wrote.
  public var firstSeq: Int64? { written?.lowerBound }
  /// The last entry that this commit wrote.
  public var lastSeq: Int64? { written?.upperBound }
}
