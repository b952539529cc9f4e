import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Keys over the model: what a person does, and what comes of it.
struct StoryTests {
  // MARK: Panes and levels

  @Test func digitsFocusAndZoom() {
    var desk = TestDesk(120, 40)
    desk.press("3")
    #expect(desk.model.focus == .clocks && !desk.model.isZoomed)
    desk.press("3")
    #expect(desk.model.isZoomed)
    desk.press("esc")
    #expect(desk.model.focus == .clocks && !desk.model.isZoomed)
    desk.press("tab tab tab")
    #expect(desk.model.focus == .leads)
    desk.press("shift-tab")
    #expect(desk.model.focus == .escalations)
  }

  @Test func escapeGoesBackExactlyOneLevel() {
    var desk = TestDesk(120, 40)
    desk.press("z / n o r d enter enter / D E enter")
    guard case .lead(let lead)? = desk.model.screens.last else {
      Issue.record("no lead is open")
      return
    }
    #expect(lead.reading.search == "DE")
    desk.press("?")
    #expect(desk.model.overlay != nil)
    desk.press("esc")
    #expect(desk.model.overlay == nil && desk.model.screens.count == 1)
    desk.press("esc")
    #expect(desk.model.screens.count == 1, "the search is a level of its own")
    desk.press("esc")
    #expect(desk.model.screens.isEmpty && desk.model.panes[.leads]?.filterText == "nord")
    desk.press("esc")
    #expect(desk.model.panes[.leads]?.filterText == "" && desk.model.isZoomed)
    desk.press("esc")
    #expect(!desk.model.isZoomed)
    desk.press("esc q h")
    #expect(!desk.effects.contains(.quit))
  }

  @Test func drillInReturnsToTheSameRow() {
    var desk = TestDesk(80, 24)
    desk.press("j j j j j j j j j j j")
    let before = desk.model.panes[.leads]
    desk.press("enter G g q")
    #expect(desk.model.panes[.leads]?.selected == before?.selected)
    #expect(desk.model.panes[.leads]?.top == before?.top)
  }

  @Test func quitOnlyByItsKeys() {
    var desk = TestDesk(80, 24)
    desk.press("q esc h ctrl-d ctrl-k ctrl-s b i l m o u")
    #expect(!desk.effects.contains(.quit))
    desk.press("Q")
    #expect(desk.effects.last == .quit)
  }

  @Test func controlCAsksWhenWordsWouldBeLost() {
    var desk = TestDesk(80, 24)
    desk.press("e enter W h y ctrl-c")
    #expect(!desk.effects.contains(.quit))
    #expect(desk.screen.contains("Ctrl-C again quits"))
    desk.press("ctrl-c")
    #expect(desk.effects.last == .quit)
  }

  @Test func theFirstKeyEndsTheTourAndDoesNothingElse() {
    var desk = TestDesk(80, 24) { $0.showsTour = true }
    #expect(desk.screen.contains("Welcome to Signalbox"))
    desk.press("Q")
    #expect(!desk.screen.contains("Welcome to Signalbox") && desk.effects.isEmpty)
  }

  // MARK: Filters

  @Test func theFilterNarrowsAsItIsTyped() {
    var desk = TestDesk(120, 40)
    desk.press("/")
    desk.type("nord")
    #expect(desk.model.panes[.leads]?.matching == 2)
    #expect(desk.screen.contains("2 of 13"))
    desk.press("enter n")
    #expect(desk.model.panes[.leads]?.selectedIndex == 1)
    desk.press("n N")
    #expect(desk.model.panes[.leads]?.selectedIndex == 1, "around the end and back")
    desk.press("esc")
    #expect(desk.model.panes[.leads]?.matching == 13)
  }

  @Test func printableKeysAreTextWhileTyping() {
    var desk = TestDesk(120, 40)
    desk.press("/")
    desk.type("qjk/:?Q")
    #expect(desk.model.filterLine?.text == "qjk/:?Q")
    desk.send(.pasted("dd:q\n"))
    #expect(desk.model.filterLine?.text == "qjk/:?Qdd:q ")
    desk.press("esc")
    #expect(desk.model.filterLine == nil && desk.model.panes[.leads]?.filterText == "")
    #expect(desk.effects.isEmpty)
  }

  @Test func pastedTextIsNeverKeys() {
    var desk = TestDesk(120, 40)
    let before = desk.screen
    desk.send(.pasted("dd:q\nQ"))
    #expect(desk.screen == before && desk.effects.isEmpty)
  }

  @Test func sortGoesThroughTheColumnsAndTurnsRound() {
    var desk = TestDesk(120, 40)
    desk.press("s s s")
    #expect(desk.screen.contains("sorted by company ▲"))
    #expect(desk.model.panes[.leads]?.row(at: 0)?.company == "Acme Holdings")
    desk.press("S")
    #expect(desk.screen.contains("sorted by company ▼"))
    desk.press("s s s s")
    #expect(desk.model.panes[.leads]?.sort == nil)
  }

