import Insights
import LeadModel
import RoutingEngine
import Testing

private let period = Period(
  from: Instant(milliseconds: 1_772_406_000_000), to: Instant(milliseconds: 1_773_010_800_000))

private func facts(
  _ count: Int, country: String? = "DE", source: String = "web", contingent: Int = 0,
  _ set: (Int, inout EnrichmentFact) -> Void = { _, _ in }
) -> [EnrichmentFact] {
  (0..<count).map { number in
    var fact = EnrichmentFact(
      source: source, country: country, region: country.map { _ in "EMEA" },
      present: [.email, .company, .language, .score])
    if country != nil { fact.present.insert(.country) }
    fact.isContingent = number < contingent
    if fact.isContingent { fact.secondary = [.products: "none"] }
    set(number, &fact)
    return fact
  }
}

private func review(
  _ facts: [EnrichmentFact], before: [EnrichmentFact]? = [], owner: String = "RevOps"
) -> EnrichmentReport {
  let sources = [
    LeadSource(id: "web", required: [.score, .email], owner: "Mia"),
    LeadSource(id: "fair", required: [.email]),
  ]
  var (now, earlier) = (
    EnrichmentSample(required: [.score]), EnrichmentSample(required: [.score])
  )
  for fact in facts { now.add(fact) }
  for fact in before ?? [] { earlier.add(fact) }
  return EnrichmentReport(
    now, before: before == nil ? nil : earlier, sources: sources, owner: owner)
}

extension Report {
  fileprivate func row(_ name: String, _ by: Term...) -> Figure? {
    (rows + details).first { $0.figure == name && $0.by == by }
  }
}

private func country(_ name: String) -> Report.Term { Report.Term("country", name) }
private func source(_ name: String) -> Report.Term { Report.Term("source", name) }
private func field(_ field: LeadField) -> Report.Term { Report.Term("field", field.rawValue) }

@Suite struct EnrichmentTests {
  @Test func weakMarketsNeedTheirFallbackFirst() {
    let all =
      facts(20, country: "DE", contingent: 7) + facts(20, country: "FR", contingent: 6)
      + facts(19, country: "IT", contingent: 19) + facts(30, country: nil, contingent: 30)
    let report = review(all, before: facts(10, contingent: 1)).report(period)
    let germany = report.row("primary_coverage", country("DE"))
    #expect(germany?.value == 0.65 && germany?.breached == true && germany?.threshold == 0.7)
    // At the line is not below it, few are no market, and neither are leads without a country.
    #expect(report.row("primary_coverage", country("FR"))?.breached == false)
    #expect(report.row("primary_coverage", country("IT"))?.breached == false)
    let nowhere = report.row("primary_coverage", country("none"))
    #expect(nowhere?.value == 0 && nowhere?.breached == false && nowhere?.threshold == nil)
    #expect(report.row("4_weeks_before", country("DE"))?.value == 0.9)
    #expect(report.sections.map(\.title).prefix(2) == ["Findings", "Build the fallback first"])
    #expect(report.sections[0].isFirst)
    #expect(report.sections[1].rows.map { $0[0] } == ["country DE", "region EMEA"])
    #expect(
      report.sections[1].rows[0][3] == "products, second best in 35 % and missing in 100 %")
    #expect(report.isCrossed)
  }

  @Test func sharesStandInFullByMarketFieldAndOrigin() {
    let report = review(
      facts(20, country: "DE", contingent: 5)
        + facts(10, country: "FR") { number, fact in
          fact.isContingent = number < 4
          if number < 4 { fact.secondary = [.segment: number < 3 ? "default" : "given"] }
        }
    ).report(period)
    #expect(report.row("missing", country("DE"), field(.phone))?.value == 1)
    #expect(report.row("missing", country("FR"), field(.country))?.value == 0)
    #expect(report.row("contingent", country("DE"), field(.products))?.value == 0.25)
    #expect(report.row("contingent", source("web"), field(.products))?.count == 30)
    let origin = Report.Term("from", "default")
    #expect(report.row("contingent", country("FR"), field(.segment))?.value == 0.4)
    #expect(report.row("contingent", country("FR"), field(.segment), origin)?.value == 0.3)
    // Too many to read: they are no rows.
    #expect(!report.rows.contains { $0.figure == "missing" || $0.figure == "contingent" })
  }

  @Test func whatWasErasedIsNotMissing() {
    let report = review(
      facts(2) { _, fact in
        fact.isErased = true
        fact.present.remove(.email)
        fact.isContradicted = true
        fact.wasRight = false
      }
    ).report(period)
    let region = Report.Term("region", "EMEA")
    #expect(report.row("missing", region, field(.email))?.count == 0)
    #expect(report.row("missing", region, field(.website))?.value == 1)
    #expect(report.row("contradicted", region)?.value == 1)
    #expect(report.row("accuracy", region)?.value == 0)
  }

  @Test func anExportHasNoPast() {
    let all =
      facts(3, country: nil, contingent: 3)
      + facts(2) { _, fact in
        fact.present.remove(.score)
        fact.isStale = true
      }
    let report = review(all, before: nil).report(period)
    #expect(report.row("4_weeks_before") == nil)
    #expect(report.row("primary_coverage", country("none"))?.value == 0)
    #expect(report.row("stale_employees", source("web"))?.value == 1)
    #expect(
      report.sections.map(\.title) == [
        "Findings", "Build the fallback first", "Fields that sources have to bring and did not",
        "Missing by region, per cent",
      ])
    #expect(report.sections[2].rows == [["web", "Mia", "score", "40 %", "5"]])
  }
}

