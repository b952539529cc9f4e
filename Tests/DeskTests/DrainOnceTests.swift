import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

/// Passes of a desk that is opened for a moment each time, as `run --once` does it.
@Suite struct DrainOnceTests {
  private static let header = "id,email,company,country,language,submitted_at\n"

  private static func leads(_ range: ClosedRange<Int>) -> String {
    header
      + range.map {
        "L-\($0),p\($0)@x\($0).example,X\($0),DE,de,2026-03-02T07:00:00Z\n"
      }.joined()
  }

  /// Opens the desk, runs clocks and drain, and tells when it looked last and found nothing.
  private func once(_ test: TestDesk) throws -> Instant? {
    try test.reopen()
    try test.desk.runClocksOnce(now: test.now)
    return try test.desk.store.mark("drain.look")
  }

  private static let full = TestDesk.people.replacing("all,5", with: "all,1")

  @Test func aLookThatFoundNothingIsNotRepeatedEachMinute() throws {
    let test = try TestDesk(reps: Self.full)
    test.wait(minutes: 1)
    try test.deliver(Self.leads(1...5))
    let first = test.now
    #expect(try once(test) == first)
    for _ in 0..<9 {
      test.wait(minutes: 1)
      #expect(try once(test) == first)
    }
    test.wait(minutes: 1)
    #expect(try once(test) == test.now)
    try test.check()
  }

  @Test func whoeverGetsRoomIsServedAtOnce() throws {
    let test = try TestDesk(reps: Self.full)
    try test.deliver(Self.leads(1...5))
    _ = try once(test)
    test.wait(minutes: 1)
    try test.deliver(
      "lead,kind,at\nL-1,disqualified,2026-03-02T09:00:30Z\n", as: "activities/a.csv")
    _ = try once(test)
    #expect(try test.entries(.leadDrained).count == 1)
    try test.check()
  }

  @Test func aShiftThatOpensIsServedAtOnce() throws {
    let test = try TestDesk(now: Instant("2026-03-02T07:55:00Z"))
    try test.deliver(Self.leads(1...3))
    #expect(try once(test) == test.now)
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    _ = try once(test)
    #expect(try test.entries(.leadDrained).count == 2)
  }

  @Test func anotherRosterIsReasonToLookAgain() throws {
    let test = try TestDesk(reps: Self.full)
    try test.deliver(Self.leads(1...5))
    _ = try once(test)
    test.wait(minutes: 1)
    try test.deliver(TestDesk.people, as: "roster/reps.csv")
    _ = try once(test)
    #expect(try test.entries(.leadDrained).count == 2)
  }

  @Test func whoIsBackIsReasonToLookAgain() throws {
    let test = try TestDesk(
      reps: TestDesk.people.replacing("bo,Bo,active", with: "bo,Bo,inactive"))
    _ = try done(
      test.act(.away(rep: "ana", minutes: 120, delegate: nil, code: "other")))
    try test.deliver(Self.leads(1...2))
    #expect(try once(test) == test.now)
    test.wait(minutes: 2)
    _ = try done(test.act(.back(rep: "ana")))
    _ = try once(test)
    #expect(try test.entries(.leadDrained).count == 1)
  }

  @Test func noStepMovesMoreThanItShould() throws {
    let header = "id,name,status,country,coverage,pools,capacity,timezone,hours\n"
    let reps = (100..<160).map {
      "r\($0),R,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00\n"
    }
    let test = try TestDesk(
      reps: header + reps.joined()
        + "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00\n",
      now: Instant("2026-03-02T07:55:00Z"))
    try test.deliver(Self.leads(1...90))
    test.go(to: Instant("2026-03-02T08:00:00Z"))
    var drained = 0
    var most = 0
    for _ in 0..<1000 {
      let isOver = try test.desk.tick(now: test.now) != test.now
      let now = try test.entries(.leadDrained).count
      most = max(most, now - drained)
      drained = now
      if isOver { break }
    }
    #expect(drained == 60)
    #expect(most <= 25)
  }
}

/// Many clocks that run out at the same time.
@Suite struct ManyClocksTests {
  @Test func areToldAPieceAtATimeInTheirOrder() throws {
    let header = "id,email,company,country,language,submitted_at\n"
    let test = try TestDesk(reps: TestDesk.people.replacing("all,5", with: "all,900"))
    let rows = (1...450).map {
      let minute = 20 + $0 % 30
      return "L-\($0),p\($0)@x\($0).example,X\($0),DE,de,2026-03-02T08:\(minute):00Z\n"
    }
    try test.deliver(header + rows.joined())
    test.wait(minutes: 24 * 60)
    var told = 0
    var most = 0
    for _ in 0..<100 {
      let isOver = try test.desk.tick(now: test.now) != test.now
      let now = try test.entries(.slaBreached).count
      most = max(most, now - told)
      told = now
      if isOver { break }
    }
    // Those to first contact and those of the owners.
    #expect(told == 900)
    #expect(most <= 200)
    let clocks = try test.desk.store.runningClocks(limit: 900).rows
    #expect(clocks.filter(\.breached).count == clocks.count)
    try test.check()
  }
}
