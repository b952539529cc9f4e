import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Rows that come, go and change places under the eyes of somebody.
struct LiveTests {
  private func newLead(_ number: Int64) -> LeadRow {
    Company.lead(Sketch(time: "09:15:02", company: "New \(number)"), number: number)
  }

  @Test func theSelectedRowStaysSelectedAsRowsArrive() {
    var desk = TestDesk(120, 40)
    desk.press("j j")
    desk.company.leads.insert(contentsOf: [newLead(4129), newLead(4128)], at: 0)
    desk.send(.changed([.leads]))
    #expect(desk.model.panes[.leads]?.selectedRow?.label == "#4125")
    #expect(desk.model.panes[.leads]?.selectedIndex == 4)
    #expect(desk.screen.contains("▲ 2 newer"), "the view does not follow any more")
    desk.press("g")
    #expect(desk.model.panes[.leads]?.selectedIndex == 0)
    desk.company.leads.insert(newLead(4130), at: 0)
    desk.send(.changed([.leads]))
    #expect(desk.model.panes[.leads]?.top == 0, "the view follows again")
    #expect(desk.line(3).contains("New 4130"))
  }

  /// More comes in above, again and again, before the rows around the selected one are here: it is found
  /// all the same, and what is seen does not move meanwhile.
  @Test func theSelectedRowIsFollowedThroughAFlood() {
    var desk = TestDesk(120, 40)
    desk.company.leads += (0..<Int64(100)).map { newLead(3000 + $0) }
    desk.send(.changed([.leads]))
    desk.press("j j j")
    let label = desk.model.selectedRow?.label
    let line = desk.line(6)
    #expect(line.contains("▸"))
    var number: Int64 = 5000
    for _ in 0..<5 {
      var effects = desk.model.update(.changed([.leads]))
      for round in 0..<100 where !effects.isEmpty {
        // The desk takes five hundred leads in while the question is on its way.
        if round < 4 {
          desk.company.leads.insert(contentsOf: (number..<number + 500).map(newLead), at: 0)
          number += 500
        }
        effects = effects.flatMap { effect -> [ConsoleEffect] in
          guard case .ask(let request, let tag) = effect else { return [] }
          return desk.model.update(.answered(desk.answer(request), to: tag))
        }
        #expect(desk.model.selectedRow?.label == label)
        #expect(desk.line(6).prefix(60) == line.prefix(60))
      }
    }
    desk.send(.changed([.leads]))
    #expect(desk.model.selectedRow?.label == label)
    #expect(desk.model.panes[.leads]?.selectedIndex == Int(number) - 5000 + 3)
  }

  @Test func aVanishedRowGivesWayToItsNeighbourAndSaysSo() {
    var desk = TestDesk(120, 40)
    desk.press("j j j")
    desk.company.leads.remove(at: 3)
    desk.send(.changed([.leads]))
    #expect(desk.model.panes[.leads]?.selectedRow?.label == "#4123")
    #expect(desk.screen.contains("#4124 Fjord Kraft AS has left this list"))
  }

  @Test func anEmptiedListHasNoSelection() {
    var desk = TestDesk(120, 40)
    desk.press("j")
    desk.company.leads = []
    desk.send(.changed([.leads]))
    #expect(desk.model.selectedRow == nil)
    desk.press("j k G g enter e y")
    #expect(desk.screen.contains("no leads yet"))
  }

  @Test func aPausedDeskCountsWhatWaits() {
    var desk = TestDesk(120, 40)
    desk.press("p")
    desk.company.leads.insert(newLead(4128), at: 0)
    desk.send(.changed([.leads]))
    desk.send(.changed([.leads, .clocks]))
    #expect(desk.line(0).contains("paused · 2 waiting"))
    #expect(!desk.screen.contains("New 4128"))
    desk.press("p")
    #expect(desk.screen.contains("New 4128"))
  }

  @Test func theOwnActIsShownWhileUpdatesAreHeldBack() {
    var desk = TestDesk(120, 40)
    desk.press("p")
    desk.company.leads[2].facts.company = "Claimed GmbH"
    desk.company.leads[2].version += 1
    desk.press("j j A")
    #expect(desk.screen.contains("Claimed GmbH"))
  }

  @Test func rowsThatCameOrChangedAreMarkedForSomeSeconds() {
    var desk = TestDesk(120, 40)
    desk.press("j j")
    #expect(!desk.screen.contains("•"))
    desk.company.leads.insert(newLead(4128), at: 0)
    desk.company.leads[2].version = 9
    desk.send(.changed([.leads]))
    desk.press("g j")
    let marked = desk.screen.split(separator: "\n").filter { $0.contains("•") }
    #expect(marked.count == 2 && marked[0].contains("New 4128") && marked[1].contains("Acme"))
    desk.send(.ticked(desk.company.now + 4000))
    #expect(!desk.screen.contains("•"))
  }

  @Test func aBusyDeskIsSaidToBe() {
    var desk = TestDesk(80, 24)
    let later = desk.company.now + 6000
    _ = desk.model.update(.ticked(later))
    _ = desk.model.update(.ticked(later + 4000))
    #expect(desk.line(0).contains("no answer for 4s"))
    _ = desk.model.update(.keyPressed(.character("j")))
    #expect(desk.model.panes[.leads]?.selectedIndex == 1, "keys go on working")
  }

