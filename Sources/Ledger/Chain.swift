import LeadModel

/// The end of a log: the number and hash of its last entry.
public struct ChainHead: Sendable, Equatable {
  /// The number of the last entry, 0 before the first.
  public var seq: Int64
  /// The hash of the last entry, ``LogHash/genesis`` before the first.
  public var hash: LogHash
  public init(seq: Int64, hash: LogHash) {
    self.seq = seq
    self.hash = hash
  }
  /// The end of an empty log.
  public static let genesis = ChainHead(seq: 0, hash: .genesis)
}

/// What chaining adds to a draft.
public struct ChainLink: Sendable, Equatable {
  public var seq: Int64
  public var prev: LogHash
  public var hash: LogHash
}

/// Numbers entries and links each to the one before it.
public struct Chain {
  /// Where the log ends now.
  public private(set) var head: ChainHead
  private var canonical = CanonicalBytes()

  /// Continues a log that ends at this head.
  public init(after head: ChainHead) { self.head = head }

  /// Links the next entry; it becomes the head.
  public mutating func append(_ draft: EntryDraft) -> ChainLink {
    let seq = head.seq + 1
    canonical.begin(prev: head.hash, seq: seq, at: draft.at.milliseconds)
    canonical.field(draft.actor)
    canonical.field(draft.role)
    canonical.field(draft.kind.rawValue)
    canonical.field(draft.subject)
    draft.payload.withUnsafeBytes { canonical.field($0) }
    let link = ChainLink(seq: seq, prev: head.hash, hash: canonical.hash())
    head = ChainHead(seq: seq, hash: link.hash)
    return link
  }
}
