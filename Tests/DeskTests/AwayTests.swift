import DeskRules
import LeadModel
import RoutingEngine
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

private func lead(_ id: String, domain: String = "x.example") -> String {
  header + "\(id),\(id.lowercased())@\(domain),X \(id),DE,de,2026-03-02T09:00:00Z\n"
}

/// Off shift at once, and back.
@Suite struct AwayTests {
  private let ana = Actor(name: "ana", roles: [.rep], rep: "ana")
  private let bo = Actor(name: "bo", roles: [.rep], rep: "bo")
  private let mara = Actor(name: "mara", roles: [.manager], rep: "mara", regions: ["EMEA"])

  private static let accounts = """
    id,name,domains,named,owner
    A-1,Acme,acme.example,true,ana

    """

  private func desk(_ more: [String: String] = [:]) throws -> TestDesk {
    try TestDesk(files: ["crm/accounts.csv": Self.accounts].merging(more) { $1 })
  }

  private func away(
    _ rep: RepID? = nil, _ minutes: Int? = nil, until: String? = nil, delegate: RepID? = nil,
    code: String = "other"
  ) -> Act {
    .away(rep: rep, minutes: minutes, delegate: delegate, code: code, until: until)
  }

  @Test func theReceiptTellsUntilWhenInTheRepsOwnZone() throws {
    let test = try desk()
    #expect(
      try done(test.act(away(nil, 90), by: ana)).text == "Ana is away until 11:30 Europe/Berlin")
    #expect(
      try done(test.act(away(until: "14:00"), by: ana)).text
        == "Ana is away until 14:00 Europe/Berlin instead of until 11:30 Europe/Berlin")
    #expect(test.desk.shift(of: "ana", now: test.now).changesAt == Instant("2026-03-02T13:00:00Z"))
    #expect(
      try done(test.act(away(), by: ana)).text
        == "Ana is away until back instead of until 14:00 Europe/Berlin")
    #expect(try done(test.act(.back(rep: nil), by: ana)).text == "Ana is back")
    #expect(
      try done(test.act(away(nil, 24 * 60), by: ana)).text
        == "Ana is away until 2026-03-03 10:00 Europe/Berlin")
    #expect(
      try done(test.act(.back(rep: nil), by: ana)).text
        == "Ana is back, before 2026-03-03 10:00 Europe/Berlin as was said")
    try test.check()
  }

  @Test func whatMakesNoSenseIsQuoted() throws {
    let test = try desk()
    func why(_ act: Act, by actor: Actor) throws -> String {
      try refused(test.act(act, by: actor)).why
    }
    #expect(try why(away(until: "25:00"), by: ana).hasPrefix("\"25:00\" is no time"))
    #expect(try why(away(until: "2026-03-01"), by: ana).hasPrefix("\"2026-03-01\" is over"))
    #expect(try why(away(until: "2026-04-01"), by: ana).contains("more than 14 days ahead"))
    #expect(try why(away("anna", 5), by: TestDesk.admin).hasSuffix("did you mean \"ana\"?"))
    #expect(try why(away(nil, 5, delegate: "boo"), by: ana).hasSuffix("did you mean \"bo\"?"))
    #expect(try why(away(nil, 5, code: "lunch"), by: ana).contains("use one of"))
    #expect(try why(away(nil, 5, code: ""), by: ana).contains("say it with --code, one of"))
    #expect(try why(.back(rep: nil), by: ana) == "Ana is not away")
    #expect(try why(away(nil, 5, delegate: "ana"), by: ana).contains("another active rep"))
  }

  @Test func theOnlyReasonNeedNotBeSaid() throws {
    let rules = TestDesk.rules(
      "[[reason_code]]\ncode = \"Break\"\ntext = \"A break\"\nfor = [\"away\"]\n")
    let test = try TestDesk(rules: rules)
    _ = try done(test.act(away(nil, 5, code: ""), by: ana))
    #expect(try test.entries(.repAway).last?.payload.contains(#""code":"Break""#) ?? false)
  }

  @Test func whoMaySendWhomAway() throws {
    let rules = TestDesk.rules("[[region]]\nid = \"EMEA\"\ncountries = [\"DE\"]\n")
    let test = try TestDesk(rules: rules)
    // Ana's region is that of her country.
    _ = try done(test.act(away("ana", 30, delegate: "bo"), by: mara))
    _ = try done(test.act(.back(rep: "ana"), by: mara))
    let other = Actor(name: "kim", roles: [.manager], regions: ["APAC"])
    #expect(try refused(test.act(away("ana", 30), by: other)).refused == .role)
    #expect(try refused(test.act(away("ana", 30), by: bo)).refused == .role)
    let analyst = Actor(name: "lena", roles: [.analyst])
    #expect(try refused(test.act(away("ana", 30), by: analyst)).refused == .role)
    _ = try done(test.act(away("Ana", 30), by: TestDesk.admin))
    #expect(try test.entries(.actRefused).count == 3)
  }

  @Test func theDelegateServesForAsLongAndNoLonger() throws {
    let test = try desk()
    let text = try done(test.act(away(nil, 60, delegate: "bo"), by: ana)).text
    #expect(text.hasSuffix("; Bo stands in for named accounts and open deals"))
    try test.deliver(lead("L-1", domain: "acme.example"))
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-1").flags.contains(.delegated))
    test.wait(minutes: 60)
    try test.deliver(lead("L-2", domain: "acme.example"), as: "leads/b.csv")
    #expect(try test.row("L-2").owner == "ana")
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func goingAgainWithoutADelegateLeavesNobodyInCharge() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 60, delegate: "bo"), by: ana))
    let text = try done(test.act(away(nil, 120), by: ana)).text
    #expect(text.hasSuffix("; nobody stands in any more"))
    try test.deliver(lead("L-1", domain: "acme.example"))
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.row("L-1").flags.contains(.ownerOffShift))
    let payload = try #require(try test.entries(.repAway).last?.payload)
    #expect(payload.contains(#""was_until":"2026-03-02T10:00:00.000Z""#))
    try test.check()
  }

  @Test func theDelegateOfTheActGoesBeforeThatOfTheLeave() throws {
    let leave = "rep,from,to,kind,delegate\nana,2026-03-01,2026-03-10,vacation,mara\n"
    let test = try desk(["roster/leave.csv": leave])
    try test.deliver(lead("L-1", domain: "acme.example"))
    #expect(try test.row("L-1").owner == "mara")
    _ = try done(test.act(away("ana", 60, delegate: "bo")))
    try test.deliver(lead("L-2", domain: "acme.example"), as: "leads/b.csv")
    #expect(try test.row("L-2").owner == "bo")
    // Away without one, the leave's stands in.
    _ = try done(test.act(away("ana", 60)))
    try test.deliver(lead("L-3", domain: "acme.example"), as: "leads/c.csv")
    #expect(try test.row("L-3").owner == "mara")
  }

  @Test func aDelegateOnLeaveIsToldAndStandsInAfterwards() throws {
    let leave = "rep,from,to,kind,delegate\nbo,2026-03-02,2026-03-02,vacation,mara\n"
    let test = try desk(["roster/leave.csv": leave])
    let text = try done(test.act(away(nil, until: "2026-03-04", delegate: "bo"), by: ana)).text
    #expect(text.hasSuffix("but is on leave now: until then Ana keeps them"))
    try test.deliver(lead("L-1", domain: "acme.example"))
    #expect(try test.row("L-1").owner == "ana")
    test.go(to: TestDesk.monday + Instant.day)
    try test.deliver(lead("L-2", domain: "acme.example"), as: "leads/b.csv")
    #expect(try test.row("L-2").owner == "bo")
  }

  @Test func theBoardTellsWhyAndWhoStandsIn() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 60, delegate: "bo"), by: ana))
    let shift = test.desk.shift(of: "ana", now: test.now)
    #expect(shift.off == .away && shift.code == "other" && shift.delegate == "bo")
    #expect(test.desk.shift(of: "bo", now: test.now).code == nil)
  }

  @Test func delegatesOfDelegatesAreNotFollowed() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 60, delegate: "bo"), by: ana))
    let text = try done(test.act(away(nil, 60, delegate: "ana"), by: bo)).text
    #expect(text.hasSuffix(", but is away too"))
    try test.deliver(lead("L-1", domain: "acme.example"))
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-1").flags.contains(.ownerOffShift))
  }

  @Test func itEndsAtItsOwnInstantThoughNobodyServed() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 30), by: ana))
    test.desk.close(now: test.now)
    test.wait(minutes: 45)
    try test.crash()
    // Not a tick yet, and she gets her turn.
    try test.deliver(lead("L-1"))
    #expect(try test.row("L-1").owner == "ana")
    try test.tick()
    let back = try #require(try test.entries(.repBack).last)
    #expect(back.actor == "clock")
    #expect(back.payload.contains(#""until":"2026-03-02T09:30:00.000Z""#))
    try test.check()
  }

  @Test func whoseTimeIsOverNeedNotComeBack() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 30), by: ana))
    test.wait(minutes: 31)
    #expect(try refused(test.act(.back(rep: nil), by: ana)).why == "Ana is not away")
    // It is told that it ended, and going again is no going on.
    #expect(try test.entries(.repBack).map(\.actor) == ["clock"])
    #expect(
      try done(test.act(away(nil, 30), by: ana)).text == "Ana is away until 11:01 Europe/Berlin")
    try test.check()
  }

  @Test func offShiftItAddsNothing() throws {
    let test = try TestDesk(now: Instant("2026-03-02T19:00:00Z"))
    #expect(
      try done(test.act(away(nil, 60), by: ana)).text
        == "Ana is away until 21:00 Europe/Berlin, off shift until 2026-03-03 09:00 Europe/Berlin "
        + "anyway")
    test.wait(minutes: 61)
    try test.deliver(lead("L-1"))
    #expect(try test.row("L-1").reason == .outsideHours)
    let payload = try #require(try test.entries(.leadQueued).last?.payload)
    #expect(payload.contains("the next starts at 09:00 Europe/Berlin"))
  }

  @Test func theTraceNamesWhoIsAwayAndWhenTheNextComes() throws {
    let test = try desk()
    _ = try done(test.act(away(nil, 30), by: ana))
    _ = try done(test.act(away(nil, 45), by: bo))
    try test.deliver(lead("L-1"))
    let payload = try #require(try test.entries(.leadQueued).last?.payload)
    #expect(payload.contains(#"{"rep":"ana","why":"away"}"#))
    #expect(payload.contains("not at work; the next starts at 10:30 Europe/Berlin"))
    // Each comes back at an instant of their own, and what waited goes to the first.
    test.wait(minutes: 30)
    try test.tick()
    #expect(try test.row("L-1").owner == "ana")
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func reviewsWaitForAnAnalystWhoIsAway() throws {
    let people = """
      [[person]]
      user = "bo"
      roles = ["analyst", "rep"]
      rep = "bo"
      """
    let test = try TestDesk(files: ["people.toml": people])
    try test.deliver(lead("L-1"))
    try test.act(.escalate(lead: "L-1", code: "other", note: "not mine"))
    let due = try test.clock("L-1", .escalation).state.dueAt
    _ = try done(test.act(away("bo", 60), by: bo))
    #expect(try test.clock("L-1", .escalation).state.dueAt == due + 60 * Instant.minute)
    test.wait(minutes: 20)
    _ = try done(test.act(.back(rep: "bo"), by: bo))
    #expect(try test.clock("L-1", .escalation).state.dueAt == due + 20 * Instant.minute)
  }

  @Test func theDeputysTimeGoesOnWhileTheManagerIsAway() throws {
    let rules = TestDesk.rules().replacing(
      "manager = \"mara\"", with: "manager = \"mara\"\ndeputy = \"bo\"")
    let test = try TestDesk(rules: rules)
    try test.deliver(header + "L-1,a@x.example,X,FR,fr,2026-03-02T09:00:00Z\n")
    let due = try test.clock("L-1", .queue).state.dueAt
    try test.act(away("mara", 60))
    #expect(try test.clock("L-1", .queue).state.dueAt == due)
    try test.act(away("bo", 30))
    #expect(try test.clock("L-1", .queue).state.dueAt == due + 30 * Instant.minute)
  }
}
