import DeskRules
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

/// Coverage and enrichment over real decisions.
@Suite struct ReportCoverageTests {
  private func rows(_ numbers: ClosedRange<Int>, _ country: String, language: String = "de")
    -> String
  {
    header
      + numbers.map {
        "L-\($0),p\($0)@x\($0).example,X \($0),\(country),\(language),2026-03-02T09:00:00Z\n"
      }.joined()
  }

  @Test func leadsStandAtTheHourInWhichTheyCameIn() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...2, "DE"))
    test.wait(minutes: 300)
    let report = try test.report("coverage", by: "owner")
    let reps = test.desk.rules.schedules.roster.reps.count(where: \.isActive)
    #expect(report.value("reps") == Double(reps) && report.value("leads") == 2)
    let grid = try #require(report.weekGrids.first { $0.figure == "leads" && $0.by.isEmpty })
    // 10:00 in Berlin, on a Monday.
    #expect(grid.cells[10] == 2)
    let misses = try #require(report.weekGrids.first { $0.figure == "sla_misses" })
    #expect(misses.cells[10] == 2)
    // Nobody was seen for four weeks: contracts stand in.
    #expect(
      report.notes.contains { $0.hasPrefix("Of \(reps) of \(reps) reps too little was seen") })
    #expect(report.sections[0].rows.isEmpty)
  }

  @Test func oneRepAndWhatIsNoGroup() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...2, "DE"))
    test.wait(minutes: 1)
    func answer(_ name: String, by: String? = nil, rep: RepID? = nil) throws -> DeskAnswer {
      try test.desk.answer(
        ReportRequest(name: name, by: by, rep: rep), for: TestDesk.admin, now: test.now)
    }
    guard case .report(let one) = try answer("coverage", rep: "ana") else {
      return #expect(Bool(false))
    }
    #expect(one.value("reps") == 1 && one.value("leads") == 1)
    #expect(
      one.weekGrids.map(\.figure) == [
        "contract", "observed", "promised_not_seen", "beyond_contract", "leads", "sla_misses",
        "leads_in_gaps",
      ])
    #expect(one.hoursZone == "Europe/Berlin")
    guard case .report(let status) = try answer("rep", rep: "ana") else {
      return #expect(Bool(false))
    }
    #expect(status.weekGrids.map(\.figure) == one.weekGrids.map(\.figure))
    // Questions that make no sense are the asker's to put right.
    #expect(
      try answer("coverage", rep: "nobody")
        == .refused(Refusal(.usage, "there is no active rep \"nobody\" in the roster")))
    #expect(
      try answer("rep", rep: "an")
        == .refused(
          Refusal(
            .usage, "there is no active rep \"an\" in the roster; did you mean \"ana\"?")))
    guard case .refused(let refusal) = try answer("coverage", by: "hour") else {
      return #expect(Bool(false))
    }
    #expect(refusal.refused == .usage && refusal.why.hasSuffix("use region, team or owner"))
  }

  @Test func whatLeadsLackIsToldByMarket() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...3, "DE") + "", as: "leads/1.csv")
    try test.deliver(rows(4...5, "", language: ""), as: "leads/2.csv")
    test.wait(minutes: 1)
    let report = try test.report("enrichment")
    #expect(report.value("leads") == 5)
    #expect(report.value("leads", ["country": "DE"]) == 3)
    #expect(report.value("missing", ["region": "none", "field": "country"]) == 1)
    #expect(report.figure("4_weeks_before")?.count == 0)
    let export = try test.report(
      "enrichment",
      file: "Email,Country,Language,Product,Employees\na@b.de,Germany,de,x,5\nc@d.de,Mars,de,x,5\n")
    #expect(export.value("primary_coverage", ["country": "DE"]) == 1)
    #expect(export.value("primary_coverage", ["country": "none"]) == 0)
    #expect(export.value("primary_coverage") == 0.5)
  }

  @Test func whatALaterDeliveryTellsOtherwiseIsAContradiction() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...1, "DE"), as: "leads/1.csv")
    test.wait(minutes: 1)
    try test.deliver(rows(1...1, "FR"), as: "leads/2.csv")
    test.wait(minutes: 1)
    let report = try test.report("enrichment")
    #expect(report.value("contradicted") == 1)
    #expect(report.figure("accuracy")?.count == 0)
  }
}
