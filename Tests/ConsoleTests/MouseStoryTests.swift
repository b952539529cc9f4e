import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// The mouse beside the keys: what is under the pointer is what it works on.
struct MouseStoryTests {
  private func press(_ desk: inout TestDesk, _ x: Int, _ y: Int) {
    desk.send(.mouseUsed(MouseEvent(.press, at: Position(x: x, y: y))))
  }

  /// The column at which a text begins on a line of the screen, in cells.
  private func column(_ desk: TestDesk, _ line: Int, _ text: String) -> Int? {
    let row = desk.line(line)
    return row.firstRange(of: text).map { TextWidth.columns(String(row[..<$0.lowerBound])) }
  }

  @Test func aClickOnAKeyAtTheBottomDoesWhatTheKeyDoes() throws {
    var desk = TestDesk(120, 40)
    press(&desk, try #require(column(desk, 39, "s sort")) + 3, 39)
    #expect(desk.screen.contains("sorted by age"))
    press(&desk, try #require(column(desk, 39, "? help")), 39)
    #expect(desk.screen.contains("Keys in pane 1"))
    desk.press("esc")
    press(&desk, try #require(column(desk, 39, "2 alerts")), 39)
    #expect(desk.model.overlay == .alerts(top: 0))
  }

  @Test func betweenTheKeysAtTheBottomNothingHappens() throws {
    var desk = TestDesk(120, 40)
    let before = desk.screen
    press(&desk, try #require(column(desk, 39, "s sort")) - 1, 39)
    #expect(desk.screen == before)
  }

  @Test func aClickOnANameShowsItsList() throws {
    var desk = TestDesk(80, 24)
    press(&desk, try #require(column(desk, 1, "2 Queues")), 1)
    #expect(desk.model.focus == .queues)
    desk.press("f4")
    press(&desk, try #require(column(desk, 3, "Versions")) + 1, 3)
    #expect(desk.screen.contains("▸Versions of the rules"))
  }

  @Test func theWheelGoesThroughWhatLiesOnTop() {
    var desk = TestDesk(80, 24)
    desk.press(":")
    desk.send(.mouseUsed(MouseEvent(.wheelDown, at: Position(x: 40, y: 12))))
    guard case .palette(let palette)? = desk.model.overlay else {
      Issue.record("the palette is gone")
      return
    }
    #expect(palette.index == 1)
    desk.press("esc ?")
    desk.send(.mouseUsed(MouseEvent(.wheelDown, at: Position(x: 40, y: 12))))
    guard case .help(let help)? = desk.model.overlay else {
      Issue.record("help is gone")
      return
    }
    #expect(help.index == 1)
  }

  @Test func theWheelScrollsTheListUnderThePointerAndLeavesTheKeysWhereTheyAre() {
    var company = Company()
    company.leads = (0..<100).map { place in
      Company.lead(Sketch(time: "09:15:02", company: "New \(place)"), number: 20_000 - place)
    }
    var desk = TestDesk(120, 40, company: company)
    desk.press("3")
    desk.send(.mouseUsed(MouseEvent(.wheelDown, at: Position(x: 10, y: 10))))
    #expect(desk.model.focus == .clocks)
    #expect(desk.model.panes[.leads]?.top == 3)
  }

  @Test func mGivesTheMouseBackToTheTerminal() {
    var desk = TestDesk(80, 24)
    desk.press("m m")
    #expect(desk.effects == [.useMouse(false), .useMouse(true)])
    #expect(desk.screen.contains("Shift with it marks text"))
  }
}
