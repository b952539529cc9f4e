import DeskRules
import LeadModel
import RoutingEngine
import Testing

@testable import Desk

private let header = "id,email,company,country,language,source,campaign,submitted_at\n"

@Suite struct AgendaTests {
  private let lena = Council.lena

  private func agenda(_ test: TestDesk) throws -> Agenda {
    try test.desk.agenda(for: TestDesk.admin, now: test.now)
  }

  private func section(_ test: TestDesk, _ title: String) throws -> Report.Section? {
    try agenda(test).sections.first { $0.title == title }
  }

  @Test func whatWaitsForTheCouncilStandsThere() throws {
    let test = try Council.desk()
    try test.request(Council.toAcme)
    try test.request(
      Council.order(.capacityOf, value: "3", to: "2026-03-12T00:00:00Z"))
    try test.approve(2)
    let agenda = try agenda(test)
    #expect(agenda.requested.map(\.number) == [1])
    #expect(agenda.ending.map(\.number) == [2])
    #expect(agenda.window.isOpen)
    #expect(agenda.window.changesAt == Instant("2026-03-02T11:00:00Z"))
    #expect(agenda.version == 1)
    test.go(to: Instant("2026-03-12T00:00:00Z"))
    #expect(try self.agenda(test).ending.isEmpty)
  }

  @Test func decisionsOfTheWeekAreThoseThatTookEffect() throws {
    let test = try Council.desk()
    try test.request(Council.toAcme)
    _ = try test.done(test.act(.approveException(1), by: Council.lena))
    #expect(try section(test, "Last week's decisions")?.rows.map { $0[1] } == ["rules.published"])
    _ = try test.done(test.act(.approveException(1), by: Council.omar))
    let rows = try section(test, "Last week's decisions")?.rows
    #expect(
      rows?.last == [
        "2026-03-02 10:00", "exception.approved", "exception 1: route_to bo for account A-1",
        "omar",
      ])
    test.go(to: test.now + 7 * Instant.day + 1)
    #expect(try section(test, "Last week's decisions") == nil)
  }

  @Test func codesThatAreUsedOftenStandOut() throws {
    let test = try Council.desk()
    for number in 1...5 {
      try test.request(Council.order(.routeTo, campaign: "c\(number)"))
    }
    #expect(try section(test, "Reason codes used often") == nil)
    try test.request(Council.order(.routeTo, campaign: "c6"))
    let row = try #require(try section(test, "Reason codes used often")?.rows.first)
    #expect(row.prefix(2) == ["relationship", "6"])
  }

  @Test func newsOfTheWeekIsWhatTheRulesDoNotKnow() throws {
    let test = try Council.desk("[[source]]\nid = \"fair\"\n")
    try test.deliver(
      header + "L-1,p1@x.example,X,DE,de,fair,spring,2026-03-02T09:00:00Z\n"
        + "L-2,p2@x.example,X,Atlantis,de,Web,spring,2026-03-02T09:00:00Z\n")
    let rows = try #require(try section(test, "First seen this week")?.rows)
    #expect(rows.contains(["campaign", "spring", "2", "#1"]))
    #expect(rows.contains { $0[0] == "country" && $0[1] == "Atlantis" })
    #expect(!rows.contains { $0[1] == "fair" })
    test.go(to: test.now + 8 * Instant.day)
    #expect(try section(test, "First seen this week") == nil)
  }

  @Test func theFirstWeekOfAQuarterBringsTheAudits() throws {
    let test = try Council.desk()
    try test.request(Council.order(.routeTo, account: "A-1", to: "2026-05-01"))
    try test.approve(1)
    #expect(try section(test, "Exceptions in force") == nil)
    test.go(to: Instant("2026-04-01T10:00:00Z"))
    let row = try #require(try section(test, "Exceptions in force")?.rows.first)
    #expect(row.first == "1" && row.last == "drop it")
    #expect(try section(test, "Use of the rules") != nil)
    test.go(to: Instant("2026-04-08T10:00:00Z"))
    #expect(try section(test, "Exceptions in force") == nil)
  }

  @Test func emptySeatsAreNamed() throws {
    let rules = TestDesk.rules(Council.window).replacing(
      "default = true", with: "default = true\nregions = [\"EMEA\"]")
    let people = """
      [[person]]
      user = "lena"
      roles = ["council"]
      seat = "RevOps"

      """
    let test = try TestDesk(rules: rules, files: ["people.toml": people])
    #expect(
      try section(test, "Empty seats")?.rows == [["sales_ops"], ["enablement"], ["leader:EMEA"]])
    #expect(try section(Council.desk(), "Empty seats") == nil)
  }

  @Test func requestsToChangeTheRulesStandThereWithAPreview() throws {
    let test = try Council.desk()
    try test.deliver(header + "L-1,p1@x.example,X,DE,de,fair,,2026-03-02T09:00:00Z\n")
    let source = TestDesk.rules(
      Council.window + "[[segment]]\nid = \"large\"\nemployees_from = 1000\n")
    _ = try test.done(
      test.act(
        .proposeRules(source: source, reason: "Large companies apart", draft: nil),
        by: Council.max))
    let agenda = try agenda(test)
    #expect(agenda.changes.map(\.number) == [1])
    #expect(
      agenda.previews == [
        Agenda.PreviewLine(
          change: 1,
          text: "0 of 1 leads of 2026-01-31 to 2026-03-02 end elsewhere (as recorded)")
      ])
  }
}

@Suite struct CouncilStatusTests {
  private func status(_ test: TestDesk) -> DeskStatus? {
    guard case .status(let status) = test.desk.answer(.status, from: 0, now: test.now) else {
      return nil
    }
    return status
  }

  @Test func theWindowIsTold() throws {
    let test = try Council.desk()
    #expect(status(test)?.council?.isOpen == true)
    #expect(status(test)?.unreviewedRoster == 0)
    test.go(to: Instant("2026-03-02T11:00:00Z"))
    #expect(
      status(test)?.council
        == CouncilWindow(
          isOpen: false, changesAt: Instant("2026-03-09T08:00:00Z"), zone: "Europe/Berlin",
          // Whoever asks holds every role here, and is the quorum.
          quorum: 1))
  }

  @Test func endsAreTold() throws {
    let test = try Council.desk()
    try test.request(Council.toAcme)
    try test.approve(1)
    func alerts() -> [String] {
      test.desk.sunsetAlerts(for: Council.lena, now: test.now).map(\.text)
    }
    let sunset = Instant("2026-03-31T22:00:00Z")
    test.go(to: sunset - 14 * Instant.day - 1)
    #expect(alerts().isEmpty)
    test.go(to: sunset - 7 * Instant.day)
    #expect(
      alerts() == [
        "Exception 1 (route_to bo for account A-1) ends in 7 days, on "
          + "Wed 2026-04-01 00:00 Europe/Berlin"
      ])
    let rep = Actor(name: "ana", roles: [.rep])
    #expect(test.desk.sunsetAlerts(for: rep, now: test.now).isEmpty)
    test.wait(minutes: 24 * 60)
    #expect(alerts().isEmpty)
    test.go(to: sunset - Instant.day)
    #expect(alerts().count == 1)
    test.go(to: sunset)
    #expect(alerts().isEmpty)
  }
}
