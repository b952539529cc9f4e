import DeskRules
import Insights
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at,owner\n"

extension TestDesk {
  func report(
    _ name: String, from: Instant? = nil, to: Instant? = nil, by: String? = nil,
    file: String? = nil
  ) throws -> Report {
    let request = ReportRequest(name: name, from: from, to: to, by: by, file: file)
    let answer = try desk.answer(request, for: TestDesk.admin, now: now)
    guard case .report(let report) = answer else {
      Issue.record("\(answer)")
      return Report(name: "", from: now, to: now, rows: [])
    }
    return report
  }
}

extension Report {
  func figure(_ name: String, _ by: [String: String] = [:]) -> Figure? {
    (rows + details).first { row in
      row.figure == name && row.by.count == by.count
        && row.by.allSatisfy { by[$0.name] == $0.value }
    }
  }
  func value(_ name: String, _ by: [String: String] = [:]) -> Double? { figure(name, by)?.value }
}

/// Reports over real decisions.
@Suite struct ReportTests {
  private static let shadowRules = TestDesk.rules(
    """
    [[region]]
    id = "HOME"
    countries = ["DE"]
    mode = "shadow"
    """)

  private func row(_ number: Int, owner: String = "", country: String = "DE") -> String {
    "L-\(number),p\(number)@x\(number).example,X \(number),\(country),de,2026-03-02T09:00:00Z,\(owner)\n"
  }

