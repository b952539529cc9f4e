import Insights
import LeadModel
import RoutingEngine
import Testing

@Suite struct CoverageTests {
  private func hours(_ text: String) throws -> WeeklyHours { try WeeklyHours(parsing: text) }
  private func cells(_ on: Range<Int>) -> WeekCells {
    var cells = WeekCells()
    for cell in on { cells[cell] = true }
    return cells
  }
  private let period = Period(
    from: Instant(milliseconds: 1_772_406_000_000), to: Instant(milliseconds: 1_773_010_800_000))

  @Test func windowsCountByTheMinuteAndOnce() throws {
    let week = WeekHours(try hours("Mon 09:00-12:30,12:00-13:15; Sun 22:00-02:00"), movedBy: 0)
    #expect(week[9] == 60 && week[12] == 60 && week[13] == 15 && week[14] == 0)
    // The night of Sunday ends on Monday, where the week begins.
    #expect(week[6 * 24 + 22] == 60 && week[6 * 24 + 23] == 60 && week[0] == 60 && week[1] == 60)
    #expect(week.hours == 4.25 + 4)
  }

  @Test func otherZonesMoveHoursAlsoByHalves() throws {
    let ahead = WeekHours(try hours("Mon 00:00-01:00"), movedBy: -330)
    #expect(ahead[6 * 24 + 18] == 30 && ahead[6 * 24 + 19] == 30)
    let seen = WeekHours(cells(167..<168), movedBy: 90)
    #expect(seen[0] == 30 && seen[1] == 30 && seen.hours == 1)
    #expect(WeekHours(.never, movedBy: 60) == WeekHours())
  }

  /// Two of EMEA, one of them seen; leads at two hours when nobody is there.
  private func sample() throws -> CoverageReport {
    var report = CoverageReport(by: .region)
    report.add(
      CoverageReport.Rep(
        id: "ana", group: "EMEA", hours: try hours("Mon 09:00-17:00"), observed: cells(10..<17),
        shift: 0))
    report.add(
      CoverageReport.Rep(
        id: "bo", group: "EMEA", hours: try hours("Mon 09:00-11:00"), observed: nil, shift: 0))
    report.addLeads("EMEA", cell: 10, 5, misses: 1)
    report.addLeads("EMEA", cell: 30, 4, misses: 2)
    report.addLeads("EMEA", cell: 31, 2, misses: 5)
    report.addLeads("NA", cell: 31, 9, misses: 0)
    report.addLeads(nil, cell: 2, 3, misses: 3)
    return report
  }

  private func figure(
    _ report: Report, _ name: String, _ by: [String: String] = [:]
  ) -> Report.Figure? {
    report.rows.first { row in
      row.figure == name && row.by.count == by.count
        && row.by.allSatisfy { by[$0.name] == $0.value }
    }
  }

  @Test func sharesAreThoseOfTheReps() throws {
    let report = try sample().report(period, zone: "Europe/Berlin")
    let cell = ["weekday": "Mon", "hour": "09"]
    #expect(figure(report, "contract", cell)?.value == 1)
    // Nobody knows enough of the second: the contract stands in.
    #expect(figure(report, "observed", cell)?.value == 0.5)
    let nextDay = ["region": "EMEA", "weekday": "Tue", "hour": "06"]
    #expect(figure(report, "leads", nextDay)?.value == 4)
    #expect(figure(report, "sla_misses", nextDay)?.value == 2)
    #expect(figure(report, "leads")?.value == 23)
    #expect(figure(report, "contract_hours", ["region": "EMEA"])?.value == 10)
    #expect(figure(report, "observed_hours", ["region": "EMEA"])?.value == 9)
    #expect(figure(report, "gap_hours", ["region": "EMEA"])?.value == 2)
    #expect(figure(report, "leads_in_gaps", ["region": "EMEA"])?.value == 6.0 / 11)
    // A region without reps has leads and no share of anybody.
    #expect(figure(report, "reps", ["region": "NA"])?.value == 0)
    #expect(report.notes.contains { $0.hasPrefix("Of 1 of 2 reps too little was seen") })
    #expect(report.notes.contains { $0.hasPrefix("3 leads without region") })
    #expect(
      report.weekGrids.filter(\.by.isEmpty).map(\.figure)
        == ["contract", "observed", "leads", "sla_misses"])
    #expect(report.weekGrids.allSatisfy { !$0.by.isEmpty || $0.cells.allSatisfy { $0 != nil } })
  }

  @Test func gapsAreRankedByLeadsTimesMisses() throws {
    let gaps = try sample().report(period, zone: "UTC").sections[0]
    #expect(
      gaps.rows == [
        ["EMEA", "Tue 07:00", "2", "5", "10", "0"], ["EMEA", "Tue 06:00", "4", "2", "8", "0"],
        ["NA", "Tue 07:00", "9", "0", "0", "0"],
      ])
  }

  @Test func manyGroupsHaveGridsAsFarAsThereIsRoom() throws {
    var report = CoverageReport(by: .owner)
    for number in 0..<300 {
      report.add(
        CoverageReport.Rep(
          id: RepID("r\(number)"), group: "r\(number)", hours: try hours("Mon-Fri 09:00-17:00"),
          observed: nil, shift: 0))
    }
    report.addLeads("r299", cell: 0, 1, misses: 0)
    let all = report.report(period, zone: "UTC")
    #expect(all.rows.count <= 4000)
    #expect(all.weekGrids.contains { $0.by == [Report.Term("owner", "r299")] })
    #expect(all.notes.contains { $0.contains("have no grid here") })
    #expect(all.rows.count { $0.figure == "reps" } == 301)
  }
}

