import DeskRules
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

/// What a clock got when it started stays with it, and its time stays theirs whose it is.
@Suite struct ClockPinningTests {
  private static let council = "[council]\nwindow = \"Mon-Sun 00:00-24:00\"\nquorum = 1\n"

  private static func lead(_ id: String, country: String = "DE", at instant: Instant) -> String {
    "\(id),\(id)@\(id).example,\(id),\(country),de,\(instant)\n"
  }

  private func desk(_ slas: String) throws -> TestDesk {
    try TestDesk(rules: TestDesk.rules(Self.council + slas))
  }

  private func publish(_ test: TestDesk, _ slas: String) throws {
    let source = TestDesk.rules(Self.council + slas)
    let orders: [(Act, Actor)] = [
      (.proposeRules(source: source, reason: "other promises", draft: nil), Cast.analyst),
      (.approveChange(1), Cast.council), (.publishChange(1), Cast.council),
    ]
    for (act, actor) in orders { _ = try test.text(act, by: actor) }
  }

  @Test func rulesThatComeLaterChangeNoRunningClock() throws {
    let test = try desk("[[sla]]\nclock = \"owner\"\nminutes = 100\ntime = \"working\"\n")
    try test.deliver(header + Self.lead("L-1", at: test.now))
    let before = try test.clocks("L-1")
    try publish(
      test,
      "[[sla]]\nclock = \"owner\"\nminutes = 5\non_breach = \"reroute\"\n"
        + "[[sla]]\nclock = \"first_contact\"\nminutes = 7\n")
    #expect(try test.clocks("L-1") == before)
    try test.deliver(header + Self.lead("L-2", at: test.now), as: "leads/b.csv")
    #expect(try test.clock("L-2", .owner).state.dueAt == test.now + 5 * Instant.minute)
    #expect(try test.clock("L-2", .firstContact).state.dueAt == test.now + 7 * Instant.minute)
    test.wait(minutes: 6)
    try test.tick()
    // Neither told nor moved by what others were promised.
    #expect(try test.clocks("L-1").allSatisfy { $0.state.end == nil && !$0.breached })
    #expect(try test.row("L-1").owner == before.last?.owner)
    try test.check()
  }

  @Test func workingTimeStaysWorkingTimeThoughNoRuleSaysSoAnyMore() throws {
    let test = try desk("[[sla]]\nclock = \"owner\"\nminutes = 100\ntime = \"working\"\n")
    try test.deliver(header + Self.lead("L-1", at: test.now))
    try publish(test, "[[sla]]\nclock = \"owner\"\nminutes = 50\n")
    let clock = try test.clock("L-1", .owner)
    try test.act(.away(rep: clock.owner, minutes: 30, delegate: nil, code: "other"))
    #expect(
      try test.clock("L-1", .owner).state.dueAt == clock.state.dueAt + 30 * Instant.minute)
  }

  @Test func queueAndRouteChooseThePromise() throws {
    let test = try desk(
      """
      [[queue]]
      id = "elsewhere"
      manager = "mara"
      [[sla]]
      clock = "owner"
      routes = ["manual"]
      minutes = 11
      [[sla]]
      clock = "queue"
      queues = ["elsewhere"]
      minutes = 12
      [[sla]]
      clock = "queue"
      queues = ["world"]
      minutes = 13
      """)
    try test.deliver(header + Self.lead("L-1", country: "FR", at: test.now))
    #expect(try test.clock("L-1", .queue).state.dueAt == test.now + 13 * Instant.minute)
    try test.act(test.move(to: "ana"), by: Cast.manager)
    #expect(try test.clock("L-1", .owner).state.dueAt == test.now + 11 * Instant.minute)
    try test.deliver(header + Self.lead("L-2", at: test.now), as: "leads/b.csv")
    #expect(try test.clock("L-2", .owner).state.dueAt == test.now + 60 * Instant.minute)
  }

  @Test func whileALeadWaitsTheQueuesPeopleCount() throws {
    let slas = "[[sla]]\nclock = \"first_contact\"\nminutes = 120\ntime = \"working\"\n"
    let reps = TestDesk.people.replacing(
      "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00",
      with: "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-10:30")
    let test = try TestDesk(rules: TestDesk.rules(slas), reps: reps)
    try test.deliver(header + Self.lead("L-1", country: "FR", at: test.now))
    // Half an hour today and one and a half tomorrow.
    #expect(
      try test.clock("L-1", .firstContact).state.dueAt == Instant("2026-03-03T09:30:00Z"))
    test.wait(minutes: 60)
    try test.act(test.move(to: "ana"), by: Cast.manager)
    let clock = try test.clock("L-1", .firstContact)
    #expect(clock.state.dueAt == test.now + 90 * Instant.minute)
    #expect(clock.owner == "ana" && clock.queue == nil)
    try test.check()
  }

  @Test func stoppedAtDueIsMetAndAMomentLaterMissed() throws {
    for late: Int64 in [0, 1] {
      let test = try TestDesk()
      try test.deliver(header + Self.lead("L-1", at: test.now))
      test.go(to: TestDesk.monday + 60 * Instant.minute + late)
      try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
      let ends = try test.clocks("L-1").map(\.state.end)
      #expect(ends == (late == 0 ? [.met, .met] : [.missed, .missed]))
      #expect(try test.entries(.slaBreached).count == (late == 0 ? 0 : 2))
    }
  }

  @Test func theQueuesClockGoesOnThereAndBeginsAnewElsewhere() throws {
    let rules = TestDesk.rules(
      """
      [[region]]
      id = "SOUTH"
      countries = ["IT"]
      [[queue]]
      id = "south"
      regions = ["SOUTH"]
      manager = "mara"
      """)
    let test = try TestDesk(rules: rules)
    try test.deliver(header + Self.lead("L-1", country: "FR", at: test.now))
    let first = try test.clock("L-1", .queue)
    test.wait(minutes: 10)
    let again = Self.lead("L-1", country: "ES", at: TestDesk.monday)
    try test.deliver(header + again, as: "leads/b.csv")
    #expect(try test.clocks("L-1").filter { $0.kind == .queue } == [first])
    let moved = Self.lead("L-1", country: "IT", at: TestDesk.monday)
    try test.deliver(header + moved, as: "leads/c.csv")
    let clocks = try test.clocks("L-1").filter { $0.kind == .queue }
    #expect(clocks.map(\.queue) == ["world", "south"])
    #expect(clocks.map(\.state.end) == [.met, nil])
    #expect(clocks.last?.state.startedAt == test.now)
    try test.check()
  }

  @Test func theOwnersClockIsVoidOnAChangeBeforeDueAndMissedAfter() throws {
    for (minutes, end) in [(Int64(59), ClockEnd.void), (60, .missed), (61, .missed)] {
      let test = try TestDesk()
      try test.deliver(header + Self.lead("L-1", at: test.now))
      test.wait(minutes: minutes)
      let other: RepID = try test.row("L-1").owner == "ana" ? "bo" : "ana"
      try test.act(test.move(to: other), by: Cast.manager)
      let owners = try test.clocks("L-1").filter { $0.kind == .owner }
      #expect(owners.map(\.state.end) == [end, nil])
      let figures = try test.desk.store.attainment(
        since: TestDesk.monday, now: test.now + 10 * Instant.hour)
      // The new owner's, and first contact of whoever had the lead at due.
      let due = figures.reps.values.map(\.due).reduce(0, +)
      #expect(due == (end == .void ? 2 : 3))
      try test.check()
    }
  }
}