  @Test func everyListIsSortedByEveryColumn() {
    for pane in Pane.allCases {
      for (index, choice) in SortChoice.choices(for: pane.list).enumerated() {
        var desk = TestDesk(200, 60)
        if pane != .leads { desk.press("\(pane.rawValue)") }
        desk.press(Array(repeating: "s", count: index + 1).joined(separator: " "))
        #expect(desk.screen.contains("sorted by \(choice.title)"), "\(pane) \(choice.title)")
        let down = desk.model.panes[pane]?.rows.map(\.id) ?? []
        desk.press("S")
        let up = desk.model.panes[pane]?.rows.map(\.id) ?? []
        #expect(Set(up) == Set(down) && up.count == down.count)
      }
    }
    var desk = TestDesk(200, 60)
    desk.press("4 s")
    #expect(desk.model.selectedRow?.label == "jo.kern")
    desk.press("S g")
    #expect(desk.model.selectedRow?.label == "priya.nair")
  }

  @Test func aListTooLongToSortHereSaysSo() {
    var company = Company()
    company.leads = (0..<600).map {
      Company.lead(Sketch(time: "09:00:00", company: "C\($0)"), number: 9000 - Int64($0))
    }
    var desk = TestDesk(120, 40, company: company)
    desk.press("s")
    #expect(desk.screen.contains("sorted by age ▼"), "the host sorts by age, however long it is")
    desk.press("s")
    #expect(desk.screen.contains("600 rows are too many to sort by other columns"))
    #expect(!desk.screen.contains("sorted by"))
  }

  @Test func conditionsMeanIdsToTheHost() {
    var desk = TestDesk(120, 40)
    desk.press("/")
    desk.type("owner:ANA region:emea")
    #expect(desk.model.panes[.leads]?.matching == 2)
    desk.press("ctrl-u")
    desk.type("queue:emea")
    #expect(desk.model.panes[.leads]?.matching == 4)
    desk.press("ctrl-u")
    // Several reps have an n in their names: the word is looked for in all that rows say.
    desk.type("owner:nord")
    #expect(desk.model.panes[.leads]?.matching == 2)
    desk.press("esc 5 /")
    desk.type("terr")
    #expect(desk.model.panes[.escalations]?.matching == 1 && desk.screen.contains("1 of 3"))
    desk.press("ctrl-u")
    desk.type("state:queued")
    #expect(desk.screen.contains("\"state:\" is for leads"))
  }

  // MARK: Acts

  @Test func escalatingTakesACodeAndASentence() {
    var desk = TestDesk(120, 40)
    desk.press("j e")
    #expect(desk.screen.contains("Escalate #4126 Acme Holdings"))
    desk.press("down enter")
    desk.type("They speak French")
    desk.press("enter")
    guard
      case .act(let request)? = desk.requests.last(where: {
        if case .act = $0 { true } else { false }
      })
    else {
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
      desk.requests.contains {
        if case .act(let request) = $0 {
          request.act == .escalate(lead: "#4127", code: "wrong_segment", note: nil)
        } else {
          false
        }
      })
  }

