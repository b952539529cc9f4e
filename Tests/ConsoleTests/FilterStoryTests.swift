import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Narrowing, searching and sorting by keys.
struct FilterStoryTests {
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
}

/// What titles say of lists that are narrowed or sorted, at every size.
struct TitleTests {
  @Test(arguments: [(40, 10), (60, 15), (80, 24), (120, 40), (300, 100)])
  func aNarrowedListTellsHowManyOfHowMany(_ cols: Int, _ rows: Int) {
    var desk = TestDesk(cols, rows)
    desk.press("/ n o r d enter")
    #expect(desk.screen.contains("2 of 13"))
    desk.press("s s")
    #expect(desk.screen.contains("2 of 13"))
    #expect(cols < 60 || desk.screen.contains("2 of 13, sorted by SLA ▲"))
    desk.press("esc")
    #expect(!desk.screen.contains("2 of 13"))
  }
}
