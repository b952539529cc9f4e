import LeadModel

@testable import Ledger
@testable import RoutingEngine

/// What holds for the log, its checkpoints and the records in it.
enum LogLaws {
  /// The first four bytes choose what is changed; the others are what the entries say.
  static func log(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard bytes.count > 4 else { return }
    var rows = entries(Array(bytes.dropFirst(4)))
    let last = LogHash(rows[rows.count - 1].hash) ?? .genesis
    let end = ChainHead(seq: Int64(rows.count), hash: last)
    let checkpoint = Checkpoint(count: end.seq, head: end.hash, at: Instant(milliseconds: 0))
    let whole = walk(rows, [checkpoint])
    try law(whole.broken == nil && whole.head == end, "a whole log is broken")
    let index = Int(bytes[0]) % rows.count
    let before = rows
    rows[index].change(column: bytes[1], at: Int(bytes[2]), by: bytes[3])
    if rows == before { return }
    try law(walk(rows, [checkpoint]).broken != nil, "a changed log is whole")
    // Without a checkpoint only the hash of the last entry could be changed along with it.
    try law(
      walk(rows, []).broken != nil, "a byte of entry \(index + 1) was changed and nothing is said")
    var cut = before
    cut.remove(at: index)
    try law(walk(cut, [checkpoint]).broken != nil, "a log without an entry is whole")
  }

  private static func entries(_ bytes: [UInt8]) -> [StoredEntry] {
    var chain = Chain(after: .genesis)
    let kinds = EntryKind.allCases
    return bytes.pieces.prefix(24).enumerated().map { index, piece in
      let payload = Array(piece)
      let draft = EntryDraft(
        at: Instant(milliseconds: Int64(payload[0]) << 40), actor: "engine\(payload.count)",
        kind: kinds[Int(payload[0]) % kinds.count], subject: decoded(piece.prefix(9)),
        payload: payload)
      return StoredEntry(draft, chain.append(draft))
    }
  }

  private static func walk(_ rows: [StoredEntry], _ checkpoints: [Checkpoint]) -> ChainVerifier {
    var verifier = ChainVerifier(checkpoints: checkpoints)
    for row in rows where !row.withRaw({ verifier.take($0) }) { break }
    verifier.finish()
    return verifier
  }

  static func checkpoints(_ bytes: [UInt8]) throws(BrokenLaw) {
    let written = decoded(bytes)
    if let signed = SignedCheckpoint(line: written) {
      try law(signed.line == written, "a checkpoint is written otherwise")
    }
    if let found = try? CheckpointFile.decode(written) {
      let lines = found.map { $0.line + "\n" }.joined()
      try law((try? CheckpointFile.decode(lines)) == found, "checkpoints read otherwise")
    }
    if let hash = LogHash(hex: written) {
      try law(hash.hex == written.lowercased(), "a hash is written otherwise")
    }
    if let key = KeyFile.decodePublic(bytes) {
      try law(KeyFile.decodePublic(KeyFile.encode(key)) == key, "a key reads otherwise")
    }
    _ = KeyFile.decodePrivate(bytes)
    try forged(bytes)
  }

  private static let key = SigningKey(seed: Array(repeating: 7, count: 32))
  private static let genuine = key.flatMap { key in
    Checkpoint(count: 1000, head: .genesis, at: Instant(milliseconds: 1_772_440_000_000))
      .signed(by: key)
  }

  /// No other line than the one that was signed is taken for signed.
  private static func forged(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let key, let genuine, bytes.count >= 2 else { return }
    var line = Array(genuine.line.utf8)
    let place = (Int(bytes[0]) << 8 | Int(bytes[1])) % line.count
    for byte in bytes.dropFirst(2).prefix(4) {
      line[place] = byte
      guard decoded(line) != genuine.line, let other = SignedCheckpoint(line: decoded(line)) else {
        continue
      }
      try law(!other.isSigned(byOneOf: [key.publicKey]), "a forged checkpoint: \(decoded(line))")
    }
  }

  static func records(_ bytes: [UInt8]) throws(BrokenLaw) {
    _ = bytes.withUnsafeBytes { raw in
      var cursor = JSONCursor(raw)
      return try? cursor.skip()
    }
    guard let record = try? DecisionRecord(bytes) else { return }
    try law(bytes[record.decisionRange].elementsEqual(record.decision), "another decision")
    let first = written(record.facts)
    let again = first.withUnsafeBytes { raw in
      var cursor = JSONCursor(raw)
      return (try? FactsReader.read(&cursor)).map { written($0) }
    }
    try law(again == first, "facts that were written read otherwise")
  }

  private static func written(_ facts: Facts) -> [UInt8] {
    let out = ByteWriter()
    FactsWriter.write(facts, to: out)
    return out.bytes
  }
}

/// An entry as it lies in the store.
private struct StoredEntry: Equatable {
  var seq: Int64
  var at: Int64
  /// Actor, role, kind, subject, payload, prev and hash.
  var columns: [[UInt8]]

  init(_ draft: EntryDraft, _ link: ChainLink) {
    seq = link.seq
    at = draft.at.milliseconds
    columns =
      [draft.actor, draft.role, draft.kind.rawValue, draft.subject].map { Array($0.utf8) }
      + [draft.payload, link.prev.bytes, link.hash.bytes]
  }

  var hash: [UInt8] { columns[6] }

  /// Changes one byte, takes one away or adds one.
  mutating func change(column: UInt8, at place: Int, by byte: UInt8) {
    let column = Int(column) % 9
    if column == 7 { return seq ^= 1 << (Int64(byte) % 63) }
    if column == 8 { return at ^= 1 << (Int64(byte) % 63) }
    let count = columns[column].count
    switch byte % 4 {
    case 0 where count > 0: columns[column].remove(at: place % count)
    case 1: columns[column].insert(byte, at: place % (count + 1))
    default: if count > 0 { columns[column][place % count] ^= byte }
    }
  }

  func withRaw<Result>(_ body: (RawEntry) -> Result) -> Result {
    func open(_ index: Int, _ done: [UnsafeRawBufferPointer]) -> Result {
      guard index < columns.count else {
        return body(
          RawEntry(
            seq: seq, at: at, actor: done[0], role: done[1], kind: done[2], subject: done[3],
            payload: done[4], prev: done[5], hash: done[6]))
      }
      return columns[index].withUnsafeBytes { open(index + 1, done + [$0]) }
    }
    return open(0, [])
  }
}
