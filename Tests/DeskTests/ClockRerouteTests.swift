import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

private func lead(_ id: String, country: String = "DE", at instant: Instant) -> String {
  header + "\(id),\(id)@\(id).example,Acme,\(country),de,\(instant)\n"
}

/// What follows on a promise that was not kept.
@Suite struct ClockRerouteTests {
  private static func rules(_ clocks: String...) -> String {
    TestDesk.rules(
      clocks.map { "[[sla]]\nclock = \"\($0)\"\nminutes = 30\non_breach = \"reroute\"\n" }.joined())
  }

  /// Who owns the account, for the first two dimensions.
  private static let customers = [
    "crm/accounts.csv": "id,name,owner,named\nA-1,Acme,ana,true\n"
  ]

  @Test func theBreachAndWhereItSendsTheLeadAreOneCommit() throws {
    let test = try TestDesk(rules: Self.rules("owner"))
    try test.deliver(lead("L-1", at: test.now))
    let before = try test.row("L-1").owner
    test.wait(minutes: 30)
    try test.tick()
    let breach = try #require(try test.entries(.slaBreached).first)
    let decision = try #require(try test.entries(.leadAssigned).last)
    #expect(decision.seq == breach.seq + 1 && decision.at == breach.at)
    #expect(try test.row("L-1").owner != before)
    #expect(try test.clocks("L-1").filter { $0.kind == .owner }.map(\.state.end) == [.missed, nil])
    try test.check()
  }

  @Test func clocksThatRunOutTogetherMoveALeadOnceAndAreToldOnce() throws {
    let test = try TestDesk(rules: Self.rules("owner", "first_contact"))
    try test.deliver(lead("L-1", at: test.now))
    test.wait(minutes: 45)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(try test.clocks("L-1").count { $0.kind == .owner } == 2)
    #expect(try test.entries(.leadAssigned).count == 2)
    try test.check()
  }

  @Test func namedAccountsOnlyRaiseAnAlert() throws {
    let test = try TestDesk(rules: Self.rules("owner", "first_contact"), files: Self.customers)
    try test.deliver(lead("L-1", at: test.now))
    #expect(try test.row("L-1").dimension == 1)
    test.wait(minutes: 31)
    try test.tick()
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.desk.alerts(for: Cast.ana, now: test.now).count == 1)
    try test.check()
  }

  /// A broken promise moves them to nobody, not even to whoever has the account by now.
  @Test func namedAccountsStayWhereTheyWent() throws {
    let test = try TestDesk(rules: Self.rules("owner"), files: Self.customers)
    try test.deliver(lead("L-1", at: test.now))
    try test.deliver("id,name,owner,named\nA-1,Acme,bo,true\n", as: "crm/accounts.csv")
    try test.deliver(lead("L-2", at: test.now))
    #expect(try test.row("L-2").owner == "bo")
    test.wait(minutes: 31)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(try test.row("L-1").owner == "ana")
    try test.check()
  }

  @Test func whomAPersonGaveTheLeadToKeepsIt() throws {
    let test = try TestDesk(rules: Self.rules("owner", "first_contact"))
    try test.deliver(lead("L-1", at: test.now))
    let other: RepID = try test.row("L-1").owner == "ana" ? "bo" : "ana"
    try test.act(test.move(to: other), by: Cast.manager)
    test.wait(minutes: 31)
    try test.tick()
    #expect(try test.row("L-1").owner == other)
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(
      try test.desk.alerts(for: Actor(name: other.text, roles: [.rep], rep: other), now: test.now)
        .count == 1)
    try test.check()
  }

  @Test func aQueueThatDoesNotKeepItsTimeLooksAgain() throws {
    let test = try TestDesk(rules: Self.rules("queue"))
    try test.deliver(lead("L-1", country: "FR", at: test.now))
    test.wait(minutes: 30)
    try test.tick()
    // Nobody is there for France: it stays, and its clock with it.
    #expect(try test.row("L-1").state == .queued)
    #expect(try test.clocks("L-1").count { $0.kind == .queue } == 1)
    #expect(try test.entries(.slaBreached).count == 1)
    try test.check()
  }

  @Test func newContentNeverGivesALeadBackSilently() throws {
    let test = try TestDesk(rules: Self.rules("owner"))
    try test.deliver(lead("L-1", at: test.now))
    for _ in 0..<2 {
      test.wait(minutes: 30)
      try test.tick()
    }
    #expect(try test.row("L-1").state == .queued)
    let again = lead("L-1", at: TestDesk.monday).replacing("Acme", with: "Acme AG")
    try test.deliver(again, as: "leads/b.csv")
    #expect(try test.entries(.leadUpdated).count == 1)
    #expect(try test.row("L-1").state == .queued)
    try test.check()
  }

  @Test func whoeverLostTheLeadHearsOfItUntilSomebodyActs() throws {
    let test = try TestDesk(rules: Self.rules("owner"))
    try test.deliver(lead("L-1", at: test.now))
    let before = try #require(try test.row("L-1").owner)
    let loser = Actor(name: before.text, roles: [.rep], rep: before)
    test.wait(minutes: 31)
    try test.tick()
    #expect(try test.desk.alerts(for: loser, now: test.now).count == 1)
    try test.reopen()
    #expect(try test.desk.alerts(for: loser, now: test.now).count == 1)
    test.wait(minutes: 1)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    #expect(try test.desk.alerts(for: loser, now: test.now).isEmpty)
    try test.reopen()
    #expect(try test.desk.alerts(for: loser, now: test.now).isEmpty)
  }

  @Test func breachesAreToldOfThoseWhoHaveTheLead() throws {
    let site = "[[notify]]\ncommand = [\"/bin/a\"]\non = [\"sla_breach\"]\n"
    let test = try TestDesk(site: site)
    try test.deliver(lead("L-1", at: test.now))
    let other: RepID = try test.row("L-1").owner == "ana" ? "bo" : "ana"
    test.wait(minutes: 50)
    try test.act(test.move(to: other), by: Cast.manager)
    #expect(try test.clock("L-1", .firstContact).owner == other)
    test.wait(minutes: 10)
    try test.tick()
    let breach = try #require(try test.entries(.slaBreached).first)
    #expect(breach.payload.contains("\"owner\":\"\(other)\""))
    let told = try #require(try test.desk.dueNotifications(now: test.now).first)
    #expect(String(decoding: told.payload, as: UTF8.self).contains("\"owner\":\"\(other)\""))
    // The miss stays with whoever had it at due, the running clock goes on with the lead.
    test.wait(minutes: 5)
    let back: RepID = other == "ana" ? "bo" : "ana"
    try test.act(test.move(to: back), by: Cast.manager)
    #expect(try test.clock("L-1", .firstContact).owner == back)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    #expect(try test.clock("L-1", .firstContact).owner == other)
    try test.check()
  }
}
