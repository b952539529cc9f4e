import Foundation
import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

/// Somebody who owns the file and knows the program edits the log: each way of doing so, at each
/// place, is told with its first wrong entry.
@Suite struct TamperingTests {
  static let entries: Int64 = 12
  static let columns = [
    "seq", "at", "prev", "hash", "actor", "role", "kind", "subject", "payload",
  ]
  /// First, in between, before and at a checkpoint of the store, last.
  static let places: [Int64] = [1, 2, 6, 8, 11, 12]
  static let checkpoint: Int64 = 8

  let scratch: Scratch
  let key: SigningKey
  /// What another machine holds: a checkpoint of the whole log.
  let witness: SignedCheckpoint

  /// The file before anybody edits it, made once, and the checkpoint that another machine holds.
  private static let whole = Result { try make() }

  private static func make() throws -> (file: Data, witness: SignedCheckpoint) {
    let scratch = try Scratch()
    let key = try #require(SigningKey(seed: Maker.secret))
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    for number in 1...Self.entries {
      try store.commit([
        CommitUnit(entries: [
          EntryDraft(
            at: Maker.at(number), actor: "mia.müller", role: "council", kind: .rulesApproved,
            subject: "change/\(number)", payload: Array("{\"note\":\"§\",\"n\":\(number)}".utf8))
        ])
      ])
      if number == Self.checkpoint { try store.addCheckpoint(try Self.sign(store, key)) }
    }
    let witness = try Self.sign(store, key)
    try store.walCheckpointTruncate()
    try store.close()
    return (try scratch.bytes(scratch.store), witness)
  }

  init() throws {
    scratch = try Scratch()
    key = try #require(SigningKey(seed: Maker.secret))
    let whole = try Self.whole.get()
    witness = whole.witness
    try whole.file.write(to: URL(filePath: scratch.store))
  }

