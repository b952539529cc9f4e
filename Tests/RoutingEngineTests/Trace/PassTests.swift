import LeadModel
import RoutingEngine
import Testing

/// Whom a drain pass leaves out, and how it is told.
@Suite struct PassFairnessTests {
  private let now = Scenario.at

  private func member(_ rep: RepID, _ load: Int, on isOnShift: Bool = true) -> PoolMember {
    PoolMember(rep: rep, position: Int(rep.text.utf8.first ?? 0), load: load, isOnShift: isOnShift)
  }

  private func opening(in minutes: Int64) -> NextOpening {
    NextOpening(
      at: now + minutes * Instant.minute, rep: "z", zone: "Europe/Berlin", localTime: "10:30",
      localDate: LocalDate(daysSinceEpoch: 20_514))
  }

  private func left(
    _ members: [PoolMember], served: [RepID: String] = [:], opens minutes: Int64? = 60
  ) -> [ExcludedRep] {
    PassFairness(served: served).exclusions(from: members, now: now) { off in
      off.isEmpty ? nil : minutes.map(opening)
    }.reps
  }

  @Test func whoGotALeadIsLeftOutWithIt() {
    let out = left([member("a", 1), member("b", 1)], served: ["b": "L-1", "c": "L-2"])
    #expect(out == [ExcludedRep(rep: "b", reason: .onePerPass, lead: "L-1")])
  }

  @Test func whoIsFullerThanTheMedianWaitsForOthers() {
    let pool = [member("a", 3), member("b", 1), member("z", 1, on: false)]
    #expect(left(pool) == [ExcludedRep(rep: "a", reason: .aboveMedian)])
    // Of two in the middle the smaller.
    #expect(left([member("a", 1), member("z", 0, on: false)]).map(\.rep) == ["a"])
    #expect(left([member("a", 0), member("z", 1, on: false)]) == [])
    #expect(left([member("a", 2), member("z", 2, on: false)]) == [])
  }

  @Test func nobodyIsWaitedForWhoComesLaterThanInTwoHours() {
    let pool = [member("a", 3), member("z", 1, on: false)]
    #expect(left(pool, opens: 120).map(\.rep) == ["a"])
    #expect(left(pool, opens: 121) == [])
    #expect(left(pool, opens: nil) == [])
    #expect(left([member("a", 3), member("b", 1)]) == [])
  }

  @Test func oneReasonIsEnough() {
    let pool = [member("a", 3), member("b", 5), member("z", 1, on: false)]
    let out = left(pool, served: ["a": "L-1"])
    #expect(out.map(\.rep) == ["a", "b"])
    #expect(out.map(\.reason) == [.onePerPass, .aboveMedian])
  }

  @Test func whatWasMeasuredIsKeptOnlyWhereItCounted() {
    let pool = [member("a", 3), member("z", 1, on: false)]
    let measured = PassFairness().exclusions(from: pool, now: now) { _ in opening(in: 5) }
    #expect(measured.drain == DrainFact(median: 1, opening: opening(in: 5)))
    let served = PassFairness(served: ["a": "L-1"])
      .exclusions(from: pool, now: now) { _ in opening(in: 5) }
    #expect(served.drain == nil)
  }
}

@Suite struct PassTraceTests {
  private static let world = """
    region EMEA countries=DE
    segment smb employees=0
    default smb
    pool everyone
    queue world default
    rep ana name=Ana_Silva covers=DE:de pools=everyone cap=20 load=4
    rep bob name=Bob_Ott covers=DE:de pools=everyone cap=20 load=1
    rep cid name=Cid_Roe covers=DE:de pools=everyone cap=20 load=2
    rep dan name=Dan_Moe covers=DE:de pools=everyone cap=20 load=2 off=off_shift
    lead country=DE language=de employees=5
    """
  private let opening = NextOpening(
    at: Scenario.at + Instant.hour, rep: "dan", zone: "Europe/Berlin", localTime: "11:15",
    localDate: LocalDate(daysSinceEpoch: 20_514))

