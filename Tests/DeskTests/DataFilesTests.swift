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

  @Test func customersAreInForceForTheNextLeadAndAfterAnotherRoster() throws {
    let test = try TestDesk()
    let account = "id,name,domains,named,owner\nA-1,X1,x1.example,true,bo\n"
    try test.deliver(account, as: "crm/accounts.csv")
    try test.deliver(leads(1...1))
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-1").route == .namedAccount)
    try test.deliver(
      TestDesk.people.replacing("ana,Ana,active", with: "ana,Anna,active"), as: "roster/reps.csv")
    try test.deliver(account.replacing(",bo", with: ",ana"), as: "crm/accounts.csv")
    try test.deliver(header + "L-2,q@x1.example,X1,DE,de,2026-03-02T09:00:00Z\n")
    #expect(try test.row("L-2").owner == "ana")
    #expect(try test.row("L-2").route == .namedAccount)
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
}
