import Foundation
import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

/// A store of the release before, with data, is brought up and loses nothing.
@Suite struct MigrationTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  /// Makes a store as the first release did: only the first step was taken.
  private func makeFirst() throws {
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: Migrations.steps[0])
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = 1")
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try queue.close()
    chmod(scratch.store, 0o600)
  }

  /// Fills it with the rows of a store of this release, table by table as the first release had them.
  private func fill() throws {
    let present = scratch.folder + "/present.sqlite"
    let store = try Store.open(at: present, mode: .readWrite)
    var maker = Maker()
    let known = [maker.lead(), maker.lead(queue: "emea", minute: 1)]
    let unknown = maker.lead(source: "fair", minute: 2)
    var changes = unknown.changes
    if case .leadPlaced(var place) = changes[1], case .leadAdded(var lead) = changes[0] {
      place.flags = [.unknownCountry, .unknownProduct]
      lead.fields[.country] = "Ruritania"
      lead.fields[.products] = "crm;toaster"
      changes[0] = .leadAdded(lead)
      changes[1] = .leadPlaced(place)
    }
    try store.checked(
      Council.publish(1), known[0], known[1],
      CommitUnit(changes: changes, entries: unknown.entries), maker.lead(source: "fair", minute: 3),
      Escalations.opened(1, lead: 1, note: "mine", minute: 4))
    let key = try #require(SigningKey(seed: Maker.secret))
    let head = try store.head()
    try store.addCheckpoint(
      try #require(
        Checkpoint(count: head.seq, head: head.hash, at: Maker.at(5)).signed(by: key)))
    try store.close()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(present)' AS present")
      for table in try String.fetchAll(
        db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rowid")
      {
        let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
        guard try db.tableExists(table, in: "present") else { continue }
        try db.execute(
          sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM present.\(table)")
      }
    }
    try queue.close()
  }

  /// All rows of the tables of the first release, as text.
  private func content() throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: scratch.store)
    defer { try? queue.close() }
    let first = try DatabaseQueue()
    try first.write { try $0.execute(sql: Migrations.steps[0]) }
    return try queue.read { db in
      var content: [String: [String]] = [:]
      let tables = try first.read {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      }
      for table in tables where try db.tableExists(table) && table != "presence_count" {
        let columns = try first.read { try $0.columns(in: table).map(\.name) }
        let row = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
        content[table] = try String.fetchAll(db, sql: "SELECT \(row) FROM \(table)")
      }
      return content
    }
  }

  @Test func theFirstSchemaIsBroughtUp() throws {
    try makeFirst()
    try fill()
    let before = try content()
    #expect(before["lead"]?.count == 4)
    #expect(before["log_entry"]?.count == 10)
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    #expect(try store.violations() == [])
    #expect(try store.damage() == [])
    #expect(try content() == before)
    #expect(try store.ruleVersions().map(\.approvers) == [[]])
    #expect(try store.ruleVersions().first?.request == nil)
    // What was first seen is found out from the leads that were there.
    #expect(
      try store.firstSeen(from: Maker.start, to: Maker.at(99)) == [
        FirstSeenText(kind: .country, value: "Ruritania", lead: LeadNumber(3), count: 1),
        FirstSeenText(kind: .product, value: "crm;toaster", lead: LeadNumber(3), count: 1),
        FirstSeenText(kind: .source, value: "fair", lead: LeadNumber(3), count: 2),
        FirstSeenText(kind: .source, value: "web", lead: LeadNumber(1), count: 2),
      ])
    let key = try #require(SigningKey(seed: Maker.secret))
    #expect(store.verify(checkpoints: [], publicKeys: [key.publicKey]).verdict == .intact)
    // And work goes on.
    try store.checked(Council.exception(1), Council.request(1))
  }

  @Test func theStoreBeforeIsKept() throws {
    try makeFirst()
    try fill()
    let before = try content()
    try Store.open(at: scratch.store, mode: .readWrite).close()
    let copy = scratch.store + ".schema-1"
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let queue = try DatabaseQueue(path: copy)
    #expect(try queue.read { try Migrations.version($0) } == 1)
    #expect(
      try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM lead") }
        == before["lead"]?.count)
    try queue.close()
    // Somebody who is erased is gone from it as well.
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    try store.walCheckpointTruncate()
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  /// Counts by the hour become minutes: which ones they were is not known, that there were some is.
  @Test(arguments: [1, 2]) func presenceIsCarriedOver(from schema: Int) throws {
    try makeFirst()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.write { db in
      if schema == 2 {
        try db.execute(sql: Migrations.steps[1])
        try db.execute(sql: "PRAGMA user_version = 2")
      }
      try db.execute(
        sql: """
          INSERT INTO presence_count (rep, week, cell, count) VALUES ('bo', 20514, 167, 1),
            ('ana', 20514, 9, 60), ('ana', 20514, 10, 3), ('ana', 20507, 9, 1), ('ana', 20507, 8, 0)
          """)
    }
    try queue.close()
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    #expect(try store.violations() == [])
    var weeks: [String] = []
    try store.forEachPresenceWeek { week in
      weeks.append("\(week.rep) \(week.week) \(week.seen.map { "\($0.cell):\($0.minutes)" })")
    }
    #expect(
      weeks == [
        "ana 2026-02-23 [\"9:1\"]", "ana 2026-03-02 [\"9:1\", \"10:1\"]",
        "bo 2026-03-02 [\"167:1\"]",
      ])
    // The row that was counted, delivered again, adds its own minute.
    var seen = SeenMinutes()
    seen.append(cell: 9, minutes: 0b10)
    let week = PresenceWeek(rep: "ana", week: LocalDate(daysSinceEpoch: 20_507), seen: seen)
    try store.checked(CommitUnit(changes: [.presenceAdded([week])]))
    #expect(try store.unknownMinutes(of: [week]) == [SeenMinutes()])
  }

  @Test func aReaderDoesNotBringItUp() throws {
    try makeFirst()
    let problem = #expect(throws: StoreProblem.self) {
      try Store.open(at: scratch.store, mode: .readOnly)
    }
    #expect(problem?.sentence.contains("start the host once") == true)
  }

  @Test func aStoreOfTheFutureIsRefused() throws {
    try Store.open(at: scratch.store, mode: .readWrite).close()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = \(Migrations.current + 1)")
    }
    try queue.close()
    for mode in [Store.Mode.readWrite, .readOnly] {
      #expect(
        throws: StoreProblem.newerSchema(
          path: scratch.store, found: Migrations.current + 1, known: Migrations.current)
      ) {
        try Store.open(at: scratch.store, mode: mode)
      }
    }
  }

  /// A step that fails leaves the schema before it.
  @Test func aFailedStepLeavesTheStoreAsItWas() throws {
    try makeFirst()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.write { try $0.execute(sql: "CREATE TABLE outbox_file (x)") }
    try queue.close()
    #expect(throws: StoreProblem.self) { try Store.open(at: scratch.store, mode: .readWrite) }
    let after = try DatabaseQueue(path: scratch.store)
    #expect(try after.read { try Migrations.version($0) } == 1)
    #expect(try after.read { try $0.tableExists("exception") } == false)
    try after.close()
  }
}