  private func company() throws -> (
    facts: Facts, rules: CompiledRules, standing: FixedStanding
  ) {
    let cases = Scenario.parse(Self.world + "\ncase x\n", file: "pass")
    let company = try #require(try cases.first?.build())
    var facts = company.facts
    facts.excluded = [
      ExcludedRep(rep: "ana", reason: .aboveMedian),
      ExcludedRep(rep: "bob", reason: .onePerPass, lead: "L-7"),
    ]
    facts.drain = DrainFact(median: 2, opening: opening)
    let roster = RosterIndex(company.reps)
    return (
      facts, CompiledRules(company.rules, roster: roster, rosterVersion: "9f2c"), company.standing
    )
  }

  private func json() throws -> [UInt8] {
    var (facts, rules, standing) = try company()
    var engine = RoutingEngine(rules)
    var json: [UInt8] = []
    facts.lead = "L-8"
    _ = engine.decide(facts, standing: &standing, json: &json)
    return json
  }

  @Test func theTraceNamesTheNumbers() throws {
    let text = String(decoding: try json(), as: UTF8.self)
    #expect(
      text.contains(
        #""why":"2 of 4 have room in this pass; bob got a lead in it already; ana holds 4 leads, "#
          + #"more than the pool's median of 2, while dan starts at 11:15 Europe/Berlin","#))
    #expect(
      text.contains(
        #"{"rep":"ana","why":"above_median","load":4,"capacity":20,"median":2,"#
          + #""next_opening":"2026-03-02T10:15:00.000Z"}"#))
    #expect(
      text.contains(
        #"{"rep":"bob","why":"one_per_pass","load":1,"capacity":20,"lead":"L-7"}"#))
  }

  @Test func theSentenceSaysWhoHadTheirs() throws {
    let decision = try Decision(json: try json())
    #expect(decision.owner == "cid")
    #expect(
      decision.sentence.hasSuffix(
        " Bob Ott got a lead in this pass already. Ana Silva holds 4 leads, more than the pool's "
          + "median of 2, while Dan Moe starts at 11:15 Europe/Berlin."))
    let text = DecisionText.render(decision)
    #expect(text.contains("one_per_pass, 1 of 20 leads, got L-7 in this pass"))
    #expect(
      text.contains(
        "above_median, 4 of 20 leads, the pool's median is 2, others come at 2026-03-02T10:15"))
  }

  @Test func theRecordReplays() throws {
    let (facts, rules, standing) = try company()
    var engine = RoutingEngine(rules)
    var source = standing
    var record: [UInt8] = []
    _ = engine.decide(facts, standing: &source, record: &record)
    #expect(try DecisionRecord(record).facts == facts)
    var replay = Replay(rules)
    #expect(replay.check(record) == .identical)
  }

  @Test func whyNotComparesTheSameNumbers() throws {
    let (facts, rules, standing) = try company()
    var engine = RoutingEngine(rules)
    var source = standing
    let fuller = try #require(engine.whyNot("ana", facts, standing: &source))
    #expect(
      fuller.why
        == "Ana Silva holds 4 leads, more than the pool's median of 2, while Dan Moe starts at "
        + "11:15 Europe/Berlin")
    #expect(fuller.needed.map(\.value) == ["at most 2"])
    let served = try #require(engine.whyNot("bob", facts, standing: &source))
    #expect(served.why == "Bob Ott already got L-7 in this pass, which gives each rep one")
  }

  @Test func recordsFromBeforeReadAsTheyDid() throws {
    var (facts, rules, standing) = try company()
    facts.excluded = facts.excluded.map { ExcludedRep(rep: $0.rep, reason: $0.reason) }
    facts.drain = nil
    var engine = RoutingEngine(rules)
    var record: [UInt8] = []
    _ = engine.decide(facts, standing: &standing, record: &record)
    let text = String(decoding: record, as: UTF8.self)
    #expect(text.contains(#""excluded":[{"rep":"ana","why":"above_median"},"#))
    #expect(text.contains(#""why":"2 of 4 have room","#))
    #expect(text.contains(#"{"rep":"ana","why":"above_median","load":4,"capacity":20}"#))
  }
}
