import LeadModel
import RoutingEngine
import Testing

/// Why a rep did not get a lead: the step, the values and what would have to differ.
@Suite struct WhyNotTests {
  private func answer(_ rep: RepID, _ lines: String) throws -> WhyNot? {
    let cases = Scenario.parse(Self.world + "\ncase x\n" + lines, file: "why-not")
    let company = try #require(try cases.first?.build())
    var engine = RoutingEngine(
      CompiledRules(company.rules, roster: RosterIndex(company.reps), rosterVersion: "abc"))
    var standing = company.standing
    return engine.whyNot(rep, company.facts, standing: &standing)
  }

  private static let world = """
    region EMEA countries=DE,AT
    region NA countries=US
    product core
    segment smb employees=0
    default smb
    pool everyone
    queue world default
    rep ana name=Ana_Silva covers=DE:de pools=everyone products=core cap=20 load=1
    rep bob name=Bob_Ott covers=DE:de pools=everyone products=core cap=20 load=2 week=4
    rep fra name=Fra_Nord covers=AT:fr pools=everyone products=core
    rep pia name=Pia_Moss covers=DE:de pools=everyone products=edge
    rep out name=Out_Law covers=DE:de products=core
    rep ful name=Ful_Lane covers=DE:de pools=everyone products=core cap=3 load=3
    rep off name=Off_Duty covers=DE:de pools=everyone products=core off=off_shift
    rep old name=Old_Hand status=onboarding covers=DE:de pools=everyone products=core
    lead country=DE language=de products=core employees=5
    """

  private func value(_ items: [WhyNot.Item]?, _ name: String) -> String? {
    items?.first { $0.name == name }?.value
  }

  @Test func whoHasTheLeadNeedsNothing() throws {
    let why = try #require(try answer("ana", ""))
    #expect(why.step == nil)
    #expect(why.why == "Ana Silva has this lead")
    #expect(why.needed.isEmpty)
  }

  @Test func unknownRepsHaveNoAnswer() throws { #expect(try answer("nobody", "") == nil) }

  @Test func byRank() throws {
    let why = try #require(try answer("bob", ""))
    #expect(why.step == .coverageHours)
    #expect(
      why.why
        == "Bob Ott ranked 2 of 2 on shift; Ana Silva came first by the smaller share of capacity")
    #expect(value(why.values, "key") == "share")
    #expect(value(why.values, "ahead") == "ana")
    #expect(value(why.values, "load") == "2")
    #expect(value(why.values, "first_load") == "1")
    #expect(value(why.needed, "load") == "at most 0")
  }

  @Test(arguments: [
    ("rep bob load=1", "week", "week", "below 1", "week=1"),
    (
      "rep bob load=1 week=1 last=5", "last", "last", "before 2026-03-02T08:15:00.000Z",
      "week=1 last=60"
    ),
    ("rep bob load=1 week=0", "id", "rep", "an id before ana", "week=0"),
  ])
  func byTheOtherKeys(change: String, key: String, name: String, needed: String, ana: String) throws
  {
    let why = try #require(try answer("bob", change + "\nrep ana \(ana)\n"))
    #expect(value(why.values, "key") == key)
    #expect(value(why.needed, name) == needed)
  }

  @Test func theNeededLoadWouldWin() throws {
    let why = try #require(try answer("bob", "rep ana load=7\nrep bob cap=10 load=5"))
    #expect(value(why.needed, "load") == "at most 3")
    #expect(try answer("bob", "rep ana load=7\nrep bob cap=10 load=3")?.step == nil)
    #expect(try answer("bob", "rep ana load=7\nrep bob cap=10 load=4")?.step == .coverageHours)
  }

  @Test func byCoverage() throws {
    let why = try #require(try answer("fra", ""))
    #expect(why.step == .coverage)
    #expect(why.why == "Fra Nord does not cover DE in de")
    #expect(value(why.values, "coverage") == "AT:fr")
    #expect(value(why.needed, "coverage") == "DE:de")
  }

  @Test func byRegionOnly() throws {
    let why = try #require(try answer("fra", "lead country= region=NA"))
    #expect(why.step == .coverage)
    #expect(value(why.values, "rep_region") == "EMEA")
    #expect(value(why.needed, "rep_region") == "NA")
  }

