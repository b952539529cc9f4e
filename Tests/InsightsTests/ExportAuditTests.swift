import Insights
import LeadModel
import RoutingEngine
import Testing

@Suite struct ExportAuditTests {
  private static let start = Instant(milliseconds: 1_772_442_000_000)
  private static func at(_ minutes: Int64) -> Instant { start + minutes * Instant.minute }

  private func fact(
    _ lead: String, contact: String? = nil, source: String = "web",
    owner: ExportAudit.Owner = .person("ana", isActive: true), assigned: Int64? = 5,
    contacted: Int64? = 20, closed: Bool = false, lacks: Bool = false, minute: Int64 = 0
  ) -> ExportAudit.Fact {
    ExportAudit.Fact(
      lead: lead, label: source, contact: contact ?? lead, submittedAt: Self.at(minute),
      assignedAt: assigned.map { Self.at(minute + $0) },
      firstContactAt: contacted.map { Self.at(minute + $0) }, owner: owner,
      dueAt: Self.at(minute + 60), isClosed: closed, lacksFields: lacks)
  }

  private func report(_ facts: [ExportAudit.Fact], at minutes: Int64 = 1000) -> Report {
    let by = Report.Breakdown.source
    return ExportAudit(facts, at: Self.at(minutes)).report(
      Period(from: Self.start, to: Self.at(1000)), labels: BreakdownLabels(by, in: .utc)
    ) { "\(($0 - Self.start) / Instant.minute)" }
  }

  private func figure(_ report: Report, _ name: String, _ by: [String] = []) -> Report.Figure? {
    report.rows.first { $0.figure == name && $0.by.map(\.value) == by }
  }

  @Test func aGoodLeadIsOnItsWay() {
    let report = report([fact("1"), fact("2", contacted: 40)])
    for name in ["unassigned", "more_than_one_owner", "reassigned", "no_follow_up"] {
      #expect(figure(report, name)?.value == 0)
    }
    #expect(figure(report, "to_assignment")?.value == 5)
    #expect(figure(report, "to_first_contact")?.value == 30)
    #expect(figure(report, "received", ["web"])?.value == 2)
    #expect(report.sections.first?.rows.isEmpty == true)
  }

  @Test func eachFaultHasItsCause() throws {
    let gone = ExportAudit.Owner.person("zed", isActive: false)
    let report = report([
      fact("1", owner: .nobody, contacted: nil),
      fact("2", owner: .queue("queue world"), lacks: true),
      fact("3", contacted: nil), fact("4", owner: gone, contacted: nil),
      // Two people have one contact; two rows tell of one lead.
      fact("5", contact: "x"), fact("6", contact: "x", owner: .person("bo", isActive: true)),
      fact("7", owner: gone), fact("7"),
      // Closed, or not due yet: nobody has to do anything.
      fact("8", contacted: nil, closed: true), fact("9", contacted: nil, minute: 990),
    ])
    #expect(figure(report, "unassigned")?.value == 2.0 / 9)
    #expect(figure(report, "more_than_one_owner")?.value == 2.0 / 6)
    #expect(figure(report, "more_than_one_owner")?.count == 6)
    #expect(figure(report, "reassigned")?.value == 1.0 / 7)
    #expect(figure(report, "no_follow_up")?.value == 2.0 / 9)
    let expected: [(String, String, Double)] = [
      ("unassigned", "logic gap", 1), ("unassigned", "field error", 1),
      ("no_follow_up", "unavailable rep", 1), ("no_follow_up", "team change", 1),
      ("reassigned", "team change", 1), ("more_than_one_owner", "logic gap", 2),
      ("more_than_one_owner", "team change", 1), ("more_than_one_owner", "field error", 0),
    ]
    for (name, cause, count) in expected {
      #expect(figure(report, name, [cause])?.value == count, "\(name) by \(cause)")
    }
    let rows = try #require(report.sections.first).rows
    #expect(rows.map { $0[0] } == ["1", "2", "3", "4", "5", "6", "7", "7"])
    #expect(rows[0] == ["1", "0", "5", "nobody", "", "unassigned", "logic gap"])
    #expect(rows[3][3] == "zed (not active)")
    #expect(rows[6][5] == "more than one owner, reassigned")
  }

  @Test func peopleWithMoreThanOneRep() {
    let audit = ExportAudit(
      [
        fact("1", contact: "x"), fact("2", contact: "x", owner: .person("bo", isActive: true)),
        fact("3", contact: "y"), fact("4", contact: "y"), fact("5", owner: .nobody),
      ], at: Self.at(1000))
    let report = audit.duplicates(Period(from: Self.start, to: Self.at(1000)))
    #expect(figure(report, "duplicate_assignment")?.value == 0.5)
    #expect(figure(report, "duplicates_received")?.value == 0.4)
    #expect(report.sections.first?.rows == [["1, 2", "ana, bo"]])
  }
}
