import LeadModel
import Ledger
import Testing

@Suite struct ChainVerifierTests {
  /// A chained entry that a test may tamper with.
  struct Entry {
    var draft: EntryDraft
    var seq: Int64
    var prev: LogHash
    var hash: LogHash
  }

  static func log(_ count: Int) -> [Entry] {
    var chain = Chain(after: .genesis)
    return (1...count).map { number in
      let draft = EntryDraft(
        at: Instant(milliseconds: Int64(number) * 1000), actor: "engine", kind: .leadReceived,
        subject: "lead/\(number)", payload: Array("{\"n\":\(number)}".utf8))
      let link = chain.append(draft)
      return Entry(draft: draft, seq: link.seq, prev: link.prev, hash: link.hash)
    }
  }

  static func checkpoint(_ log: [Entry], at count: Int) -> Checkpoint {
    Checkpoint(
      count: Int64(count), head: log[count - 1].hash, at: Instant(milliseconds: Int64(count) * 1000)
    )
  }

  func verify(_ log: [Entry], _ checkpoints: [Checkpoint] = []) -> ChainVerifier {
    var verifier = ChainVerifier(checkpoints: checkpoints)
    for entry in log {
      let texts =
        [
          entry.draft.actor, entry.draft.role, entry.draft.kind.rawValue, entry.draft.subject,
        ].map { Array($0.utf8) } + [entry.draft.payload, entry.prev.bytes, entry.hash.bytes]
      let goesOn = withBuffers(texts) { raw in
        verifier.take(
          RawEntry(
            seq: entry.seq, at: entry.draft.at.milliseconds, actor: raw[0], role: raw[1],
            kind: raw[2], subject: raw[3], payload: raw[4], prev: raw[5], hash: raw[6]))
      }
      if !goesOn { break }
    }
    verifier.finish()
    return verifier
  }

  private func withBuffers<T>(
    _ arrays: [[UInt8]], _ done: [UnsafeRawBufferPointer] = [],
    _ body: ([UnsafeRawBufferPointer]) -> T
  ) -> T {
    guard let first = arrays.first else { return body(done) }
    return first.withUnsafeBytes { withBuffers(Array(arrays.dropFirst()), done + [$0], body) }
  }

  @Test func aWholeLogIsWhole() {
    let log = Self.log(20)
    let verifier = verify(log, [Self.checkpoint(log, at: 1), Self.checkpoint(log, at: 20)])
    #expect(verifier.broken == nil)
    #expect(verifier.head == ChainHead(seq: 20, hash: log[19].hash))
    #expect(verifier.tail == 0)
    #expect(verifier.tailSince == nil)
  }

  @Test func theTailBeginsAfterTheLastCheckpoint() {
    let log = Self.log(20)
    let verifier = verify(log, [Self.checkpoint(log, at: 15)])
    #expect(verifier.broken == nil)
    #expect(verifier.tail == 5)
    #expect(verifier.tailSince == Instant(milliseconds: 16_000))
  }

  /// Every field of every entry, one at a time.
  @Test func eachChangeIsNamedWhereItIs() {
    let log = Self.log(5)
    for index in log.indices {
      let changes: [(inout Entry) -> Void] = [
        { $0.draft.at = $0.draft.at + 1 }, { $0.draft.actor += "x" }, { $0.draft.role = "admin" },
        { $0.draft.kind = .leadImported }, { $0.draft.subject += "0" },
        { $0.draft.payload[0] ^= 1 }, { $0.hash = .genesis },
      ]
      for change in changes {
        var changed = log
        change(&changed[index])
        #expect(verify(changed).broken == .wrongHash(seq: log[index].seq))
      }
    }
  }

  @Test func aDeletedEntryLeavesAGap() {
    var log = Self.log(9)
    log.remove(at: 4)
    #expect(verify(log).broken == .missing(seq: 5, found: 6))
  }

  @Test func aDeletedAndRenumberedEntryBreaksTheLink() {
    var log = Self.log(9)
    log.remove(at: 4)
    for index in 4..<log.count { log[index].seq -= 1 }
    #expect(verify(log).broken == .wrongPrev(seq: 5))
  }

  @Test func swappedEntriesAreNamedAtTheFirst() {
    var log = Self.log(9)
    log.swapAt(2, 5)
    (log[2].seq, log[5].seq) = (log[5].seq, log[2].seq)
    #expect(verify(log).broken == .wrongPrev(seq: 3))
  }

  @Test func aChainMadeAnewIsToldByACheckpoint() {
    let honest = Self.log(9)
    var chain = Chain(after: .genesis)
    let forged = honest.map { entry in
      var draft = entry.draft
      if entry.seq == 3 { draft.actor = "nobody" }
      let link = chain.append(draft)
      return Entry(draft: draft, seq: link.seq, prev: link.prev, hash: link.hash)
    }
    #expect(verify(forged).broken == nil)
    let checkpoint = Self.checkpoint(honest, at: 6)
    #expect(
      verify(forged, [Self.checkpoint(honest, at: 2), checkpoint]).broken
        == .rewritten(seq: 6, checkpoint: checkpoint))
  }

  @Test func aCutTailIsToldByACheckpoint() {
    let log = Self.log(9)
    let last = Self.checkpoint(log, at: 9)
    let verifier = verify(Array(log.prefix(7)), [Self.checkpoint(log, at: 8), last])
    #expect(verifier.broken == .cut(last: 7, checkpoint: last))
    #expect(verifier.broken?.seq == 8)
  }

  @Test func anEmptiedLogIsToldByACheckpoint() {
    let log = Self.log(3)
    #expect(verify([], []).broken == nil)
    #expect(verify([], [Self.checkpoint(log, at: 3)]).broken?.seq == 1)
  }

  @Test func aWalkGoesOnFromWhereItWasWhole() {
    let log = Self.log(9)
    var verifier = ChainVerifier(
      checkpoints: [Self.checkpoint(log, at: 2), Self.checkpoint(log, at: 4)],
      from: ChainHead(seq: 4, hash: log[3].hash))
    verifier.finish()
    #expect(verifier.broken == nil)
    #expect(verifier.tail == 0)
  }

  @Test func hashesOfTheWrongLengthAreMalformed() {
    let entry = Self.log(1)[0]
    var verifier = ChainVerifier(checkpoints: [])
    let goesOn = withBuffers([[], [1, 2, 3]]) { raw in
      verifier.take(
        RawEntry(
          seq: 1, at: entry.draft.at.milliseconds, actor: raw[0], role: raw[0], kind: raw[0],
          subject: raw[0], payload: raw[0], prev: raw[1], hash: raw[1]))
    }
    #expect(!goesOn)
    #expect(verifier.broken == .malformed(seq: 1, column: "prev"))
  }
}
