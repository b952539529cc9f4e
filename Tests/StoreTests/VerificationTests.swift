import Foundation
import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

/// Offline edits of a copy, each by somebody who drops the triggers first: all are found and named.
@Suite struct VerificationTests {
  let scratch: Scratch
  let store: Store
  let key: SigningKey
  var anchor: SignedCheckpoint?

  init() throws {
    scratch = try Scratch()
    store = try Store.open(at: scratch.store, mode: .readWrite)
    key = try #require(SigningKey(seed: Maker.secret))
    var maker = Maker()
    for minute in 0..<10 { try store.commit([maker.lead(minute: Int64(minute))]) }
    let head = try store.head()
    anchor = Checkpoint(count: head.seq, head: head.hash, at: Maker.at(10)).signed(by: key)
  }

  private static let unlock = """
    DROP TRIGGER log_entry_dense; DROP TRIGGER log_entry_fixed; DROP TRIGGER log_entry_kept;
    DROP TRIGGER checkpoint_kept;
    """

  private func verify(_ checkpoints: [SignedCheckpoint] = []) -> VerifyOutcome {
    store.verify(checkpoints: checkpoints, publicKeys: [key.publicKey])
  }

  @Test func aWholeLogIsIntactWithItsCheckpoint() throws {
    let outcome = verify([try #require(anchor)])
    #expect(outcome.verdict == .intact)
    #expect(outcome.entries == 20)
    #expect(try store.head().hash == outcome.head)
  }

  @Test func withoutACheckpointAllOfItIsTail() {
    #expect(verify().verdict == .tailNotAnchored(entries: 20, since: Maker.start))
  }

  @Test func entriesAfterTheCheckpointAreTail() throws {
    try store.addCheckpoint(try #require(anchor))
    try store.commit([CommitUnit(entries: [Maker.entry(.intakePaused, "intake", at: Maker.at(50))])]
    )
    #expect(verify().verdict == .tailNotAnchored(entries: 1, since: Maker.at(50)))
  }

  @Test func anEmptyStoreIsIntact() throws {
    #expect(try Store.inMemory().verify(checkpoints: [], publicKeys: []).verdict == .intact)
  }

  @Test func anEmptiedLogIsNot() throws {
    try store.raw("\(Self.unlock) DELETE FROM log_entry")
    #expect(verify([try #require(anchor)]).brokenAt == 1)
  }

  @Test(arguments: [
    ("UPDATE log_entry SET payload = '{}' WHERE seq = 7", Int64(7)),
    ("UPDATE log_entry SET at = at + 1 WHERE seq = 20", 20),
    ("UPDATE log_entry SET actor = 'mallory' WHERE seq = 1", 1),
    ("UPDATE log_entry SET role = role || '+admin' WHERE seq = 4", 4),
    ("UPDATE log_entry SET kind = 'lead.claimed' WHERE seq = 4", 4),
    ("UPDATE log_entry SET subject = 'lead/1' WHERE seq = 6", 6),
    ("UPDATE log_entry SET hash = zeroblob(32) WHERE seq = 6", 6),
    ("UPDATE log_entry SET prev = zeroblob(32) WHERE seq = 6", 6),
    ("DELETE FROM log_entry WHERE seq = 1", 1),
    ("DELETE FROM log_entry WHERE seq = 12", 12),
    ("DELETE FROM log_entry WHERE seq = 20", 20),
    ("DELETE FROM log_entry WHERE seq > 5", 6),
    ("DELETE FROM log_entry WHERE seq = 9; UPDATE log_entry SET seq = 9 WHERE seq = 20", 9),
    (
      """
      UPDATE log_entry SET seq = 100 WHERE seq = 3; UPDATE log_entry SET seq = 3 WHERE seq = 8;
      UPDATE log_entry SET seq = 8 WHERE seq = 100
      """, 3
    ),
    (
      """
      INSERT INTO log_entry SELECT seq + 1, at, hash, hash, actor, role, kind, subject, payload
      FROM log_entry WHERE seq = 20
      """, 21
    ),
    (
      """
      INSERT INTO log_entry SELECT 0, at, zeroblob(32), hash, actor, role, kind, subject, payload
      FROM log_entry WHERE seq = 20
      """, 1
    ),
  ])
  func eachEditIsNamedAtItsFirstEntry(sql: String, seq: Int64) throws {
    try store.raw("\(Self.unlock) \(sql)")
    let outcome = verify([try #require(anchor)])
    #expect(outcome.brokenAt == seq, "\(outcome.sentence)")
    // A stranger's verifier agrees.
    let anchors = scratch.folder + "/anchors"
    try Data((try #require(anchor).line + "\n").utf8).write(to: URL(filePath: anchors))
    let (status, text) = try runScript([scratch.store, anchors])
    #expect(status == 1)
    #expect(text.hasPrefix("broken at \(seq):"), "\(text)")
  }

  @Test func aLogComputedAnewIsToldByTheCheckpoint() throws {
    let other = try Store.inMemory()
    var maker = Maker()
    for minute in 0..<10 { try other.commit([maker.lead(owner: "bo", minute: Int64(minute))]) }
    var unit = CommitUnit(entries: [])
    try other.forEachEntry { row in
      unit.entries.append(
        EntryDraft(
          at: row.at, actor: row.actor, kind: row.kind, subject: row.subject,
          payload: Array("{\"forged\":true}".utf8)))
      return true
    }
    let forged = try Store.inMemory()
    try forged.commit([unit])
    let without = forged.verify(checkpoints: [], publicKeys: [key.publicKey])
    #expect(without.brokenAt == nil)
    let with = forged.verify(
      checkpoints: [try #require(anchor)], publicKeys: [key.publicKey])
    #expect(with.brokenAt == 20)
  }

  @Test func checkpointsOfStrangersProveNothing() throws {
    let stranger = try #require(SigningKey(seed: Array(repeating: 1, count: 32)))
    let forged = try #require(anchor?.checkpoint.signed(by: stranger))
    #expect(
      verify([forged]).verdict == .unknownKey(fingerprint: stranger.publicKey.fingerprint))
    #expect(
      store.verify(checkpoints: [try #require(anchor)], publicKeys: []).verdict
        == .unknownKey(fingerprint: key.publicKey.fingerprint))
    var bent = try #require(anchor)
    bent.checkpoint.count = 19
    #expect(verify([bent]).verdict == .unknownKey(fingerprint: key.publicKey.fingerprint))
  }

  @Test func aBrokenPageIsUnreadableOrBroken() throws {
    try store.commit(
      (0..<2000).map { _ in
        CommitUnit(entries: [Maker.entry(.intakePaused, "intake")])
      })
    try store.walCheckpointTruncate()
    try store.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: scratch.store))
    let size = try handle.seekToEnd()
    for page in stride(from: UInt64(4096 * 80), to: size, by: 4096) {
      try handle.seek(toOffset: page)
      try handle.write(contentsOf: Data(repeating: 0xff, count: 64))
    }
    try handle.close()
    let damaged = try Store.open(at: scratch.store, mode: .readOnly)
    switch damaged.verify(checkpoints: [], publicKeys: []).verdict {
    case .broken, .unreadable: break
    case let verdict: Issue.record("\(verdict)")
    }
  }

  @Test func theScriptReadsAWholeLog() throws {
    let (status, text) = try runScript([scratch.store])
    #expect(status == 0)
    let head = try store.head().hash.hex
    #expect(text == "whole: 20 entries, head \(head)\n")
    #expect(try runScript([scratch.folder + "/none"]).status == 4)
  }

  private func runScript(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", root.appending(path: "Scripts/verify-log").path] + arguments
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
