import DeskRules
import Foundation
import LeadModel
import Ledger
import Store
import Testing

@testable import Desk

/// What a host reads again of its log at a start, and what a clean stop leaves behind.
@Suite struct VerifiedPlaceTests {
  private static func leads(_ numbers: ClosedRange<Int>) -> String {
    NotifyTests.header
      + numbers.map { "L-\($0),Co \($0),DE,de,l\($0)@x.example,2026-03-02T08:59:00Z\n" }.joined()
  }

  private func desk() throws -> TestDesk {
    let test = try TestDesk()
    try test.deliver(Self.leads(1...4))
    return test
  }

  /// What a start would do: verify from the place that is kept, and note what came of it.
  private func verifyAsAtStart(_ test: TestDesk) throws -> VerifySummary {
    let log = try LogReading(test.workspace)
      .verify(from: test.desk.verifiedPlace, now: test.now)
    test.desk.noteVerification(log)
    return log.summary
  }

  /// Changes a byte of the first assignment's entry in the file, behind the desk's back.
  private func tamper(_ test: TestDesk) throws -> Int64 {
    let row = try #require(try test.entries(.leadAssigned).first)
    test.desk.close(now: test.now)
    var bytes = try #require(try Files.read(test.workspace.store))
    let start = try #require(bytes.firstRange(of: Array(row.payload.utf8))).lowerBound
    let place = try #require(bytes[start...].firstIndex(of: UInt8(ascii: ":")))
    bytes[place + 2] ^= 1
    try Files.write(bytes, to: test.workspace.store)
    try test.reopen()
    return row.seq
  }

  @Test func aStartReadsOnFromWhereTheLogWasFoundWhole() throws {
    let test = try desk()
    #expect(test.desk.verifiedPlace == nil)
    #expect(try verifyAsAtStart(test).verdict != .broken)
    let place = try #require(test.desk.verifiedPlace)
    #expect(try ChainHead(seq: place.count, hash: place.head) == test.desk.store.head())
    #expect(test.desk.logIntact == true)

    try test.reopen()
    try test.deliver(Self.leads(5...6), as: "leads/b.csv")
    #expect(test.desk.verifiedPlace == place)
    let later = try verifyAsAtStart(test)
    #expect(try later.entries == test.desk.store.head().seq)
    #expect(try #require(test.desk.verifiedPlace).count == later.entries)
  }

  @Test func whatLiesBeforeIsForTheNightAndForLogVerify() throws {
    let test = try desk()
    _ = try verifyAsAtStart(test)
    let seq = try tamper(test)
    #expect(try verifyAsAtStart(test).verdict == .intact)

    let asked = try LogReading(test.workspace).answer(.verifyLog, now: test.now)
    guard case .verified(let summary) = asked else {
      Issue.record("no verification")
      return
    }
    #expect(summary.verdict == .broken && summary.brokenAt == seq)

    let night = try LogReading(test.workspace).verify(from: nil, now: test.now)
    #expect(night.place == nil && night.summary.brokenAt == seq)
    test.desk.noteVerification(night)
    #expect(test.desk.logIntact == false)
    // What was found wrong is not forgotten by the next start.
    #expect(test.desk.verifiedPlace == nil)
    try test.reopen()
    #expect(try verifyAsAtStart(test).brokenAt == seq)
  }

  @Test func aCleanStopLeavesAllInTheOneFile() throws {
    let test = try desk()
    test.desk.close(now: test.now)
    let copy = NSTemporaryDirectory() + "/whole-" + UUID().uuidString
    defer { for end in ["", "-wal", "-shm"] { unlink(copy + end) } }
    try FileManager.default.copyItem(atPath: test.workspace.store, toPath: copy)
    let beside = try Files.read(test.workspace.store + "-wal") ?? []
    #expect(beside.isEmpty)
    let store = try Store.open(at: copy, mode: .readOnly)
    defer { try? store.close() }
    try test.reopen()
    #expect(try store.head() == test.desk.store.head())
    #expect(try store.lead("L-4", source: nil) != nil)
  }

  @Test func nothingLiesBesideWhatARestorePuts() throws {
    let test = try desk()
    let backup = NSTemporaryDirectory() + "/backup-" + UUID().uuidString
    defer { unlink(backup) }
    _ = try verifyAsAtStart(test)
    _ = try Desk.backup(workspace: test.workspace, to: backup)
    try test.deliver(Self.leads(5...6), as: "leads/b.csv")
    test.desk.close(now: test.now)
    let restored = try Desk.restore(workspace: test.workspace, from: backup, now: test.now)
    let kept = try #require(restored.kept?.split(separator: "/").last.map(String.init))
    let names = FolderNames.read(test.workspace.root).filter { $0.hasPrefix("signalbox.sqlite") }
    #expect(Set(names) == ["signalbox.sqlite", kept])
    try test.reopen()
    #expect(test.desk.verifiedPlace == nil)
  }
}
