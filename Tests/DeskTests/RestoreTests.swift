import DeskRules
import Foundation
import LeadModel
import Ledger
import Store
import Testing

@testable import Desk

/// Backups, putting them in place, and who notices.
@Suite struct RestoreTests {
  private static func lead(_ id: String) -> String {
    "\(id),Co \(id),DE,de,\(id)@x.example,2026-03-02T08:59:00Z\n"
  }

  /// A workspace whose desk is closed, with so many leads, and a backup of it made after the first.
  private func closedDesk(leads: Int) throws -> (workspace: Workspace, backup: String) {
    let test = try TestDesk()
    try test.deliver(NotifyTests.header + Self.lead("L-1"))
    let root = NSTemporaryDirectory() + "/restore-" + UUID().uuidString
    let backup = root + ".backup"
    _ = try Desk.backup(workspace: test.workspace, to: backup)
    for number in 2..<(leads + 1) {
      try test.deliver(NotifyTests.header + Self.lead("L-\(number)"), as: "leads/\(number).csv")
    }
    test.desk.close(now: test.now)
    try FileManager.default.copyItem(atPath: test.workspace.root, toPath: root)
    return (Workspace(root: root), backup)
  }

  private func remove(_ workspace: Workspace, _ backup: String) {
    try? FileManager.default.removeItem(atPath: workspace.root)
    try? FileManager.default.removeItem(atPath: backup)
  }

  @Test func aBackupTakesThePlaceAndTheLogSaysWhatWasLost() throws {
    let (workspace, backup) = try closedDesk(leads: 3)
    defer { remove(workspace, backup) }
    let before = try Store.open(at: workspace.store, mode: .readOnly).head()
    let restored = try Desk.restore(
      workspace: workspace, from: backup, now: TestDesk.monday + Instant.hour)
    #expect(restored.before == before.seq)
    #expect(restored.common == restored.after)
    #expect(restored.lost == before.seq - restored.after && restored.lost > 0)
    let kept = try #require(restored.kept)
    #expect(kept.hasSuffix(".before-20260302-100000"))
    #expect(try Store.open(at: kept, mode: .readOnly).head() == before)

    let desk = try Desk(workspace, mode: .host, now: TestDesk.monday + Instant.hour)
    defer { desk.close(now: TestDesk.monday + Instant.hour) }
    #expect(desk.leadCount == 1)
    let entry = try #require(
      try desk.store.log(LogQuery(kinds: [.storeRestored])).rows.first)
    #expect(entry.seq == restored.after + 1)
    #expect(entry.payload.contains("\"lost\":\(restored.lost)"))
    #expect(try desk.store.violations().isEmpty)
    let verified = desk.verifyLog(now: TestDesk.monday + Instant.hour)
    #expect([.intact, .tailNotAnchored].contains(verified.verdict), "\(verified.text)")
  }

  @Test func checkpointsOfLostEntriesAreToldByTheirFile() throws {
    let (workspace, backup) = try closedDesk(leads: 3)
    defer { remove(workspace, backup) }
    let text = try #require(try Files.read(workspace.checkpoints + "/checkpoints.txt"))
    let witness = [CheckpointText(file: "copy.txt", text: String(decoding: text, as: UTF8.self))]
    _ = try Desk.restore(workspace: workspace, from: backup, now: TestDesk.monday)
    let desk = try Desk(workspace, mode: .host, now: TestDesk.monday)
    defer { desk.close(now: TestDesk.monday) }
    guard
      case .verified(let summary) = desk.answer(
        .verifyCheckpoints(witness), from: geteuid(), now: TestDesk.monday)
    else {
      Issue.record("no verification")
      return
    }
    #expect(summary.verdict == .broken)
    #expect(summary.text.contains("copy.txt"))
    #expect(summary.brokenAt != nil)
    let kept = FolderNames.read(workspace.checkpoints)
    #expect(kept.contains { $0.hasPrefix("before-restore") })
  }

  @Test func theBackupOfAnotherDeskIsRefused() throws {
    let (workspace, backup) = try closedDesk(leads: 1)
    defer { remove(workspace, backup) }
    let other = try TestDesk(now: TestDesk.monday + 5000)
    try other.deliver(NotifyTests.header + Self.lead("X-1"))
    let foreign = backup + ".foreign"
    defer { unlink(foreign) }
    _ = try Desk.backup(workspace: other.workspace, to: foreign)
    let before = try Files.read(workspace.store)
    #expect(throws: DeskProblem.self) {
      try Desk.restore(workspace: workspace, from: foreign, now: TestDesk.monday)
    }
    #expect(try Files.read(workspace.store) == before)
    #expect(FolderNames.read(workspace.root).allSatisfy { !$0.contains("restoring") })
  }

  @Test func whatIsDamagedIsRefusedAndNothingChanges() throws {
    let (workspace, backup) = try closedDesk(leads: 1)
    defer { remove(workspace, backup) }
    let before = try Files.read(workspace.store)
    var bytes = try #require(try Files.read(backup))
    for index in stride(from: bytes.count / 2, to: bytes.count, by: 700) { bytes[index] ^= 0x5A }
    try Files.write(bytes, to: backup)
    for source in [backup, "/etc/hostname", "/nowhere/at-all"] {
      #expect(throws: DeskProblem.self, "\(source)") {
        try Desk.restore(workspace: workspace, from: source, now: TestDesk.monday)
      }
    }
    #expect(try Files.read(workspace.store) == before)
  }

  @Test func aWorkspaceWithoutStoreTakesOneOver() throws {
    let (workspace, backup) = try closedDesk(leads: 1)
    defer { remove(workspace, backup) }
    unlink(workspace.store)
    let restored = try Desk.restore(workspace: workspace, from: backup, now: TestDesk.monday)
    #expect(restored.kept == nil && restored.before == nil && restored.lost == 0)
    let desk = try Desk(workspace, mode: .host, now: TestDesk.monday)
    #expect(desk.leadCount == 1)
    desk.close(now: TestDesk.monday)
  }

  @Test func theStoreItselfIsNoPlaceForABackup() throws {
    let test = try TestDesk()
    #expect(throws: DeskProblem.self) {
      try Desk.backup(workspace: test.workspace, to: test.workspace.store)
    }
  }
}

