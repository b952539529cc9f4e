import DeskRules
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

private func leads(_ range: ClosedRange<Int>, country: String = "DE", at: String) -> String {
  header
    + range.map { "L-\($0),p\($0)@x\($0).example,X\($0),\(country),de,\(at)\n" }.joined()
}

@Suite struct DrainTests {
  /// Monday 08:00 in Berlin, an hour before anybody comes.
  private let early = Instant("2026-03-02T07:00:00Z")

  private func owners(_ test: TestDesk, _ range: ClosedRange<Int>) throws -> [RepID?] {
    try range.map { try test.row("L-\($0)").owner }
  }

  @Test func whenAShiftOpensEachRepGetsOne() throws {
    let test = try TestDesk(now: early)
    try test.deliver(leads(1...5, at: "2026-03-02T07:00:00Z"))
    try test.tick()
    #expect(try owners(test, 1...5).allSatisfy { $0 == nil })
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    #expect(try owners(test, 1...5) == ["ana", "bo", nil, nil, nil])
    #expect(try test.entries(.leadDrained).count == 2)
    #expect(try test.clock("L-1", .queue).state.end == .met)
    #expect(try test.clock("L-3", .queue).state.end == nil)
    try test.check()
  }

  @Test func passesKeepTheirDistance() throws {
    let test = try TestDesk(now: early)
    try test.deliver(leads(1...5, at: "2026-03-02T07:00:00Z"))
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    test.wait(minutes: 9)
    try test.tick()
    #expect(try owners(test, 3...5) == [nil, nil, nil])
    test.wait(minutes: 1)
    try test.tick()
    #expect(try owners(test, 3...5) == ["ana", "bo", nil])
    try test.check()
  }

  @Test func aRunOnceMakesOnePassAndNoSecondOneTooSoon() throws {
    let test = try TestDesk(now: early)
    try test.deliver(leads(1...5, at: "2026-03-02T07:00:00Z"))
    try test.desk.runClocksOnce(now: test.now)
    // A pass that gave nothing away does not keep those waiting for whom a shift opens.
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.desk.runClocksOnce(now: test.now)
    #expect(try owners(test, 1...5).compactMap(\.self).count == 2)
    test.wait(minutes: 5)
    try test.desk.runClocksOnce(now: test.now)
    #expect(try owners(test, 1...5).compactMap(\.self).count == 2)
    test.wait(minutes: 5)
    try test.desk.runClocksOnce(now: test.now)
    #expect(try owners(test, 1...5).compactMap(\.self).count == 4)
  }

  @Test func capacityThatFreesCallsForAPass() throws {
    let test = try TestDesk(
      reps: TestDesk.people.replacing("all,5", with: "all,1"))
    try test.deliver(leads(1...3, at: "2026-03-02T09:00:00Z"))
    #expect(try test.row("L-3").reason == .allAtCapacity)
    try test.tick()
    test.wait(minutes: 20)
    try test.act(.disposition(lead: "L-1", code: "disqualified", at: nil))
    try test.tick()
    #expect(try test.row("L-3").owner == "ana")
    try test.check()
  }

  @Test func anotherRosterCallsForAPass() throws {
    let test = try TestDesk()
    try test.deliver(leads(1...1, country: "FR", at: "2026-03-02T09:00:00Z"))
    #expect(try test.row("L-1").reason == .noCoverage)
    try test.tick()
    test.wait(minutes: 11)
    let reps = TestDesk.people.replacing("bo,Bo,active,DE,DE:de", with: "bo,Bo,active,DE,FR:*")
    try test.deliver(reps, as: "roster/reps.csv")
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    try test.check()
  }

  @Test func leadsThatNobodyCanTakeKeepNobodyWaiting() throws {
    let test = try TestDesk(now: early)
    try test.deliver(leads(1...450, country: "FR", at: "2026-03-02T07:00:00Z"), as: "leads/a.csv")
    try test.deliver(leads(451...451, at: "2026-03-02T07:00:00Z"), as: "leads/b.csv")
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    #expect(try test.row("L-451").owner == "ana")
  }

  @Test func whoIsFullerThanTheMedianWaitsForThoseWhoComeSoon() throws {
    let reps = """
      id,name,status,country,coverage,pools,capacity,timezone,hours
      ana,Ana,active,DE,DE:de,all,9,Europe/Berlin,Mon-Fri 08:00-17:00
      bo,Bo,active,DE,DE:de,all,9,Europe/Berlin,Mon-Fri 09:30-17:00
      cy,Cy,active,DE,DE:de,all,9,Europe/Berlin,Mon-Fri 09:30-17:00
      mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

      """
    let test = try TestDesk(reps: reps, now: Instant("2026-03-02T07:00:00Z"))
    try test.deliver(leads(1...2, at: "2026-03-02T07:00:00Z"), as: "leads/a.csv")
    #expect(try owners(test, 1...2) == ["ana", "ana"])
    try test.act(.away(rep: "ana", minutes: 5, delegate: nil, code: "other"))
    try test.deliver(leads(3...3, at: "2026-03-02T07:00:00Z"), as: "leads/b.csv")
    #expect(try test.row("L-3").state == .queued)
    test.go(to: Instant("2026-03-02T07:20:00Z"))
    try test.tick()
    #expect(try test.row("L-3").state == .queued)
    test.go(to: Instant("2026-03-02T08:30:00Z"))
    try test.tick()
    #expect(try test.row("L-3").owner == "bo")
    try test.check()
  }

  @Test func everyDrainReplays() throws {
    let test = try TestDesk(now: early)
    try test.deliver(leads(1...5, at: "2026-03-02T07:00:00Z"))
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    try test.tick()
    guard case .replayed(let summary) = test.desk.answer(.replay, from: 0, now: test.now) else {
      Issue.record("no replay")
      return
    }
    #expect(summary.identical == 7)
    #expect(summary.different == 0)
  }
}
