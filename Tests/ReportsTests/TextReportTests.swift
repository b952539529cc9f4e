import Insights
import LeadModel
import Reports
import Testing

/// A report with everything in it.
let sample: Report = {
  var report = Report(
    name: "sla", from: Instant(milliseconds: 1_772_406_000_000),
    to: Instant(milliseconds: 1_773_010_800_000),
    rows: [
      Report.Figure.count("filed", 41203),
      .share("duplicate_assignment", 1, of: 19, limit: .duplicateAssignment),
      .minutes("speed_to_lead", 25 * Instant.minute, count: 88, limit: .speedToLead),
      .share("attainment", by: [Report.Term("queue", "emea")], 30, of: 40, limit: .slaAttainment),
      .count("entered", by: [Report.Term("queue", "emea")], 40),
      .share("attainment", by: [Report.Term("queue", "world")], 0, of: 0, limit: .slaAttainment),
      .count("entered", by: [Report.Term("queue", "world")], 0),
    ],
    sections: [
      Report.Section(
        title: "Leads", columns: ["lead", "owner"],
        rows: [["=HYPERLINK(\"x\")", "Zoë, \"Z\""], ["<b>\u{1B}[31m", "東京"]]),
      Report.Section(title: "Nothing", columns: ["lead"], rows: []),
    ])
  report.notes = ["Fewer escalations may mean people gave up."]
  report.zone = "Europe/Berlin"
  report.head = String(repeating: "ab", count: 32)
  report.entries = 1234
  return report
}()

@Suite struct TextReportTests {
  @Test func figuresStandInTablesWithTheirCounts() {
    let text = sample.rendered(as: .text)
    #expect(
      text == """
        Promises kept
        2026-03-02 00:00 to 2026-03-09 00:00 Europe/Berlin
        log: 1,234 entries, head
        abababababababababababababababababababababababababababababababab

        figure                        value   limit
        --------------------  -------------  ------
        filed                        41,203
        duplicate assignment  5 % (19, few)     3 %
        speed to lead           25 min (88)  30 min

        queue           attainment  entered
        -----  -------------------  -------
        emea   75 % (40, breached)       40
        world                – (0)        0
        limit of attainment: 85 %

        Leads

        lead             owner
        ---------------  --------
        =HYPERLINK("x")  Zoë, "Z"
        <b>·[31m         東京

        Nothing

        none

        Fewer escalations may mean people gave up.

        """)
  }

  @Test(arguments: [40, 60, 80, 120])
  func noLineIsWiderThanTheScreen(_ width: Int) {
    var report = sample
    report.sections.append(
      Report.Section(
        title: "Long", columns: ["lead", "what the log says", "what the record says"],
        rows: [
          [
            "L-1", String(repeating: "covers Germany in German ", count: 6),
            String(repeating: "x", count: 200),
          ]
        ]))
    let lines = TextReport.lines(report, width: width)
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines.max { $0.count < $1.count } ?? "")")
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    #expect(!sample.rendered(as: .text).contains("\u{1B}"))
    #expect(!sample.rendered(as: .html).contains("\u{1B}"))
  }

  @Test func marksAreWords() {
    let lines = TextReport.lines(sample)
    #expect(lines.contains { $0.hasPrefix("duplicate assignment") && $0.contains("5 % (19, few)") })
    #expect(lines.contains { $0.hasPrefix("emea") && $0.contains("75 % (40, breached)") })
    #expect(lines.contains { $0.hasPrefix("world") && $0.contains("– (0)") })
    #expect(lines.contains("limit of attainment: 85 %"))
  }
}

@Suite struct ExportTests {
  @Test func jsonHasTheKeysOfTheContractInOrder() {
    let text = sample.rendered(as: .json)
    #expect(
      text.hasPrefix(
        #"{"report":"sla","from":"2026-03-01T23:00:00.000Z","to":"2026-03-08T23:00:00.000Z","rows":["#
          + #"{"figure":"filed","by":{},"value":41203,"count":41203,"few":false,"threshold":null,"#
          + #""breached":false},"#))
    #expect(
      text.contains(
        #"{"figure":"attainment","by":{"queue":"emea"},"value":0.75,"count":40,"few":false,"#
          + #""threshold":0.85,"breached":true}"#))
    #expect(text.contains(#""value":null,"count":0,"few":true"#))
    #expect(text.contains(#"["=HYPERLINK(\"x\")","Zoë, \"Z\""]"#))
    #expect(text.contains(#"["<b>\u001b[31m","東京"]"#))
    #expect(text.hasSuffix("\"log\":{\"entries\":1234,\"head\":\"\(sample.head ?? "")\"}}\n"))
  }

  @Test func csvDefusesFormulas() {
    let text = sample.rendered(as: .csv)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("report,from,to,figure,by,value,count,few,threshold,breached,unit"))
    #expect(
      lines[4].contains(",attainment,queue=emea,0.75,40,false,0.85,true,share,1234,abab"))
    #expect(text.contains("Leads,\"'=HYPERLINK(\"\"x\"\")\",\"Zoë, \"\"Z\"\"\"\r\n"))
    #expect(sample.rendered(as: .csv, raw: true).contains("Leads,\"=HYPERLINK("))
  }

  @Test(arguments: ["=1", "+1", "-x", "@a", "\ta", "\ra", "=\u{301}1"])
  func eachBeginningThatASpreadsheetRuns(_ text: String) {
    var report = sample
    report.sections = [Report.Section(title: "t", columns: ["c"], rows: [[text]])]
    #expect(report.rendered(as: .csv).contains("'" + text))
    #expect(!report.rendered(as: .csv, raw: true).contains("'"))
  }

  @Test func thePageNeedsNothingElse() {
    let text = sample.rendered(as: .html)
    #expect(text.hasPrefix("<!doctype html>"))
    #expect(!text.contains("http"))
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;b&gt;"))
    #expect(text.contains("<figcaption>entered</figcaption>"))
    #expect(text.contains("75 % <span class=\"count\">(40, breached)</span>"))
    #expect(text.contains("Log: 1,234 entries, head abab"))
  }

  @Test func theSameReportGivesTheSameBytes() {
    for format in ReportFormat.allCases {
      #expect(sample.rendered(as: format) == sample.rendered(as: format))
    }
  }
}
