import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

/// Changes of owner on their way to the CRM.
@Suite struct OutboxTests {
  static let header = "id,company,country,language,email,submitted_at,source\n"

  private static func lead(_ id: String, country: String = "DE", language: String = "de") -> String
  {
    "\(id),Co \(id),\(country),\(language),\(id)@x.example,2026-03-02T08:59:00Z,web\n"
  }

  private func lines(_ test: TestDesk) throws -> [[String: Any]] {
    try test.names(in: "outbox").flatMap { name in
      try test.text(of: "outbox/" + name).split(separator: "\n").map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    }
  }

  @Test func newOwnersAreWrittenWithTheirKeys() throws {
    let test = try TestDesk()
    try test.deliver(
      Self.header + Self.lead("L-1") + Self.lead("L-2", country: "BR", language: "pt"))
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox") == ["assignments-20260302-0900.ndjson"])
    let line = try #require(try lines(test).first)
    #expect(try lines(test).count == 1, "a lead that waits has no owner")
    let entry = try #require(try test.entries(.leadAssigned).first)
    #expect(line["key"] as? String == "\(entry.seq)-\(entry.hash.prefix(16))")
    #expect(line["seq"] as? Int64 == entry.seq)
    #expect(line["lead"] as? String == "L-1")
    #expect(line["number"] as? Int == 1)
    #expect(line["source"] as? String == "web")
    #expect(line["owner"] as? String == (try test.row("L-1").owner?.text))
    #expect(line["previous_owner"] is NSNull)
    #expect(line["route"] as? String == "coverage")
    #expect(line["decision"] as? Int64 == entry.seq)
    #expect((line["sentence"] as? String)?.hasPrefix("Assigned to") == true)
    try test.check()
  }

  @Test func nothingIsWrittenTwiceAndNothingWithoutNews() throws {
    let test = try TestDesk()
    try test.deliver(Self.header + Self.lead("L-1"))
    try test.desk.writeOutbox(now: test.now)
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox").count == 1)
    try test.deliver(Self.header + Self.lead("L-2"), as: "leads/b.csv")
    try test.desk.writeOutbox(now: test.now)
    #expect(
      test.names(in: "outbox") == [
        "assignments-20260302-0900-2.ndjson", "assignments-20260302-0900.ndjson",
      ])
    #expect(Set(try lines(test).compactMap { $0["lead"] as? String }) == ["L-1", "L-2"])
    try test.reopen()
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox").count == 2)
  }

  @Test func aCrashBeforeTheCommitRepeatsWithTheSameKeys() throws {
    let test = try TestDesk()
    try test.deliver(Self.header + Self.lead("L-1"))
    // Written, and the host goes down before it is noted.
    _ = try Outbox(test.workspace, emails: [:]).write(after: 0, now: test.now)
    try test.reopen()
    test.wait(minutes: 1)
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox").count == 2)
    let keys = try lines(test).compactMap { $0["key"] as? String }
    #expect(keys.count == 2 && Set(keys).count == 1)
  }

  @Test func leftoversAreWrittenAnew() throws {
    let test = try TestDesk()
    try Files.write(Array("half a li".utf8), to: test.workspace.path("outbox/.assignments.part"))
    try test.deliver(Self.header + Self.lead("L-1"))
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox") == ["assignments-20260302-0900.ndjson"])
    #expect(try lines(test).count == 1)
  }

  @Test func whoeverHasALeadAfterAnotherIsTold() throws {
    let test = try TestDesk(
      rules: TestDesk.rules(
        """
        [[sla]]
        clock = "owner"
        minutes = 30
        on_breach = "reroute"
        """))
    try test.deliver(Self.header + Self.lead("L-1"))
    let first = try test.row("L-1").owner
    test.wait(minutes: 31)
    try test.tick()
    let second = try test.row("L-1").owner
    #expect(first != second)
    try test.desk.writeOutbox(now: test.now)
    let owners = try lines(test).map { [$0["previous_owner"], $0["owner"]].map { $0 as? String } }
    #expect(owners == [[nil, first?.text], [first?.text, second?.text]])
  }

  @Test func whatPeopleDoIsWrittenAsWell() throws {
    let test = try TestDesk()
    try test.deliver(Self.header + Self.lead("L-1", country: "BR", language: "pt"))
    _ = try test.text(.claim(lead: "L-1"), by: Cast.boOfTheQueue)
    test.wait(minutes: 1)
    _ = try test.text(test.move(to: "ana"), by: Cast.analyst)
    test.wait(minutes: 1)
    _ = try test.text(.undo(lead: "L-1"), by: Cast.analyst)
    try test.desk.writeOutbox(now: test.now)

    let written = try lines(test)
    func column(_ name: String) -> [String?] { written.map { $0[name] as? String } }
    #expect(column("owner") == ["bo", "ana", "bo"])
    #expect(column("previous_owner") == [nil, "bo", "ana"])
    #expect(column("route") == ["manual", "manual", "manual"])
    #expect(
      column("sentence") == [
        "Claimed, and so went to bo by bo", "Reassigned to ana by kim", "Given back to bo by kim",
      ])
    let entries = try [EntryKind.leadClaimed, .leadReassigned, .leadUndone].flatMap(test.entries)
    #expect(column("key") == entries.map { "\($0.seq)-\($0.hash.prefix(16))" })
    let decision = try #require(try test.entries(.leadQueued).first)
    #expect(written.allSatisfy { $0["decision"] as? Int64 == decision.seq })
    try test.check()
  }

  @Test func aLeadThatIsGivenBackToItsQueueHasNoOwner() throws {
    let test = try TestDesk()
    try test.deliver(Self.header + Self.lead("L-1", country: "BR", language: "pt"))
    _ = try test.text(.claim(lead: "L-1"), by: Cast.boOfTheQueue)
    test.wait(minutes: 1)
    _ = try test.text(.undo(lead: "L-1"), by: Cast.boOfTheQueue)
    try test.desk.writeOutbox(now: test.now)
    let last = try #require(try lines(test).last)
    #expect(last["owner"] is NSNull && last["previous_owner"] as? String == "bo")
    #expect(last["queue"] as? String == "world")
  }

  @Test func theBookOfBusinessIsNotSentBack() throws {
    let test = try TestDesk()
    let path = test.workspace.path("book.csv")
    try Files.write(Array("id,company,owner\nB-1,Old Co,ana\n".utf8), to: path)
    var book = BookImport(test.desk, now: test.now)
    #expect(try book.take(file: path).owned == 1)
    try test.desk.writeOutbox(now: test.now)
    #expect(test.names(in: "outbox").isEmpty)
  }
}
