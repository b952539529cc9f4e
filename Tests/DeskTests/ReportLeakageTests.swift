import DeskRules
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let file = """
  currency = "EUR"
  acv = 24_000
  rep_hourly_cost = 55
  blended_hourly_cost = 80
  friction_discount = 400
  [hours]
  duplicate = 0.5
  escalation = 1.0
  reassignment = 0.25
  [conversion]
  under_1h = 0.12
  drop_1h_to_24h = [0.02, 0.03, 0.05]
  drop_over_24h = [0.04, 0.06, 0.09]

  """

/// The estimate of leakage over real leads.
@Suite struct ReportLeakageTests {
  private static let friday = Instant("2026-03-06T15:00:00Z")
  /// The same time of day a week later, where the last lead's five business days are up.
  private static let end = Instant("2026-03-13T15:00:00Z")

  private func row(_ number: Int, at time: String) -> String {
    "L-\(number),p\(number)@x\(number).example,X \(number),DE,de,\(time)\n"
  }

  private func contact(_ lead: String) -> Act {
    .contact(lead: lead, kind: "contacted", at: nil, channel: nil)
  }

  /// Leads for ana, bo, ana, bo, ana on a Monday and for bo on a Friday: contacted at once, after 3 and
  /// after 26 hours, never; contacted at once and passed on; never. Wednesday is a holiday.
  private func desk(_ settings: String? = file) throws -> TestDesk {
    var files = ["roster/holidays.csv": "country,date,name\nDE,2026-03-04,Off\n"]
    files["leakage.toml"] = settings
    let more = "[[region]]\nid = \"HOME\"\ncountries = [\"DE\"]\n"
    let test = try TestDesk(rules: TestDesk.rules(more), files: files)
    try test.deliver(
      header + (1...5).map { row($0, at: "2026-03-02T09:00:00Z") }.joined(), as: "leads/1.csv")
    test.wait(minutes: 20)
    try test.act(contact("L-1"))
    try test.act(contact("L-5"))
    try test.act(
      .reassign(
        ReassignOrder(
          lead: "L-5", rep: "bo", code: "relationship", note: "They know each other")))
    test.wait(minutes: 160)
    try test.act(contact("L-2"))
    try test.act(.escalate(lead: "L-2", code: "other", note: nil))
    test.wait(minutes: 23 * 60)
    try test.act(contact("L-3"))
    test.go(to: Self.friday)
    try test.deliver(header + row(6, at: "2026-03-06T15:00:00Z"), as: "leads/2.csv")
    #expect(try test.row("L-4").owner == "bo")
    #expect(try test.row("L-5").owner == "bo")
    return test
  }

  private func values(_ report: Report, _ component: String) -> [Double?] {
    ["low", "middle", "high"].map {
      report.value("monthly_\($0)", ["component": component])
    }
  }

  private func cohorts(_ report: Report) -> [Double?] {
    ["contact within 1 h", "contact in 1 to 24 h", "contact after 24 h", "never worked"].map {
      report.value("leads", ["cohort": $0])
    }
  }

