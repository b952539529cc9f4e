import DeskRules
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// Passes over the queues that are cut off: by a stop, a crash, a host that starts every minute. The first to
/// arrive never swallows the backlog.
@Suite struct DrainFairnessTests {
  private static let header = "id,email,company,country,language,submitted_at\n"

  /// Monday 06:00 in Berlin, before anybody comes.
  private static let night = Instant("2026-03-02T05:00:00Z")

  private static func leads(_ range: ClosedRange<Int>, country: String = "DE") -> String {
    header
      + range.map { "L-\($0),p\($0)@x\($0).example,X\($0),\(country),de,\(night)\n" }.joined()
  }

  /// Ten reps, of whom one comes every quarter of an hour from 08:00.
  private static let quarterly = roster { place in
    let minutes = 8 * 60 + 15 * place
    let hour = minutes / 60 < 10 ? "0\(minutes / 60)" : "\(minutes / 60)"
    return "Mon-Fri \(hour):\(minutes % 60 == 0 ? "00" : "\(minutes % 60)")-18:00"
  }
  private static let together = roster { _ in "Mon-Fri 09:00-18:00" }

  private static func roster(_ hours: (Int) -> String) -> String {
    "id,name,status,country,coverage,pools,capacity,timezone,hours\n"
      + (0..<10).map { "r\($0),Rep \($0),active,DE,DE:de,all,30,Europe/Berlin,\(hours($0))\n" }
      .joined() + "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00\n"
  }

  /// Who got what when by passes, oldest first.
  private func given(_ test: TestDesk) throws -> [String] {
    try test.entries(.leadDrained).map { entry in
      let owner = try #require(try Self.owner(entry))
      return "\(entry.at) \(entry.subject) \(owner)"
    }
  }

  private static func owner(_ entry: LogRow) throws -> RepID? {
    let record = try DecisionRecord(Array(entry.payload.utf8))
    return try Decision(json: record.decision).owner
  }

  /// What a morning of minutes gives away; `interrupt` is asked after each step, with its number within the
  /// minute, and may end the host.
  private func morning(
    until end: Instant, reps: String = quarterly, stride: () -> Int = { 100 },
    _ interrupt: (TestDesk, Int) throws -> Void = { _, _ in }
  ) throws -> [String] {
    let test = try TestDesk(reps: reps, now: Self.night)
    try test.deliver(Self.leads(1...200))
    test.go(to: Instant("2026-03-02T06:55:00Z"))
    while test.now < end {
      var step = 0
      var isBusy = true
      while isBusy {
        test.desk.drainStride = stride()
        isBusy = try test.desk.tick(now: test.now) == test.now
        step += 1
        try interrupt(test, step)
      }
      test.wait(minutes: 1)
    }
    try test.check()
    #expect(try Replaying(test.desk.store).run().different == 0)
    try expectNobodyAboveTheMedian(test)
    return try given(test)
  }

  /// While others come within two hours: until the last does, at 10:15 in Berlin.
  private func expectNobodyAboveTheMedian(_ test: TestDesk) throws {
    for entry in try test.entries(.leadDrained) where entry.at < Instant("2026-03-02T09:15:00Z") {
      let record = try DecisionRecord(Array(entry.payload.utf8))
      let decision = try Decision(json: record.decision)
      let step = try #require(decision.steps.first { $0.step == .capacity })
      let ranked = try #require(step.ranked)
      let loads = (ranked.map(\.load) + (step.removed ?? []).compactMap(\.load)).sorted()
      #expect(loads.count == 10)
      let own = try #require(ranked.first { $0.rep == decision.owner })
      #expect(own.load <= loads[4], "\(entry.payload)")
    }
  }

  @Test(arguments: [1, 2])
  func theSameLeadsGoToTheSameRepsWhateverEndsInBetween(seed: UInt64) throws {
    let noon = Instant("2026-03-02T09:37:00Z")
    let whole = try morning(until: noon)
    #expect(whole.prefix(6).map { $0.suffix(2) } == (0..<6).map { "r\($0)" })
    #expect(whole.count > 39)
    var dice = Dice(seed: seed)
    var ends = 0
    let cut = try morning(until: noon) {
      dice.roll(3) == 0 ? 100 : 1 + Int(dice.roll(5))
    } _: { test, step in
      guard step < 4, dice.roll(6) == 0 else { return }
      ends += 1
      if dice.roll(2) == 0 { try test.reopen() } else { try test.crash() }
    }
    #expect(ends > 10)
    #expect(cut == whole)
  }

  @Test func aHostThatDiesAtEachMinuteIsAsFair() throws {
    let noon = Instant("2026-03-02T08:25:00Z")
    let whole = try morning(until: noon, reps: Self.together)
    #expect(whole.count == 30)
    var isFirst = true
    let dying = try morning(until: noon, reps: Self.together) {
      defer { isFirst = false }
      return isFirst ? 4 : 100
    } _: { test, step in
      guard step == 1 else { return }
      isFirst = true
      try test.crash()
    }
    #expect(whole == dying)
  }

  @Test func runOnceAtEachMinuteGivesEachRepOneInTenMinutes() throws {
    let test = try TestDesk(reps: Self.together, now: Instant("2026-03-02T07:55:00Z"))
    try test.deliver(Self.leads(1...200))
    for _ in 0..<30 {
      try test.reopen()
      try test.desk.runClocksOnce(now: test.now)
      test.wait(minutes: 1)
    }
    let given = try given(test)
    // At 09:00, 09:10 and 09:20.
    #expect(given.count == 30)
    #expect(Set(given.map { $0.prefix(16) }).count == 3)
    #expect(Set(given.prefix(10).map { $0.suffix(2) }).count == 10)
    try test.check()
  }