  static func sign(_ store: Store, _ key: SigningKey) throws -> SignedCheckpoint {
    let head = try store.head()
    return try #require(
      Checkpoint(count: head.seq, head: head.hash, at: Maker.at(head.seq)).signed(by: key))
  }

  /// Opens the file as a stranger, drops what guards it, and edits.
  private func tamper(_ edit: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let triggers = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
      try edit(db)
    }
    try queue.close()
  }

  /// Edits and verifies, and takes the edit back.
  private func outcome(of edit: (Database) throws -> Void) throws -> VerifyOutcome {
    var outcome: VerifyOutcome?
    try tamper { db in
      try db.inTransaction {
        try edit(db)
        outcome = try Verification.run(db, [witness], [key.publicKey], nil)
        return .rollback
      }
    }
    return try #require(outcome)
  }

  private func verify(
    given: [SignedCheckpoint] = [], from place: Checkpoint? = nil
  ) throws -> VerifyOutcome {
    let store = try Store.open(at: scratch.store, mode: .readOnly)
    defer { try? store.close() }
    return store.verify(checkpoints: given, publicKeys: [key.publicKey], from: place)
  }

  @Test func untouchedItIsWhole() throws {
    #expect(
      try verify().verdict == .tailNotAnchored(entries: 4, since: Maker.at(Self.checkpoint + 1)))
    #expect(try verify(given: [witness]).verdict == .intact)
  }

  /// One bit of one byte: the first, the middle and the last of every column of every place.
  @Test(arguments: places, columns)
  func everyByteCounts(seq: Int64, column: String) throws {
    for part in ["first", "middle", "last"] {
      for bit in [UInt8(0x01), 0x80] {
        let outcome = try outcome { try Self.flip(column, of: seq, part, bit, $0) }
        #expect(
          outcome.brokenAt == Self.firstWrong(column, of: seq, part, bit),
          "\(column) of \(seq), \(part) byte: \(outcome.sentence)")
      }
    }
  }

  /// An entry whose number became smaller is met there, or before the first, ahead of its gap.
  private static func firstWrong(
    _ column: String, of seq: Int64, _ part: String, _ bit: UInt8
  ) -> Int64 {
    column == "seq" ? max(1, min(seq, flipped(seq, part, bit))) : seq
  }

  private static func flipped(_ value: Int64, _ part: String, _ bit: UInt8) -> Int64 {
    value ^ (Int64(bit) << (8 * (7 - index(part, of: 8))))
  }

  private static func index(_ part: String, of count: Int) -> Int {
    part == "first" ? 0 : part == "middle" ? count / 2 : count - 1
  }

  private static func flip(
    _ column: String, of seq: Int64, _ part: String, _ bit: UInt8, _ db: Database
  ) throws {
    if column == "seq" || column == "at" {
      let value = try #require(
        try Int64.fetchOne(
          db, sql: "SELECT \(column) FROM log_entry WHERE seq = ?", arguments: [seq]))
      let changed = flipped(value, part, bit)
      // The number of another entry would be a swap, which has its own test.
      try db.execute(
        sql: "DELETE FROM log_entry WHERE seq = ? AND ? = 'seq'", arguments: [changed, column])
      try db.execute(
        sql: "UPDATE log_entry SET \(column) = ? WHERE seq = ?", arguments: [changed, seq])
    } else {
      var bytes = try #require(
        try Data.fetchOne(
          db, sql: "SELECT CAST(\(column) AS BLOB) FROM log_entry WHERE seq = ?", arguments: [seq]))
      bytes[index(part, of: bytes.count)] ^= bit
      let value = column == "prev" || column == "hash" ? "?" : "CAST(? AS TEXT)"
      try db.execute(
        sql: "UPDATE log_entry SET \(column) = \(value) WHERE seq = ?", arguments: [bytes, seq])
    }
    #expect(db.changesCount == 1)
  }

  @Test(arguments: places)
  func aDeletedEntryIsMissed(seq: Int64) throws {
    try tamper { try $0.execute(sql: "DELETE FROM log_entry WHERE seq = \(seq)") }
    #expect(try verify(given: [witness]).brokenAt == seq)
    if seq <= Self.checkpoint { #expect(try verify().brokenAt == seq) }
  }

  /// Deleted, and those behind it moved up.
  @Test(arguments: places.dropLast())
  func aClosedGapIsFound(seq: Int64) throws {
    try tamper { db in
      try db.execute(sql: "DELETE FROM log_entry WHERE seq = \(seq)")
      for number in (seq + 1)...Self.entries {
        try db.execute(sql: "UPDATE log_entry SET seq = \(number - 1) WHERE seq = \(number)")
      }
    }
    #expect(try verify(given: [witness]).brokenAt == seq)
  }

  /// A forged entry stands in front of one, correctly chained to what comes before.
  @Test(arguments: places)
  func anInsertedEntryIsFound(seq: Int64) throws {
    try tamper { db in
      for number in (seq...Self.entries).reversed() {
        try db.execute(sql: "UPDATE log_entry SET seq = \(number + 1) WHERE seq = \(number)")
      }
      try Self.append(Maker.entry(.personErased, "lead/1"), at: seq, db)
    }
    let outcome = try verify(given: [witness])
    // The forged one is whole in itself: the entry that it pushed away does not follow it, or the
    // checkpoint that it took the place of has seen another.
    let first = seq == Self.checkpoint || seq == Self.entries ? seq : seq + 1
    #expect(outcome.brokenAt == first, "\(outcome.sentence)")
  }

  @Test(arguments: [(1, 2), (1, 12), (6, 7), (7, 8), (8, 9), (11, 12)])
  func swappedEntriesAreFound(first: Int64, second: Int64) throws {
    for columns in [
      "at, prev, hash, actor, role, kind, subject, payload", "payload", "at, subject",
    ] {
      let outcome = try outcome { db in
        try db.execute(
          sql: """
            CREATE TEMP TABLE kept AS SELECT * FROM log_entry WHERE seq IN (\(first), \(second));
            UPDATE log_entry SET (\(columns)) = (SELECT \(columns) FROM kept
              WHERE kept.seq = \(first) + \(second) - log_entry.seq)
            WHERE seq IN (\(first), \(second));
            """)
      }
      #expect(outcome.brokenAt == Int64(first), "\(columns): \(outcome.sentence)")
    }
  }

  @Test(arguments: Int64(0)...11)
  func aCutTailIsFound(last: Int64) throws {
    try tamper { try $0.execute(sql: "DELETE FROM log_entry WHERE seq > \(last)") }
    #expect(try verify(given: [witness]).brokenAt == last + 1)
    // The store's own checkpoint tells up to where it reaches, the witness the rest.
    #expect(try verify().brokenAt == (last < Self.checkpoint ? last + 1 : nil))
    // Without the store's checkpoints the witness still knows.
    try tamper { try $0.execute(sql: "DELETE FROM checkpoint") }
    #expect(try verify(given: [witness]).brokenAt == last + 1)
  }

  /// From an entry on, the log is written anew with right hashes: only checkpoints tell.
  @Test(arguments: places)
  func aRewrittenLogIsFound(seq: Int64) throws {
    try tamper { db in
      let drafts = try Row.fetchAll(
        db, sql: "SELECT * FROM log_entry WHERE seq >= \(seq) ORDER BY seq")
      try db.execute(sql: "DELETE FROM log_entry WHERE seq >= \(seq)")
      for (offset, row) in drafts.enumerated() {
        let draft = EntryDraft(
          at: Instant(milliseconds: row["at"]), actor: "nobody", role: row["role"],
          kind: .rulesApproved, subject: row["subject"], payload: Array("{}".utf8))
        try Self.append(draft, at: seq + Int64(offset), db)
      }
    }
    let own = seq <= Self.checkpoint ? Self.checkpoint : nil
    #expect(try verify().brokenAt == own)
    #expect(try verify(given: [witness]).brokenAt == own ?? Self.entries)
    // Nor does it help to forget the store's checkpoints, or to sign new ones with another key.
    try tamper { try $0.execute(sql: "DELETE FROM checkpoint") }
    #expect(try verify().brokenAt == nil)
    #expect(try verify(given: [witness]).brokenAt == Self.entries)
    let other = try #require(SigningKey(seed: Array(repeating: 3, count: 32)))
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    try store.addCheckpoint(try Self.sign(store, other))
    try store.close()
    #expect(try verify().verdict == .unknownKey(fingerprint: other.publicKey.fingerprint))
    #expect(try verify(given: [witness]).brokenAt == Self.entries)
  }

  private static func append(_ draft: EntryDraft, at seq: Int64, _ db: Database) throws {
    let prev = try Data.fetchOne(
      db, sql: "SELECT hash FROM log_entry WHERE seq = ?", arguments: [seq - 1])
    let head = try #require(LogHash(prev.map { Array($0) } ?? LogHash.genesis.bytes))
    var chain = Chain(after: ChainHead(seq: seq - 1, hash: head))
    let link = chain.append(draft)
    try db.execute(
      sql: "INSERT INTO log_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        seq, draft.at.milliseconds, Data(link.prev.bytes), Data(link.hash.bytes), draft.actor,
        draft.role, draft.kind.rawValue, draft.subject,
        String(decoding: draft.payload, as: UTF8.self),
      ])
  }

  @Test(arguments: [
    "count = 9", "at = at + 1", "head = zeroblob(32)", "key = key || 'x'",
    "signature = zeroblob(64)",
  ])
  func aBentCheckpointProvesNothing(change: String) throws {
    try tamper { try $0.execute(sql: "UPDATE checkpoint SET \(change)") }
    guard case .unknownKey = try verify().verdict else {
      Issue.record("\(try verify())")
      return
    }
  }

  @Test func aCheckpointThatCannotBeReadIsTold() throws {
    try tamper { try $0.execute(sql: "UPDATE checkpoint SET head = x'00'") }
    guard case .unreadable = try verify().verdict else {
      Issue.record("\(try verify())")
      return
    }
  }

  @Test(arguments: ["seq", "at", "actor", "payload", "hash"])
  func aColumnOfAnotherTypeIsFound(column: String) throws {
    try tamper { db in
      // STRICT keeps other types out, so the table is made anew without it.
      try db.execute(
        sql: """
          CREATE TABLE loose (seq, at, prev, hash, actor, role, kind, subject, payload);
          INSERT INTO loose SELECT * FROM log_entry;
          PRAGMA foreign_keys = OFF;
          DROP TABLE log_entry; ALTER TABLE loose RENAME TO log_entry;
          UPDATE log_entry SET \(column) = CASE typeof(\(column))
            WHEN 'blob' THEN hex(\(column)) ELSE CAST(\(column) AS BLOB) END WHERE seq = 5;
          """)
    }
    #expect(try verify(given: [witness]).brokenAt == 5)
  }

  @Test func missingGuardsAreTold() throws {
    try tamper { _ in }
    let store = try Store.open(at: scratch.store, mode: .readOnly)
    let found = try store.violations()
    #expect(
      found.first { $0.rule.hasPrefix("tables") }?.examples.contains("log_entry_kept") == true)
    try store.close()
  }
}
