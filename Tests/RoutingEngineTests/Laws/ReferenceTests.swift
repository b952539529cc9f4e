import LeadModel
import RoutingEngine
import Testing

/// The engine against the naive router, over random companies and leads.
@Suite struct ReferenceTests {
  @Test(arguments: 0..<60)
  func agreesWithTheNaiveRouter(seed: Int) throws {
    var world = RandomWorld(seed: UInt64(seed))
    let compiled = CompiledRules(
      world.rules, roster: RosterIndex(world.reps), rosterVersion: "abc")
    let naive = NaiveRouter(rules: world.rules, reps: world.reps)
    var engine = RoutingEngine(compiled)
    for number in 0..<40 {
      let facts = world.facts(number)
      var json: [UInt8] = []
      var standing = world.standing
      let verdict = engine.decide(facts, standing: &standing, json: &json)
      let expected = naive.decide(facts, world.standing)
      let decision = try Decision(json: json)
      let actual = NaiveRouter.Answer(verdict, decision)
      #expect(actual == expected.comparable, "seed \(seed), lead \(number)")
      if actual != expected.comparable { return }
    }
  }
}

extension NaiveRouter.Answer {
  init(_ verdict: Verdict, _ decision: Decision) {
    self.init()
    outcome = verdict.outcome
    owner = verdict.owner
    queue = verdict.queue
    route = verdict.route
    dimension = verdict.dimension
    reason = verdict.reason
    flags = Set(verdict.flags)
    contingent = verdict.isContingent
    country = verdict.country
    language = verdict.language
    region = verdict.region
    segment = verdict.segment
    product = verdict.product
    counts = decision.steps.compactMap { step in
      guard let entering = step.entering, let leaving = step.leaving else { return nil }
      return "\(step.step.rawValue) \(entering)>\(leaving)"
    }
    ranked = decision.steps.first { $0.step == .capacity }?.ranked?.map(\.rep) ?? []
  }

  /// Traces show the first 10 of the rank.
  var comparable: Self {
    var copy = self
    copy.ranked = Array(ranked.prefix(10))
    return copy
  }
}
