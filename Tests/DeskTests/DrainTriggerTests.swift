import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

/// What passes cost, and what calls for one.
@Suite struct DrainTriggerTests {
  private static let header = "id,email,company,country,language,submitted_at\n"

  private static func leads(_ range: ClosedRange<Int>, country: String = "DE") -> String {
    header
      + range.map {
        "L-\($0),p\($0)@x\($0).example,X\($0),\(country),de,2026-03-02T07:00:00Z\n"
      }.joined()
  }

  /// How many steps a pass takes at one lead a step.
  private func steps(_ test: TestDesk) throws -> Int {
    test.desk.drainStride = 1
    for step in 1...10_000 where try test.desk.tick(now: test.now) != test.now { return step }
    return .max
  }

  @Test func ofLeadsThatFareAlikeOneIsAsked() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:00:00Z"))
    try test.deliver(Self.leads(1...300))
    // All are looked at once, and found alike.
    #expect(try steps(test) >= 300)
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    // One each for ana and bo, and one that tells for all others.
    #expect(try steps(test) < 6)
    #expect(try test.entries(.leadDrained).count == 2)
  }

  @Test func whoCanBeHelpedByOtherRulesOnlyIsNotAskedAgain() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:00:00Z"))
    try test.deliver(
      Self.leads(1...50, country: "FR") + Self.leads(51...53).dropFirst(Self.header.count))
    #expect(try steps(test) > 50)
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    #expect(try steps(test) < 8)
    #expect(try test.row("L-51").owner == "ana")
    // Another roster concerns them all.
    test.wait(minutes: 10)
    let reps = TestDesk.people.replacing("bo,Bo,active,DE,DE:de", with: "bo,Bo,active,DE,FR:*")
    try test.deliver(reps, as: "roster/reps.csv")
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    try test.check()
  }

  /// The dimension that nobody is left out of is no way around one lead a rep in a pass.
  @Test func ownersOfAccountsGetOneInAPassToo() throws {
    let test = try TestDesk()
    let waiting = (1...2).map { "L-\($0),p\($0)@acme.example,Acme,FR,de,\(test.now)\n" }
    try test.deliver(Self.header + waiting.joined())
    #expect(try test.row("L-1").state == .queued && test.row("L-2").state == .queued)
    try test.deliver("id,name,owner,named\nA-1,Acme,ana,true\n", as: "crm/accounts.csv")
    try test.tick()
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.row("L-2").state == .queued)
    test.wait(minutes: 10)
    try test.tick()
    #expect(try test.row("L-2").owner == "ana")
    try test.check()
  }

  @Test func attemptsThatChangeNothingWriteNothing() throws {
    let test = try TestDesk(now: Instant("2026-03-02T06:00:00Z"))
    try test.deliver(Self.leads(1...3))
    try test.tick()
    let due = try test.clock("L-1", .queue).state.dueAt
    for _ in 0..<6 {
      test.wait(minutes: 10)
      try test.tick()
    }
    #expect(try test.entries(.leadQueued).count == 3)
    #expect(try test.entries(.leadDrained).isEmpty)
    #expect(try test.clock("L-1", .queue).state.dueAt == due)
    #expect(try test.desk.store.mark("drain") == nil)
  }

  @Test func aShiftThatOpensIsServedAtOnceThoughALookFoundNothingJustBefore() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:59:59Z"))
    try test.deliver(Self.leads(1...3))
    try test.tick()
    #expect(try test.entries(.leadDrained).isEmpty)
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    #expect(try test.entries(.leadDrained).count == 2)
  }

  @Test func aLeadThatCameJustBeforeIsNotMissed() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:30:00Z"))
    try test.tick()
    test.go(to: Instant("2026-03-02T07:59:59.900Z"))
    try test.deliver(Self.leads(1...1))
    test.go(to: Instant("2026-03-02T08:00:00.500Z"))
    try test.tick()
    #expect(try test.row("L-1").owner == "ana")
  }

  private static let full = TestDesk.people.replacing("all,5", with: "all,1")

  @Test func whoGivesALeadAwayHasRoomAgain() throws {
    let test = try TestDesk(reps: Self.full)
    try test.deliver(Self.leads(1...3))
    try test.tick()
    test.wait(minutes: 10)
    let order = ReassignOrder(
      lead: "L-1", rep: "bo", code: "other", note: "asked for", overCapacity: true)
    _ = try done(test.act(.reassign(order)))
    try test.tick()
    #expect(try test.row("L-3").owner == "ana")
    #expect(try test.clock("L-3", .queue).state.end == .met)
    #expect(try test.clock("L-3", .owner).state.startedAt == test.now)
    #expect(try test.clock("L-3", .firstContact).state.startedAt == Instant("2026-03-02T07:00:00Z"))
    try test.check()
  }

  @Test func leadsThatGetTooOldToCountMakeRoom() throws {
    let test = try TestDesk(reps: Self.full)
    try test.deliver(Self.leads(1...2))
    test.wait(minutes: 24 * 60)
    try test.deliver(Self.leads(3...3), as: "leads/b.csv")
    try test.tick()
    test.go(to: TestDesk.monday + 14 * Instant.day - 1)
    try test.tick()
    #expect(try test.row("L-3").owner == nil)
    test.go(to: TestDesk.monday + 14 * Instant.day + 10 * Instant.minute)
    try test.tick()
    #expect(try test.row("L-3").owner == "ana")
    try test.check()
  }

  @Test func whoeverHasNoRoomAtAllGetsNone() throws {
    let none = TestDesk.people.replacing("all,5", with: "all,0")
    let test = try TestDesk(reps: none)
    try test.deliver(Self.leads(1...3))
    for _ in 0..<5 {
      try test.tick()
      test.wait(minutes: 15)
    }
    #expect(try test.entries(.leadDrained).isEmpty)
    try test.deliver(TestDesk.people, as: "roster/reps.csv")
    try test.tick()
    #expect(try test.entries(.leadDrained).count == 2)
    try test.check()
  }

  @Test func aRegionThatGoesLiveIsDrained() throws {
    func rules(_ mode: String) -> String {
      TestDesk.rules("[[region]]\nid = \"MID\"\ncountries = [\"DE\"]\nmode = \"\(mode)\"\n")
    }
    let test = try TestDesk(rules: rules("off"))
    try test.deliver(Self.leads(1...3))
    #expect(try test.row("L-1").reason == .regionOff)
    try test.tick()
    let analyst = Actor(name: "lena", roles: [.analyst])
    let council = ["carla", "omar", "petra"].map { Actor(name: $0, roles: [.council]) }
    test.go(to: RuleChangeTests.tuesday)
    _ = try done(
      test.act(.proposeRules(source: rules("live"), reason: "it works", draft: nil), by: analyst))
    for voter in council.prefix(2) { _ = try done(test.act(.approveChange(1), by: voter)) }
    _ = try done(test.act(.publishChange(1), by: council[2]))
    test.wait(minutes: 10)
    try test.tick()
    #expect(try [1, 2, 3].map { try test.row("L-\($0)").owner } == ["ana", "bo", nil])
    #expect(try test.row("L-3").reason == .regionOff)
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func theLastPassIsRememberedWithItsEnd() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:00:00Z"))
    try test.deliver(Self.leads(1...5))
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    #expect(try test.desk.store.mark("drain") == test.now)
    #expect(try test.desk.store.mark("drain.over") == test.now)
    let given = try test.desk.store.drained(since: test.now)
    #expect(given.map(\.publicID) == ["L-1", "L-2"])
    #expect(given.map(\.owner) == ["ana", "bo"])
    #expect(try test.desk.store.drained(since: test.now + 1).isEmpty)
  }
}
