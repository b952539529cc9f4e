import DeskRules
import Foundation
import LeadModel
import Testing

@testable import Desk

/// Audits of what another system exported, by a desk without a log of leads.
@Suite struct ReportExportTests {
  private static let export = """
    Record ID,Email,Phone Number,Country,Lead Source,Created Date,Lead Owner,assigned_at,first_contact_at,Status
    C-1,a@x.example,,DE,web,2025-11-03T09:00:00Z,Ana,2025-11-03T09:10:00Z,2025-11-03T09:30:00Z,
    C-2,b@x.example,,DE,web,2025-11-03T09:00:00Z,,,,
    C-3,c@x.example,,,web,2025-11-03T09:00:00Z,unassigned,,,
    C-4,d@x.example,,DE,ads,2025-11-03T09:00:00Z,Zed Gone,2025-11-03T09:10:00Z,,
    C-5,A@X.example,,DE,ads,2025-11-04T09:00:00Z,bo,2025-11-04T09:10:00Z,,Closed
    C-6,old@x.example,,DE,ads,2025-09-04T09:00:00Z,bo,2025-09-04T09:10:00Z,,

    """

  private func desk() throws -> TestDesk { try TestDesk() }

  @Test func theSelfAuditOfAnExport() throws {
    let report = try desk().report("self-audit", file: Self.export)
    #expect(report.to == Instant("2025-11-04T09:00:00Z") + 1)
    #expect(report.to - report.from == 30 * Instant.day)
    #expect(report.value("unassigned") == 0.4)
    #expect(report.value("unassigned", ["cause": "field error"]) == 1)
    #expect(report.value("unassigned", ["cause": "logic gap"]) == 1)
    #expect(report.value("no_follow_up") == 0.2)
    #expect(report.value("no_follow_up", ["cause": "team change"]) == 1)
    #expect(report.value("more_than_one_owner") == 0.5)
    #expect(report.value("to_first_contact") == 30)
    #expect(report.value("received", ["source": "ads"]) == 2)
    #expect(report.sections.first?.rows.map { $0[0] } == ["C-1", "C-2", "C-3", "C-4", "C-5"])
    #expect(report.notes.first == "1 rows were submitted at another time.")
    let wide = try desk().report(
      "self-audit", from: Instant("2025-09-01T00:00:00Z"), to: TestDesk.monday, by: "region",
      file: Self.export)
    #expect(wide.figure("unassigned")?.count == 6)
    #expect(wide.value("received", ["region": "none"]) == 1)
  }

  @Test func theDuplicateAuditOfAnExport() throws {
    let report = try desk().report("duplicates", file: Self.export)
    #expect(report.to - report.from == 90 * Instant.day)
    #expect(report.value("duplicate_assignment") == 1.0 / 3)
    #expect(report.sections.first?.rows == [["C-1, C-5", "ana, bo"]])
  }

  @Test func anExportWithoutOwnersIsRefused() throws {
    let test = try desk()
    let request = ReportRequest(name: "self-audit", file: "Email,Country\na@x.example,DE\n")
    guard
      case .refused(let refusal) = try test.desk.answer(request, for: TestDesk.admin, now: test.now)
    else { return #expect(Bool(false)) }
    #expect(refusal.refused == .usage)
    #expect(refusal.why.contains("names an owner"))
  }
}

/// Conversion by route and by pool.
@Suite struct MeetingReportTests {
  @Test func leadsLeadToMeetings() throws {
    let test = try TestDesk(
      rules: TestDesk.rules() + "\n[[pool]]\nid = \"others\"\n",
      reps: TestDesk.people.replacingOccurrences(of: "all,5", with: "all,500"))
    let header = "id,email,company,country,language,submitted_at\n"
    let rows = (1...4).map { "L-\($0),p\($0)@x\($0).example,X,DE,de,2026-03-02T09:00:00Z\n" }
    try test.deliver(header + rows.joined())
    try test.act(.contact(lead: "L-1", kind: "meeting", at: nil, channel: nil))
    test.go(to: TestDesk.monday + 21 * Instant.day)
    let report = try test.report("kpi")
    #expect(report.value("lead_to_meeting", ["route": "coverage"]) == 0.25)
    #expect(report.value("lead_to_meeting", ["pool": "all"]) == 0.25)
    #expect(report.figure("lead_to_meeting", ["pool": "all"])?.count == 4)
    #expect(report.figure("lead_to_meeting", ["pool": "others"]) == nil)
    #expect(report.value("duplicates_received_4_weeks_before") == 0)
  }
}
