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

}
