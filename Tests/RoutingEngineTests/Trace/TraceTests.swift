import Foundation
import LeadModel
import RoutingEngine
import Testing

/// The bytes of a decision, and what is made of them.
@Suite struct TraceTests {
  private func decide(_ lines: String) throws -> [UInt8] {
    let cases = Scenario.parse(Self.world + "\ncase x\n" + lines, file: "trace")
    let company = try #require(try cases.first?.build())
    var engine = RoutingEngine(
      CompiledRules(company.rules, roster: RosterIndex(company.reps), rosterVersion: "9f2c"))
    var standing = company.standing
    var json: [UInt8] = []
    _ = engine.decide(company.facts, standing: &standing, json: &json)
    return json
  }

  private static let world = """
    region EMEA countries=DE
    product core name=Core
    segment smb name=Small employees=0
    default smb
    pool everyone
    queue world name=World default
    rep ana name=Ana_Silva covers=DE:de pools=everyone cap=20 load=4 week=11 last=60
    rep max name=Max_Ott covers=DE:de pools=everyone cap=20 load=9 week=8
    rep jo name=Jo_Kern covers=DE:de pools=everyone cap=20 load=20
    lead country=DE products=core employees=5
    """

  @Test func writesEveryKeyInItsOrder() throws {
    let json = String(decoding: try decide("rep max off=off_shift"), as: UTF8.self)
    #expect(
      json == """
        {"lead":"L-1","source":"web","at":"2026-03-02T09:15:00.000Z","outcome":"assigned",\
        "owner":"ana","queue":null,"duplicate_of":null,"route":"coverage","dimension":7,\
        "reason":null,"contingent":true,"flags":[],"ruleset":0,"roster":"9f2c",\
        "lead_fields":{"country":{"value":"DE","from":"given"},\
        "language":{"value":"de","from":"default:DE"},"region":{"value":"EMEA","from":"given"},\
        "account":{"value":null,"from":null},"segment":{"value":"smb","from":"inferred:employees"},\
        "product":{"value":"core","from":"given"}},\
        "steps":[{"step":"duplicate","result":"passed","path":"primary"},\
        {"step":"enrichment","result":"passed","path":"primary","fields":{"country":"DE"}},\
        {"step":"account","result":"passed","path":"primary","fields":{"account":null},\
        "why":"no account matches"},\
        {"step":"named_account","dimension":1,"result":"skipped","path":"primary",\
        "why":"no account is known"},\
        {"step":"open_opportunity","dimension":2,"result":"skipped","path":"primary",\
        "why":"no account is known"},\
        {"step":"coverage","dimension":3,"result":"narrowed","path":"secondary","in":3,"out":3,\
        "fields":{"country":"DE","language":"de"},"why":"3 of 3 active reps cover DE in de"},\
        {"step":"product","dimension":4,"result":"narrowed","path":"primary","in":3,"out":3,\
        "fields":{"product":"core"},"why":"3 of 3 are aligned with core"},\
        {"step":"segment","dimension":5,"result":"narrowed","path":"primary","in":3,"out":3,\
        "fields":{"segment":"smb","employees":"5","pool":"everyone"},\
        "why":"3 of 3 are in the pool everyone"},\
        {"step":"capacity","dimension":6,"result":"narrowed","path":"primary","in":3,"out":2,\
        "why":"2 of 3 have room","ranked":[\
        {"rep":"ana","load":4,"capacity":20,"week":11,"last":"2026-03-02T08:15:00.000Z"},\
        {"rep":"max","load":9,"capacity":20,"week":8,"last":null}],\
        "removed":[{"rep":"jo","why":"at_capacity","load":20,"capacity":20}]},\
        {"step":"coverage_hours","dimension":7,"result":"assigned","path":"primary","in":2,"out":1,\
        "why":"1 of 2 is on shift; ana is first in rank",\
        "removed":[{"rep":"max","why":"off_shift"}]}],\
        "sentence":"Assigned to Ana Silva: covers Germany in German for Core in Small, \
        holds 4 of 20 leads, the only one on shift of the 2 reps with room."}
        """)
  }

  @Test func nextOpeningStandsOnlyWhereNobodyIsOnShift() throws {
    let off = "rep ana off=off_shift\nrep max off=off_shift"
    let none = String(decoding: try decide(off), as: UTF8.self)
    #expect(none.contains(#""next_opening":null}"#))
    let opens = off + " opens=2026-03-03T08:00:00Z zone=Europe/Berlin at=09:00"
    let some = String(decoding: try decide(opens), as: UTF8.self)
    #expect(some.contains(#""next_opening":"2026-03-03T08:00:00.000Z"}"#))
    #expect(!String(decoding: try decide(""), as: UTF8.self).contains("next_opening"))
  }

  @Test func escapesWhateverNamesAreMadeOf() throws {
    let nasty = "A\"b\\c\nd\te\r\u{1}\u{1B}[2J\u{7F}\u{85}é😀"
    let reps = [
      Rep(
        id: RepID(nasty), name: nasty, coverage: [CoverageEntry(place: "DE", language: "de")],
        products: .every, capacity: 5)
    ]
    let rules = RuleSet(
      segments: [Segment(id: "smb")], defaultSegment: "smb", pools: [],
      queues: [FallbackQueue(id: "world", manager: "x", isDefault: true)])
    let roster = RosterIndex(reps)
    var engine = RoutingEngine(CompiledRules(rules, roster: roster, rosterVersion: "\""))
    var standing = FixedStanding(roster)
    var facts = Facts(lead: nasty, source: nasty, at: Scenario.at, country: "DE", language: "de")
    facts.account = AccountMatch(
      via: .id, account: AccountFact(id: AccountID(nasty), name: nasty, named: false))
    var json: [UInt8] = []
    _ = engine.decide(facts, standing: &standing, json: &json)
    let decision = try Decision(json: json)
    #expect(decision.lead == nasty)
    #expect(decision.owner == RepID(nasty))
    #expect(decision.leadFields.account.value == nasty)
    #expect(decision.roster == "\"")
    #expect(json.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(!String(decoding: json, as: UTF8.self).unicodeScalars.contains("\u{85}"))
    var record: [UInt8] = []
    _ = engine.decide(facts, standing: &standing, record: &record)
    #expect(try DecisionRecord(record).facts == facts)
  }

  @Test func appendsToWhatIsThereAndReusesItsMemory() throws {
    let cases = Scenario.parse(Self.world + "\ncase x\n", file: "trace")
    let company = try #require(try cases.first?.build())
    var engine = RoutingEngine(
      CompiledRules(company.rules, roster: RosterIndex(company.reps), rosterVersion: "9f2c"))
    var copy = engine
    var standing = company.standing
    var json: [UInt8] = Array("[".utf8)
    _ = engine.decide(company.facts, standing: &standing, json: &json)
    let first = json
    _ = copy.decide(company.facts, standing: &standing, json: &json)
    #expect(json == first + first.dropFirst())
  }

  @Test func isReadableAtATerminal() throws {
    let decision = try Decision(json: try decide("rep max off=off_shift"))
    #expect(
      DecisionText.render(decision) == """
        Assigned to Ana Silva: covers Germany in German for Core in Small, holds 4 of 20 leads, \
        the only one on shift of the 2 reps with room.

        lead      L-1 from web
        decided   2026-03-02T09:15:00.000Z by rules 0, roster 9f2c
        outcome   assigned to ana, route coverage, dimension 7, contingent
        facts     country DE (given), language de (default:DE), region EMEA (given), \
        segment smb (inferred:employees), product core (given)

          duplicate         passed
          enrichment        passed                country DE
          account           passed                no account matches
        1 named_account     skipped               no account is known
        2 open_opportunity  skipped               no account is known
        3 coverage          narrowed  2nd  3 → 3  3 of 3 active reps cover DE in de
        4 product           narrowed       3 → 3  3 of 3 are aligned with core
        5 segment           narrowed       3 → 3  3 of 3 are in the pool everyone
        6 capacity          narrowed       3 → 2  2 of 3 have room
                            1.  ana  4 of 20 leads, 11 this week, last 2026-03-02T08:15:00.000Z
                            2.  max  9 of 20 leads, 8 this week, none before
                            –   jo   at_capacity, 20 of 20 leads
        7 coverage_hours    assigned       2 → 1  1 of 2 is on shift; ana is first in rank
                            –   max  off_shift
        """)
  }

  @Test func textShowsNoControlCharacters() throws {
    var decision = try Decision(json: try decide(""))
    decision.lead = "L\u{1B}[31m\u{202E}1"
    decision.sentence = "a\nb"
    let text = DecisionText.render(decision)
    #expect(text.hasPrefix("a·b\n"))
    #expect(text.contains("L·[31m·1"))
  }
}
