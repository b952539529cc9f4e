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
