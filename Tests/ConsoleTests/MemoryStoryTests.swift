import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Filters and orders outlive screens and sessions.
struct MemoryStoryTests {
  private func remembered(_ desk: TestDesk) -> [String] {
    desk.effects.compactMap { if case .remember(let text) = $0 { text } else { nil } }
  }

  @Test func filterAndOrderAreKeptOnceTheyAreChosen() {
    var desk = TestDesk(120, 40)
    desk.press("/ n o r d")
    #expect(remembered(desk).isEmpty, "not with every letter")
    desk.press("enter")
    #expect(remembered(desk) == ["desk.leads - /nord\n"])
    desk.press("s s")
    #expect(remembered(desk).last == "desk.leads sla ascending /nord\n")
    desk.press("esc S")
    #expect(remembered(desk).last == "desk.leads sla descending /\n")
    desk.press("s s s s s")
    #expect(remembered(desk).last == "")
  }

  @Test func theNextSessionBeginsWithThem() {
    var desk = TestDesk(120, 40) {
      $0.remembered = "desk.leads company descending /nord\nlog - /reassigned\n"
    }
    #expect(desk.screen.contains("1 Lead queue /nord"))
    #expect(desk.screen.contains("2 of 13, sorted by company ▼"))
    desk.press("f5")
    #expect(desk.screen.contains("Log /reassigned"))
    desk.press("f1 esc")
    #expect(remembered(desk) == ["desk.leads company descending /\nlog - /reassigned\n"])
  }

  @Test func screensAreFoundAsTheyWereLeft() {
    var desk = TestDesk(120, 40)
    desk.press("f5 / r e a s enter f1 f5")
    #expect(desk.screen.contains("Log /reas"))
  }

  @Test(arguments: [
    "desk.leads", "desk.leads nothing ascending /x\u{1B}[0m", "\u{0}", "desk.leads - /ower:x",
    "mine.leads - /owner:\nlog", "desk.leads sla",
  ])
  func whatCannotBeReadIsPassedOver(_ text: String) {
    var desk = TestDesk(80, 24) { $0.remembered = text }
    desk.press("f2 f3 f4 f5 f6 f1")
    #expect(desk.screen.contains("1 Leads"))
    #expect(!desk.screen.contains("\u{1B}"))
  }

  @Test func queuesAndRepsBeginAnewEachTime() {
    var desk = TestDesk(120, 40)
    desk.press("2 enter / k e s t enter q q 2 enter")
    #expect(remembered(desk).isEmpty)
  }
}