  @Test func aPassThatWasCutOffGoesOnWhereItWas() throws {
    let test = try TestDesk(reps: Self.together, now: Instant("2026-03-02T08:00:00Z") - 1000)
    try test.deliver(Self.leads(1...50))
    try test.tick()
    test.wait(minutes: 1)
    test.desk.drainStride = 3
    _ = try test.desk.tick(now: test.now)
    #expect(try given(test).count == 3)
    try test.crash()
    test.wait(minutes: 4)
    try test.tick()
    #expect(try given(test).map { $0.suffix(2) } == (0..<10).map { "r\($0)" })
    // It is over now, and no restart takes it up again.
    try test.reopen()
    test.wait(minutes: 4)
    try test.tick()
    #expect(try given(test).count == 10)
    test.wait(minutes: 2)
    try test.tick()
    #expect(try given(test).count == 20)
    try test.check()
  }

  @Test func whatHappensInTheMiddleOfAPassMakesNobodyTakeTwo() throws {
    let test = try TestDesk(reps: Self.together, now: Instant("2026-03-02T08:00:00Z") - 1000)
    try test.deliver(Self.leads(1...50))
    try test.tick()
    test.wait(minutes: 1)
    test.desk.drainStride = 2
    _ = try test.desk.tick(now: test.now)
    // r0 and r1 have theirs. Then r2 goes, a person gives the next lead to r9, and a new one comes in.
    try test.act(.away(rep: "r2", minutes: 3, delegate: nil, code: "other"))
    let order = ReassignOrder(lead: "L-3", rep: "r9", code: "other", note: "asked for")
    _ = try done(test.act(.reassign(order)))
    try test.deliver(
      Self.header + "N-1,n@n.example,N,DE,de,2026-03-02T08:00:00Z\n", as: "leads/b.csv")
    try test.reopen()
    try test.tick()
    let owners = try given(test).map { String($0.suffix(2)) }
    #expect(owners.count == Set(owners).count)
    #expect(!owners.contains("r2"))
    #expect(owners.count == 9)
    #expect(try test.row("L-3").owner == "r9")
    // Back again within the pass's time, r2 waits for the next one like everybody.
    test.wait(minutes: 4)
    try test.tick()
    #expect(try given(test).count == 9)
    test.wait(minutes: 6)
    try test.tick()
    #expect(try given(test).count == 19)
    #expect(try test.entries(.leadDrained).suffix(10).contains { try Self.owner($0) == "r2" })
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func whoWasLeftOutStandsInFactsTraceAndSentence() throws {
    let reps = Self.roster { $0 == 0 ? "Mon-Fri 08:00-18:00" : "Mon-Fri 09:30-18:00" }
    let test = try TestDesk(reps: reps, now: Instant("2026-03-02T07:00:00Z"))
    try test.deliver(Self.leads(1...2))
    #expect(try test.row("L-2").owner == "r0")
    // Somebody else comes at once by an exception of hours: then r0, who holds two, is left out by name.
    try test.deliver(
      Self.roster { $0 < 2 ? "Mon-Fri 08:00-18:00" : "Mon-Fri 09:30-18:00" }, as: "roster/reps.csv")
    for rep in ["r0", "r1"] as [RepID] {
      try test.act(.away(rep: rep, minutes: 20, delegate: nil, code: "other"))
    }
    try test.deliver(Self.leads(3...5), as: "leads/b.csv")
    #expect(try test.row("L-3").state == .queued)
    // A rep with one lead more than the others: r1.
    let order = ReassignOrder(lead: "L-1", rep: "r1", code: "other", note: "asked for")
    _ = try done(test.act(.reassign(order)))
    test.wait(minutes: 20)
    try test.tick()
    // Both hold one, the median of ten is none: they wait for those who come at 09:30.
    #expect(try test.row("L-3").state == .queued)
    #expect(try test.entries(.leadDrained).isEmpty)
    test.go(to: Instant("2026-03-02T08:30:00Z"))
    try test.tick()
    #expect(try test.row("L-3").owner == "r2")
    try test.check()
  }

  @Test func theTraceOfADrainedLeadNamesItsNumbers() throws {
    let test = try TestDesk(reps: Self.together, now: Instant("2026-03-02T08:00:00Z") - 1000)
    try test.deliver(Self.leads(1...30))
    try test.tick()
    // The second of the rank is asked where the first got one by name: capacity of r0 is far larger.
    test.wait(minutes: 1)
    try test.deliver(
      Self.together.replacing(
        "r0,Rep 0,active,DE,DE:de,all,30", with: "r0,Rep 0,active,DE,DE:de,all,3000"),
      as: "roster/reps.csv")
    for number in 1...9 {
      let order = ReassignOrder(
        lead: "L-\(number)", rep: RepID("r\(number)"), code: "other", note: "n")
      _ = try done(test.act(.reassign(order)))
    }
    try test.tick()
    let second = try #require(try test.entries(.leadDrained).dropFirst().first)
    let decision = try Decision(json: DecisionRecord(Array(second.payload.utf8)).decision)
    let removed = try #require(decision.steps.first { $0.step == .capacity }?.removed?.first)
    #expect(removed.rep == "r0" && removed.why == .onePerPass && removed.lead == "L-10")
    #expect(decision.sentence.hasSuffix(" Rep 0 got a lead in this pass already."))
    #expect(
      second.payload.contains(#""excluded":[{"rep":"r0","why":"one_per_pass","lead":"L-10"}"#))
    #expect(try Replaying(test.desk.store).run().different == 0)
  }
}

private struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func roll(_ sides: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % sides
  }
}
