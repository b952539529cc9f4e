import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Forms, and what keeps them from being sent.
struct FormStoryTests {
  @Test func escalatingTakesACodeAndASentence() {
    var desk = TestDesk(120, 40)
    desk.press("j e")
    #expect(desk.screen.contains("Escalate #4126 Acme Holdings"))
    desk.press("down enter")
    desk.type("They speak French")
    desk.press("enter")
    guard let request = desk.lastAct else {
      Issue.record("no act was sent")
      return
    }
    #expect(
      request.act
        == .escalate(lead: "#4126", code: "wrong_language", note: "They speak French"))
    #expect(request.key.hasPrefix("test-"))
    #expect(desk.screen.contains("escalation E-0196 filed"))
    #expect(desk.model.overlay == nil)
  }

  @Test func theFormKeepsItsLeadWhenRowsMove() {
    var desk = TestDesk(120, 40)
    desk.press("e")
    desk.company.leads.insert(
      Company.lead(Sketch(time: "09:15:01", company: "Late GmbH"), number: 4128), at: 0)
    desk.send(.changed([.leads]))
    desk.press("enter enter")
    #expect(
      desk.acts.contains { $0.act == .escalate(lead: "#4127", code: "wrong_segment", note: nil) })
  }

  @Test func aLeadThatChangedMeanwhileIsReportedBeforeTheActIsSent() {
    var desk = TestDesk(120, 40)
    desk.press("c")
    desk.company.leads[0].version = 2
    desk.company.leads[0].owner = "max.ott"
    desk.send(.changed([.leads]))
    desk.press("down enter")
    #expect(desk.screen.contains("#4127 changed meanwhile: assigned, with Max Ott"))
    #expect(desk.lastAct?.act == nil)
    desk.press("enter")
    #expect(desk.lastAct?.act == .contact(lead: "#4127", kind: "meeting", at: nil, channel: nil))
  }

  @Test func everyActHasItsOwnKey() {
    var desk = TestDesk(120, 40)
    desk.press("c enter c enter d enter")
    let keys = desk.requests.compactMap { request -> String? in
      if case .act(let act) = request { act.key } else { nil }
    }
    #expect(keys.count == 3 && Set(keys).count == 3)
  }

  @Test func refusalsAreShownWithTheReason() {
    var desk = TestDesk(120, 40)
    desk.actAnswer = .refused(Refusal(.stale, "#4127 was reassigned to Max Ott at 09:15"))
    desk.press("c enter")
    #expect(desk.screen.contains("not done: #4127 was reassigned to Max Ott at 09:15"))
  }

  @Test func awayActsOnTheSelectedRepAndBackOnWhoIsAway() {
    var desk = TestDesk(120, 40)
    desk.press("4 j v")
    #expect(desk.screen.contains("Max Ott goes away now"))
    desk.type("90")
    desk.press("enter")
    #expect(desk.screen.contains("\"90\" is no duration"))
    desk.type("m")
    desk.press("enter enter")
    desk.type("ana")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .away(rep: "max.ott", minutes: 90, delegate: "ana.silva", code: "wrong_segment"))
    desk.press("j j j v")
    #expect(desk.lastAct?.act == .back(rep: "lena.brandt"))
  }

  @Test func awayUntilATimeOfDay() {
    var desk = TestDesk(120, 40)
    desk.press("4 j v")
    desk.type("until 14:00")
    desk.press("enter enter enter")
    #expect(
      desk.lastAct?.act
        == .away(
          rep: "max.ott", minutes: nil, delegate: nil, code: "wrong_segment", until: "14:00"))
  }

  @Test func readOnlyHasNoActs() {
    var desk = TestDesk(120, 40) { $0.isReadOnly = true }
    let before = desk.requests.count
    desk.press("e c d v")
    #expect(desk.requests.count == before && desk.model.overlay == nil)
    #expect(desk.line(0).contains("read-only"))
    #expect(!desk.screen.contains("escalate"))
    desk.press("?")
    #expect(!desk.screen.contains("Dispute the decision"))
  }

  @Test func forbiddenActsSayWhoMay() {
    var company = Company()
    company.status.roles = []
    var desk = TestDesk(120, 40, company: company)
    desk.press("e")
    #expect(desk.model.overlay == nil)
    #expect(desk.screen.contains("your role (viewer) may not do that; rep, manager"))
  }

  @Test func whyNotAsksForAnyRep() {
    var desk = TestDesk(120, 40)
    desk.press("w")
    desk.type("jo")
    desk.press("enter")
    #expect(desk.requests.last == .whyNot(lead: "#4127", rep: "jo.kern"))
    #expect(desk.screen.contains("all 20 places were taken"))
  }

  @Test func theDesksOwnWordsStandInForms() {
    var company = Company()
    company.terms.escalation = [DeskTerms.Term(code: "vip", text: "knows our chair")]
    var desk = TestDesk(120, 40, company: company)
    desk.press("e")
    #expect(
      desk.screen.contains("knows our chair") && !desk.screen.contains("the segment is wrong"))
    desk.press("enter enter")
    #expect(desk.lastAct?.act == .escalate(lead: "#4127", code: "vip", note: nil))
  }
}
