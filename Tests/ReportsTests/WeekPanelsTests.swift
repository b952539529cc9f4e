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

/// Hours promised against hours seen.
@Suite struct WeekDifferenceTests {
  private let report: Report = {
    func figure(_ name: String, _ unit: Report.Unit, _ hour: String, _ value: Double)
      -> Report.Figure
    {
      Report.Figure(
        name, unit, by: [Report.Term("weekday", "Wed"), Report.Term("hour", hour)], value: value,
        count: 30)
    }
    var report = Report(
      name: "coverage", from: Instant(milliseconds: 1_772_406_000_000),
      to: Instant(milliseconds: 1_773_010_800_000),
      rows: [
        figure("contract", .share, "09", 1), figure("observed", .share, "10", 1),
        figure("promised_not_seen", .share, "09", 0.25),
        figure("promised_not_seen", .share, "10", 0.75),
        figure("promised_not_seen", .share, "11", 1), figure("beyond_contract", .share, "12", 0.5),
        figure("beyond_contract", .share, "13", 0.75), figure("leads", .count, "11", 3),
        figure("leads_in_gaps", .count, "11", 3), figure("leads_in_gaps", .count, "20", 1),
      ])
    report.hoursZone = "Asia/Tokyo"
    report.details = [
      Report.Figure.init("gap", by: [Report.Term("region", "X")], value: 9, count: 3)
    ]
    report.sections = [
      Report.Section(title: "Later", columns: ["a"], rows: [["x"]]),
      Report.Section(title: "Gaps", columns: ["a"], rows: [["y"]], isFirst: true),
    ]
    return report
  }()

  @Test func textMarksWhatDiffersAtAGlance() {
    let lines = report.rendered(as: .text, width: 80).split(separator: "\n").map(String.init)
    #expect(lines.contains("The week by hour, Asia/Tokyo"))
    #expect(lines.contains { $0.hasPrefix("seen against contract") })
    #expect(lines.contains { $0.contains("Wed ·········-=!+#······o···") })
    #expect(lines.contains { $0.hasPrefix("- promised, not seen (= most)") })
    // What the difference tells has no picture of its own.
    #expect(!lines.contains { $0.contains("promised not seen,") })
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func pagesFrameGapsAndFitDarkScreensAndPaper() {
    let page = report.rendered(as: .html)
    #expect(page.contains(">−75</text>") && page.contains(">+50</text>"))
    #expect(page.split(separator: "class=\"gap\"").count - 1 == 2)
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
    // Colours have names throughout: one that had none would be lost on one of the grounds.
    #expect(!page.contains("fill=\"#") && !page.contains("stroke=\"#"))
  }

  @Test func whatComesFirstStandsFirstAndDetailsAreForExports() throws {
    let text = report.rendered(as: .text)
    let (first, later) = (text.firstRange(of: "Gaps"), text.firstRange(of: "Later"))
    let grids = try #require(text.firstRange(of: "The week by hour"))
    #expect(try #require(first).lowerBound < grids.lowerBound)
    #expect(try #require(later).lowerBound > grids.lowerBound)
    #expect(!text.contains("gap    "))
    #expect(report.rendered(as: .json).contains(#""figure":"gap","by":{"region":"X"},"value":9"#))
    #expect(report.rendered(as: .json).contains(#""hours_zone":"Asia/Tokyo""#))
    #expect(report.rendered(as: .csv).contains("gap,region=X,9,3"))
    // Only what is shown can cross a line.
    #expect(!report.isBreached)
  }
}
