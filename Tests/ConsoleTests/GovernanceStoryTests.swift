import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// The council's work, and asking it for something.
struct GovernanceStoryTests {
  private func desk(
    _ roles: [String] = ["council"], isOpen: Bool = true, actor: String = "r.adler"
  ) -> TestDesk {
    var company = Company()
    company.status.roles = roles
    company.status.actor = actor
    company.governance.window.isOpen = isOpen
    company.status.council = company.governance.window
    return TestDesk(120, 40, company: company)
  }

  // MARK: Asking for an exception

  @Test func anExceptionStartsFromTheLeadAtHand() {
    var company = Company()
    company.leads[0].facts.account = "NORDWIND"
    company.status.roles = ["manager"]
    var desk = TestDesk(120, 40, company: company)
    desk.press("x enter enter enter enter")
    desk.type("They asked for her by name")
    desk.press("enter enter enter enter enter")
    #expect(
      desk.lastAct?.act
        == .requestException(
          ExceptionOrder(
            terms: ExceptionTerms(kind: .routeTo, rep: "ana.silva", account: "NORDWIND"),
            code: "wrong_segment", reason: "They asked for her by name",
            references: [ExceptionReference(kind: .account, id: "NORDWIND")],
            ownerRole: "manager", effective: "2026-03-02", sunset: "2026-05-31")))
  }

  @Test func anExceptionIsCheckedWhileItIsTyped() {
    var desk = desk(["analyst"])
    desk.press("4 j x")
    desk.type("capacity")
    desk.press("enter enter")
    desk.type("many")
    desk.press("enter")
    #expect(desk.screen.contains("\"many\": write a number from 0"))
    desk.press("ctrl-u")
    desk.type("24")
    desk.press("enter enter")
    desk.type("The fair")
    desk.press("enter")
    desk.type("acme")
    desk.press("enter")
    #expect(desk.screen.contains("write account:ID, product:ID or coverage:BR:pt"))
    desk.press("ctrl-u")
    desk.type("coverage:BR:pt product:routing")
    desk.press("enter enter")
    desk.type("3rd of May")
    desk.press("enter")
    #expect(desk.screen.contains("write yyyy-MM-dd, or days: 30d"))
    desk.press("ctrl-u")
    desk.type("2026-04-01")
    desk.press("enter")
    #expect(desk.screen.contains("until (empty: 2026-06-30"))
    desk.type("30d")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .requestException(
          ExceptionOrder(
            terms: ExceptionTerms(kind: .capacityOf, rep: "max.ott", value: "24"),
            code: "wrong_segment", reason: "The fair",
            references: [
              ExceptionReference(kind: .coverage, id: "BR:pt"),
              ExceptionReference(kind: .product, id: "routing"),
            ], ownerRole: "manager", effective: "2026-04-01", sunset: "2026-05-01")))
  }

  // MARK: Deciding

  @Test func exceptionsAreApprovedRejectedRevokedRenewedAndSigned() {
    var desk = desk()
    desk.press("f4 g")
    // By their sunset: 14, 15, 16, then what is over.
    #expect(desk.model.selectedRow?.label == "exception 14")
    desk.press("a")
    #expect(desk.screen.contains("exception 14 is active"))
    desk.press("O y")
    #expect(desk.lastAct?.act == .signOffException(14))
    desk.press("R")
    desk.type("Fair is over")
    desk.press("enter")
    #expect(desk.lastAct?.act == .revokeException(14, note: "Fair is over"))
    desk.press("e enter")
    desk.type("Second fair")
    desk.press("enter enter")
    #expect(
      desk.lastAct?.act
        == .renewException(
          14,
          ExceptionRenewal(code: "wrong_segment", reason: "Second fair", sunset: "2026-05-31")))
    desk.select("exception 16")
    desk.press("a y")
    #expect(desk.lastAct?.act == .approveException(16))
    desk.press("r")
    desk.type("Hire instead")
    desk.press("enter")
    #expect(desk.lastAct?.act == .rejectException(16, note: "Hire instead"))
  }

  @Test func changesArePublishedInsideTheWindowOnly() {
    var desk = desk(isOpen: false)
    desk.press("f4 tab")
    #expect(desk.model.selectedRow?.label == "change 9")
    desk.press("P")
    #expect(desk.screen.contains("the council's window is closed; it opens Tue 14:00"))
    desk.company.status.council?.isOpen = true
    desk.company.status.council?.changesAt = at("2026-03-02T16:00:00.000Z")
    desk.send(.changed([.status]))
    #expect(desk.line(0).contains("council window open until 16:00"))
    desk.press("a y")
    #expect(desk.lastAct?.act == .approveChange(9))
    desk.press("P y")
    #expect(desk.lastAct?.act == .publishChange(9))
    desk.press("j P")
    #expect(desk.screen.contains("change 8 is a draft: it has no rules yet"))
    desk.press("r")
    desk.type("Not now")
    desk.press("enter")
    #expect(desk.lastAct?.act == .rejectChange(8, note: "Not now"))
    desk.press("j a")
    #expect(desk.screen.contains("change 7 is published"))
  }

  @Test func nobodyApprovesAnOwnRequest() {
    var desk = desk(actor: "m.okafor")
    desk.press("f4 tab a")
    #expect(desk.screen.contains("change 9 is your own request: somebody else approves it"))
    var solo = self.desk(
      ["rep", "manager", "analyst", "council", "admin"], actor: "m.okafor")
    solo.press("f4 tab a y")
    #expect(solo.lastAct?.act == .approveChange(9))
  }

  @Test func onlyTheCouncilDecides() {
    var desk = desk(["manager"])
    desk.press("f4 tab a")
    #expect(desk.screen.contains("your role (manager) may not do that; council may"))
    desk.press("tab j b")
    desk.type("v6 was calmer")
    desk.press("enter")
    #expect(desk.lastAct?.act == .proposeRollback(version: 6, reason: "v6 was calmer"))
    desk.press("k b")
    #expect(desk.screen.contains("v7 is in force already"))
  }

  @Test func rosterChangesAreTickedTogether() {
    var desk = desk()
    desk.press("f4 shift-tab space space a")
    #expect(desk.screen.contains("Tick eva.lind capacity, max.ott hours"))
    desk.press("y")
    #expect(desk.lastAct?.act == .reviewRoster([31, 30]))
    desk.press("esc j a")
    #expect(desk.screen.contains("the council has seen it"))
  }

  // MARK: Reading

  @Test func aChangeRequestShowsWhatDiffersAndWhatItWouldDo() {
    var desk = desk()
    desk.press("f4 tab enter")
    #expect(desk.requests.contains(.changeRequest(9)))
    #expect(
      desk.requests.contains(.preview(PreviewRequest(rules: .change(9), limit: 100))))
    for text in [
      "Change 9", "change 9 has 1 of 2 approvals", "pool.emea-mm.countries", "+ DE FR IS NO",
      "41 of 3,810 leads end elsewhere", "fallback-emea → Eva Lindström",
    ] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    desk.press("P")
    #expect(desk.model.overlay == nil, "what stands in its way is known here")
    desk.press("a y")
    #expect(desk.lastAct?.act == .approveChange(9))
  }

  @Test func aPreviewThatTakesItsTimeIsAskedForAgain() {
    var company = Company()
    company.governance.preview = .working(done: 1200, of: 3810)
    var desk = TestDesk(120, 40, company: company)
    desk.press("f4 tab enter")
    #expect(desk.screen.contains("1,200 of 3,810"))
    let before = desk.requests.count { if case .preview = $0 { true } else { false } }
    desk.company.governance.preview = .previewed(Governance.summary)
    desk.send(.ticked(desk.company.now + 1000))
    let after = desk.requests.count { if case .preview = $0 { true } else { false } }
    #expect(before == 1 && after == 2)
    #expect(desk.screen.contains("41 of 3,810 leads end elsewhere"))
  }

  @Test func draftsHaveNothingToPreview() {
    var desk = desk()
    desk.press("f4 tab j enter")
    #expect(desk.screen.contains("the segment of holding companies"))
    #expect(!desk.requests.contains { if case .preview = $0 { true } else { false } })
  }

  @Test func theAgendaIsRead() {
    var desk = desk()
    desk.press("f4 i")
    for text in ["Council agenda", "Exceptions that wait", "First seen this week", "spring-fair"] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    desk.send(.resized(Size(cols: 80, rows: 16)))
    desk.press("tab")
    #expect(desk.line(2).contains("Change requests"))
  }

  @Test func versionsShowWhatTheyChanged() {
    var desk = desk()
    desk.press("f4 tab tab enter")
    #expect(desk.requests.contains(.ruleDifference(from: 6, to: 7)))
    #expect(desk.screen.contains("since v6") && desk.screen.contains("r.adler, s.vogel"))
  }

  @Test func whatTheCouncilDecidesAnywhereIsShownAtOnce() {
    var desk = desk()
    desk.press("f4")
    desk.company.governance.exceptions[2].status = .approved
    desk.send(.changed([.governance]))
    desk.select("exception 16")
    #expect((desk.model.view().cursor.map { desk.line($0.y) } ?? "").contains("approved"))
  }

  // MARK: Insights and intake

  @Test func insightsAskForHealthAndSixWeeksAndTellWhatCrossedItsLine() {
    var desk = TestDesk(120, 40)
    desk.press("f3")
    let asked = desk.requests.compactMap { request -> ReportRequest? in
      if case .report(let report) = request { report } else { nil }
    }
    #expect(asked.map(\.name) == ["health"] + Array(repeating: "kpi", count: 6))
    #expect(asked[1].to == nil && asked[2].to == at("2026-02-23T00:00:00.000Z"))
    #expect(desk.screen.contains("▲ 1 red: queue ownership"))
    #expect(desk.screen.contains("▲ above 3.0 %"))
    #expect(desk.screen.contains("▄▅▆▆▇█"))
    let count = desk.requests.count
    desk.press("j k")
    #expect(desk.requests.count == count, "what is fresh is not asked for again")
    desk.send(.ticked(desk.company.now + 6 * Instant.minute))
    #expect(desk.requests.count { $0 == .report(ReportRequest(name: "health")) } == 2)
  }

  @Test func aFileTellsItsRejectedRowsByLine() {
    var desk = TestDesk(80, 24)
    desk.press("f6 enter G")
    #expect(desk.requests.contains(.rejectedRows(file: 52)))
    desk.press("k k k")
    #expect(desk.screen.contains("line 93"))
    desk.press("q j enter")
    #expect(!desk.requests.contains(.rejectedRows(file: 51)), "nothing was rejected by row")
    #expect(desk.screen.contains("no CSV or JSON: save the sheet as CSV"))
  }
}
