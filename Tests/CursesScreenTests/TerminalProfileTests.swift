import Testing

@testable import CursesScreen
@testable import TerminalKit

@Suite("What the environment says about the terminal")
struct TerminalProfileTests {
  private func profile(_ environment: [String: String], known: Set<String>) throws
    -> TerminalProfile
  {
    try TerminalProfile(environment: environment) { type in
      type == "dumb" ? 0 : known.contains(type) ? 1 : -1
    }
  }

  @Test("a known type is taken as it is")
  func known() throws {
    let profile = try profile(["TERM": "tmux-256color"], known: ["tmux-256color"])
    #expect(profile.type == "tmux-256color")
    #expect(!profile.isStandIn)
    #expect(profile.escapeDelay == 50)
  }

  @Test(
    "a modern type without a description is drawn as xterm",
    arguments: ["xterm-kitty", "foot", "some-256color"])
  func standIn(type: String) throws {
    let profile = try profile(["TERM": type], known: ["xterm-256color"])
    #expect(profile.type == "xterm-256color")
    #expect(profile.isStandIn)
  }

  @Test("refusals")
  func refusals() {
    #expect(throws: ScreenError.noTerminalType) { try self.profile([:], known: []) }
    #expect(throws: ScreenError.noTerminalType) { try self.profile(["TERM": ""], known: []) }
    #expect(throws: ScreenError.cannotDraw("dumb")) {
      try self.profile(["TERM": "dumb"], known: [])
    }
    #expect(throws: ScreenError.unknownTerminal("adm99")) {
      try self.profile(["TERM": "adm99"], known: ["xterm-256color"])
    }
    #expect(!"\(ScreenError.unknownTerminal("a\u{1B}[2J"))".contains("\u{1B}"))
  }

  @Test("true colour is used where the terminal says so and its description exists")
  func direct() throws {
    let known: Set = ["xterm-256color", "xterm-direct"]
    let environment = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    #expect(try profile(environment, known: known).type == "xterm-direct")
    #expect(try profile(environment, known: ["xterm-256color"]).type == "xterm-256color")
    #expect(try profile(["TERM": "xterm-256color"], known: known).type == "xterm-256color")
  }

  @Test(
    "the delay for escape sequences",
    arguments: [("100", 100), ("0", 50), ("x", 50), ("-5", 50), ("99999", 50)])
  func delay(text: String, milliseconds: Int) throws {
    let profile = try profile(["TERM": "xterm", "ESCDELAY": text], known: ["xterm"])
    #expect(profile.escapeDelay == milliseconds)
  }

  @Test("depth of colour")
  func depth() {
    func depth(_ colors: Int32, _ environment: [String: String] = [:], limit: ColorDepth? = nil)
      -> ColorDepth
    {
      TerminalProfile.depth(
        colors: colors, isDirect: colors > 65_536, environment: environment, limit: limit)
    }
    #expect([0, 8, 16, 256, 16_777_216].map { depth($0) } == ColorDepth.allCases)
    #expect(depth(256, ["NO_COLOR": "1"]) == .none)
    #expect(depth(256, ["NO_COLOR": ""]) == .palette)
    #expect(depth(256, limit: .eight) == .eight)
    #expect(depth(8, limit: .palette) == .eight)
  }

  @Test("signs that the terminal has")
  func glyphs() throws {
    let xterm = try profile(["TERM": "xterm"], known: ["xterm"])
    let linux = try profile(["TERM": "linux"], known: ["linux"])
    #expect(xterm.glyphs(isUTF8: true, ascii: false) == .unicode)
    #expect(xterm.glyphs(isUTF8: false, ascii: false) == .ascii)
    #expect(xterm.glyphs(isUTF8: true, ascii: true) == .ascii)
    #expect(linux.glyphs(isUTF8: true, ascii: false) == .linux)
    #expect(linux.isPlain && !xterm.isPlain)
  }
}

@Suite("Control strings")
struct ControlStringsTests {
  @Test(
    "base 64",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
      ("é?>", "w6k/Pg=="),
    ])
  func base64(text: String, encoded: String) {
    #expect(ControlStrings.base64(Array(text.utf8)) == encoded)
  }

  @Test("text from outside cannot end a string early")
  func harmless() {
    let title = ControlStrings.title("x\u{1B}]52;c;AAAA\u{7}\u{9C}")
    #expect(
      title.unicodeScalars.filter { $0.value < 0x20 || $0.value == 0x9C } == ["\u{1B}", "\u{7}"])
  }

  @Test("what is too long for a clipboard is refused")
  func limit() {
    #expect(ControlStrings.copy(String(repeating: "x", count: ControlStrings.copyLimit)) != nil)
    #expect(ControlStrings.copy(String(repeating: "x", count: ControlStrings.copyLimit + 1)) == nil)
  }

  @Test("wrapping for tmux and screen keeps every byte")
  func wrapping() throws {
    let string = try #require(ControlStrings.copy(String(repeating: "long ", count: 400)))
    #expect(
      ControlStrings.throughTmux("\u{1B}]9;a\u{7}") == "\u{1B}Ptmux;\u{1B}\u{1B}]9;a\u{7}\u{1B}\\")
    let pieces = ControlStrings.throughScreen(string)
    for piece in pieces.split(separator: "\u{1B}\\") { #expect(piece.utf8.count <= 768) }
    let joined = pieces.split(separator: "\u{1B}\\").map { $0.dropFirst(2) }.joined()
    #expect(joined == string)
  }
}

@Suite("Colour pairs")
struct PairCacheTests {
  @Test("each combination is defined once, and never beyond the limit")
  func limit() {
    var cache = PairCache(limit: 4)
    var defined: [Int32] = []
    func pair(_ foreground: Int32) -> Int32 {
      cache.pair(for: Paint(foreground: foreground, background: 0, attributes: [])) {
        number, _, _ in
        defined.append(number)
        return true
      }
    }
    #expect([1, 2, 1, 3, 4].map(pair) == [1, 2, 1, 3, 0])
    #expect(defined == [1, 2, 3])
    #expect(
      cache.pair(for: Paint(foreground: -1, background: -1, attributes: .bold)) { _, _, _ in false }
        == 0)
  }
}
