import Foundation
import LeadModel
import Testing

@testable import Store

@Suite struct BackupTests {
  let scratch: Scratch
  let store: Store
  init() throws {
    scratch = try Scratch()
    store = try Store.open(at: scratch.store, mode: .readWrite)
    var maker = Maker()
    try store.commit((0..<50).map { maker.lead(minute: $0) })
  }

  @Test func aBackupIsAWholeStore() throws {
    let target = scratch.folder + "/copy.sqlite"
    let head = try store.head()
    #expect(try store.backup(to: target) == head)
    let copy = try Store.open(at: target, mode: .readOnly)
    let leads = try store.leads()
    #expect(try copy.leads() == leads)
    #expect(try copy.violations() == [])
    #expect(try copy.damage() == [])
    try copy.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
        .filter { $0.hasPrefix("copy.sqlite.") } == [])
    let writable = try Store.open(at: target, mode: .readWrite)
    #expect(
      try writable.commit([CommitUnit(entries: [Maker.entry(.storeRestored, "store")])]).lastSeq
        == 101)
  }

  @Test func aBrokenLogIsNotKeptAsABackup() throws {
    let target = scratch.folder + "/copy.sqlite"
    try Data("older".utf8).write(to: URL(filePath: target))
    try store.raw("DROP TRIGGER log_entry_fixed; UPDATE log_entry SET actor = 'x' WHERE seq = 9")
    #expect(throws: StoreProblem.self) { try store.backup(to: target) }
    #expect(try scratch.bytes(target) == Data("older".utf8))
    #expect(!FileManager.default.fileExists(atPath: target + ".partial"))
  }

  @Test func aFolderThatIsNotThereIsTold() {
    #expect(throws: StoreProblem.self) { try store.backup(to: scratch.folder + "/no/copy.sqlite") }
  }
}
