import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Acts of trust on leads and escalations: keys, and the request that comes of them.
struct ActStoryTests {
  /// A desk for somebody of these roles.
  private func desk(_ roles: String..., cols: Int = 120, rows: Int = 40) -> TestDesk {
    var company = Company()
    company.status.roles = roles.isEmpty ? ["manager"] : roles
    return TestDesk(cols, rows, company: company)
  }

  // MARK: Claiming and assigning

  @Test func claimingTakesOneKeyAndTellsHowToTakeItBack() {
    var desk = desk()
    desk.actAnswer = .done(ActReceipt(entry: 41_204, text: "Claimed #4125"))
    desk.press("j j A")
    #expect(desk.lastAct?.act == .claim(lead: "#4125") && desk.lastAct?.seen == 1)
    #expect(desk.screen.contains("Claimed #4125; U undo  ·  log entry 41,204"))
  }

  @Test func whatDoesNotWaitIsNotClaimed() {
    var desk = desk()
    desk.press("A")
    #expect(desk.lastAct == nil)
    #expect(desk.screen.contains("#4127 does not wait: it is with Ana Silva"))
    desk.press("a")
    #expect(desk.model.overlay == nil && desk.screen.contains("r reassigns"))
  }

  @Test func assigningAsSuggestedTakesTwoKeysAndWords() {
    var company = Company()
    company.suggested = "eva.lind"
    var desk = TestDesk(120, 40, company: company)
    desk.press("2 enter a")
    #expect(desk.screen.contains("Assign #4115 Kestrel Ltd"))
    #expect(desk.screen.contains("▸ suggested"))
    desk.press("enter")
    desk.type("Only she knows their stack")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .assignSuggested(lead: "#4115", code: "other", note: "Only she knows their stack"))
    #expect(desk.lastAct?.seen == 1)
  }

  @Test func withoutWordsTheSentenceSaysWhyTheLeadWaited() {
    var desk = desk()
    desk.press("G a enter enter")
    #expect(
      desk.lastAct?.act
        == .assignSuggested(
          lead: "#4115", code: "other", note: "as suggested: fallback-emea, all at capacity"))
  }

  @Test func theSuggestedRepIsNamedWhereTheDeskTells() {
    var company = Company()
    company.suggested = "eva.lind"
    var desk = TestDesk(120, 40, company: company)
    desk.press("2 enter")
    #expect(desk.screen.contains("suggested Eva Lindström"))
    desk.press("a")
    #expect(desk.screen.contains("suggested                Eva Lindström"))
  }

  @Test func nobodyIsSuggestedWhereTheDeskTellsThatNobodyQualified() {
    var desk = desk()
    desk.press("2 enter a")
    #expect(desk.screen.contains("▸ jo.kern") && !desk.screen.contains("▸ suggested"))
  }

  @Test func assigningToAnybodyTakesACodeAndASentence() {
    var desk = desk()
    desk.press("j j a")
    desk.type("max")
    desk.press("enter")
    desk.type("lang")
    desk.press("enter enter")
    #expect(desk.screen.contains("a sentence is needed"))
    desk.type("He answers in English")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .reassign(
          ReassignOrder(
            lead: "#4125", rep: "max.ott", code: "wrong_language", note: "He answers in English",
            onlyWaiting: true)))
  }

  // MARK: Reassigning

  @Test func reassigningNamesRepCodeAndSentence() {
    var desk = desk("analyst")
    desk.press("r")
    desk.type("eva")
    desk.press("enter enter")
    desk.type("Her account")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .reassign(
          ReassignOrder(lead: "#4127", rep: "eva.lind", code: "wrong_segment", note: "Her account"))
    )
    #expect(desk.lastAct?.seen == 1)
  }

  @Test(arguments: [(1, 1, "named account"), (4, 2, "open opportunity")])
  func decisionsOfTheFirstDimensionsStayAndSayWhatCorrectsThem(
    _ row: Int, _ dimension: Int, _ words: String
  ) {
    var desk = desk("analyst")
    desk.press(Array(repeating: "j", count: row).joined(separator: " ") + " r")
    #expect(desk.model.overlay == nil)
    #expect(desk.screen.contains("dimension \(dimension) (\(words)) decided"))
    #expect(desk.screen.contains("reviewed as a routing error"))
  }

  @Test func closedLeadsAndDuplicatesAreNotMoved() {
    var desk = desk("analyst")
    desk.press("j j j j j r")
    #expect(desk.screen.contains("#4122 is a duplicate of #4127"))
    desk.press("j j j j j r")
    #expect(desk.screen.contains("#4117 is closed"))
  }

  @Test func thePaletteAssignsOverCapacityAndAsAnotherSegment() {
    var company = Company()
    company.terms.segments = [DeskTerms.Term(code: "enterprise", text: "from 1,000 people")]
    var desk = TestDesk(120, 40, company: company)
    desk.run("assign over")
    desk.type("jo")
    desk.press("enter")
    desk.type("capa")
    desk.press("enter")
    desk.type("Nobody else speaks it")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .reassign(
          ReassignOrder(
            lead: "#4127", rep: "jo.kern", code: "capacity", note: "Nobody else speaks it",
            overCapacity: true)))
    desk.run("override seg")
    desk.press("enter")
    desk.type("jo")
    desk.press("enter enter")
    desk.type("They bought a rival")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .reassign(
          ReassignOrder(
            lead: "#4127", rep: "jo.kern", code: "wrong_segment", note: "They bought a rival",
            segment: "enterprise")))
  }

  @Test func analystsDoNotAssignOverCapacity() {
    var desk = desk("analyst")
    desk.run("assign over")
    #expect(desk.screen.contains("your role (analyst) may not do that; manager, admin may"))
  }

  @Test func aDispositionTakesACode() {
    var desk = desk()
    desk.press("d")
    let code = desk.model.terms.dispositions.first?.code ?? ""
    desk.press("enter")
    #expect(desk.lastAct?.act == .disposition(lead: "#4127", code: code, at: nil))
    #expect(!code.isEmpty && desk.lastAct?.seen == 1)
  }

  // MARK: Taking back and erasing

  @Test func undoTakesBackTheLatestActOfTheSessionWhateverIsSelected() {
    var desk = desk()
    desk.press("j j A")
    desk.press("k k U")
    #expect(desk.screen.contains("Take back your latest act on #4125"))
    desk.press("enter")
    #expect(desk.screen.contains("left as it is") && desk.lastAct?.act == .claim(lead: "#4125"))
    desk.press("U y")
    #expect(desk.lastAct?.act == .undo(lead: "#4125"))
    desk.press("U")
    #expect(desk.screen.contains("Take back your latest act on #4127"))
  }

  @Test func judgingAnAuditedAssignment() {
    var desk = desk("analyst")
    desk.run("judge assignment")
    #expect(desk.screen.contains("Judge the audited assignment of #4127"))
    desk.press("w")
    desk.press("enter")
    #expect(desk.lastAct == nil, "it needs a sentence")
    desk.type("His account")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .judge(JudgeOrder(lead: "#4127", judgement: "wrong", note: "His account")))
  }

  @Test func erasingNeedsTheWord() {
    var desk = desk("admin")
    desk.run("erase person")
    desk.type("y")
    desk.press("enter")
    #expect(desk.lastAct == nil && desk.screen.contains("type erase to go on"))
    desk.press("ctrl-u")
    desk.type("erase")
    desk.press("enter")
    #expect(desk.lastAct?.act == .erase(lead: "#4127"))
  }

  // MARK: Escalations

  @Test func escalatingTakesThreeKeys() {
    var desk = desk("rep")
    desk.press("e enter enter")
    #expect(
      desk.lastAct?.act == .escalate(lead: "#4127", code: "wrong_segment", note: nil))
  }

  @Test func claimingAnEscalationForReviewAndGivingItBack() {
    var desk = desk("analyst")
    desk.press("5 j A")
    #expect(desk.lastAct?.act == .claimEscalation(194, release: false))
    desk.company.status.actor = "r.adler"
    desk.send(.changed([.status]))
    desk.press("k A")
    #expect(desk.lastAct?.act == .claimEscalation(193, release: true))
  }

  @Test func aReviewWithoutFaultTakesALetterAndASentence() {
    var desk = desk("analyst")
    desk.press("5 enter o")
    #expect(desk.screen.contains("Outcome of E-0193 Nordwind AG"))
    desk.press("c")
    desk.type("The rule says so")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .review(ReviewOrder(escalation: 193, outcome: "correct", note: "The rule says so")))
  }

  @Test func aRoutingErrorNamesTheRightOwner() {
    var desk = desk("analyst")
    desk.press("5 enter o e")
    desk.type("Wrong pool")
    desk.press("enter")
    desk.type("lena")
    desk.press("enter")
    #expect(
      desk.lastAct?.act
        == .review(
          ReviewOrder(
            escalation: 193, outcome: "routing_error", note: "Wrong pool", owner: "lena.brandt")))
  }

  @Test func aRuleToRefineNamesItsDimension() {
    var desk = desk("analyst")
    desk.press("5 j o f")
    desk.type("Holdings")
    desk.press("enter down down enter")
    #expect(
      desk.lastAct?.act
        == .review(
          ReviewOrder(
            escalation: 194, outcome: "refine_rule", note: "Holdings", dimension: 2)))
    desk.press("o x")
    #expect(desk.screen.contains("press c, f, e"))
    desk.press("f")
    desk.type("Holdings")
    desk.press("enter enter")
    #expect(
      desk.lastAct?.act
        == .review(ReviewOrder(escalation: 194, outcome: "refine_rule", note: "Holdings")))
  }

  @Test func shiftTabGoesAQuestionBack() {
    var desk = desk("analyst")
    desk.press("5 enter o e")
    desk.type("Wrong")
    desk.press("enter shift-tab")
    desk.type(" pool")
    #expect(desk.screen.contains("that the rep sees: Wrong pool"))
    desk.press("shift-tab f")
    #expect(desk.screen.contains("step 2 of 3"))
  }

  @Test func onlyWhoFiledAnEscalationTakesItBack() {
    var desk = desk("rep")
    desk.press("5 j W")
    #expect(desk.screen.contains("only eva.lind, who filed it, takes it back"))
    desk.company.status.actor = "eva.lind"
    desk.send(.changed([.status]))
    desk.press("W y")
    #expect(desk.lastAct?.act == .withdraw(escalation: 194))
  }

  @Test func repsDoNotReviewAndAreToldWhoMay() {
    var desk = desk("rep")
    desk.press("5 o")
    #expect(desk.screen.contains("your role (rep) may not do that; analyst, admin may"))
    desk.press("A")
    #expect(desk.lastAct == nil)
  }

  @Test func repsLogContactOnOwnLeadsOnly() {
    var company = Company()
    company.status.roles = ["rep"]
    company.status.rep = "ana.silva"
    var desk = TestDesk(120, 40, company: company)
    desk.press("f1 j c")
    #expect(desk.screen.contains("#4126 is with Jo Kern: a rep does that for own leads only"))
    desk.press("k c enter")
    #expect(
      desk.lastAct?.act == .contact(lead: "#4127", kind: "contacted", at: nil, channel: nil))
  }

  // MARK: Several at once

  @Test func actsOnMarksConfirmTheCountAndTellTheSum() {
    var desk = desk()
    desk.press("2 enter space space space")
    #expect(desk.screen.contains("3 marked"))
    desk.press("A")
    #expect(desk.screen.contains("for all 3: #4115 Kestrel Ltd, #4116 Al Noor Trading"))
    desk.press("enter")
    #expect(desk.lastAct == nil, "the default leaves all as they are")
    desk.answers = [
      .done(ActReceipt(entry: 1, text: "Claimed #4115")),
      .refused(Refusal(.stale, "it went to Max Ott")),
      .done(ActReceipt(entry: 2, text: "Claimed #4120")),
    ]
    desk.press("A y")
    #expect(
      desk.acts.map(\.act) == [
        .claim(lead: "#4115"), .claim(lead: "#4116"), .claim(lead: "#4120"),
      ])
    #expect(Set(desk.acts.map(\.key)).count == 3)
    #expect(
      desk.screen.contains("2 done, 1 refused: #4116 Al Noor Trading: it went to Max Ott"))
    #expect(!desk.screen.contains("marked"))
  }

  @Test func marksStayWithTheirRows() {
    var desk = desk("analyst")
    desk.press("space j space")
    #expect(desk.model.leadTargets.map(\.label) == ["#4127 Nordwind AG", "#4125"])
    desk.company.leads.reverse()
    desk.send(.changed([.leads]))
    #expect(desk.model.leadTargets.map(\.label) == ["#4125", "#4127 Nordwind AG"])
    desk.company.leads.removeAll { $0.number == LeadNumber(4125) }
    desk.send(.changed([.leads]))
    #expect(desk.model.leadTargets.map(\.label) == ["#4127 Nordwind AG"])
    desk.press("esc")
    #expect(desk.model.panes[.leads]?.marks.isEmpty == true)
  }

  @Test func rangesAndAllAreMarked() {
    var desk = desk()
    desk.press("space j j j M")
    #expect(desk.model.panes[.leads]?.marks.count == 5)
    desk.press("*")
    #expect(desk.model.panes[.leads]?.marks.count == 13)
    desk.press("*")
    #expect(desk.model.panes[.leads]?.marks.isEmpty == true)
  }

  @Test func aMarkedLeadThatChangedIsReportedBeforeAnythingIsSent() {
    var desk = desk("analyst")
    desk.press("space space d enter")
    desk.company.leads[1].version = 7
    desk.send(.changed([.leads]))
    desk.press("y")
    #expect(desk.acts.isEmpty && desk.screen.contains("#4126 changed meanwhile"))
    desk.press("y")
    #expect(desk.acts.map(\.seen) == [1, 7])
  }
}