/// What the review asks somebody to see to.
@Suite struct EnrichmentFindingTests {
  private func without(_ field: LeadField, _ some: Range<Int>) -> (Int, inout EnrichmentFact) ->
    Void
  {
    { number, fact in if some.contains(number) { fact.present.remove(field) } }
  }

  @Test func aFieldThatASourceStoppedFillingIsFoundWithItsOwner() throws {
    let before = facts(400, without(.score, 0..<12))
    let review = review(facts(120, without(.score, 0..<115)), before: before)
    let found = try #require(review.findings.first)
    #expect(review.findings.count == 1)
    #expect(found.kind == .stopped && found.field == .score && found.leads == 115)
    #expect(
      found.sentence
        == "web (owner Mia): score missing in 96 % of 120 leads, 3 % in the 4 weeks before")
    #expect(found.ask == "Mia")
    let report = review.report(period)
    #expect(report.row("required_missing", source("web"), field(.score))?.breached == true)
    #expect(report.row("required_4_weeks_before", source("web"), field(.score))?.value == 0.03)
    #expect(report.row("required_missing", source("web"), field(.email)) == nil)
    #expect(report.isCrossed)
  }

  @Test func whatWasAlwaysMissingIsListedAndNotFound() {
    let review = review(
      facts(100, without(.score, 0..<60)), before: facts(400, without(.score, 0..<240)))
    #expect(review.findings.isEmpty)
    let list = review.report(period).sections.first { $0.title.hasPrefix("Fields that") }
    #expect(list?.rows == [["web", "Mia", "score", "60 %", "60 %", "100"]])
    #expect(!review.report(period).isCrossed)
  }

  @Test(arguments: [
    // now, of, before, of, whether it surely rose by more than one in twenty
    (19, 19, 0, 400, false), (20, 20, 0, 400, true), (20, 20, 0, 19, false), (5, 20, 0, 80, false),
    (12, 20, 0, 80, true), (13, 100, 3, 400, false), (28, 100, 12, 400, true),
    // Ever so sure, but ever so little.
    (160, 5000, 200, 20_000, false), (300, 5000, 200, 20_000, false),
    (700, 5000, 200, 20_000, true),
    // Less than before.
    (0, 100, 100, 400, false),
  ])
  func onlyASureRiseIsFound(
    _ now: Int, _ of: Int, _ before: Int, _ earlier: Int, _ isFound: Bool
  ) {
    let review = review(
      facts(of, without(.email, 0..<now)), before: facts(earlier, without(.email, 0..<before)))
    #expect(review.findings.map(\.field) == (isFound ? [.email] : []))
  }

  @Test func sourcesWithoutOwnerAreForWhoAnswersForTheRouting() {
    func sentences(_ owner: String) -> [[String]] {
      review(
        facts(40, source: "fair", without(.email, 0..<40)), before: facts(100, source: "fair"),
        owner: owner
      ).findings.map { [$0.sentence, $0.ask] }
    }
    let sentence =
      "fair (no owner): email missing in 100 % of 40 leads, 0 % in the 4 weeks before"
    #expect(sentences("RevOps") == [[sentence, "RevOps"]])
    #expect(sentences("") == [[sentence, "nobody"]])
    // Nobody said that this one has to bring anything.
    #expect(
      review(facts(40, source: "x", without(.email, 0..<40)), before: facts(100, source: "x"))
        .findings.isEmpty)
  }

  @Test func segmentsOnOldNumbersAreFound() throws {
    func stale(_ count: Int, of all: Int) -> [EnrichmentFact] {
      facts(all, source: "fair") { number, fact in
        fact.hasSegment = true
        fact.restsOnStale = number < count
        fact.isStale = number < count
      }
    }
    let found = try #require(review(stale(30, of: 40), before: stale(2, of: 100)).findings.first)
    #expect(found.kind == .stale && found.leads == 30)
    #expect(
      found.sentence
        == "fair (no owner): employees looked up more than 90 days before; the segment of 75 % of 40 "
        + "leads rests on them, 2 % in the 4 weeks before")
    // As many as the line allows are not surely above it, few are nothing, old numbers that nothing
    // rests on do no harm.
    #expect(review(stale(13, of: 40)).findings.isEmpty)
    #expect(review(stale(19, of: 19)).findings.isEmpty)
    #expect(review(facts(40) { _, fact in fact.isStale = true }).findings.isEmpty)
    let report = review(stale(30, of: 40)).report(period)
    #expect(report.row("stale_segments", source("fair"))?.breached == true)
    let some = review(stale(13, of: 40)).report(period).row("stale_segments", source("fair"))
    #expect(some?.breached == false && some?.threshold.map { abs($0 - 0.3) < 1e-9 } == true)
  }

  @Test func sourcesOfGeographyThatDisagreeAreFound() throws {
    func inferred(_ conflicts: Int, of all: Int) -> [EnrichmentFact] {
      facts(all) { number, fact in
        fact.inferred = [
          EnrichmentFact.Inference(by: "domain", country: "DE"),
          EnrichmentFact.Inference(by: "phone", country: number < conflicts ? "FR" : "DE"),
        ]
      }
    }
    let found = try #require(review(inferred(25, of: 50)).findings.first)
    #expect(found.kind == .conflict && found.leads == 25)
    #expect(found.sentence.contains("domain and phone name different countries"))
    #expect(found.sentence.hasSuffix("50 % have such a conflict, no leads in the 4 weeks before"))
    #expect(review(inferred(16, of: 50)).findings.isEmpty)
    // One answer alone cannot disagree.
    #expect(
      review(
        facts(50) { _, fact in
          fact.inferred = [EnrichmentFact.Inference(by: "ip", country: "DE")]
        }
      ).findings.isEmpty)
  }

  @Test func aRegionIsFoundWhereItIsThinWithoutItsThinCountries() {
    let thin = facts(40, country: "BR", contingent: 30)
    let fine = facts(10, country: "DE")
    #expect(review(thin + fine).findings.map(\.subject) == ["country BR"])
    // Two countries too small to be named alone, and thin together.
    let small =
      facts(15, country: "IT", contingent: 8) + facts(15, country: "ES", contingent: 8)
    let folded = review(thin + small).findings
    #expect(folded.map(\.subject) == ["region EMEA"])
    #expect(folded[0].sentence.contains("34 % of 70 leads (also BR alone), no leads in"))
    #expect(
      review(thin, owner: "RevOps").findings[0].sentence
        == "country BR: primary coverage 25 % of 40 leads, no leads in the 4 weeks before; build the "
        + "fallback first; weakest is products, second best in 75 % and missing in 100 %")
  }

  @Test func mostLeadsComeFirst() {
    let all =
      facts(60, without(.score, 0..<60)) + facts(100, country: "BR", source: "x", contingent: 90)
    let review = review(all, before: facts(100))
    #expect(review.findings.map(\.leads) == [90, 60])
    #expect(review.report(period).sections[0].rows.map { $0[2] } == ["90", "60"])
  }
}

extension Report {
  fileprivate var isCrossed: Bool { rows.contains(where: \.breached) }
}
