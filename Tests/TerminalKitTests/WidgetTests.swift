import Testing

@testable import TerminalKit

@Suite("Bars, lines and maps")
struct ChartTests {
  @Test(
    "a bar shows near misses",
    arguments: [
      (0.0, "░░░░"), (0.001, "▏░░░"), (0.25, "█░░░"), (0.5, "██░░"), (0.53, "██▏░"),
      (0.999, "███▉"), (1.0, "████"),
      (7.5, "████"), (-1.0, "░░░░"), (Double.nan, "░░░░"), (Double.infinity, "████"),
    ])
  func gauge(share: Double, drawn: String) {
    #expect(Gauge.bar(share: share, width: 4, glyphs: .unicode).plain == drawn)
  }

  @Test(
    "bars have their width in every set of signs", arguments: [GlyphSet.unicode, .linux, .ascii])
  func gaugeWidth(glyphs: GlyphSet) {
    for width in 0...9 {
      for step in 0...20 {
        let bar = Gauge.bar(share: Double(step) / 20, width: width, glyphs: glyphs)
        #expect(bar.width == width)
      }
    }
    #expect(Gauge.bar(share: 0.5, width: 4, glyphs: .ascii).plain == "##..")
  }

  @Test("sparklines end with the newest value")
  func sparkline() {
    #expect(Sparkline.text([1, 2, 3, 4, 8], width: 5, glyphs: .unicode) == "▂▃▄▅█")
    #expect(Sparkline.text([0, nil, 8], width: 5, glyphs: .unicode) == "  ▁ █")
    #expect(Sparkline.text([1, 2, 3, 8], width: 2, glyphs: .unicode) == "▄█")
    #expect(Sparkline.text([4], width: 1, glyphs: .unicode, maximum: 8) == "▅")
    #expect(Sparkline.text([0, 0], width: 2, glyphs: .ascii) == "__")
    #expect(Sparkline.text([.nan, .infinity, 99], width: 3, glyphs: .ascii, maximum: 9) == "  #")
  }

  @Test("heat maps stay inside of their rectangle")
  func heatMap() {
    let map = HeatMap(
      rowLabels: ["Mon", "Tue"], columnLabels: [(0, "00"), (2, "02")],
      values: [[0, 0.1, 0.5, 1], [nil, 0.75, 2, -1]])
    var frame = Frame(Size(cols: 13, rows: 3))
    map.draw(into: &frame, rect: frame.bounds, glyphs: .unicode)
    #expect(frame.text == "    00  02   \nMon   ░░▒▒██ \nTue ··▓▓██   \n")
    for width in 0...13 {
      var small = Frame(Size(cols: 13, rows: 3))
      map.draw(into: &small, rect: Rect(x: 0, y: 0, width: width, height: 2), glyphs: .ascii)
      #expect(small.cells.indices.allSatisfy { $0 % 13 < width || small.cells[$0].glyph == .space })
    }
  }