@Suite struct EnrichmentTests {
  private let period = Period(
    from: Instant(milliseconds: 1_772_406_000_000), to: Instant(milliseconds: 1_773_010_800_000))

  private func facts(
    _ count: Int, country: String?, contingent: Int,
    _ set: (inout EnrichmentFact) -> Void = { _ in }
  ) -> [EnrichmentFact] {
    (0..<count).map { number in
      var fact = EnrichmentFact(
        source: "web", country: country, region: country.map { _ in "EMEA" },
        present: [.email, .company, .language])
      if country != nil { fact.present.insert(.country) }
      fact.isContingent = number < contingent
      if fact.isContingent { fact.secondary = [.products: "none"] }
      set(&fact)
      return fact
    }
  }

  private func report(_ facts: [EnrichmentFact], before: [EnrichmentFact]? = []) -> Report {
    var (now, earlier) = (EnrichmentSample(required: [.score]), EnrichmentSample())
    for fact in facts { now.add(fact) }
    for fact in before ?? [] { earlier.add(fact) }
    let source = LeadSource(id: "web", required: [.score, .email], owner: "mia")
    return EnrichmentReport(now, before: before == nil ? nil : earlier, required: [source])
      .report(period)
  }

  private func row(_ report: Report, _ name: String, _ by: [Report.Term]) -> Report.Figure? {
    report.rows.first { $0.figure == name && $0.by == by }
  }

  @Test func weakMarketsNeedTheirFallbackFirst() {
    let all =
      facts(20, country: "DE", contingent: 7) + facts(20, country: "FR", contingent: 6)
      + facts(19, country: "IT", contingent: 19)
    let report = report(all, before: facts(10, country: "DE", contingent: 1))
    let germany = row(report, "primary_coverage", [Report.Term("country", "DE")])
    #expect(germany?.value == 0.65 && germany?.breached == true && germany?.threshold == 0.7)
    // At the line is not below it, and few are no market.
    #expect(row(report, "primary_coverage", [Report.Term("country", "FR")])?.breached == false)
    #expect(row(report, "primary_coverage", [Report.Term("country", "IT")])?.breached == false)
    #expect(row(report, "4_weeks_before", [Report.Term("country", "DE")])?.value == 0.9)
    #expect(report.sections[0].title == "Build the fallback first")
    #expect(report.sections[0].rows.map { $0[0] } == ["country DE", "region EMEA"])
    #expect(report.sections[0].rows[0][3] == "products missing in 100 %")
    #expect(
      report.sections.last?.rows.map { Array($0.prefix(4)) } == [
        ["web", "mia", "score", "100 %"], ["web", "mia", "email", "0 %"],
      ])
    #expect(
      row(report, "contingent", [Report.Term("source", "web"), Report.Term("field", "products")])?
        .value == 32.0 / 59)
  }

  @Test func whatWasErasedIsNotMissing() {
    let report = report(
      facts(2, country: "DE", contingent: 0) { fact in
        fact.isErased = true
        fact.present.remove(.email)
        fact.isContradicted = true
        fact.wasRight = false
      })
    let by = [Report.Term("region", "EMEA")]
    #expect(row(report, "missing", by + [Report.Term("field", "email")])?.count == 0)
    #expect(row(report, "missing", by + [Report.Term("field", "website")])?.value == 1)
    #expect(row(report, "contradicted", by)?.value == 1)
    #expect(row(report, "accuracy", by)?.value == 0)
  }

  @Test func anExportHasNoPast() {
    let report = report(facts(3, country: nil, contingent: 3), before: nil)
    #expect(row(report, "4_weeks_before", []) == nil)
    #expect(row(report, "primary_coverage", [Report.Term("country", "none")])?.value == 0)
    #expect(
      report.sections.map(\.title) == [
        "Build the fallback first", "Missing by market, per cent",
        "Fields that sources have to bring",
      ])
  }
}
