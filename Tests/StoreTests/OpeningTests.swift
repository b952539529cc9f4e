import Foundation
import GRDB
import LeadModel
import Testing

@testable import Store

@Suite struct OpeningTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  @Test func everyConnectionHasTheSettings() throws {
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    try store.database.writeWithoutTransaction { try Pragmas.check($0, journal: "wal") }
    try store.database.read { try Pragmas.check($0, journal: "wal") }
    let reader = try Store.open(at: scratch.store, mode: .readOnly)
    try reader.database.read { try Pragmas.check($0, journal: "wal") }
  }

  @Test func aSettingThatDoesNotHoldIsTold() throws {
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    try store.raw("PRAGMA synchronous = NORMAL")
    #expect(throws: StoreProblem.settingRefused(name: "synchronous", wanted: "2", found: "1")) {
      try store.database.writeWithoutTransaction { try Pragmas.check($0, journal: "wal") }
    }
  }

  @Test func theFileIsForItsOwnerAlone() throws {
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    _ = try store.commit([])
    for name in ["", "-wal", "-shm"] {
      let mode = try FileManager.default.attributesOfItem(atPath: scratch.store + name)[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.store + ".new"))
  }

  @Test func whatWasCommittedIsThereAgain() throws {
    var maker = Maker()
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    let head = try store.commit([maker.lead()]).head
    try store.close()
    #expect(try Store.open(at: scratch.store, mode: .readWrite).head() == head)
  }

  @Test func aReaderReadsAndCannotWrite() throws {
    var maker = Maker()
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    try store.commit([maker.lead()])
    let reader = try Store.open(at: scratch.store, mode: .readOnly)
    #expect(try reader.leads().rows.count == 1)
    #expect(throws: StoreProblem.readOnly(path: scratch.store)) {
      try reader.commit([maker.lead()])
    }
  }

  @Test func aReaderMakesNoStore() {
    #expect(throws: StoreProblem.self) {
      try Store.open(at: scratch.store, mode: .readOnly)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.store))
  }

  /// Each is refused with a sentence, and not a byte of it changes.
  @Test(arguments: ["empty", "text", "foreign", "newer", "short"])
  func wrongFilesStayAsTheyWere(kind: String) throws {
    switch kind {
    case "empty": try Data().write(to: URL(filePath: scratch.store))
    case "short": try Data("SQLite format 3\0".utf8).write(to: URL(filePath: scratch.store))
    case "text": try Data(repeating: 65, count: 5000).write(to: URL(filePath: scratch.store))
    default:
      let queue = try DatabaseQueue(path: scratch.store)
      try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
      if kind == "newer" {
        try queue.writeWithoutTransaction {
          try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try $0.execute(sql: "PRAGMA user_version = 99")
        }
      }
      try queue.close()
    }
    let before = try scratch.bytes(scratch.store)
    for mode in [Store.Mode.readWrite, .readOnly] {
      let problem = #expect(throws: StoreProblem.self) {
        try Store.open(at: scratch.store, mode: mode)
      }
      #expect(problem?.sentence.contains(scratch.store) == true)
      if kind == "newer" {
        #expect(problem == .newerSchema(path: scratch.store, found: 99, known: Migrations.current))
      }
    }
    #expect(try scratch.bytes(scratch.store) == before)
    #expect(!FileManager.default.fileExists(atPath: scratch.store + "-wal"))
  }

  @Test func linksAndPipesAreRefused() throws {
    let real = scratch.folder + "/real.sqlite"
    try Store.open(at: real, mode: .readWrite).close()
    symlink(real, scratch.store)
    #expect(throws: StoreProblem.self) { try Store.open(at: scratch.store, mode: .readWrite) }
    unlink(scratch.store)
    link(real, scratch.store)
    #expect(throws: StoreProblem.self) { try Store.open(at: scratch.store, mode: .readWrite) }
    unlink(scratch.store)
    mkfifo(scratch.store, 0o600)
    #expect(throws: StoreProblem.self) { try Store.open(at: scratch.store, mode: .readWrite) }
  }

  @Test(arguments: [UInt64(0x6969), 0xFE53_4D42, 0x6573_5546, 0x0102_1997])
  func networkFileSystemsAreRefused(magic: UInt64) {
    let problem = #expect(throws: StoreProblem.self) {
      try Store.open(at: scratch.store, mode: .readWrite, fileSystem: { _ in magic })
    }
    #expect(problem?.sentence.contains("local disk") == true)
    #expect(!FileManager.default.fileExists(atPath: scratch.store))
  }

  @Test func remainsOfAnUnfinishedCreationDoNoHarm() throws {
    try Data("half".utf8).write(to: URL(filePath: scratch.store + ".new"))
    try Store.open(at: scratch.store, mode: .readWrite).close()
    #expect(try Store.open(at: scratch.store, mode: .readOnly).head() == .genesis)
  }

  @Test func aNetworkPathWithoutFolderIsTheFolderOfTheProcess() {
    #expect(FileCheck.folder(of: "s.sqlite") == ".")
    #expect(FileCheck.folder(of: "/s.sqlite") == "/")
    #expect(FileCheck.folder(of: "/a/b/s.sqlite") == "/a/b")
  }
}