  @Test("every sign takes one column in every set", arguments: [GlyphSet.unicode, .linux, .ascii])
  func signs(glyphs: GlyphSet) {
    for symbol in Symbol.allCases { #expect(TextWidth.columns(glyphs[symbol]) == 1, "\(symbol)") }
    for sign in glyphs.bars + glyphs.columns + glyphs.shades + [glyphs.barRest] {
      #expect(TextWidth.columns(sign) == 1)
    }
    if glyphs == .ascii { #expect(Symbol.allCases.allSatisfy { glyphs[$0].utf8.count == 1 }) }
    #expect(glyphs.light != glyphs.heavy)
  }
}

@Suite("Typing a line")
struct PromptTests {
  private func typed(_ keys: [Key], into text: String = "") -> Prompt {
    var prompt = Prompt(text)
    for key in keys { _ = prompt.handle(key) }
    return prompt
  }

  @Test("editing")
  func editing() {
    #expect(typed("qjk/:?".map(Key.character)).text == "qjk/:?")
    #expect(typed([.backspace, .left, .character("x")], into: "abc").text == "axb")
    #expect(typed([.home, .delete, .end, .character("!")], into: "abc").text == "bc!")
    #expect(typed([.control("w")], into: "one two  ").text == "one ")
    #expect(typed([.left, .left, .control("k")], into: "abcd").text == "ab")
    #expect(typed([.left, .control("u")], into: "abcd").text == "d")
    #expect(typed([.modified(.control, .left), .control("u")], into: "one two").text == "two")
    #expect(typed([.home, .backspace, .left, .end, .delete, .right], into: "ab").text == "ab")
    #expect(typed([.home, .alt("f"), .character("s")], into: "one two").text == "ones two")
  }

  @Test(
    "keys that mean nothing here are left to others",
    arguments: [Key.enter, .escape, .tab, .up, .down, .function(1), .control("c")])
  func others(key: Key) {
    var prompt = Prompt("x")
    let isUsed = prompt.handle(key)
    #expect(!isUsed)
    #expect(prompt.text == "x")
  }

  @Test("pasted text is one line of printable characters, within the limit")
  func paste() {
    var prompt = Prompt("a", limit: 8)
    prompt.paste("b\r\nc\td\u{1B}\u{7}efghij")
    #expect(prompt.text == "ab c def")
    #expect(prompt.cursor == 8)
  }

  @Test("the cursor is always in view", arguments: [0, 1, 5, 40])
  func drawing(cursor: Int) {
    var prompt = typed(
      Array(repeating: .left, count: 40 - cursor), into: String(repeating: "東x", count: 20))
    _ = prompt.handle(.character("y"))
    for width in 1...12 {
      var frame = Frame(Size(cols: 12, rows: 1))
      prompt.draw(into: &frame, rect: Rect(x: 0, y: 0, width: width, height: 1), label: "/")
      expectWellFormed(frame)
      if let place = frame.cursor { #expect(place.x >= 1 && place.x < max(2, width)) }
    }
  }

  @Test("label, text and cursor")
  func label() {
    var frame = Frame(Size(cols: 8, rows: 1))
    Prompt("ana").draw(into: &frame, rect: frame.bounds, label: "/")
    #expect(frame.text == "/ana    \n" && frame.cursor == Position(x: 4, y: 0))
    Prompt("abcdefghij").draw(into: &frame, rect: frame.bounds, label: "/")
    #expect(frame.text == "/efghij \n" && frame.cursor == Position(x: 7, y: 0))
  }
}

@Suite("Text of several lines")
struct TextViewTests {
  @Test("lines are wrapped with their styles and an indent")
  func wrapping() {
    let view = TextView(
      [StyledText([Span("coverage ", .accent), Span("keeps Ana and Jo")]), "", "x"],
      hangingIndent: 2)
    let lines = view.wrapped(width: 14)
    #expect(lines.map(\.plain) == ["coverage keeps", "  Ana and Jo", "", "x"])
    #expect(lines[0].spans.map(\.style) == [.accent, .text])
  }

  @Test("wrapped lines fit", arguments: hostileTexts)
  func fits(text: String) {
    let view = TextView([StyledText("one " + text + " two " + text)], hangingIndent: 3)
    for width in 2...14 {
      #expect(view.wrapped(width: width).allSatisfy { $0.width <= width })
    }
  }

  @Test("scrolling stops at the last line")
  func scrolling() {
    let view = TextView((1...9).map { StyledText("line \($0)") })
    var frame = Frame(Size(cols: 6, rows: 3))
    #expect(view.draw(into: &frame, rect: frame.bounds, offset: 99) == 9)
    #expect(frame.text == "line 7\nline 8\nline 9\n")
    #expect(view.maximumOffset(width: 6, height: 3) == 6)
    #expect(view.draw(into: &frame, rect: Rect(x: 0, y: 0, width: 0, height: 0)) == 0)
  }
}