  @Test func theLinesAboutARepFollowTheirLoad() {
    var desk = TestDesk(120, 40)
    desk.press("4 j j enter")
    #expect(desk.screen.contains("8/20"))
    desk.company.reps[2].load = 9
    desk.send(.ticked(desk.company.now + 3000))
    desk.send(.changed([.reps]))
    #expect(desk.screen.contains("9/20"))
  }

  @Test func countdownsTickInPlace() {
    var desk = TestDesk(120, 40)
    let before = desk.model.view()
    desk.send(.ticked(desk.company.now + 1000))
    let after = desk.model.view()
    #expect(desk.screen.contains("03:39 first"))
    for y in 0..<before.size.rows {
      #expect(before.rowText(y).count == after.rowText(y).count)
    }
  }

  @Test func aLostLinkIsNamedAndWhatWasShownStays() {
    var desk = TestDesk(120, 40)
    desk.send(.linkLost("connection refused"))
    #expect(desk.line(1).contains("the desk is not served since 09:15:04; trying again"))
    #expect(desk.screen.contains("Nordwind AG"))
    desk.press("e")
    #expect(desk.model.overlay == nil && desk.screen.contains("not now: the desk is not served"))
    desk.send(.linkRestored)
    #expect(!desk.line(1).contains("not served"))
    #expect(desk.screen.contains("the desk is served again"))
  }

  @Test func anAnswerThatFailsIsAskedForAgainLater() {
    var desk = TestDesk(120, 40)
    let open = desk.model.update(.changed([.clocks]))
    for case .ask(.window, let tag) in open {
      let next = desk.model.update(.answered(.failed("the store is busy"), to: tag))
      #expect(!next.contains { if case .ask(.window, _) = $0 { true } else { false } })
    }
    #expect(desk.screen.contains("the store is busy"))
    #expect(desk.screen.contains("Kestrel Ltd"), "what was shown stays")
    let before = desk.requests.count
    desk.send(.ticked(desk.company.now + 3000))
    #expect(desk.requests.count > before)
  }

  @Test func aLongListIsReadInWindows() {
    var company = Company()
    company.leads = (0..<10_000).map { newLead(20_000 - Int64($0)) }
    var desk = TestDesk(120, 40, company: company)
    #expect(desk.model.panes[.leads].map { $0.rows.count <= 500 } == true)
    desk.press("G")
    #expect(desk.model.panes[.leads]?.selectedRow?.label == "#10001")
    #expect(desk.screen.contains("New 10001"))
    desk.press("pgup pgup g pgdn")
    for request in desk.requests {
      if case .window(let window) = request { #expect((1...500).contains(window.limit)) }
    }
    #expect(desk.model.selectedRow != nil)
  }

  @Test func aRowPushedOutOfTheWindowIsFoundAgain() {
    var company = Company()
    company.leads = (0..<2000).map { newLead(20_000 - Int64($0)) }
    var desk = TestDesk(80, 24, company: company)
    desk.press("j j j")
    let wanted = desk.model.panes[.leads]?.selected
    desk.company.leads.insert(contentsOf: (0..<700).map { newLead(30_000 - $0) }, at: 0)
    desk.send(.changed([.leads]))
    #expect(desk.model.panes[.leads]?.selected == wanted)
    #expect(desk.model.panes[.leads]?.selectedIndex == 703)
  }

  @Test func twentyKeysAtOnceDoWhatTwentySlowOnesDo() {
    var company = Company()
    company.leads = (0..<100).map { newLead(20_000 - Int64($0)) }
    var slow = TestDesk(80, 24, company: company)
    slow.press(Array(repeating: "j", count: 20).joined(separator: " "))
    var fast = TestDesk(80, 24, company: company)
    var open: [ConsoleEffect] = []
    for _ in 0..<20 { open += fast.model.update(.keyPressed(.character("j"))) }
    while !open.isEmpty {
      if case .ask(let request, let tag) = open.removeFirst() {
        open += fast.model.update(.answered(fast.answer(request), to: tag))
      }
    }
    #expect(fast.screen == slow.screen)
  }

  @Test func theSelectionFollowsItsRowThroughAnyShuffle() {
    var random = SplitMix(seed: 11)
    var desk = TestDesk(120, 40)
    desk.press("j j j j")
    for round in 0..<200 {
      let wanted = desk.model.panes[.leads]?.selected
      desk.company.leads.shuffle(using: &random)
      if round % 3 == 0 { desk.company.leads.insert(newLead(5000 + Int64(round)), at: 0) }
      if round % 3 == 1, desk.company.leads.count > 5 {
        let victim = desk.company.leads.firstIndex { .lead($0.number) != wanted }
        if let victim { desk.company.leads.remove(at: victim) }
      }
      desk.send(.changed([.leads]))
      #expect(desk.model.panes[.leads]?.selected == wanted)
      #expect(desk.model.selectedRow?.id == wanted)
    }
  }
}

/// A generator that gives the same numbers for the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
