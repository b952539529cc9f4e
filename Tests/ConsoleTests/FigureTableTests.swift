import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Figures of many things, as tables that fit.
@Suite struct FigureTableTests {
  private static func report() -> Report {
    func figures(_ region: String, _ leads: Int, _ share: Double) -> [Report.Figure] {
      let by = [Report.Term("region", region)]
      return [
        Report.Figure("leads", by: by, value: Double(leads), count: leads),
        Report.Figure(
          "primary_coverage", .share, by: by, value: share, count: leads, threshold: 0.7,
          breached: share < 0.7),
        Report.Figure("gap_hours", by: by, value: 3, count: leads),
      ]
    }
    let now = Company().now
    return Report(
      name: "enrichment", from: now - Instant.day, to: now,
      rows: [Report.Figure("leads", value: 1530, count: 1530)] + figures("EMEA", 1200, 0.91)
        + figures("NA", 330, 0.605))
  }

  private static func lines(_ width: Int) -> [String] {
    let report = report()
    let text = ReportText(
      report: report, insight: Insight(), context: TestDesk(120, 40).model.context, width: width)
    return text.lines.dropFirst().prefix { !$0.isHeading }.map { line in
      let plain = line.text.plain
      return String(plain.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test func oneLineForEachThing() {
    #expect(
      Self.lines(80) == [
        "leads       1,530", "",
        "                       primary    gap",
        "region  leads         coverage  hours",
        "EMEA    1,200  91.0 % of 1,200      3",
        "NA        330  ▲ 60.5 % of 330      3",
        "limit of primary coverage: 70.0 %",
      ])
  }

  @Test func whatIsTooWideGoesOnBelow() {
    let lines = Self.lines(34)
    #expect(lines.allSatisfy { TextWidth.columns($0) <= 34 })
    #expect(lines.count { $0.hasPrefix("EMEA") } == 2)
    #expect(lines.contains("EMEA        3"))
  }
}
