import LeadModel
import Reports
import Testing

@Suite struct TextReportTests {
  @Test func figuresShowTheirCount() {
    let report = Report(
      name: "kpi", from: Instant(milliseconds: 0), to: Instant(milliseconds: 1),
      rows: [Report.Figure("leads", value: nil, count: 3)])
    #expect(TextReport.lines(report) == ["leads  –  (3)"])
  }
}
