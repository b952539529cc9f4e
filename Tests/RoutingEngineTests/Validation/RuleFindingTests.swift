import LeadModel
import RoutingEngine
import Testing

/// What the lint says of rules, and of rules with a roster.
@Suite struct RuleFindingTests {
  private var good: RuleSet {
    RuleSet(
      regions: [Region(id: "EMEA", countries: ["DE"]), Region(id: "NA", countries: ["US"])],
      products: [Product(id: "core", campaigns: ["spring"]), Product(id: "edge")],
      productPriority: ["core", "edge"],
      segments: [Segment(id: "ent", employeesFrom: 1000), Segment(id: "smb", employeesFrom: 0)],
      defaultSegment: "smb",
      pools: [Pool(id: "ent", segments: ["ent"]), Pool(id: "rest")],
      queues: [
        FallbackQueue(id: "emea", regions: ["EMEA"], manager: "ana"),
        FallbackQueue(id: "world", regions: ["NA"], manager: "ana", isDefault: true),
      ])
  }

  private func keys(_ change: (inout RuleSet) -> Void) -> [String] {
    var rules = good
    change(&rules)
    return rules.findings().map(\.key)
  }

  @Test func nothingToSayOfGoodRules() { #expect(good.findings().isEmpty) }

  @Test func duplicateIDsAreErrorsWhateverTheirCase() {
    #expect(keys { $0.segments.append(Segment(id: "ENT")) } == ["segment.ENT.id"])
    #expect(
      keys { $0.pools.insert(Pool(id: "Rest", lifecycles: ["SQL"]), at: 0) } == ["pool.rest.id"])
  }

  @Test func unknownNamesComeWithANearMiss() throws {
    var rules = good
    rules.pools[0].segments = ["entt"]
    let finding = try #require(rules.findings().first)
    #expect(finding.severity == .error)
    #expect(finding.subject == .pool("ent"))
    #expect(finding.key == "pool.ent.segments")
    #expect(finding.problem == #"no segment "entt""#)
    #expect(finding.nearMiss == "ent")
  }

  @Test func poolsThatTakeEverySegmentLeaveNothingToTheNext() {
    #expect(keys { $0.pools.insert(Pool(id: "smb", segments: ["SMB"]), at: 1) } == ["pool.rest"])
    // Where one of them wants more than a segment, something is left.
    #expect(
      keys { $0.pools.insert(Pool(id: "smb", segments: ["smb"], regions: ["NA"]), at: 1) }.isEmpty)
    // But not for a pool that wants the same.
    #expect(
      keys {
        $0.pools = [
          Pool(id: "a", segments: ["ent"], regions: ["NA"]), Pool(id: "b", segments: ["smb"]),
          Pool(id: "c", regions: ["NA"]), Pool(id: "rest"),
        ]
      } == ["pool.c"])
  }

  @Test func namesMatchWithoutRegardToCase() {
    #expect(keys { $0.pools[0].segments = ["ENT"] }.isEmpty)
    #expect(keys { $0.queues[0].regions = ["emea"] }.isEmpty)
  }

  @Test func exactlyOneDefaultQueue() {
    #expect(keys { $0.queues[1].isDefault = false } == ["queue"])
    #expect(keys { $0.queues[0].isDefault = true } == ["queue.world.default"])
  }

  @Test func aCountryIsInOneRegion() {
    #expect(keys { $0.regions[1].countries.append("DE") } == ["region.NA.countries"])
  }

  @Test func aCampaignIsForOneProduct() {
    #expect(keys { $0.products[1].campaigns = ["SPRING"] } == ["product.edge.campaigns"])
  }

  @Test func poolsBehindAWiderOneAreUnreachable() throws {
    #expect(keys { $0.pools.append(Pool(id: "late", regions: ["NA"])) } == ["pool.late"])
    #expect(keys { $0.pools.swapAt(0, 1) } == ["pool.ent"])
    #expect(keys { $0.pools.insert(Pool(id: "x", lifecycles: ["mql"]), at: 0) }.isEmpty)
  }

  @Test func theDefaultSegmentExists() {
    #expect(keys { $0.defaultSegment = "none" } == ["segments.default"])
  }

  @Test func unknownRegionOfAQueueAndOfAnSLA() {
    #expect(keys { $0.queues[0].regions = ["EMEA", "EMAE"] } == ["queue.emea.regions"])
    #expect(
      keys { $0.slas = [SLARule(clock: .queue, regions: ["xx"], minutes: 5)] }
        == ["sla[0].regions"])
  }

  @Test func rosterAndRulesTogether() {
    let reps = [
      Rep(
        id: "ana", region: "EMEA", coverage: [CoverageEntry(place: "DE", language: "de")],
        products: .listed(["cora"]), pools: ["rest", "rust"]),
      Rep(id: "bob", coverage: [CoverageEntry(place: "Mars", language: "en")]),
      Rep(id: "old", status: "inactive", pools: ["gone"]),
    ]
    var rules = good
    rules.queues[0].manager = "anna"
    let findings = rules.findings(with: RosterIndex(reps))
    #expect(
      findings.map(\.key) == [
        "queue.emea.manager", "reps.ana.products", "reps.ana.pools", "reps.bob.coverage",
        "reps.bob.pools", "region.NA",
      ])
    #expect(findings.map(\.nearMiss) == ["ana", "core", "rest", nil, nil, nil])
  }
}
