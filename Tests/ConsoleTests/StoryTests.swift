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
