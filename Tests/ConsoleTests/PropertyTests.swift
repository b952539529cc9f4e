import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// Random keys, sizes, pastes, clicks and answers: the screen keeps its shape whatever happens.
struct PropertyTests {
  @Test(arguments: [1, 2, 3])
  func everyRowIsExactlyAsWideAsTheScreen(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    var company = seed == 2 ? Company() : Company.hostile
    company.status.roles = seed == 3 ? ["rep", "analyst"] : company.status.roles
    var desk = TestDesk(80, 24, company: company) { $0.themes = ["signal", "mono"] }
    let keys = Self.keys
    for step in 0..<700 {
      switch Int.random(in: 0..<40, using: &random) {
      case 0: desk.send(.resized(Self.size(&random)))
      case 1: desk.send(.pasted("x\u{1B}[31m\u{202E}y\n"))
      case 2: desk.send(.changed([Topic.allCases.randomElement(using: &random) ?? .leads]))
      case 3:
        desk.company.now = desk.company.now + Int64.random(in: 0..<90_000, using: &random)
        desk.send(.ticked(desk.company.now))
      case 4: desk.company.leads.shuffle(using: &random)
      case 5: desk.send(step % 2 == 0 ? .linkLost("gone") : .linkRestored)
      case 6:
        let point = Position(
          x: Int.random(in: -2..<130, using: &random), y: Int.random(in: -2..<50, using: &random))
        let actions: [MouseEvent.Action] = [.press, .wheelUp, .wheelDown]
        desk.send(
          .mouseUsed(MouseEvent(actions.randomElement(using: &random) ?? .press, at: point)))
      case 7:
        if desk.company.leads.count > 2 { desk.company.leads.removeLast() }
      case 8:
        desk.actAnswer =
          Bool.random(using: &random)
          ? .refused(Refusal(.stale, "\u{1B}]0;evil\u{07}")) : .failed("busy")
      default: desk.send(.keyPressed(keys.randomElement(using: &random) ?? .enter))
      }
      if step % 4 == 0 { Self.check(desk) }
    }
    Self.check(desk)
  }

  @Test func everyScreenIsDrawnAtEverySize() {
    let places = [
      "", "enter", "2 enter", "4 enter", "5 enter o e", "f2", "f3 enter", "f4", "f4 tab",
      "f4 enter", "f4 tab enter", "f4 i", "f5 enter", "f6 enter", "x", "space j space r", ":", "?",
      "!",
    ]
    for keys in places {
      for cols in [40, 59, 60, 79, 80, 100, 109, 110, 160, 300] {
        var desk = TestDesk(cols, 10, company: .hostile)
        desk.press(keys)
        for rows in [10, 11, 15, 16, 24, 40, 100] {
          desk.send(.resized(Size(cols: cols, rows: rows)))
          Self.check(desk)
        }
      }
    }
  }

  private static func check(_ desk: TestDesk) {
    let frame = desk.model.view()
    #expect(frame.size == desk.model.size)
    for y in 0..<frame.size.rows {
      let row = frame.row(y)
      #expect(row.reduce(0) { $0 + $1.glyph.width } == frame.size.cols)
      for cell in row {
        let value = cell.glyph.base.value
        #expect(cell.glyph.isContinuation || (value >= 0x20 && !(0x7F...0x9F).contains(value)))
        #expect(!(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value))
      }
    }
    if let cursor = frame.cursor {
      #expect(frame.bounds.contains(cursor), "the cursor stands outside")
    }
  }

  private static func size(_ random: inout SplitMix) -> Size {
    let small = Int.random(in: 0..<4, using: &random) == 0
    return Size(
      cols: Int.random(in: small ? 0..<45 : 40..<230, using: &random),
      rows: Int.random(in: small ? 0..<14 : 10..<70, using: &random))
  }

  /// Every key of the table, those that type, and some that mean nothing.
  private static let keys: [Key] =
    Keymap.standard.bindings.filter { $0.action != .quit }.flatMap(\.keys)
    + "abcdefgh owner:>1h~=\"é日".map(Key.character)
    + [.backspace, .delete, .left, .right, .enter, .escape, .function(5), .alt("x"), .control("k")]

  @Test(arguments: [(1, 1), (0, 0), (2, 1), (39, 10), (40, 9), (500, 500)])
  func anySizeIsSurvived(_ cols: Int, _ rows: Int) {
    let desk = TestDesk(cols, rows)
    #expect(desk.model.view().size == Size(cols: cols, rows: rows))
  }

  @Test func tooSmallAScreenSaysWhatItNeeds() {
    #expect(TestDesk(39, 10).screen.contains("Signalbox needs 40x10, this is 39x10"))
  }

  @Test func asciiTerminalsGetNothingElse() {
    let places = [
      "", "enter", "?", "4 z", "e", "5 enter", "2 enter", "f2", "f4", "f4 enter", "f4 tab enter",
      "f4 i", "f4 tab tab enter", "f5", "f5 enter", "f6", "f6 enter", "f3", ":", "5 enter o",
      "space space c enter", "x",
    ]
    for keys in places {
      var desk = TestDesk(120, 40, company: .hostile, glyphs: .ascii)
      desk.press(keys)
      #expect(desk.screen.utf8.allSatisfy { $0 == 10 || (0x20..<0x7F).contains($0) })
    }
  }

  @Test func windowTitlesAndCopiesAreHarmless() {
    let desk = TestDesk(80, 24, company: .hostile)
    #expect(
      desk.model.shownTitle.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }
}
