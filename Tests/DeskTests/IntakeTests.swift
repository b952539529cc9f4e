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

@Suite struct TroubleTests {
  @Test func aFileThatBroughtTheHostDownThreeTimesMakesWay() throws {
    let test = try TestDesk()
    try test.put(leads(1...1), as: "leads/a.csv")
    // Claimed and begun, and then the host is gone, three times.
    for _ in 1...3 {
      while try test.desk.store.unfinishedFiles().isEmpty { _ = test.step() }
      try test.reopen()
      let attempts = try test.desk.store.unfinishedFiles().first?.attempt ?? 0
      if attempts < 3 {
        while try test.desk.store.unfinishedFiles().first?.attempt == attempts { _ = test.step() }
        try test.reopen()
      }
    }
    let summary = try test.takeIn()
    #expect(summary.filesRejected == 1)
    #expect(test.names(in: "rejected") == ["a.csv", "a.csv.error.txt"])
    #expect(try test.desk.store.unfinishedFiles().isEmpty)
    try test.check()
  }

  @Test func aFolderThatCannotBeWrittenPausesAndIntakeRecovers() throws {
    let test = try TestDesk()
    // A file where the folder of the day should be: moving fails, whoever runs the test.
    let place = test.workspace.processed + "/2026-03-02"
    try Data("in the way".utf8).write(to: URL(filePath: place))
    try test.put(leads(1...2), as: "leads/a.csv")
    for _ in 0..<20 where test.desk.intakeReason == nil { _ = test.step() }
    #expect(test.desk.intakeReason != nil)
    #expect(try test.row("L-2").state == .assigned)
    #expect(test.step() == .idle(lookAgain: nil))
    #expect(try test.entries(.intakePaused).count == 1)
    try FileManager.default.removeItem(atPath: place)
    test.waitMonotonic(60_000)
    try test.takeIn()
    #expect(test.desk.intakeReason == nil)
    #expect(test.names(in: "processed").last == "2026-03-02/a.csv")
    #expect(try test.entries(.intakeAccepted).count == 1)
    #expect(try test.entries(.intakeResumed).count == 1)
    try test.check()
  }

  @Test func aClockThatSteppedBackWhileNobodyServedStandsStill() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1))
    test.go(to: TestDesk.monday - Instant.day)
    try test.reopen()
    try test.deliver(leads(2...2), as: "leads/b.csv")
    #expect(try test.row("L-2").receivedAt >= TestDesk.monday)
    try test.check()
  }
}

@Suite struct ActivityFilesTests {
  private let head = "lead,kind,at,actor,channel,auto\n"

  @Test func contactElsewhereCountsOnce() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1))
    test.wait(minutes: 30)
    let file = head + "L-1,contacted,2026-03-02T09:10:00Z,Ana,email,false\n"
    let first = try test.deliver(file, as: "activities/a.csv")
    #expect(first.counts == IntakeCounts(rows: 1, updated: 1))
    #expect(try test.clocks("L-1").map(\.state.end) == [.met, .met])
    let again = try test.deliver(file, as: "activities/b.csv")
    #expect(again.counts == IntakeCounts(rows: 1, redelivered: 1))
    try test.check()
  }

  @Test func whatWasBeforeTheLeadOrByAMachineIsNoContact() throws {
    let test = try TestDesk()
    test.wait(minutes: 5)
    try test.deliver(leads(1...1))
    let file =
      head + "L-1,contacted,2026-02-20T09:10:00Z,ana,email,false\n"
      + "L-1,contacted,2026-03-02T09:05:00Z,ana,email,true\n"
    try test.deliver(file, as: "activities/a.csv")
    #expect(try test.clocks("L-1").map(\.state.end) == [nil, nil])
    #expect(try test.row("L-1").state == .assigned)
    try test.check()
  }

  @Test func severalOfOneLeadInOneFile() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...2))
    test.wait(minutes: 30)
    let file =
      head + "L-1,contacted,2026-03-02T09:10:00Z,ana,,\nL-1,meeting,2026-03-02T09:20:00Z,ana,,\n"
      + "p2@x2.example,disqualified,2026-03-02T09:20:00Z,,,\n"
    try test.deliver(file, as: "activities/a.csv")
    #expect(try test.row("L-1").state == .working)
    #expect(try test.row("L-2").state == .closed)
    #expect(try test.desk.store.lead(try test.row("L-1").number)?.activities.count == 2)
    try test.check()
  }

  @Test func rowsThatMeanNothingHereLieBeside() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1))
    let file =
      head + "L-9,contacted,2026-03-02T09:00:00Z,,,\nL-1,danced,2026-03-02T09:00:00Z,,,\n"
      + "L-1,contacted,2027-03-02T09:00:00Z,,,\nsecret@x.example,contacted,2026-03-02T09:00:00Z,,,\n"
    let summary = try test.deliver(file, as: "activities/a.csv")
    #expect(summary.counts == IntakeCounts(rows: 4, rejected: 4))
    #expect(!summary.messages.joined().contains("secret@"))
    let rows = try test.text(of: "rejected/a.csv.rows.csv")
    #expect(rows.split(whereSeparator: \.isNewline).count == 5)
    try test.check()
  }
}

@Suite struct DataFilesTests {
  @Test func aRosterWithErrorsReplacesNothing() throws {
    let test = try TestDesk()
    let summary = try test.deliver(
      TestDesk.people.replacing("Mon-Fri 09:00-17:00", with: "sometimes"), as: "roster/reps.csv")
    #expect(summary.filesRejected == 1)
    #expect(test.names(in: "rejected") == ["reps.csv", "reps.csv.error.txt"])
    #expect(
      try test.text(of: "rejected/reps.csv.error.txt").split(whereSeparator: \.isNewline).count == 3
    )
    try test.deliver(leads(1...1))
    #expect(try test.row("L-1").owner == "ana")
    try test.check()
  }

  @Test func aRosterIsInForceForTheNextLeadAndRenewsTheCopy() throws {
    let test = try TestDesk()
    let reps = TestDesk.people.replacing("ana,Ana,active", with: "ana,Ana,inactive")
    try test.deliver(reps, as: "roster/reps.csv")
    try test.deliver(leads(1...1))
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.text(of: "roster/reps.csv") == reps)
    #expect(try test.entries(.datasetReplaced).count == 2)
    try test.check()
  }

  @Test func aCalendarOfHolidaysRenewsTheTable() throws {
    let test = try TestDesk()
    let calendar = """
      BEGIN:VCALENDAR\r
      BEGIN:VEVENT\r
      DTSTART;VALUE=DATE:20260302\r
      DTEND;VALUE=DATE:20260303\r
      SUMMARY:Day off\r
      END:VEVENT\r
      END:VCALENDAR\r

      """
    try test.deliver(calendar, as: "roster/holidays-DE.ics")
    try test.deliver(leads(1...1))
    #expect(try test.row("L-1").reason == .outsideHours)
    #expect(try test.text(of: "roster/holidays.csv").contains("DE,2026-03-02"))
    _ = try DataFolders(test.workspace)
  }

  @Test func presenceThatIsKnownIsIgnored() throws {
    let test = try TestDesk()
    let presence = "rep,at\nana,2026-02-02T09:00:00Z\n"
    try test.deliver(presence, as: "roster/presence-1.csv")
    try test.deliver(presence, as: "roster/presence-2.csv")
    #expect(try test.desk.store.presenceCounts().map(\.count) == [1])
    try test.check()
  }
}
