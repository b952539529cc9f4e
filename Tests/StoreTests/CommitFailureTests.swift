import Foundation
import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

/// Commits that end in an I/O error. The observer stands for the disk: it fails the COMMIT, which
/// SQLite then rolls back.
@Suite struct CommitFailureTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try Store.open(at: scratch.store, mode: .readWrite)
  }

  private final class FailingDisk: TransactionObserver {
    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
      throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC, message: "disk I/O error")
    }
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
  }

  private func breakDisk() {
    store.database.add(transactionObserver: FailingDisk(), extent: .databaseLifetime)
  }

  @Test func aCommitThatWasNotKeptIsToldAndCanBeDoneAgain() throws {
    var maker = Maker()
    try store.checked(maker.lead())
    let before = try store.head()
    breakDisk()
    let unit = maker.lead()
    let problem = #expect(throws: StoreProblem.self) { try store.commit([unit]) }
    #expect(problem == .inputOutput(path: scratch.store, why: "disk I/O error"))
    #expect(try store.head() == before)
    // The store was opened anew: the failing connection is gone.
    #expect(try store.checked(unit).firstSeq == 3)
  }

  @Test func twoFailuresInARowEndWriting() throws {
    var maker = Maker()
    breakDisk()
    #expect(throws: StoreProblem.self) { try store.commit([maker.lead()]) }
    breakDisk()
    maker = Maker()
    #expect(throws: StoreProblem.self) { try store.commit([maker.lead()]) }
    maker = Maker()
    #expect(throws: StoreProblem.stopped(path: scratch.store, why: "disk I/O error")) {
      try store.commit([maker.lead()])
    }
    #expect(try store.head() == .genesis)
  }

  /// A commit whose sync failed lies whole in the write-ahead log, where whoever recovers after a crash
  /// would find it.
  @Test func aCommitThatWasToldAsFailedDoesNotComeBack() throws {
    var maker = Maker()
    try store.checked(maker.lead())
    // The pages of a commit, as its own store wrote them to a log that was as long before.
    let twin = try Scratch()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: scratch.store + suffix, toPath: twin.store + suffix)
    }
    let length = try #require(FileManager.default.contents(atPath: twin.store + "-wal")).count
    let other = try Store.open(at: twin.store, mode: .readWrite)
    try other.checked(maker.lead())
    let pages = try #require(FileManager.default.contents(atPath: twin.store + "-wal"))
    try other.close()
    let before = try store.head()
    let file = try #require(FileHandle(forUpdatingAtPath: scratch.store + "-wal"))
    try file.seek(toOffset: UInt64(length))
    try file.write(contentsOf: pages[length...])
    try file.close()

    breakDisk()
    #expect(throws: StoreProblem.self) {
      try store.commit([CommitUnit(entries: [Maker.entry(.intakePaused, "intake")])])
    }
    // The host is killed: its files are all that is left.
    let left = try Scratch()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: scratch.store + suffix, toPath: left.store + suffix)
    }
    #expect(try Store.open(at: left.store, mode: .readWrite).head() == before)
    #expect(pages.count > length)
  }

  @Test func nothingIsWrittenOnceDamageWasMet() throws {
    var maker = Maker()
    try store.checked(maker.lead())
    let why = "database disk image is malformed"
    let damage = DatabaseError(resultCode: .SQLITE_CORRUPT, message: why)
    #expect(store.problem(damage) == .corrupt(path: scratch.store, why: why))
    #expect(throws: StoreProblem.stopped(path: scratch.store, why: why)) {
      try store.commit([maker.lead()])
    }
  }

  @Test func aSuccessBetweenForgetsTheFirstFailure() throws {
    for _ in 1...3 {
      breakDisk()
      let unit = CommitUnit(entries: [Maker.entry(.intakePaused, "intake")])
      #expect(throws: StoreProblem.self) { try store.commit([unit]) }
      try store.checked(unit)
    }
    #expect(try store.head().seq == 3)
  }

  @Test func anAbandonedTransactionLeavesNoTrace() throws {
    var maker = Maker()
    try store.checked(maker.lead())
    let before = try store.head()
    let unit = maker.lead()
    struct Crash: Error {}
    #expect(throws: Crash.self) {
      try store.database.write { db in
        _ = try Committing.apply([unit], db)
        throw Crash()
      }
    }
    #expect(try store.head() == before)
    #expect(try store.violations() == [])
    try store.checked(unit)
  }
}