  @Test func namesThatAreNoneAreRefusedWithTheNearest() throws {
    let test = try TestDesk()
    let answer = try test.desk.answer(
      ReportRequest(name: "shadw"), for: TestDesk.admin, now: test.now)
    #expect(
      answer
        == .refused(
          Refusal(.usage, "there is no report \"shadw\"; did you mean \"shadow\"?")))
    let by = try test.desk.answer(
      ReportRequest(name: "shadow", by: "colour"), for: TestDesk.admin, now: test.now)
    guard case .refused(let refusal) = by else { return #expect(Bool(false)) }
    #expect(
      refusal.why.hasPrefix("\"colour\" is nothing to break figures down by: use one of region"))
  }

  @Test func shadowIsComparedWithTheOwnersOfTheRecords() throws {
    let test = try TestDesk(rules: Self.shadowRules)
    // Shadow takes turns: ana, bo, ana, bo.
    let owners = ["ana", "Ana", "bo", ""]
    try test.deliver(
      header + owners.enumerated().map { row($0.offset + 1, owner: $0.element) }.joined())
    let shadow = try (1...4).map { try test.row("L-\($0)").owner?.text }
    #expect(shadow == ["ana", "bo", "ana", "bo"])
    test.wait(minutes: 1)
    let report = try test.report("shadow")
    #expect(report.value("agreement") == 1.0 / 3)
    #expect(report.figure("agreement")?.count == 3)
    #expect(report.value("unknown") == 1)
    #expect(report.value("leads", ["region": "HOME"]) == 4)
    #expect(report.value("agreement", ["dimension": "7"]) == 1.0 / 3)
    #expect(report.value("leads_in_shadow", ["region": "HOME", "rep": "ana"]) == 2)
    #expect(report.value("leads_really", ["region": "HOME", "rep": "ana"]) == 2)
    #expect(report.sections.first?.rows == [["ana", "bo", "1"], ["bo", "ana", "1"]])
    let listed = try #require(report.sections.last)
    #expect(listed.rows.map { $0[0] } == ["#2 L-2", "#3 L-3"])
    #expect(listed.rows[0][6].hasPrefix("Would be assigned to Bo, were HOME live:"))
    #expect(report.head == (try test.desk.store.head().hash.hex))
    #expect(report.zone == "Europe/Berlin")
  }

  @Test func leadsOfOtherTimesAreNotCounted() throws {
    let test = try TestDesk(rules: Self.shadowRules)
    try test.deliver(header + row(1, owner: "ana"), as: "leads/1.csv")
    test.wait(minutes: 60)
    try test.deliver(header + row(2, owner: "bo"), as: "leads/2.csv")
    let received = try test.row("L-2").receivedAt
    #expect(try test.report("shadow", from: received, to: received + 1).value("leads") == 1)
    #expect(try test.report("shadow", to: received).value("leads") == 1)
    #expect(try test.report("shadow", to: received + 1).value("leads") == 2)
  }

  @Test func ownersOfTheCRMAreComparedWithTheLog() throws {
    let test = try TestDesk(
      reps: TestDesk.people + "cy,Cy,active,FR,FR:fr,all,5,,Mon-Fri 09:00-17:00\n")
    try test.deliver(header + (1...3).map { row($0) }.joined() + row(4, country: "JP"))
    test.wait(minutes: 5)
    #expect(try test.row("L-4").queue == "world")
    let export = """
      Lead ID,Lead Owner
      L-1,Ana
      L-2,cy
      L-4,
      L-9,ana
      L-1,bo

      """
    let report = try test.report("reconcile", file: export)
    #expect(report.value("agree") == 2)
    #expect(report.value("differ") == 1)
    #expect(report.value("unknown_lead") == 1)
    #expect(report.value("not_in_export") == 1)
    #expect(report.sections[0].rows == [["bo", "cy", "1"]])
    #expect(
      report.sections[1].rows == [["#2", "L-2", "bo", "2026-03-02 10:00", "coverage", "cy"]])
    #expect(report.sections[2].rows == [["L-9"]])
    #expect(report.notes == ["1 rows name a lead that an earlier row names; the first counts."])
  }

  @Test func anExportWithoutOwnersIsRefused() throws {
    let test = try TestDesk()
    func failure(_ file: String?) throws -> String {
      let answer = try test.desk.answer(
        ReportRequest(name: "reconcile", file: file), for: TestDesk.admin, now: test.now)
      guard case .refused(let refusal) = answer, refusal.refused == .usage else {
        return "\(answer)"
      }
      return refusal.why
    }
    #expect(try failure(nil).contains("--file"))
    #expect(try failure("Lead ID\nL-1\n").hasPrefix("no row of the export names an owner"))
    #expect(try failure("a;b\n1;2\n").hasPrefix("the export cannot be read"))
  }

  @Test func escalationsAreCountedWithTheirReviews() throws {
    let test = try TestDesk()
    try test.deliver(header + (1...4).map { row($0) }.joined())
    try test.act(.escalate(lead: "L-1", code: "other", note: nil))
    try test.act(.escalate(lead: "L-2", code: "wrong_language", note: nil))
    try test.act(.withdraw(escalation: 2))
    test.wait(minutes: 300)
    let report = try test.report("escalations")
    #expect(report.value("filed") == 2)
    #expect(report.value("per_1000_leads") == 500)
    #expect(report.figure("per_1000_leads")?.count == 4)
    #expect(report.value("open") == 1)
    #expect(report.value("outcome", ["outcome": "withdrawn"]) == 1)
    #expect(report.value("review_median") == nil)
    #expect(report.figure("review_attainment")?.count == 1)
    #expect(report.value("review_attainment") == 0)
    #expect(report.value("filed", ["code": "other"]) == 1)
    #expect(try test.desk.trustSignal(now: test.now) == nil)
  }

  @Test func theAuditOfTheRulesCountsWhatActed() throws {
    let test = try TestDesk()
    try test.deliver(header + row(1) + row(2) + row(3, country: "JP"))
    test.wait(minutes: 60 * 24)
    let report = try test.report("rules")
    #expect(report.value("fires", ["pool": "all"]) == 2)
    #expect(report.value("fires", ["segment": "smb"]) == 2)
    #expect(report.value("fires", ["queue": "world"]) == 1)
    #expect(report.value("days_since", ["pool": "all"]) == 1)
    #expect(report.value("contingent", ["pool": "all"]) == 1)
    #expect(report.value("fires", ["sla": "first_contact default"]) == 3)
    #expect(report.value("fires", ["sla": "queue default"]) == 1)
  }

  @Test func aDeskThatIsOnlyReadMakesReports() throws {
    let test = try TestDesk()
    try test.deliver(header + row(1))
    test.wait(minutes: 1)
    let reader = try Desk(test.workspace, mode: .readOnly, now: test.now)
    defer { reader.close(now: test.now) }
    let needing = ["reconcile", "rep", "leakage"]
    for name in Desk.reportNames where !needing.contains(name) {
      let answer = reader.answer(.report(ReportRequest(name: name)), from: 0, now: test.now)
      guard case .report(let report) = answer else {
        Issue.record("\(name): \(answer)")
        continue
      }
      #expect(report.head == (try test.desk.store.head().hash.hex))
    }
  }
}

