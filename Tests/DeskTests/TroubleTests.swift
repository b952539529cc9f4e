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