  @Test func aLeadThatChangedMeanwhileIsReportedBeforeTheActIsSent() {
    var desk = TestDesk(120, 40)
    desk.press("c")
    desk.company.leads[0].version = 2
    desk.company.leads[0].owner = "max.ott"
    desk.send(.changed([.leads]))
    desk.press("down enter")
    #expect(desk.screen.contains("#4127 changed meanwhile: assigned, with Max Ott"))
    #expect(lastAct(desk) == nil)
    desk.press("enter")
    #expect(lastAct(desk) == .contact(lead: "#4127", kind: "meeting", at: nil, channel: nil))
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
      lastAct(desk)
        == .away(rep: "max.ott", minutes: 90, delegate: "ana.silva", code: "wrong_segment"))
    desk.press("j j j v")
    #expect(lastAct(desk) == .back(rep: "lena.brandt"))
  }

  private func lastAct(_ desk: TestDesk) -> Act? {
    desk.requests.compactMap { if case .act(let act) = $0 { act.act } else { nil } }.last
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

  // MARK: The program

  @Test func copyTakesTheIdAndMakesItHarmless() {
    var company = Company()
    company.leads[0].publicID = "L-\u{1B}]52;c;aGk=\u{07}"
    var desk = TestDesk(120, 40, company: company)
    desk.press("y")
    #expect(desk.effects == [.copy("L-␛]52;c;aGk=␇")])
  }

  @Test func helpRunsTheSelectedKey() {
    var desk = TestDesk(120, 40)
    desk.press("? /")
    desk.type("whole screen, or")
    desk.press("enter enter")
    #expect(desk.model.overlay == nil && desk.model.isZoomed)
  }

  @Test func theTerminalsCursorStandsWhereTheEyeIs() {
    var desk = TestDesk(80, 24)
    #expect(desk.model.view().cursor == Position(x: 1, y: 4))
    desk.press("j")
    #expect(desk.model.view().cursor == Position(x: 1, y: 5))
    desk.press("/ a b")
    #expect(desk.model.view().cursor == Position(x: 11, y: 23))
    desk.press("esc ? j")
    #expect(desk.model.view().cursor.map { desk.line($0.y).contains("Give a waiting lead") } == true)
    desk.press("/ q")
    #expect(desk.model.view().cursor.map { desk.line($0.y).contains("filter: q") } == true)
    desk.press("esc esc : x")
    #expect(desk.model.view().cursor.map { desk.line($0.y).contains(": x") } == true)
  }

  @Test func thePaletteRunsWhatItFindsAndNamesWhatItDoesNot() {
    var desk = TestDesk(120, 40)
    desk.press(":")
    desk.type("zo")
    desk.press("enter")
    #expect(desk.model.isZoomed)
    desk.press(":")
    desk.type("xyzzy")
    desk.press("enter")
    #expect(desk.screen.contains("no command is like \"xyzzy\""))
  }

  @Test func alertsRingOnceEachAndNotAtTheStart() {
    var desk = TestDesk(120, 40)
    #expect(!desk.effects.contains(.bell))
    desk.company.status.alerts.append(
      Alert(id: "a3", at: desk.company.now, text: "intake stopped", lead: nil))
    desk.send(.changed([.status]))
    desk.send(.changed([.status]))
    #expect(desk.effects.filter { $0 == .bell }.count == 1)
    #expect(desk.screen.contains("intake stopped"))
  }

  @Test func theTitleCountsWhatIsLate() {
    var desk = TestDesk(120, 40)
    desk.company.status.clocksPastDue = 5
    desk.send(.changed([.status]))
    #expect(desk.effects == [.setTitle("5 late, EMEA desk - Signalbox")])
  }

  @Test func themesGoRound() {
    var desk = TestDesk(120, 40) { $0.themes = ["signal", "mono"] }
    desk.press("t t")
    #expect(desk.effects == [.useTheme("mono"), .useTheme("signal")])
  }

  @Test func aClickFocusesAndSelectsAndASecondOneOpens() {
    var desk = TestDesk(120, 40)
    let place = Position(x: 5, y: 5)
    desk.send(.mouseUsed(MouseEvent(.press, at: Position(x: 80, y: 5))))
    #expect(desk.model.focus == .clocks && desk.model.selectedRow?.label == "#4127")
    desk.send(.mouseUsed(MouseEvent(.press, at: place)))
    #expect(desk.model.focus == .leads && desk.model.selectedRow?.label == "#4125")
    #expect(desk.model.screens.isEmpty)
    desk.send(.mouseUsed(MouseEvent(.press, at: place)))
    #expect(desk.screen.contains("Lead #4125"))
  }

  @Test func theWheelScrollsThePaneUnderThePointer() {
    var desk = TestDesk(80, 24)
    desk.send(.mouseUsed(MouseEvent(.wheelDown, at: Position(x: 10, y: 8))))
    #expect(desk.model.panes[.leads]?.top == 3 && desk.model.panes[.clocks]?.top == 0)
  }

  @Test func theDesksOwnWordsStandInForms() {
    var company = Company()
    company.terms.escalation = [DeskTerms.Term(code: "vip", text: "knows our chair")]
    var desk = TestDesk(120, 40, company: company)
    desk.press("e")
    #expect(
      desk.screen.contains("knows our chair") && !desk.screen.contains("the segment is wrong"))
    desk.press("enter enter")
    #expect(lastAct(desk) == .escalate(lead: "#4127", code: "vip", note: nil))
  }

  @Test func theQueuesLeadsStandOldestFirstWithTheReason() {
    var desk = TestDesk(80, 24)
    desk.press("2 enter")
    #expect(desk.model.selectedRow?.label == "#4115")
    #expect(
      desk.screen.contains("all at capacity") && desk.screen.contains("4 leads, oldest first"))
    #expect(
      desk.requests.contains {
        if case .window(let window) = $0 {
          window.filter == RowFilter(queue: "fallback-emea", state: .queued)
            && window.sort == SortOrder(column: "received")
        } else {
          false
        }
      })
    desk.press("enter")
    #expect(desk.screen.contains("Lead #4115"))
    desk.press("esc esc")
    #expect(desk.model.screens.isEmpty)
  }

  @Test func sectionsAreJumpedTo() {
    var desk = TestDesk(80, 24)
    desk.press("enter tab")
    #expect(desk.line(2).contains("The trace"))
    desk.press("tab")
    #expect(desk.line(2).contains("Fields"))
    desk.press("shift-tab shift-tab")
    #expect(desk.line(2).contains("The decision"))
  }

  @Test func aLeadThatCannotBeReadSaysWhy() {
    var desk = TestDesk(80, 24)
    desk.press("3 j enter")
    #expect(desk.screen.contains("no lead \"#4110\""))
    desk.press("j G / x enter n tab w")
    #expect(desk.screen.contains("which rep"))
  }
}
