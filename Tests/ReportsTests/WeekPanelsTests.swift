import LeadModel
import Reports
import Testing

/// Figures over the hours of a week, in every format.
@Suite struct WeekPanelsTests {
  private let report: Report = {
    func figure(_ name: String, _ unit: Report.Unit, _ cell: Int, _ value: Double) -> Report.Figure
    {
      Report.Figure(
        name, unit,
        by: [
          Report.Term("team", "A<b>"), Report.Term("weekday", Report.weekdays[cell / 24]),
          Report.Term("hour", cell % 24 < 10 ? "0\(cell % 24)" : "\(cell % 24)"),
        ], value: value, count: 30)
    }
    return Report(
      name: "coverage", from: Instant(milliseconds: 1_772_406_000_000),
      to: Instant(milliseconds: 1_773_010_800_000),
      rows: [
        .init("leads", by: [Report.Term("team", "A<b>")], value: 4, count: 4),
        figure("contract", .share, 9, 1), figure("contract", .share, 10, 0.5),
        figure("observed", .share, 9, 0.25), figure("leads", .count, 166, 7),
      ])
  }()

  @Test func textShadesSharesOnOneScale() {
    let lines = report.rendered(as: .text, width: 80).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines.contains("The week by hour: team A<b>"))
    #expect(lines.contains("contract, █ 100 %              observed, █ 100 %"))
    #expect(
      lines.contains(
        "Mon ·········█▒·············   Mon ·········░··············"))
    #expect(lines.contains("leads, █ 7"))
    #expect(lines.contains("Sun ······················█·"))
    #expect(lines.allSatisfy { $0.count <= 80 })
    // No table of hours beside the pictures.
    #expect(!lines.contains { $0.contains("weekday") })
  }

  @Test func narrowScreensHaveOneBelowTheOther() {
    let lines = report.rendered(as: .text, width: 40).split(separator: "\n")
    #expect(lines.contains("contract, █ 100 %") && lines.contains("observed, █ 100 %"))
  }

  @Test func pagesHaveTheValuesInTheCells() {
    let page = report.rendered(as: .html)
    #expect(page.contains("<h2>The week by hour: team A&lt;b&gt;</h2>"))
    #expect(page.contains("<figcaption>contract, per cent</figcaption>"))
    #expect(
      page.contains(">100</text>") && page.contains(">25</text>") && page.contains(">7</text>"))
    #expect(page.split(separator: "<rect").count - 1 >= 3 * 168)
    #expect(!page.contains("src=") && !page.contains("<script"))
  }

  @Test func exportsHaveTheFiguresThemselves() {
    #expect(
      report.rendered(as: .json).contains(#""by":{"team":"A<b>","weekday":"Mon","hour":"09"}"#))
    #expect(report.rendered(as: .csv).contains("team=A<b>;weekday=Sun;hour=22,7,30"))
  }
}
