import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

private func leads(_ range: ClosedRange<Int>) -> String {
  header
    + range.map { "L-\($0),p\($0)@x\($0).example,X\($0),DE,de,2026-03-02T09:00:00Z\n" }.joined()
}

@Suite struct FilesOfLeadsTests {
  @Test func aFileIsTakenInAndKept() throws {
    let test = try TestDesk()
    let summary = try test.deliver(leads(1...3))
    #expect(summary.counts == IntakeCounts(rows: 3, assigned: 3))
    #expect(test.names(in: "processed") == ["2026-03-02", "2026-03-02/a.csv"])
    #expect(test.names(in: "drop/.work").filter { $0.contains(".csv") }.isEmpty)
    #expect(try test.text(of: "processed/2026-03-02/a.csv") == leads(1...3))
    #expect(try test.entries(.intakeAccepted).count == 1)
    try test.check()
  }

  @Test func theSameFileAgainChangesNothing() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...3))
    let before = try test.desk.store.head().seq
    let again = try test.deliver(leads(1...3))
    #expect(again.counts == IntakeCounts(rows: 3, redelivered: 3))
    // Nothing but that the file came in.
    #expect(try test.desk.store.head().seq == before + 1)
    #expect(
      test.names(in: "processed") == ["2026-03-02", "2026-03-02/a-2.csv", "2026-03-02/a.csv"])
    try test.check()
  }

  @Test func newContentUpdatesAndRoutesAgainWhatWaits() throws {
    let test = try TestDesk()
    let french = header + "L-1,a@x.example,X,FR,fr,2026-03-02T09:00:00Z\n"
    try test.deliver(french)
    #expect(try test.row("L-1").state == .queued)
    let german = header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"
    let summary = try test.deliver(german)
    #expect(summary.counts == IntakeCounts(rows: 1, updated: 1))
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.clock("L-1", .queue).state.end == .met)
    let update = try #require(try test.entries(.leadUpdated).first)
    #expect(update.payload.contains("\"country\":\"DE\""))
    try test.deliver(french)
    #expect(try test.row("L-1").owner == "ana")
    try test.check()
  }

  @Test func anUpdateKeepsTheSecretOfTheLead() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1))
    let number = try test.row("L-1").number
    let before = try #require(try test.desk.store.recordedLead(number)).secret
    try test.deliver(header + "L-1,b@x.example,X,DE,de,2026-03-02T09:00:00Z\n")
    let after = try #require(try test.desk.store.recordedLead(number))
    #expect(after.secret == before)
    #expect(after.record[.email] == "b@x.example")
    try test.check()
  }

  @Test func theNewAddressOfARepeatCountsForItsLead() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1))
    try test.deliver(header + "L-2,p1@x1.example,X,DE,de,2026-03-02T09:00:00Z\n")
    #expect(try test.row("L-2").duplicateOf == (try test.row("L-1").number))
    try test.deliver(header + "L-2,new@x1.example,X,DE,de,2026-03-02T09:00:00Z\n")
    try test.deliver(header + "L-3,new@x1.example,X,DE,de,2026-03-02T09:00:00Z\n")
    #expect(try test.row("L-3").duplicateOf == (try test.row("L-1").number))
    try test.check()
  }

  @Test func rejectedRowsLieBesideWithTheirReasons() throws {
    let test = try TestDesk()
    let text = leads(1...1) + ",,,,,\n" + "L-2,b@x.example,X,DE,de,2026-03-02T09:00:00Z\n"
    let summary = try test.deliver(text)
    #expect(summary.counts.rejected == 1)
    #expect(summary.counts.assigned == 2)
    #expect(test.names(in: "rejected") == ["a.csv.rows.csv"])
    #expect(try test.text(of: "rejected/a.csv.rows.csv").contains("\n3,"))
    try test.check()
  }

  @Test func aFileThatIsNoTableIsRefusedWithTheReason() throws {
    let test = try TestDesk()
    let summary = try test.deliver("nothing known\n1\n")
    #expect(summary.filesRejected == 1)
    #expect(test.names(in: "rejected") == ["a.csv", "a.csv.error.txt"])
    let file = try #require(try test.desk.store.files().rows.first)
    #expect(file.result == "rejected")
    try test.check()
  }

  @Test func whatIsAddedAfterTheClaimIsAFurtherDelivery() throws {
    let test = try TestDesk(
      site: "settle_seconds = 2\n".replacing("settle_seconds = 2\n", with: ""))
    try test.put(leads(1...2), as: "leads/a.csv")
    // The writer goes on while the file is worked on.
    var isAdded = false
    for _ in 0..<1000 {
      let claimed = test.names(in: "drop/.work").first { $0.hasSuffix("a.csv") }
      if let claimed, !isAdded, try test.desk.store.files().rows.first?.attempt == 1 {
        let handle = try #require(
          FileHandle(forWritingAtPath: test.workspace.work + "/" + claimed))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("L-3,c@x.example,X,DE,de,2026-03-02T09:00:00Z\n".utf8))
        try handle.close()
        isAdded = true
      }
      if case .idle(nil) = test.step() { break }
      test.waitMonotonic(10)
    }
    #expect(isAdded)
    #expect(try test.row("L-3").owner != nil)
    #expect(try test.desk.store.files().rows.map(\.counts.assigned) == [1, 2])
    #expect(test.names(in: "processed").last == "2026-03-02/a.csv")
    try test.check()
  }

  @Test func theCutOfBatchesChangesNoOwner() throws {
    let whole = try TestDesk(reps: TestDesk.people.replacing("all,5", with: "all,50"))
    try whole.deliver(leads(1...40))
    let cut = try TestDesk(reps: TestDesk.people.replacing("all,5", with: "all,50"))
    for index in 1...40 { try cut.deliver(leads(index...index), as: "leads/\(index).csv") }
    for index in 1...40 {
      #expect(try whole.row("L-\(index)").owner == (try cut.row("L-\(index)").owner))
    }
  }

  @Test func noPersonalDataEntersTheLog() throws {
    let test = try TestDesk()
    let text =
      "id,first name,last name,email,phone,company,country,language,message,ip,shoe size\n"
      + "L-1,Zelda,Quux,zelda@secret.example,+49 30 99887766,X,DE,de,ring me,203.0.113.9,feet42\n"
    try test.deliver(text)
    try test.deliver(text.replacing("ring me", with: "write me"))
    try test.act(.escalate(lead: "L-1", code: "other", note: "Zelda is mine"))
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: "phone"))
    try test.deliver(
      "lead,kind,at\nzelda@secret.example,meeting,2026-03-02T09:00:00Z\n", as: "activities/a.csv")
    var log = ""
    try test.desk.store.forEachEntry(from: 1) {
      log += $0.payload + $0.subject
      return true
    }
    for word in ["Zelda", "Quux", "zelda", "99887766", "ring me", "203.0.113", "feet42", "is mine"]
    {
      #expect(!log.contains(word), "\(word)")
    }
  }
}
