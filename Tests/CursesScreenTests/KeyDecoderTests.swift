import TerminalKit
import Testing

@testable import CursesScreen

/// Feeds text as ncurses hands it on when it recognises nothing, then tells that nothing waits.
private func decode(_ texts: String...) -> [TerminalEvent] {
  var decoder = KeyDecoder()
  return texts.flatMap { text in
    text.unicodeScalars.flatMap { decoder.feed(.scalar($0)) } + decoder.feed(.idle)
  }
}

private func keys(_ keys: Key...) -> [TerminalEvent] { keys.map(TerminalEvent.key) }

@Suite("Keys from bytes")
struct KeyDecoderTests {
  @Test(
    "characters and controls",
    arguments: [
      ("a", Key.character("a")), ("é", .character("é")), (" ", .space), ("\r", .enter),
      ("\n", .enter), ("\t", .tab),
      ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .control("c")),
      ("\u{1A}", .control("z")),
      ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")), ("\u{1B}", .escape),
      ("\u{1B}x", .alt("x")),
      ("\u{1B}\r", .modified(.alt, .enter)), ("\u{1B}OA", .up), ("\u{1B}[A", .up),
      ("\u{1B}[5~", .pageUp),
      ("\u{1B}[1;5D", .modified(.control, .left)), ("\u{1B}[3;2~", .modified(.shift, .delete)),
      ("\u{1B}[Z", .backTab),
    ])
  func single(text: String, key: Key) {
    #expect(decode(text) == [.key(key)])
  }

  @Test(
    "unknown sequences are swallowed whole",
    arguments: [
      "\u{1B}[999~", "\u{1B}[38;5;1m", "\u{1B}[?1;2c", "\u{1B}]11;rgb:00/00/00\u{7}",
      "\u{1B}]0;Q\u{1B}\\",
      "\u{1B}P1$r0m\u{1B}\\", "\u{1B}OZ", "\u{1B}[<0;5;5m", "\u{1B}[M", "\u{1B}[>0;276;0c",
      "\u{85}",
    ])
  func unknown(text: String) {
    #expect(decode(text + "j") == keys(.character("j")))
  }

  @Test("a sequence cut behind its Escape is mended")
  func split() {
    #expect(decode("\u{1B}", "[A", "j") == keys(.escape, .up, .character("j")))
    #expect(decode("\u{1B}", "OB") == keys(.escape, .down))
    #expect(decode("\u{1B}[", "1;2", "C") == keys(.modified(.shift, .right)))
    #expect(decode("\u{1B}", "j", "[") == keys(.escape, .character("j"), .character("[")))
  }

  @Test("two Escapes are two keys")
  func twice() {
    #expect(decode("\u{1B}\u{1B}") == keys(.escape, .escape))
  }

  @Test("mouse reports of mode 1006")
  func mouse() {
    let press = TerminalEvent.mouse(MouseEvent(.press, at: Position(x: 4, y: 9)))
    #expect(decode("\u{1B}[<0;5;10M\u{1B}[<0;5;10m") == [press])
    #expect(decode("\u{1B}[<4;5;10M") == [press])
    #expect(decode("\u{1B}[<65;1;1M") == [.mouse(MouseEvent(.wheelDown, at: Position(x: 0, y: 0)))])
    #expect(decode("\u{1B}[<0;0;0M\u{1B}[<0;99999999999999999999;1M\u{1B}[<2;1;1M") == [])
  }

  @Test("focus reports")
  func focus() {
    #expect(decode("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test("pasted text is text, whatever it holds")
  func paste() {
    var decoder = KeyDecoder()
    var events = decoder.feed(.pasteBegins)
    for scalar in "dd:q\rQ\u{1B}[A".unicodeScalars { events += decoder.feed(.scalar(scalar)) }
    events += decoder.feed(.key(.up)) + decoder.feed(.idle) + decoder.feed(.scalar("x"))
    #expect(events == [])
    #expect(decoder.feed(.pasteEnds) == [.paste("dd:q\nQ\u{1B}[Ax")])
    #expect(decoder.feed(.scalar("j")) == keys(.character("j")))
  }

  @Test("a paste ends even if its end came byte by byte")
  func pasteEnd() {
    var decoder = KeyDecoder()
    _ = decoder.feed(.pasteBegins)
    let events = "ab\u{1B}[201~j".unicodeScalars.flatMap { decoder.feed(.scalar($0)) }
    #expect(events == [.paste("ab"), .key(.character("j"))])
  }

  @Test("a paste is bounded")
  func pasteLimit() {
    var decoder = KeyDecoder()
    decoder.pasteLimit = 10
    _ = decoder.feed(.pasteBegins)
    for _ in 0..<50 { _ = decoder.feed(.scalar("x")) }
    #expect(decoder.feed(.pasteEnds) == [.paste("xxxxxxxxxx")])
  }

  @Test("random bytes never end in a wrong state", arguments: 1...50)
  func random(seed: UInt64) {
    var state = seed
    var decoder = KeyDecoder()
    let bytes = Array("\u{1B}[O]P<;~0159mMAIz\u{7}\\".unicodeScalars)
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      _ = decoder.feed(.scalar(bytes[Int(state >> 40) % bytes.count]))
      if state >> 60 == 0 { _ = decoder.feed(.idle) }
    }
    // A string's end, then idle, bring every state back to the ground.
    for scalar in "\u{7}A\u{7}A".unicodeScalars { _ = decoder.feed(.scalar(scalar)) }
    _ = decoder.feed(.idle)
    #expect(decoder.feed(.scalar("j")) == keys(.character("j")))
  }
}