/// The reports of weeks, people and health over real decisions.
@Suite struct WeeklyReportTests {
  private func rows(_ numbers: ClosedRange<Int>, country: String = "DE") -> String {
    header
      + numbers.map {
        "L-\($0),p\($0)@x\($0).example,X \($0),\(country),de,2026-03-02T09:00:00Z,\n"
      }.joined()
  }

  @Test func theWeekHasItsFigures() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...4), as: "leads/1.csv")
    try test.deliver(rows(5...6, country: "JP"), as: "leads/2.csv")
    test.wait(minutes: 20)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    test.wait(minutes: 400)
    try test.tick()
    // The week is over on Monday.
    test.go(to: TestDesk.monday + 7 * Instant.day)
    let report = try test.report("kpi")
    #expect(report.from == Instant("2026-03-01T23:00:00Z"))
    #expect(report.to == Instant("2026-03-08T23:00:00Z"))
    // Submitted at 10:00 in Berlin, contacted at 10:20.
    #expect(report.value("speed_to_lead") == 20)
    #expect(report.figure("speed_to_lead")?.count == 1)
    #expect(report.value("uncontacted_past_due") == 5)
    #expect(report.value("sla_attainment") == 2.0 / 12)
    #expect(report.figure("attainment", ["queue": "world"])?.few == true)
    #expect(report.figure("attainment", ["queue": "world"])?.breached == false)
    #expect(report.value("duplicate_assignment") == 0)
    #expect(report.figure("decision_time_p99")?.count == 6)
    // Nobody counts a week that has not begun.
    #expect(try test.report("kpi", to: report.from).value("uncontacted_past_due") == 0)
  }

  @Test func promisesQueuesRepsAndOneRep() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...3), as: "leads/1.csv")
    try test.deliver(rows(4...4, country: "JP"), as: "leads/2.csv")
    test.wait(minutes: 300)
    let sla = try test.report("sla", by: "hour")
    #expect(sla.figure("attainment", ["clock": "first_contact"])?.count == 4)
    #expect(sla.figure("attainment", ["owner": "ana"])?.count == 4)
    #expect(sla.figure("attainment", ["hour": "10"])?.count == 8)
    let queues = try test.report("queues")
    #expect(queues.value("entered", ["queue": "world"]) == 1)
    #expect(queues.value("waiting_now", ["queue": "world"]) == 1)
    let reps = try test.report("reps")
    #expect(reps.value("assigned", ["rep": "ana"]) == 2)
    #expect(reps.value("of_the_pool", ["rep": "ana"]) == 2.0 / 3)
    #expect(reps.value("of_capacity", ["rep": "bo"]) == 0.2)
    let request = ReportRequest(name: "rep", rep: "ana")
    guard
      case .report(let rep) = try test.desk.answer(request, for: TestDesk.admin, now: test.now)
    else { return #expect(Bool(false)) }
    #expect(rep.value("this_week", ["route": "coverage"]) == 2)
    #expect(rep.value("week_before", ["route": "coverage"]) == 0)
  }

  @Test func theSelfAuditTellsCauses() throws {
    let test = try TestDesk()
    try test.deliver(rows(1...2), as: "leads/1.csv")
    try test.deliver(rows(3...4, country: "JP"), as: "leads/2.csv")
    test.wait(minutes: 300)
    let report = try test.report("self-audit")
    #expect(report.value("unassigned") == 0.5)
    #expect(report.value("unassigned", ["cause": "logic gap"]) == 2)
    #expect(report.value("no_follow_up") == 1)
    #expect(report.value("no_follow_up", ["cause": "unavailable rep"]) == 2)
    let health = try test.report("health")
    #expect(health.sections.first?.rows.count == 8)
    #expect(health.value("level", ["failure_mode": "queue ownership"]) == 1)
  }
}
