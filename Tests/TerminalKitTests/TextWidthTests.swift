import Testing

@testable import TerminalKit

@Suite("Cutting and wrapping text")
struct TextWidthTests {
  @Test(
    "clipping marks what was cut",
    arguments: [
      ("Nordwind", 8, "Nordwind"), ("Nordwind", 7, "Nordwi…"), ("Nordwind", 1, "…"),
      ("Nordwind", 0, ""),
      ("東京電力", 8, "東京電力"), ("東京電力", 7, "東京電…"), ("東京電力", 6, "東京…"), ("東京", 1, "…"),
    ])
  func clip(text: String, width: Int, shown: String) {
    #expect(TextWidth.clip(text, to: width) == shown)
  }

  @Test("clipped text is never wider than asked", arguments: hostileTexts)
  func neverWider(text: String) {
    for width in 0...12 {
      #expect(TextWidth.columns(TextWidth.clip(text, to: width)) <= width)
      #expect(TextWidth.columns(TextWidth.pad(text, to: width, align: .center)) == width)
    }
  }

  @Test("wrapping breaks at blanks, and inside of words that are too long")
  func wrap() {
    #expect(TextWidth.wrap("the quick brown fox", width: 9) == ["the quick", "brown fox"])
    #expect(TextWidth.wrap("the quick brown", width: 5) == ["the", "quick", "brown"])
    #expect(TextWidth.wrap("abcdefgh", width: 3) == ["abc", "def", "gh"])
    #expect(TextWidth.wrap("one\r\ntwo\n\nthree", width: 20) == ["one", "two", "", "three"])
    #expect(TextWidth.wrap(" abcd東", width: 5) == ["", "abcd", "東"])
    #expect(TextWidth.wrap("", width: 5) == [""])
    #expect(TextWidth.wrap("x", width: 0) == [])
  }

  @Test("wrapped lines fit", arguments: hostileTexts)
  func wrapFits(text: String) {
    for width in 2...9 {
      for line in TextWidth.wrap("left " + text + " right", width: width) {
        #expect(TextWidth.columns(line) <= width)
      }
    }
  }
}