  @Test func byProduct() throws {
    let why = try #require(try answer("pia", ""))
    #expect(why.step == .product)
    #expect(value(why.values, "products") == "edge")
    #expect(value(why.needed, "products") == "core")
  }

  @Test func byPool() throws {
    let why = try #require(try answer("out", ""))
    #expect(why.step == .segment)
    #expect(value(why.values, "pool") == "everyone")
    #expect(value(why.needed, "pools") == "everyone")
  }

  @Test func byCapacity() throws {
    let why = try #require(try answer("ful", ""))
    #expect(why.step == .capacity)
    #expect(why.why == "Ful Lane holds 3 of 3 leads")
    #expect(value(why.needed, "load") == "below 3")
  }

  @Test func byAPass() throws {
    let why = try #require(try answer("ana", "exclude ana=one_per_pass"))
    #expect(why.step == .capacity)
    #expect(value(why.values, "excluded") == "one_per_pass")
  }

  @Test func byHours() throws {
    let why = try #require(try answer("off", ""))
    #expect(why.step == .coverageHours)
    #expect(value(why.values, "shift") == "off_shift")
    #expect(value(why.needed, "shift") == "on")
  }

  @Test func byStatus() throws {
    let why = try #require(try answer("old", ""))
    #expect(why.step == .coverage)
    #expect(value(why.values, "status") == "onboarding")
    #expect(value(why.needed, "status") == "active")
  }

  @Test func byOwnership() throws {
    let why = try #require(try answer("ana", "account A1 name=Acme named owner=bob"))
    #expect(why.step == .namedAccount)
    #expect(why.why == "Acme is a named account of Bob Ott")
    #expect(value(why.needed, "owner") == "ana")
    let deal = try #require(try answer("ana", "account A1\nopportunity O1 owner=bob"))
    #expect(deal.step == .openOpportunity)
    let routed = try #require(try answer("ana", "exception 4 route-to rep=bob"))
    #expect(routed.step == .exception)
    #expect(value(routed.values, "exception") == "4")
  }

  @Test func byADelegate() throws {
    let why = try #require(
      try answer("bob", "rep bob leave=ana\naccount A1 name=Acme named owner=bob"))
    #expect(why.step == .namedAccount)
    #expect(why.why == "Bob Ott is away and Ana Silva stands in")
  }

  @Test func byADuplicate() throws {
    let why = try #require(try answer("bob", "duplicate L-9 owner=ana"))
    #expect(why.step == .duplicate)
    #expect(value(why.values, "duplicate_of") == "L-9")
  }

  @Test func byARegionThatIsOff() throws {
    let why = try #require(try answer("ana", "region EMEA countries=DE mode=off"))
    #expect(why.step == .fallbackQueue)
    #expect(value(why.needed, "mode") == "live")
  }

  @Test func byNothingKnown() throws {
    let why = try #require(try answer("ana", "lead country= language="))
    #expect(why.step == .coverage)
    #expect(why.why == "neither country nor region of the lead is known")
  }

  @Test func isOneJSONObjectWithItsKeysInOrder() throws {
    let why = try #require(try answer("ful", ""))
    #expect(
      String(decoding: why.json, as: UTF8.self)
        == #"{"lead":"L-1","rep":"ful","step":"capacity","why":"Ful Lane holds 3 of 3 leads","#
        + #""values":{"load":"3","capacity":"3"},"needed":{"load":"below 3"}}"#)
  }

  @Test func isReadableAtATerminal() throws {
    #expect(
      try answer("ful", "")?.text == """
        at capacity: Ful Lane holds 3 of 3 leads
        values  load      3
                capacity  3
        needed  load      below 3
        """)
  }

  @Test(arguments: 700..<720)
  func everybodyButTheOwnerHasAStep(seed: Int) throws {
    var world = RandomWorld(seed: UInt64(seed))
    var engine = RoutingEngine(
      CompiledRules(world.rules, roster: RosterIndex(world.reps), rosterVersion: ""))
    for number in 0..<8 {
      let facts = world.facts(number)
      var standing = world.standing
      let verdict = engine.decide(facts, standing: &standing)
      for rep in world.reps {
        let why = try #require(engine.whyNot(rep.id, facts, standing: &standing))
        #expect((why.step == nil) == (verdict.owner == rep.id))
        #expect(!why.why.isEmpty)
      }
    }
  }
}
