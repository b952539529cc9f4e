import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let waiting = header + "L-1,a@x.example,X,FR,fr,2026-03-02T09:00:00Z\n"
private let owned = header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"

@Suite struct UndoTests {
  @Test func aClaimGoesBackToItsQueueAsIfNothingHadBeen() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    let row = try test.row("L-1")
    let clocks = try test.clocks("L-1")
    test.wait(minutes: 30)
    try test.act(.claim(lead: "L-1"), by: Cast.boOfTheQueue)
    test.wait(minutes: 1)
    let text = try test.text(.undo(lead: "L-1"), by: Cast.boOfTheQueue)
    #expect(text == "#1 (X) is with world again")
    var back = try test.row("L-1")
    back.version = row.version
    #expect(back == row)
    #expect(try test.clocks("L-1").filter { $0.state.endedAt == nil } == clocks)
    #expect(try test.clock("L-1", .owner).state.end == .void)
    let claimed = try #require(try test.entries(.leadClaimed).first)
    let undone = try #require(try test.entries(.leadUndone).first)
    #expect(undone.payload.contains("\"entry\":\(claimed.seq),\"act\":\"lead.claimed\""))
    try test.check()
    try test.checkReplay()
    try test.reopen()
    try test.check()
  }

  @Test func oneActAfterTheOther() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    let clocks = try test.clocks("L-1")
    test.wait(minutes: 1)
    try test.act(test.move(to: "bo"), by: Cast.admin)
    test.wait(minutes: 1)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil), by: Cast.admin)
    test.wait(minutes: 1)
    try test.act(.disposition(lead: "L-1", code: "disqualified", at: nil), by: Cast.admin)
    #expect(try test.row("L-1").state == .closed)
    for (state, owner) in [
      (LeadState.working, "bo"), (.assigned, "bo"), (.assigned, "ana"),
    ] {
      test.wait(minutes: 1)
      try test.act(.undo(lead: "L-1"), by: Cast.admin)
      let row = try test.row("L-1")
      #expect(row.state == state)
      #expect(row.owner?.text == owner)
      try test.check()
    }
    #expect(try test.clocks("L-1").filter { $0.state.endedAt == nil } == clocks)
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.admin)?.refused == .conflict)
    try test.checkReplay()
    try test.reopen()
    try test.check()
  }

  @Test func aClosedLeadThatComesBackIsFoundAgain() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(.disposition(lead: "L-1", code: "converted", at: nil), by: Cast.ana)
    try test.act(.undo(lead: "L-1"), by: Cast.ana)
    #expect(try test.row("L-1").state == .assigned)
    try test.deliver(header + "L-2,a@x.example,X,DE,de,2026-03-02T09:01:00Z\n", as: "leads/b.csv")
    #expect(try test.row("L-2").state == .duplicate)
    // It came back to its owner, who was not given it twice.
    #expect(try test.desk.store.history(of: try test.row("L-1").number).count == 1)
    try test.check()
  }

  @Test func aLateContactStaysTold() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    test.wait(minutes: 90)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil), by: Cast.ana)
    #expect(try test.entries(.slaBreached).count == 2)
    try test.act(.undo(lead: "L-1"), by: Cast.ana)
    #expect(try test.clocks("L-1").allSatisfy { $0.state.endedAt == nil && $0.breached })
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(
      try test.desk.store.lead(try test.row("L-1").number)?.activities.map(\.kind)
        == ["contacted", "undone"])
    try test.check()
  }

  @Test func nothingOverTheHeadsOfOthers() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.ana)?.refused == .conflict)
    try test.act(test.move(to: "bo"), by: Cast.manager)
    let other = try #require(try test.refusal(.undo(lead: "L-1"), by: Cast.admin))
    #expect(other.refused == .conflict)
    #expect(other.why.contains("lead.reassigned by mara at 10:00 Europe/Berlin"))
    test.wait(minutes: 1)
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: Cast.bo)
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.manager)?.refused == .conflict)
    let own = try #require(try test.refusal(.undo(lead: "L-1"), by: Cast.bo))
    #expect(own.why.contains("withdrawn"))
  }

  @Test func warningsAreNoReasonToRefuse() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(test.move(to: "bo"), by: Cast.manager)
    test.wait(minutes: 50)
    try test.tick()
    #expect(try test.entries(.slaWarned).isEmpty == false)
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.manager) == nil)
    // The clock of the owner to whom it went back is due as it was.
    test.wait(minutes: 15)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    try test.check()
  }
}