  @Test func everyComponentAndBoundByHand() throws {
    let test = try desk()
    test.go(to: Self.end)
    let report = try test.report("leakage", from: TestDesk.monday)
    #expect(report.currency == "EUR")
    #expect(cohorts(report) == [2, 1, 1, 2])
    // 11.25 days: a month is 365 / 135 of them. 480 + 960, 720 + 1,440, 1,200 + 2,160.
    #expect(values(report, "delay-driven conversion loss") == [3893.33, 5840, 9084.44])
    // 27.50 for half an hour, then half and all of 400.
    #expect(values(report, "duplicate handling") == [74.35, 615.09, 1155.83])
    // Two times 0.12 × 24,000 = 5,760: half, three quarters, all.
    #expect(values(report, "routed but never worked") == [7786.67, 11680, 15573.33])
    #expect(values(report, "headline") == [11754.35, 18135.09, 25813.61])
    // One escalation, 80, and one reassignment, 20.
    #expect(
      values(report, "escalation and reassignment overhead") == [270.37, 270.37, 270.37])
    let cell = ["region": "HOME", "source": "file", "segment": "smb"]
    let cells = report.details.filter { $0.by.count == cell.count }
    #expect(cells.allSatisfy { $0.by.allSatisfy { cell[$0.name] == $0.value } })
    #expect(cells.map(\.value) == [11754.35, 18135.09, 25813.61])
    #expect(cells.allSatisfy { $0.few && $0.count == 5 })
    #expect(report.notes.contains { $0.contains("one lead that went from one rep to another") })
    let forgotten = try #require(report.sections.last)
    #expect(
      forgotten.rows == [
        ["#4 L-4", "bo", "2026-03-02 10:00", "2026-03-10 10:00", "nothing"],
        ["#6 L-6", "ana", "2026-03-06 16:00", "2026-03-13 16:00", "nothing"],
      ])
  }

  @Test func fiveBusinessDaysEndAfterWeekendAndHoliday() throws {
    let test = try desk()
    let limit = Instant("2026-03-10T09:00:00Z")
    test.go(to: limit - 1)
    let before = try test.report("leakage", from: TestDesk.monday, to: Self.friday)
    #expect(cohorts(before) == [2, 1, 2, 0])
    test.go(to: limit)
    let after = try test.report("leakage", from: TestDesk.monday, to: Self.friday)
    #expect(cohorts(after) == [2, 1, 1, 1], "it leaves the cohort of slow contact")
    // Worked at last: it stays a lead that nobody worked in time.
    try test.act(contact("L-4"))
    let late = try test.report("leakage", from: TestDesk.monday, to: Self.friday)
    #expect(cohorts(late) == [2, 1, 1, 1])
    #expect(late.notes.contains { $0.hasPrefix("1 of the leads never worked") })
  }

  @Test func aNoteOfAPersonIsWorkAndAMachineIsNot() throws {
    let test = try desk()
    let activities =
      "lead,kind,at,actor,auto\nL-4,note,2026-03-03T09:00:00Z,bo,\nL-6,contacted,2026-03-06T16:00:00Z,bo,true\n"
    try test.deliver(activities, as: "activities/a.csv")
    test.go(to: Self.end)
    let report = try test.report("leakage", from: TestDesk.monday)
    #expect(cohorts(report) == [2, 1, 2, 1])
  }

  @Test func disqualifiedLeadsCostNothingAndPeopleWhoComeAgainAreDuplicates() throws {
    let test = try desk()
    try test.act(.disposition(lead: "L-4", code: "disqualified", at: nil))
    try test.act(.disposition(lead: "L-1", code: "recycled", at: nil))
    try test.act(.away(rep: "ana", minutes: nil, delegate: nil, code: "pto"))
    test.wait(minutes: 1)
    // The person of L-1, whom ana had.
    let again = row(7, at: "2026-03-06T15:00:00Z").replacing("p7@x7", with: "p1@x1")
    try test.deliver(header + again, as: "leads/3.csv")
    #expect(try test.row("L-7").owner == "bo")
    test.go(to: Self.end)
    let report = try test.report("leakage", from: TestDesk.monday)
    #expect(cohorts(report) == [2, 1, 2, 1])
    #expect(report.figure("monthly_low", ["component": "duplicate handling"])?.count == 2)
    #expect(report.notes.contains { $0.hasPrefix("Disqualified before anybody was in touch") })
    #expect(report.notes.contains { $0.hasPrefix("1 of 2 duplicates are one lead") })
  }

  @Test func theTimeBeforeStandsBesideIt() throws {
    let test = try desk()
    test.go(to: Self.end)
    let report = try test.report("leakage", from: Instant("2026-03-06T12:00:00Z"))
    // L-4 before, L-6 after: 2,160 in 7.125 days each.
    let by = ["component": "routed but never worked"]
    #expect(report.value("before_monthly_middle", by) == 9221.05)
    #expect(report.value("monthly_middle", by) == 9221.05)
    #expect(report.sections[1].title.hasPrefix("Before and after, EUR a month"))
    #expect(report.notes.contains { $0.hasPrefix("The log begins within the time before") })
  }

  @Test func withoutATimeItIsTheLastFullMonthOrThirtyDays() throws {
    let test = try desk()
    test.go(to: Self.end)
    let days = try test.report("leakage")
    #expect(days.from == Self.end - 30 * Instant.day && days.to == Self.end)
    #expect(days.notes.contains { $0.hasPrefix("The log begins on 2026-03-02, within the time") })
    test.go(to: Instant("2026-05-20T10:00:00Z"))
    let month = try test.report("leakage")
    // April in Berlin; March is before, and the log begins in it.
    #expect(month.from == Instant("2026-03-31T22:00:00Z"))
    #expect(month.to == Instant("2026-04-30T22:00:00Z"))
    let by = ["component": "routed but never worked"]
    #expect(month.value("monthly_high", by) == 0)
    #expect(month.value("before_monthly_high", by) == 5760)
  }

  @Test func segmentsAndBreakdowns() throws {
    let test = try desk(file + "[segment.smb]\nacv = 48_000\n")
    test.go(to: Self.end)
    let report = try test.report("leakage", from: TestDesk.monday, by: "segment")
    #expect(report.value("monthly_middle", ["component": "routed but never worked"]) == 23360)
    // 2 × (5,840 + 11,680) + 615.09.
    #expect(report.value("monthly_middle", ["segment": "smb"]) == 35655.09)
    let answer = try test.desk.answer(
      ReportRequest(name: "leakage", by: "queue"), for: TestDesk.admin, now: test.now)
    guard case .refused(let refusal) = answer else { return #expect(Bool(false)) }
    #expect(
      refusal.why == "leakage is broken down by region, source or segment, not by queue")
  }

  private func problems(_ settings: String?) throws -> [String] {
    let test = try TestDesk(files: settings.map { ["leakage.toml": $0] } ?? [:])
    let answer = try test.desk.answer(
      ReportRequest(name: "leakage"), for: TestDesk.admin, now: test.now)
    guard case .badSettings(let lines) = answer else { return ["\(answer)"] }
    return lines
  }

  @Test func whatIsMissingIsAskedForByName() throws {
    let none = try problems(nil)
    #expect(none.count == 11)
    #expect(
      none.first?.hasSuffix(
        "leakage.toml\" is missing: the estimate goes by figures that only you know") == true)
    #expect(none.contains { $0.hasPrefix("leakage.toml: \"conversion.drop_over_24h\" is missing") })
    let some = file.replacing("acv = 24_000\n", with: "").replacing("escalation = 1.0\n", with: "")
    #expect(
      try problems(some) == [
        "leakage.toml: \"hours.escalation\" is missing: hours that an escalation takes",
        "leakage.toml: \"acv\" is missing: what a won lead is worth a year",
      ])
    let wrong = try problems(file.replacing("0.09]", with: "0.19]"))
    #expect(wrong.count == 1 && wrong[0].contains("no lead can lose more than it has"))
    #expect(try problems(file + "[segment.smbb]\nacv = 1\n").count == 1)
  }
}
