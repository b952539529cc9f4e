import LeadModel
import Ledger
import Testing

@testable import Store

/// Reading only from the last verified entry.
@Suite struct PartialVerificationTests {
  let store: Store
  let key: SigningKey

  /// Twelve entries, signed at 4 and 8.
  init() throws {
    store = try Store.inMemory()
    key = try #require(SigningKey(seed: Maker.secret))
    for number in Int64(1)...12 {
      try store.commit([
        CommitUnit(entries: [Maker.entry(.intakePaused, "intake", at: Maker.at(number))])
      ])
      if number % 4 == 0, number < 12 {
        try store.addCheckpoint(try TamperingTests.sign(store, key))
      }
    }
  }

  private func place(_ count: Int64) throws -> Checkpoint {
    let hash = try #require(try store.read { try Committing.hash(of: count, $0) })
    return Checkpoint(count: count, head: hash, at: Maker.at(99))
  }

  private func verify(from place: Checkpoint?) -> VerifyOutcome {
    store.verify(checkpoints: [], publicKeys: [key.publicKey], from: place)
  }

  private func tamper(_ sql: String) throws {
    try store.raw("DROP TRIGGER log_entry_fixed; DROP TRIGGER log_entry_kept; \(sql)")
  }

  @Test func theAnswerIsThatOfTheWholeLog() throws {
    let whole = verify(from: nil)
    #expect(whole.verdict == .tailNotAnchored(entries: 4, since: Maker.at(9)))
    for count in [Int64(1), 3, 4, 6, 8, 10, 12] {
      #expect(verify(from: try place(count)) == whole)
    }
  }

  @Test func thePlaceIsRemembered() throws {
    #expect(try store.verifiedPlace() == nil)
    for count in [Int64(3), 9] {
      try store.keepVerified(try place(count))
      #expect(try store.verifiedPlace() == place(count))
    }
  }

  @Test func whatComesBeforeIsNotReadAgain() throws {
    let known = try place(10)
    try tamper("UPDATE log_entry SET actor = 'x' WHERE seq = 3")
    #expect(verify(from: known).brokenAt == nil)
    #expect(verify(from: nil).brokenAt == 3)
  }

  @Test(arguments: [
    ("UPDATE log_entry SET actor = 'x' WHERE seq = 9", Int64(9)),
    ("UPDATE log_entry SET actor = 'x' WHERE seq = 12", 12),
    ("DELETE FROM log_entry WHERE seq = 11", 11),
    ("DELETE FROM log_entry WHERE seq = 8", 8),
    ("UPDATE log_entry SET hash = zeroblob(32) WHERE seq = 8", 8),
    // The log ends before the place, before the checkpoint, and before everything.
    ("DELETE FROM log_entry WHERE seq > 9", 10),
    ("DELETE FROM log_entry WHERE seq > 6", 7),
    ("DELETE FROM log_entry", 1),
  ])
  func whatComesAfterIsFound(sql: String, seq: Int64) throws {
    let known = try place(10)
    try tamper(sql)
    let outcome = verify(from: known)
    #expect(outcome.brokenAt == seq, "\(outcome.sentence)")
  }

  @Test func aLogWrittenAnewSinceIsFound() throws {
    let known = Checkpoint(count: 10, head: .genesis, at: Maker.at(99))
    let outcome = verify(from: known)
    #expect(outcome.brokenAt == 10, "\(outcome.sentence)")
  }

  @Test func withoutASignedPlaceAllIsRead() throws {
    let known = try place(3)
    try tamper("UPDATE log_entry SET actor = 'x' WHERE seq = 2")
    #expect(verify(from: known).brokenAt == 2)
    let stranger = store.verify(checkpoints: [], publicKeys: [], from: try place(10))
    #expect(stranger.brokenAt == 2)
  }
}
