import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// What is told at the bottom, what outranks what, and how long it stays.
struct NoticeStoryTests {
  @Test func theReceiptStaysWhenItsLeadLeavesTheList() {
    var desk = TestDesk(120, 40)
    desk.actAnswer = .done(ActReceipt(entry: 41_204, text: "Claimed #4115"))
    desk.press("2 enter")
    desk.company.leads.removeAll { $0.number == LeadNumber(4115) }
    desk.press("A")
    desk.send(.changed([.leads]))
    #expect(desk.screen.contains("✓ Claimed #4115; U undo"))
    #expect(!desk.screen.contains("has left this list"))
    #expect(desk.screen.contains("·  the next row is selected"))
    desk.press("j")
    #expect(desk.screen.contains("Claimed #4115"), "a key right after it leaves it there")
    desk.send(.ticked(desk.company.now + 4000))
    desk.press("j")
    #expect(!desk.screen.contains("Claimed #4115"))
  }

  @Test func smallNoticesGoWithTheNextKeyOrByThemselves() {
    var desk = TestDesk(80, 24)
    desk.press("q")
    #expect(desk.screen.contains("this is the desk"))
    desk.press("j")
    #expect(!desk.screen.contains("this is the desk"))
    desk.press("q")
    desk.send(.ticked(desk.company.now + 3000))
    #expect(!desk.screen.contains("this is the desk"))
  }

  @Test func aRefusalIsReadWholeWhereTheScreenIsNarrow() {
    var desk = TestDesk(60, 15)
    desk.press("j r")
    #expect(desk.screen.contains("dimension 1 (named account) decided #4126"))
    #expect(desk.screen.contains("corrects it"))
  }

  @Test func anAlertWaitsBehindAReceipt() {
    var desk = TestDesk(120, 40)
    desk.actAnswer = .done(ActReceipt(entry: 41_204, text: "Claimed #4125"))
    desk.press("j j A")
    desk.company.status.alerts.append(
      Alert(id: "a3", at: desk.company.now, text: "intake stopped", lead: nil))
    desk.send(.changed([.status]))
    #expect(desk.screen.contains("Claimed #4125") && !desk.screen.contains("▲ intake stopped"))
    #expect(desk.effects.contains(.bell))
    desk.send(.ticked(desk.company.now + 4000))
    #expect(desk.screen.contains("▲ intake stopped"))
  }

  @Test func alertsOfTheSameTenSecondsAreToldWithoutRingingAgain() {
    var desk = TestDesk(120, 40)
    for number in 3...4 {
      desk.company.status.alerts.append(
        Alert(id: "a\(number)", at: desk.company.now, text: "alert \(number)", lead: nil))
      desk.send(.changed([.status]))
    }
    #expect(desk.effects.count { $0 == .bell } == 1)
    desk.send(.ticked(desk.company.now + 4000))
    #expect(desk.screen.contains("▲ alert 4"))
  }

  // MARK: Taking back

  @Test func whatCanNeverBeTakenBackIsNotOfferedAgain() {
    var desk = TestDesk(120, 40)
    desk.press("j j A")
    desk.actAnswer = .refused(Refusal(.conflict, "Jo Kern has reached it"))
    desk.press("k k U y")
    #expect(desk.lastAct?.act == .undo(lead: "#4125"))
    #expect(desk.screen.contains("not taken back: Jo Kern has reached it"))
    #expect(desk.model.undoable.isEmpty)
  }

  @Test func whatChangedMeanwhileCanBeTakenBackLater() {
    var desk = TestDesk(120, 40)
    desk.press("j j A")
    desk.actAnswer = .refused(Refusal(.stale, "#4125 changed meanwhile"))
    desk.press("U y")
    #expect(desk.screen.contains("not taken back: #4125 changed meanwhile; U tries again"))
    #expect(desk.model.undoable.map(\.number) == [LeadNumber(4125)])
    desk.actAnswer = .done(ActReceipt(entry: 41_206, text: "Took back the claim of #4125"))
    desk.press("U y")
    #expect(desk.screen.contains("✓ Took back the claim of #4125"))
    #expect(desk.model.undoable.isEmpty)
  }

  @Test func eachActOfTheSessionIsTakenBackByItself() {
    var desk = TestDesk(120, 40)
    desk.press("c enter c enter")
    #expect(desk.model.undoable.map(\.number) == [LeadNumber(4127), LeadNumber(4127)])
    desk.press("U y")
    #expect(desk.model.undoable.map(\.number) == [LeadNumber(4127)])
  }

  @Test func aConsoleThatOnlyReadsSaysWhyAKeyDoesNothing() {
    var desk = TestDesk(80, 24) { $0.isReadOnly = true }
    desk.press("e")
    #expect(desk.screen.contains("escalate: not in a console that only reads"))
    #expect(desk.acts.isEmpty && desk.model.overlay == nil)
  }
}
