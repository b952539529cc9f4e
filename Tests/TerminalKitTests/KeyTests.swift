import Testing

@testable import TerminalKit

@Suite("Keys as words")
struct KeyTests {
  @Test(
    "reading the notation",
    arguments: [
      ("j", Key.character("j")), ("G", .character("G")), ("?", .character("?")),
      ("-", .character("-")), ("é", .character("é")),
      ("space", .space), ("Enter", .enter), ("return", .enter), ("esc", .escape), ("PgUp", .pageUp),
      ("f2", .function(2)),
      ("ctrl-c", .control("c")), ("Ctrl-C", .control("c")), ("alt-x", .alt("x")),
      ("alt-X", .alt("X")), ("shift-tab", .backTab),
      ("ctrl--", .control("-")), ("ctrl-alt-left", .modified([.control, .alt], .left)),
      ("F", .character("F")),
    ])
  func reading(text: String, key: Key) {
    #expect(Key(notation: text) == key)
  }

  @Test(
    "what names no key",
    arguments: [
      "", "f0", "f25", "ctrl", "ctrl-", "foo-x", "shift-x", "jj", "ctrl-alt-x", "ctrl-f2", "\n",
    ])
  func refused(text: String) {
    #expect(Key(notation: text) == nil)
  }

  @Test("what is shown can be read back")
  func roundTrip() {
    var keys: [Key] = Key.Named.allCases.map(Key.named) + (1...24).map(Key.function)
    keys += "aZ?-:/ é".map(Key.character) + "az-".map(Key.control) + "xX".map(Key.alt)
    keys += Key.Named.allCases.map { Key.modified([.control, .shift], $0) }
    for key in keys { #expect(Key(notation: key.description) == key) }
  }
}
