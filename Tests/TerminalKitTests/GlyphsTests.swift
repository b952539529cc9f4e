import Testing

@testable import TerminalKit

/// Text that has broken terminal programs.
let hostileTexts = [
  "", "Nordwind AG", "東京電力株式会社", "한국전력공사", "\u{1112}\u{1161}\u{11AB}", "👨‍👩‍👧‍👦", "👍🏽", "🏽", "⚠️", "1️⃣", "🇩🇪",
  "🇩", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x",
  "\u{301}alone", "שלום בע״מ", "مرحبا", "क्षत्रिय", "ไทย", "a\tb", "\u{1B}]0;pwn\u{7}", "\u{1B}[2J",
  "\u{0}\u{7F}",
  "\u{9B}31m", "\u{85}", "rev\u{202E}txt\u{202C}", "\u{2066}i\u{2069}",
  "z\u{200B}w\u{200D}j\u{200C}n", "soft\u{AD}",
  "\u{FEFF}bom", "\u{3164}\u{115F}\u{1160}", "\u{FFFF}\u{10FFFF}\u{E000}", "\u{1FAE8}",
  "line\r\nend\n", "\u{2028}",
  "\u{3000}wide space", "\u{A0}nbsp", "ﷺ", "𒐫", "\u{FE0F}\u{FE0F}", "\u{200D}\u{200D}", "👩‍", "👩‍x",
  "\u{E0041}tag",
  String(decoding: [0x66, 0xFF, 0xFE, 0x6F], as: UTF8.self),
  "a" + String(repeating: "\u{300}", count: 5_000),
  "\u{302E}\u{302F}", "\u{1F9D1}\u{200D}\u{1F9D1}\u{200D}\u{1F9D1}", "\u{0600}\u{06DD}",
  "\u{13430}",
]

@Suite("Text becomes harmless cells")
struct GlyphsTests {
  @Test(
    "known widths",
    arguments: [
      ("Nordwind", 8), ("東京", 4), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2),
      ("🏽", 2),
      ("⚠️", 1), ("1️⃣", 1), ("🇩🇪", 2), ("e\u{301}", 1), ("שלום", 4), ("\t", 1), ("\u{1B}", 1),
      ("\u{3000}", 2),
      ("\u{200B}", 1), ("…", 1), ("─", 1), ("█", 1), ("★", 1), ("✅", 2), ("ไทย", 3), ("\r\n", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  @Test(
    "what is shown instead",
    arguments: [
      ("\u{1B}[2J", "␛[2J"), ("a\tb", "a␉b"), ("\u{0}", "␀"), ("\u{7F}", "␡"), ("\u{9B}", "�"),
      ("\u{202E}x", "�x"),
      ("\u{200B}", "�"), ("z\u{AD}", "z�"), ("👨‍👩‍👧‍👦!", "👨!"), ("👍🏽", "👍"), ("⚠️", "⚠"), ("1️⃣", "1"),
      ("🇩🇪", "DE"),
      ("\u{FFFF}", "�"), ("\u{E000}", "�"), ("\u{A0}", " "),
      ("a\u{300}\u{301}\u{302}\u{303}\u{304}b", "a\u{300}\u{301}\u{302}�b"),
      ("\u{301}x", "�x"), ("👩\u{200D}x", "👩�x"), ("a\u{FE0F}\u{FE0F}b", "a�b"), ("\u{2028}", "�"),
    ])
  func substitutes(text: String, shown: String) {
    // Compared by scalars: equality of strings would call some of these the same.
    #expect(Array(Sanitizer.clean(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test("nothing dangerous is left of any text", arguments: hostileTexts)
  func harmless(text: String) {
    for scalar in Sanitizer.clean(text).unicodeScalars {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
      #expect(!scalar.properties.isDefaultIgnorableCodePoint)
      #expect(scalar.properties.generalCategory != .format)
    }
    #expect(Sanitizer.ascii(text).utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(Sanitizer.ascii(text).utf8.count == TextWidth.columns(text))
  }

  @Test("cleaning twice changes nothing", arguments: hostileTexts)
  func idempotent(text: String) {
    let once = Sanitizer.clean(text)
    #expect(Array(Sanitizer.clean(once).unicodeScalars) == Array(once.unicodeScalars))
  }

  @Test("every scalar has a class, and a glyph of one or two columns")
  func everyScalar() {
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for glyph in Glyphs("a" + String(scalar)) { #expect((1...2).contains(glyph.width)) }
    }
  }

  @Test("the table of wide characters is in order")
  func wideTable() {
    for (first, second) in zip(wideRanges, wideRanges.dropFirst()) {
      #expect(first.upperBound < second.lowerBound)
    }
  }

  @Test("a glyph keeps base and marks")
  func marks() throws {
    var glyphs = Glyphs("e\u{301}\u{323}")
    let first = glyphs.next()
    let glyph = try #require(first)
    #expect(glyph.base == "e")
    #expect((0..<glyph.markCount).map(glyph.mark) == ["\u{301}", "\u{323}"])
    #expect(glyphs.next() == nil)
  }
}
