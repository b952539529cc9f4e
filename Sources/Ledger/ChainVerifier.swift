import LeadModel

/// One entry as it lies in storage: raw bytes, taken at nobody's word.
public struct RawEntry {
  public var seq: Int64
  /// Milliseconds since 1970.
  public var at: Int64
  public var actor, role, kind, subject, payload: UnsafeRawBufferPointer
  /// As stored; a whole chain has 32 bytes in each.
  public var prev, hash: UnsafeRawBufferPointer
  public init(
    seq: Int64, at: Int64, actor: UnsafeRawBufferPointer, role: UnsafeRawBufferPointer,
    kind: UnsafeRawBufferPointer, subject: UnsafeRawBufferPointer,
    payload: UnsafeRawBufferPointer, prev: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.role = role
    self.kind = kind
    self.subject = subject
    self.payload = payload
    self.prev = prev
    self.hash = hash
  }
}

/// What is wrong with a log, at its first wrong entry.
public enum ChainBreak: Sendable, Equatable {
  /// An entry of another number stands where this one should.
  case missing(seq: Int64, found: Int64)
  /// `prev` is not the hash of the entry before.
  case wrongPrev(seq: Int64)
  /// The content does not give the hash.
  case wrongHash(seq: Int64)
  /// A signed checkpoint saw another hash here: something up to here was rewritten.
  case rewritten(seq: Int64, checkpoint: Checkpoint)
  /// The log ends before a signed checkpoint.
  case cut(last: Int64, checkpoint: Checkpoint)
  /// A column does not hold what the schema says.
  case malformed(seq: Int64, column: String)

  /// The number of the first wrong entry.
  public var seq: Int64 {
    switch self {
    case .missing(let seq, _), .wrongPrev(let seq), .wrongHash(let seq), .rewritten(let seq, _),
      .malformed(let seq, _):
      seq
    case .cut(let last, _): last + 1
    }
  }

  /// One sentence that says what differs.
  public var sentence: String {
    switch self {
    case .missing(let seq, let found): "entry \(seq) is missing: entry \(found) stands in its place"
    case .wrongPrev(let seq):
      "entry \(seq) does not follow the one before it: its prev is not the hash of entry \(seq - 1)"
    case .wrongHash(let seq):
      "entry \(seq) was changed: its content does not give the hash stored with it"
    case .rewritten(let seq, let checkpoint):
      "the log was rewritten at or before entry \(seq): the checkpoint of \(checkpoint.at) has "
        + "another hash there"
    case .cut(let last, let checkpoint):
      "the log ends at entry \(last), but the checkpoint of \(checkpoint.at) covers "
        + "\(checkpoint.count): entries from \(last + 1) on are gone"
    case .malformed(let seq, let column):
      "entry \(seq) cannot be read: its \(column) is not of the stored type"
    }
  }
}

/// Walks a log from raw entries and signed checkpoints in constant memory, as a stranger would.
///
/// Give it each entry in order of `seq`, then ask ``finish()``. After the first break nothing more
/// counts.
public struct ChainVerifier {
  /// The last entry that was found right.
  public private(set) var head: ChainHead
  /// The first thing that is wrong.
  public private(set) var broken: ChainBreak?
  /// When the first entry after the last checkpoint was written; nil when all are covered.
  public private(set) var tailSince: Instant?
  /// The last checkpoint that was met and agreed.
  public private(set) var anchor: Checkpoint?
  private let checkpoints: [Checkpoint]
  private var next = 0
  private var canonical = CanonicalBytes()

  /// Takes checkpoints whose signatures were found good, in any order; `head` is where a walk that
  /// was whole so far goes on.
  public init(checkpoints: [Checkpoint], from head: ChainHead = .genesis) {
    self.head = head
    self.checkpoints = checkpoints.sorted { $0.count < $1.count }
    meetCheckpoints()
  }

  /// Takes the next entry. Returns false once the log is broken.
  public mutating func take(_ entry: RawEntry) -> Bool {
    guard broken == nil else { return false }
    let seq = head.seq + 1
    guard entry.seq == seq else { return stop(.missing(seq: seq, found: entry.seq)) }
    guard let prev = LogHash(entry.prev) else { return stop(.malformed(seq: seq, column: "prev")) }
    guard let hash = LogHash(entry.hash) else { return stop(.malformed(seq: seq, column: "hash")) }
    guard prev == head.hash else { return stop(.wrongPrev(seq: seq)) }
    canonical.begin(prev: prev, seq: seq, at: entry.at)
    canonical.field(entry.actor)
    canonical.field(entry.role)
    canonical.field(entry.kind)
    canonical.field(entry.subject)
    canonical.field(entry.payload)
    guard canonical.hash() == hash else { return stop(.wrongHash(seq: seq)) }
    head = ChainHead(seq: seq, hash: hash)
    if tailSince == nil { tailSince = Instant(milliseconds: entry.at) }
    meetCheckpoints()
    return broken == nil
  }

  /// Ends the walk before a log that cannot be read on.
  public mutating func fail(_ what: ChainBreak) { if broken == nil { broken = what } }

  /// Ends the walk: the log has to reach every checkpoint.
  public mutating func finish() {
    guard broken == nil, next < checkpoints.count else { return }
    broken = .cut(last: head.seq, checkpoint: checkpoints[checkpoints.count - 1])
  }

  /// How many entries come after the last checkpoint.
  public var tail: Int64 { head.seq - (anchor?.count ?? 0) }

  private mutating func meetCheckpoints() {
    while next < checkpoints.count, checkpoints[next].count <= head.seq {
      let checkpoint = checkpoints[next]
      next += 1
      // A walk that began later has passed the earlier checkpoints before.
      guard checkpoint.count == head.seq else { continue }
      guard checkpoint.head == head.hash else {
        broken = .rewritten(seq: head.seq, checkpoint: checkpoint)
        return
      }
      anchor = checkpoint
      tailSince = nil
    }
  }

  private mutating func stop(_ what: ChainBreak) -> Bool {
    broken = what
    return false
  }
}
