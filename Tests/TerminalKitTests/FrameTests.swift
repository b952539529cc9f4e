import Testing

@testable import TerminalKit

/// Checks the frame's promise: every row exactly its columns, no half glyphs.
func expectWellFormed(_ frame: Frame, _ location: SourceLocation = #_sourceLocation) {
  #expect(frame.cells.count == frame.size.cols * frame.size.rows, sourceLocation: location)
  for y in 0..<frame.size.rows {
    let row = Array(frame.row(y))
    #expect(row.reduce(0) { $0 + $1.glyph.width } == frame.size.cols, sourceLocation: location)
    for (x, cell) in row.enumerated() {
      let isAfterWide = x > 0 && row[x - 1].glyph.width == 2
      #expect(cell.glyph.isContinuation == isAfterWide, sourceLocation: location)
    }
    #expect(TextWidth.columns(frame.rowText(y)) == frame.size.cols, sourceLocation: location)
  }
}

/// A small generator, so that a failure comes back with the same numbers.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }
}

@Suite("The grid of cells")
struct FrameTests {
  @Test("random drawings of hostile text keep every row whole", arguments: 1...40)
  func randomDrawings(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    var frame = Frame(
      Size(cols: .random(in: 0...30, using: &dice), rows: .random(in: 0...6, using: &dice)))
    for _ in 0..<60 {
      let text = try #require(hostileTexts.randomElement(using: &dice))
      let x = Int.random(in: -5...32, using: &dice)
      let y = Int.random(in: -2...7, using: &dice)
      switch Int.random(in: 0...4, using: &dice) {
      case 0: frame.put(text, x: x, y: y)
      case 1: frame.put(text, x: x, y: y, width: .random(in: -1...12, using: &dice), ellipsis: "東")
      case 2: frame.fill(Rect(x: x, y: y, width: 7, height: 3), with: text)
      case 3:
        frame.box(
          Rect(x: x, y: y, width: 12, height: 4), GlyphSet.unicode.light, style: .text,
          title: StyledText(text), trailing: StyledText(text))
      default:
        frame.field(StyledText(text), in: Rect(x: x, y: y, width: 9, height: 1), align: .right)
      }
    }
    expectWellFormed(frame)
    expectWellFormed(frame.foldedToASCII())
    #expect(frame.foldedToASCII().text.utf8.allSatisfy { $0 < 0x7F })
  }

  @Test("text is clipped to its width and tells how much it took")
  func put() {
    var frame = Frame(Size(cols: 10, rows: 1))
    #expect(frame.put("abc", x: 1, y: 0) == 3)
    #expect(frame.put("東京電力", x: 5, y: 0, width: 4) == 3)
    #expect(frame.text == " abc 東…  \n")
    #expect(frame.put("x", x: 0, y: 1) == 0)
    #expect(frame.put("x", x: 10, y: 0) == 0)
  }

  @Test("overwriting half of a wide glyph blanks the other half")
  func halves() {
    var frame = Frame(Size(cols: 4, rows: 1))
    frame.put("東京", x: 0, y: 0)
    frame.put("x", x: 1, y: 0)
    #expect(frame.text == " x京\n")
    frame.put("y", x: 2, y: 0)
    #expect(frame.text == " xy \n")
  }

  @Test("a box has its titles in the upper line, the figure only if it fits whole")
  func box() {
    var frame = Frame(Size(cols: 16, rows: 6))
    frame.box(
      Rect(x: 0, y: 0, width: 16, height: 3), GlyphSet.unicode.heavy, style: .text,
      title: "1 Queue ",
      trailing: " 12")
    frame.box(
      Rect(x: 0, y: 3, width: 16, height: 3), GlyphSet.ascii.light, style: .text,
      title: "Fallback queues", trailing: " 12 open")
    #expect(
      frame.text == """
        ┏1 Queue ━━ 12━┓
        ┃              ┃
        ┗━━━━━━━━━━━━━━┛
        +Fallback queu…+
        |              |
        +--------------+

        """)
  }

  @Test("overlays and surfaces")
  func overlay() {
    var frame = Frame(Size(cols: 6, rows: 2))
    var other = Frame(Size(cols: 3, rows: 1), style: .accent)
    other.put("ok", x: 0, y: 0)
    other.cursor = Position(x: 1, y: 0)
    frame.overlay(other, at: Position(x: 2, y: 1))
    frame.paintSurface(.selection, in: Rect(x: 0, y: 0, width: 100, height: 1))
    #expect(frame.text == "      \n  ok  \n")
    #expect(frame.cursor == Position(x: 3, y: 1))
    #expect(frame[4, 1].style.role == .accent)
  }

  @Test("only differences are painted, and painting them gives the new frame", arguments: 1...30)
  func differences(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    var old = Frame(Size(cols: 20, rows: 3))
    var new = old
    for _ in 0..<6 {
      let text = try #require(["東京", "x", "abc", " ", "👍"].randomElement(using: &dice))
      let x = Int.random(in: 0..<20, using: &dice)
      old.put(text, x: x, y: Int.random(in: 0..<3, using: &dice))
      new.put(text, x: Int.random(in: 0..<20, using: &dice), y: Int.random(in: 0..<3, using: &dice))
    }
    var painted = old
    for run in new.runs(from: old) {
      #expect(!new[run.columns.lowerBound, run.y].glyph.isContinuation)
      for x in run.columns where !new[x, run.y].glyph.isContinuation {
        painted.set(new[x, run.y].glyph, x: x, y: run.y, style: new[x, run.y].style)
      }
    }
    #expect(painted.text == new.text)
    #expect(new.runs(from: new).isEmpty)
    #expect(new.runs(from: nil).count == 3)
    #expect(new.runs(from: Frame(Size(cols: 1, rows: 1))).count == 3)
  }
}
