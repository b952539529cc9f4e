import LeadModel
import RoutingEngine
import Testing

/// What holds for every company and every lead.
@Suite struct LawTests {
  private static func engine(_ rules: RuleSet, _ reps: [Rep]) -> RoutingEngine {
    RoutingEngine(CompiledRules(rules, roster: RosterIndex(reps), rosterVersion: "abc"))
  }

  private func decide(
    _ facts: Facts, _ world: RandomWorld, _ engine: inout RoutingEngine
  ) -> (verdict: Verdict, json: [UInt8]) {
    var standing = world.standing
    standing.roster = engine.rules.roster
    var json: [UInt8] = []
    return (engine.decide(facts, standing: &standing, json: &json), json)
  }

  @Test(arguments: 100..<112)
  func sameFactsSameBytesWhateverWasDecidedBefore(seed: Int) {
    var world = RandomWorld(seed: UInt64(seed))
    let fresh = Self.engine(world.rules, world.reps)
    var used = fresh
    for number in 0..<30 {
      let facts = world.facts(number)
      var unused = fresh
      #expect(decide(facts, world, &used).json == decide(facts, world, &unused).json)
    }
  }

  @Test(arguments: 200..<212)
  func orderOfListsDoesNotMatter(seed: Int) {
    var world = RandomWorld(seed: UInt64(seed))
    var shuffled = world.rules
    shuffled.segments.shuffle(using: &world.dice)
    shuffled.regions.shuffle(using: &world.dice)
    var usual = Self.engine(world.rules, world.reps)
    var mixed = Self.engine(shuffled, world.reps.shuffled(using: &world.dice))
    for number in 0..<20 {
      let facts = world.facts(number)
      var other = facts
      other.exceptions.shuffle(using: &world.dice)
      other.excluded.shuffle(using: &world.dice)
      other.away.shuffle(using: &world.dice)
      let first = decide(facts, world, &usual)
      let second = decide(other, world, &mixed)
      #expect(first.verdict == second.verdict)
      #expect(first.json == second.json)
    }
  }

  @Test(arguments: 300..<320)
  func everyLeadHasOneOwnerOrOneQueue(seed: Int) throws {
    var world = RandomWorld(seed: UInt64(seed))
    let active = Set(world.reps.filter(\.isActive).map(\.id))
    var engine = Self.engine(world.rules, world.reps)
    for number in 0..<30 {
      let facts = world.facts(number)
      let (verdict, json) = decide(facts, world, &engine)
      #expect((verdict.owner == nil) != (verdict.queue == nil))
      if verdict.outcome == .assigned, let owner = verdict.owner { #expect(active.contains(owner)) }
      #expect((verdict.outcome == .queued) == (verdict.reason != nil))
      #expect((verdict.dimension == nil) == (verdict.outcome == .duplicate))
      let decision = try Decision(json: json)
      #expect(decision.owner == verdict.owner)
      #expect(decision.queue == verdict.queue)
      #expect(decision.flags == Array(verdict.flags))
      #expect(decision.flags.map(\.rawValue) == decision.flags.map(\.rawValue).sorted())
      #expect(decision.contingent == verdict.isContingent)
      #expect(decision.sentence.hasSuffix("."))
      #expect(!decision.sentence.contains("  "))
      try stepsAreConsistent(decision)
    }
  }

  private func stepsAreConsistent(_ decision: Decision) throws {
    let names = decision.steps.map(\.step)
    let order = StepName.allCases
    #expect(names == order.filter { names.contains($0) })
    for (step, next) in zip(decision.steps, decision.steps.dropFirst()) {
      guard let leaving = step.leaving, let entering = next.entering else { continue }
      #expect(leaving == entering)
    }
    let contingentSteps: [StepName] = [.duplicate, .account, .coverage, .product, .segment]
    let secondary = decision.steps.contains {
      contingentSteps.contains($0.step) && $0.path == .secondary
    }
    #expect(secondary == decision.contingent)
  }

  @Test(arguments: 400..<415)
  func regionModesActAfterTheDuplicateCheck(seed: Int) {
    var world = RandomWorld(seed: UInt64(seed))
    var live = Self.engine(world.rules, world.reps)
    var rules = world.rules
    for index in rules.regions.indices { rules.regions[index].mode = .shadow }
    var shadow = Self.engine(rules, world.reps)
    for index in rules.regions.indices { rules.regions[index].mode = .off }
    var off = Self.engine(rules, world.reps)
    for number in 0..<20 {
      let facts = world.facts(number)
      let usual = decide(facts, world, &live).verdict
      let shadowed = decide(facts, world, &shadow).verdict
      let stopped = decide(facts, world, &off).verdict
      if usual.outcome == .duplicate || usual.region == nil {
        #expect(shadowed == usual)
        #expect(stopped == usual)
        continue
      }
      var expected = usual
      expected.outcome = .shadowed
      #expect(shadowed == expected)
      #expect(stopped.reason == .regionOff)
      #expect(stopped.outcome == .queued)
      #expect(!stopped.isContingent)
    }
  }

  @Test(arguments: 500..<510)
  func asksAboutNobodyTwiceAndOnlyAboutThePool(seed: Int) {
    var world = RandomWorld(seed: UInt64(seed))
    let roster = RosterIndex(world.reps)
    var engine = RoutingEngine(CompiledRules(world.rules, roster: roster, rosterVersion: ""))
    for number in 0..<20 {
      var counting = CountingStanding(base: world.standing)
      _ = engine.decide(world.facts(number), standing: &counting)
      #expect(counting.standings.values.allSatisfy { $0 == 1 })
      #expect(counting.shifts.values.allSatisfy { $0 == 1 })
    }
  }
}

/// Counts the questions that a decision asks.
private struct CountingStanding: StandingSource {
  var base: FixedStanding
  var standings: [Int: Int] = [:]
  var shifts: [Int: Int] = [:]
  init(base: FixedStanding) { self.base = base }

  mutating func standing(of rep: Int) -> RepStanding {
    standings[rep, default: 0] += 1
    return base.standing(of: rep)
  }
  mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    shifts[rep, default: 0] += 1
    return base.shift(of: rep, hours: hours)
  }
  mutating func isOnLeave(_ rep: Int) -> Bool { base.isOnLeave(rep) }
  mutating func leaveDelegate(of rep: Int) -> RepID? { base.leaveDelegate(of: rep) }
  mutating func leaveDelegates(of rep: Int) -> [RepID] { base.leaveDelegates(of: rep) }
  mutating func nextOpening(among reps: [Int]) -> NextOpening? { base.nextOpening(among: reps) }
}
