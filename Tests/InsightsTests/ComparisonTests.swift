import Insights
import LeadModel
import Testing

private let period = Period(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1000))

extension Report {
  fileprivate func value(_ figure: String, _ by: [Report.Term] = []) -> Double? {
    rows.first { $0.figure == figure && $0.by == by }?.value
  }
}

@Suite struct ShadowReportTests {
  private func fact(
    _ number: Int64, _ shadow: String, _ real: String?, region: String = "EMEA",
    dimension: Int? = 7
  ) -> ShadowReport.Fact {
    ShadowReport.Fact(
      number: LeadNumber(number), lead: "L-\(number)", company: "ACME", region: region,
      dimension: dimension, shadow: shadow, real: real)
  }

  @Test func whatNobodyNamesNeitherAgreesNorDiffers() {
    var shadow = ShadowReport()
    shadow.add(fact(1, "ana", "ana"))
    shadow.add(fact(2, "ana", "bo", dimension: 1))
    shadow.add(fact(3, "queue emea", "bo", region: "DACH", dimension: 8))
    shadow.add(fact(4, "ana", nil))
    let report = shadow.report(period, sentences: [LeadNumber(2): "Why."])
    #expect(report.value("agreement") == 1.0 / 3)
    #expect(report.value("unknown") == 1)
    #expect(report.value("agreement", [Report.Term("region", "EMEA")]) == 0.5)
    #expect(report.value("agreement", [Report.Term("dimension", "1")]) == 0)
    #expect(report.value("unknown", [Report.Term("dimension", "7")]) == 1)
    let place = [Report.Term("region", "EMEA"), Report.Term("rep", "ana")]
    // The lead of whom nothing is known counts under neither.
    #expect(report.value("leads_in_shadow", place) == 2)
    #expect(report.value("leads_really", place) == 1)
    #expect(report.sections[0].rows == [["ana", "bo", "1"], ["queue emea", "bo", "1"]])
    #expect(
      report.sections[1].rows[0]
        == ["#2 L-2", "ACME", "EMEA", "1", "ana", "bo", "Why.", "Owned by bo."])
  }

  @Test func nothingInShadowIsSaid() {
    let report = ShadowReport().report(period, sentences: [:])
    #expect(report.notes == ["No lead was decided in shadow in this time."])
    #expect(report.value("agreement") == nil)
    #expect(report.sections.isEmpty)
  }

  @Test func theLatestThatDifferAreListed() {
    var shadow = ShadowReport()
    for number in 1...1050 { shadow.add(fact(Int64(number), "ana", "bo")) }
    let report = shadow.report(period, sentences: [:])
    #expect(report.sections[1].rows.count == 100)
    #expect(report.sections[1].rows.last?[0] == "#1050 L-1050")
    #expect(report.notes == ["1050 leads differ; the latest 100 are listed."])
  }
}

@Suite struct ReconcileReportTests {
  private func fact(
    _ number: Int64, _ ours: String, _ theirs: String, state: LeadState = .assigned
  ) -> ReconcileReport.Fact {
    ReconcileReport.Fact(
      lead: RecordedOwner(
        number: LeadNumber(number), publicID: "L-\(number)", source: "web",
        receivedAt: Instant(milliseconds: 0), state: state, owner: RepID(ours), queue: nil,
        since: Instant(milliseconds: 5), route: .coverage), ours: ours, theirs: theirs)
  }

  @Test func eachLeadIsComparedOnce() {
    var reconcile = ReconcileReport()
    reconcile.add(fact(1, "ana", "ana"))
    reconcile.add(fact(1, "ana", "bo"))
    reconcile.add(fact(2, "ana", "nobody"))
    reconcile.add(fact(3, "ana", "bo", state: .shadowed))
    reconcile.addUnknown("X")
    reconcile.addOutside()
    let report = reconcile.report(period, known: 5) { "\($0.milliseconds)" }
    #expect(report.value("agree") == 1)
    #expect(report.value("differ") == 1)
    #expect(report.value("agreement") == 0.5)
    #expect(report.value("unknown_lead") == 1)
    #expect(report.value("not_in_export") == 2)
    #expect(report.value("differ", [Report.Term("route", "coverage")]) == 1)
    #expect(report.sections[1].rows == [["#2", "L-2", "ana", "5", "coverage", "nobody"]])
    #expect(report.notes.count == 3)
  }
}

@Suite struct EscalationReportTests {
  private func fact(
    _ number: Int64, _ outcome: String?, ending: ClockEnd?, due: Int64 = 10
  ) -> EscalationFact {
    EscalationFact(
      number: number, lead: LeadNumber(number), region: "EMEA", code: "other", rep: "ana",
      openedAt: Instant(milliseconds: 0),
      closedAt: outcome.map { _ in Instant(milliseconds: 9) }, outcome: outcome,
      dueAt: Instant(milliseconds: due), ending: ending, workingTime: false)
  }

  @Test func outcomesReviewsAndRates() {
    let sample = EscalationReport.Sample(
      filed: [
        (fact(1, "correct", ending: .met), 60 * Instant.minute),
        (fact(2, "routing_error", ending: .missed), 180 * Instant.minute),
        (fact(3, "withdrawn", ending: .void), nil), (fact(4, nil, ending: nil), nil),
        (fact(5, nil, ending: nil, due: 5000), nil),
      ], leads: 1000, regions: ["EMEA": 500], attainment: Attainment(met: 1, due: 3))
    let before = EscalationReport.Sample(
      filed: Array(
        repeating: (fact(9, "correct", ending: .missed), 150 * Instant.minute), count: 10),
      leads: 1000, attainment: Attainment(met: 0, due: 10))
    let report = EscalationReport.report(
      period, current: sample, before: before, at: Instant(milliseconds: 100),
      labels: BreakdownLabels(nil, in: .utc), by: nil)
    #expect(report.value("filed") == 5)
    #expect(report.value("per_1000_leads") == 5)
    #expect(report.value("open") == 2)
    #expect(report.value("review_median") == 120)
    #expect(report.value("review_p90") == 180)
    #expect(report.value("review_attainment") == 1.0 / 3)
    #expect(report.value("outcome", [Report.Term("outcome", "correct")]) == 1.0 / 3)
    let region = [Report.Term("region", "EMEA")]
    #expect(report.value("per_1000_leads", region) == 10)
    #expect(report.value("routing_error", region) == 0.5)
    // One met, one missed, one open past due: void and not yet due count in no figure.
    #expect(report.rows.first { $0.figure == "attainment" && $0.by == region }?.count == 3)
    #expect(report.value("attainment", region) == 1.0 / 3)
    #expect(report.notes.first == "Fewer escalations may mean people gave up.")
  }
}
