import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Palette, help, alerts, themes, mouse and clipboard.
struct ProgramStoryTests {
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
    #expect(
      desk.model.view().cursor.map { desk.line($0.y).contains("Give a waiting lead") } == true)
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

  @Test func alertsGoToTheDesktopAndEachWayCanBeMuted() {
    func effects(_ set: (inout ConsoleSettings) -> Void) -> [ConsoleEffect] {
      var desk = TestDesk(120, 40, set: set)
      desk.company.status.clocksPastDue = 9
      desk.company.status.alerts.append(
        Alert(id: "a3", at: desk.company.now, text: "intake\u{1B} stopped", lead: nil))
      desk.send(.changed([.status]))
      return desk.effects
    }
    #expect(
      effects { _ in } == [
        .bell, .notify("intake␛ stopped"), .setTitle("9 late, EMEA desk - Signalbox"),
      ])
    #expect(effects { $0.rings = false }.contains(.bell) == false)
    #expect(!effects { $0.notifies = false }.contains(.notify("intake␛ stopped")))
    #expect(
      effects { $0.titles = false } == [.bell, .notify("intake␛ stopped")])
  }

  @Test func severalAlertsAtOnceAreOneLine() {
    var desk = TestDesk(120, 40)
    for id in ["x", "y", "z"] {
      desk.company.status.alerts.append(
        Alert(id: id, at: desk.company.now, text: "\(id) is late", lead: nil))
    }
    desk.send(.changed([.status]))
    #expect(desk.effects.contains(.notify("x is late, and 2 more")))
    desk.company.status.alerts.removeLast()
    desk.send(.ticked(desk.company.now + 20_000))
    desk.send(.changed([.status]))
    #expect(desk.effects.count { $0 == .bell } == 1, "what is known does not ring again")
  }

  @Test func theTitleCountsWhatIsLate() {
    var desk = TestDesk(120, 40)
    desk.company.status.clocksPastDue = 5
    desk.send(.changed([.status]))
    #expect(desk.effects == [.setTitle("5 late, EMEA desk - Signalbox")])
  }

  @Test func thePaletteKnowsThemesReportsAndWhatWasRunLast() {
    var desk = TestDesk(120, 40) { $0.themes = ["signal", "mono"] }
    desk.run("theme mono")
    #expect(desk.effects == [.useTheme("mono")])
    desk.run("report escalations")
    #expect(desk.requests.contains(.report(ReportRequest(name: "escalations"))))
    #expect(desk.screen.contains("▲ below 85.0 %"))
    desk.press(":")
    #expect(desk.line(4).contains("report escalations") && desk.line(5).contains("theme mono"))
  }

  @Test func anyReportIsReadByNameAndBrokenDown() {
    var desk = TestDesk(120, 40)
    desk.run("report")
    desk.press("esc f3")
    desk.run("report")
    desk.type("weekly thing")
    desk.press("enter")
    desk.type("week")
    desk.press("enter")
    #expect(desk.requests.last == .report(ReportRequest(name: "weekly thing", by: "weekday")))
    #expect(desk.screen.contains("there is no report \"weekly thing\""))
  }

  @Test func theStatusOfARepIsOneKeyAway() {
    var desk = TestDesk(120, 40)
    desk.press("i")
    #expect(desk.requests.last == .report(ReportRequest(name: "rep", rep: "ana.silva")))
    desk.press("esc 4 j i")
    #expect(desk.requests.last == .report(ReportRequest(name: "rep", rep: "max.ott")))
    desk.press("esc 1 j j i")
    #expect(desk.screen.contains("no rep is at hand"), "a lead that waits has no owner")
  }

  @Test func screensAreReachedByKeyAndByName() {
    var desk = TestDesk(120, 40)
    for (key, name, title) in [
      ("f2", "my desk", "My leads"), ("f3", "insights", "Insights"),
      ("f4", "governance", "Change requests"), ("f5", "log", "V verifies"),
      ("f6", "intake", "these files"),
    ] {
      desk.press(key)
      #expect(desk.screen.contains(title), "\(key)")
      desk.press("f1")
      #expect(desk.model.screens.isEmpty)
      desk.run(name)
      #expect(desk.screen.contains(title), "\(name)")
      desk.press("esc")
      #expect(desk.model.screens.isEmpty)
    }
  }

  @Test func aRepBeginsWithAnOwnDeskAndOthersDoNot() {
    var company = Company()
    company.status.roles = ["rep"]
    company.status.rep = "eva.lind"
    var desk = TestDesk(120, 40, company: company)
    #expect(desk.screen.contains("My escalations") && desk.screen.contains("Fjord Kraft AS"))
    #expect(desk.screen.contains("refine_rule"), "how it ended is seen")
    desk.press("esc")
    #expect(desk.screen.contains("1 Lead queue"))
    desk.send(.changed([.status]))
    #expect(desk.model.screens.isEmpty, "only once")
    company.status.roles = ["rep", "manager"]
    #expect(TestDesk(120, 40, company: company).model.screens.isEmpty)
  }

  @Test func theLogIsFilteredVerifiedAndRead() {
    var desk = TestDesk(120, 40)
    desk.press("f5 /")
    desk.type("reassigned")
    desk.press("enter")
    #expect(desk.screen.contains("1 of 4") && !desk.screen.contains("intake.accepted"))
    desk.press("enter")
    #expect(desk.screen.contains("code: capacity"))
    desk.press("y")
    #expect(desk.effects.contains(.copy(String(repeating: "4be1", count: 16))))
    desk.press("esc V")
    #expect(desk.screen.contains("All 41,203 entries are as they were written."))
    desk.press("esc")
    #expect(desk.screen.contains("you verified: All 41,203 entries"))
  }

  @Test func aClickOnATitleSortsByItsColumn() {
    var desk = TestDesk(120, 40)
    desk.send(.mouseUsed(MouseEvent(.press, at: Position(x: 13, y: 2))))
    #expect(desk.screen.contains("sorted by company ▲"))
    desk.send(.mouseUsed(MouseEvent(.press, at: Position(x: 13, y: 2))))
    #expect(desk.screen.contains("sorted by company ▼"))
  }

  @Test func readAloudNothingChangesWithTheSeconds() {
    var desk = TestDesk(80, 24) { $0.isAccessible = true }
    let before = desk.screen
    #expect(before.unicodeScalars.allSatisfy { !(0x2500...0x257F).contains($0.value) })
    desk.send(.ticked(at("2026-03-02T09:15:30.000Z")))
    #expect(desk.screen == before)
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

}
