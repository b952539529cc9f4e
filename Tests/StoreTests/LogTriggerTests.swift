import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

/// The schema itself keeps the log append-only, whoever writes.
@Suite struct LogTriggerTests {
  let store: Store

  init() throws {
    store = try Store.inMemory()
    var maker = Maker()
    try store.commit([maker.lead(), maker.lead()])
  }

  static let columns = "seq, at, prev, hash, actor, role, kind, subject, payload"
  static let head = "(SELECT hash FROM log_entry ORDER BY seq DESC LIMIT 1)"
  static func values(_ seq: String, _ prev: String) -> String {
    "(\(columns)) VALUES (\(seq), 0, \(prev), zeroblob(32), 'a', '', 'a.b', '', '{}')"
  }

  @Test(arguments: [
    ("UPDATE log_entry SET actor = 'x' WHERE seq = 2", "never changed"),
    ("UPDATE log_entry SET seq = 9 WHERE seq = 4", "never changed"),
    ("DELETE FROM log_entry WHERE seq = 4", "never deleted"),
    ("DELETE FROM log_entry", "never deleted"),
    ("INSERT INTO log_entry \(values("6", head))", "not the next"),
    ("INSERT INTO log_entry \(values("4", head))", "not the next"),
    ("INSERT INTO log_entry \(values("NULL", head))", "not the next"),
    ("INSERT INTO log_entry \(values("5", "zeroblob(32)"))", "not the head"),
    ("INSERT INTO log_entry \(values("5", "NULL"))", "not the head"),
    ("INSERT OR REPLACE INTO log_entry \(values("4", head))", "not the next"),
    ("INSERT OR IGNORE INTO log_entry \(values("7", head))", "not the next"),
    ("REPLACE INTO log_entry \(values("1", "zeroblob(32)"))", "not the next"),
    (
      "INSERT INTO log_entry \(values("4", head)) ON CONFLICT DO UPDATE SET actor = 'x'",
      "not the next"
    ),
    ("UPDATE ruleset SET author = 'x'", "never changed"),
    ("DELETE FROM ruleset", "never deleted"),
    ("DELETE FROM checkpoint", "never deleted"),
    ("UPDATE checkpoint SET at = 0", "never changed"),
  ])
  func refused(sql: String, why: String) throws {
    try store.commit([
      CommitUnit(changes: [
        .rulesPublished(
          RulesPublished(
            version: 1, hash: Digest.sha256("d"), document: [1], source: "", author: "a",
            reason: "r", at: Maker.start))
      ])
    ])
    let key = try #require(SigningKey(seed: Maker.secret))
    let head = try store.head()
    let checkpoint = Checkpoint(count: head.seq, head: head.hash, at: Maker.start)
    try store.addCheckpoint(try #require(checkpoint.signed(by: key)))
    let error = #expect(throws: DatabaseError.self) { try store.raw(sql) }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER)
    #expect(error?.message?.contains(why) == true)
    #expect(try store.head() == head)
  }

  @Test(arguments: [
    "INSERT INTO log_entry \(values("5", head)), (6, 0, zeroblob(31), zeroblob(32), '', '', '', '', '')",
    "INSERT INTO lead (number) VALUES (9)",
    "UPDATE lead SET state = 'lost'",
    "UPDATE lead SET state = 'queued'",
    "UPDATE lead SET owner = NULL",
    "UPDATE lead SET received_at = 'yesterday'",
    "UPDATE lead SET identity = 'same'",
    "UPDATE clock SET lead = 99",
    "UPDATE clock SET ended_at = 1",
    "UPDATE owner_period SET to_at = from_at - 1",
    "DELETE FROM lead",
  ])
  func schemaRefuses(sql: String) throws {
    let error = #expect(throws: DatabaseError.self) { try store.raw(sql) }
    #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    #expect(try store.violations() == [])
  }

  @Test func theNextEntryIsTaken() throws {
    try store.raw("INSERT INTO log_entry \(Self.values("5", Self.head))")
    #expect(try store.head().seq == 5)
  }
}