/// What running the desk is asked for, and by whom.
@Suite struct OperatingTests {
  private func checkpoints(_ test: TestDesk) throws -> String {
    try test.text(of: "checkpoints/checkpoints.txt")
  }

  private func verify(_ test: TestDesk, _ file: String, _ text: String) -> VerifySummary? {
    let answer = test.desk.answer(
      .verifyCheckpoints([CheckpointText(file: file, text: text)]), from: geteuid(), now: test.now)
    if case .verified(let summary) = answer { return summary }
    return nil
  }

  @Test func everyCheckpointOfAFolderHasToBeOnTheChain() throws {
    let test = try TestDesk()
    try test.deliver(NotifyTests.header + NotifyTests.lead)
    _ = test.desk.answer(.checkpoint, from: geteuid(), now: test.now)
    let text = try checkpoints(test)
    let good = try #require(verify(test, "a.txt", text))
    #expect(good.verdict == .intact, "\(good.text)")

    let other = try TestDesk(now: TestDesk.monday + 1)
    let foreign = try #require(verify(test, "b.txt", try checkpoints(other)))
    #expect(foreign.verdict == .unknownKey && foreign.text.contains("b.txt"))
    let cut = try #require(verify(test, "c.txt", "signalbox-checkpoint-v1 count=1\n" + text))
    #expect(cut.verdict == .broken && cut.text.contains("line 1") && cut.text.contains("c.txt"))
  }

  @Test func onlyAdminsAndTheOwnerRunTheDesk() throws {
    let people = "[[person]]\nuser = \"nobody\"\nroles = [\"rep\"]\n"
    let test = try TestDesk(files: ["people.toml": people])
    for request in [DeskRequest.checkpoint, .reload] {
      guard case .refused(let refusal) = test.desk.answer(request, from: 65534, now: test.now)
      else {
        Issue.record("\(request) was not refused")
        return
      }
      #expect(refusal.refused == .role)
      guard case .done = test.desk.answer(request, from: geteuid(), now: test.now) else {
        Issue.record("\(request) was refused to the owner")
        return
      }
    }
    #expect(try test.entries(.actRefused).map(\.subject) == ["act/checkpoint", "act/reload"])
    #expect(try test.entries(.actRefused).allSatisfy { $0.actor == "nobody" })
    #expect(try test.entries(.peopleChanged).count == 1)
  }

  // MARK: Witnesses

  private func ask(_ test: TestDesk, _ witness: Witness) throws -> Witness.Finding {
    guard
      case .verified(let summary) = test.desk.answer(
        witness.question, from: geteuid(), now: test.now)
    else {
      Issue.record("no answer")
      return .first
    }
    return witness.compare(summary)
  }

  @Test func aWitnessFollowsTheLogAndSpeaksUpWhenItIsAnother() throws {
    let test = try TestDesk()
    let state = test.workspace.path("state")
    let witness = try #require(Witness(test.workspace, environment: ["XDG_STATE_HOME": state]))
    #expect(try ask(test, witness) == .first)
    try test.deliver(NotifyTests.header + NotifyTests.lead)
    _ = test.desk.answer(.checkpoint, from: geteuid(), now: test.now)
    #expect(try ask(test, witness) == .extends)
    let kept = try Files.read(witness.path)
    #expect(String(decoding: kept ?? [], as: UTF8.self).contains("signalbox-checkpoint-v1"))

    let other = try TestDesk(now: TestDesk.monday + 1)
    guard case .contradicts(let why) = try ask(other, witness) else {
      Issue.record("another log was taken for the one that was seen")
      return
    }
    #expect(why.contains(witness.path))
    #expect(try Files.read(witness.path) == kept, "what was seen stays")
    witness.forget()
    #expect(try ask(other, witness) == .first)
  }

  @Test func withoutAPlaceForItThereIsNoWitness() throws {
    let test = try TestDesk()
    #expect(Witness(test.workspace, environment: [:]) == nil)
    #expect(Witness(test.workspace, environment: ["HOME": "relative"]) == nil)
    let home = try #require(Witness(test.workspace, environment: ["HOME": "/home/x"]))
    #expect(home.path.hasPrefix("/home/x/.local/state/signalbox/witness/"))
  }
}
