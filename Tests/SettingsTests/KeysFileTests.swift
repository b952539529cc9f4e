import TerminalKit
import Testing

@testable import Settings

@Suite("Reading keys.toml")
struct KeysFileTests {
  private static let rows = [
    KeysFile.Row(action: "down", keys: [.character("j"), .down], places: 0b011),
    KeysFile.Row(action: "zoom", keys: [.character("z")], places: 0b001),
    KeysFile.Row(action: "section", keys: [.tab], places: 0b010),
    KeysFile.Row(action: "pane", keys: [.tab], places: 0b001),
    KeysFile.Row(action: "quit", keys: [.character("Q")], places: 0b011, isNeeded: true),
    KeysFile.Row(action: "quit", keys: [.control("c")], places: 0b111, isTyping: true),
    KeysFile.Row(action: "accept", keys: [.enter], places: 0b100, isTyping: true),
  ]

  private func keys(_ text: String) throws -> [String: [Key]] {
    try KeysFile(parsing: Array(text.utf8), rows: Self.rows).keys
  }

  @Test("one key, several, none")
  func reading() throws {
    #expect(try keys("").isEmpty)
    #expect(
      try keys("[keys]\ndown = [\"n\", \"Ctrl-N\", \" \"]\nzoom = []\nquit = \"X\"")
        == [
          "down": [.character("n"), .control("n"), .space], "zoom": [], "quit": [.character("X")],
        ])
  }

  @Test("two actions may change their keys with each other")
  func exchange() throws {
    #expect(
      try keys("[keys]\nzoom = \"j\"\ndown = \"z\"")
        == ["zoom": [.character("j")], "down": [.character("z")]])
  }

  @Test("the same key in different places is no clash")
  func places() throws {
    #expect(try keys("[keys]\nsection = \"z\"") == ["section": [.character("z")]])
  }

  @Test(
    "every way to be wrong",
    arguments: [
      Wrong("[keys]\nzooom = \"x\"", "keys.zooom", "did you mean \"zoom\""),
      Wrong("[keys]\nzoom = 1", "keys.zoom", "expected a list of keys, found 1"),
      Wrong("[keys]\nzoom = \"hyper-x\"", "keys.zoom", "\"hyper-x\" is no key"),
      Wrong("[keys]\nzoom = [\"x\", \"x\"]", "keys.zoom", "twice"),
      Wrong("[keys]\nzoom = \"j\"", "keys.zoom", "\"j\" is the key of \"down\""),
      Wrong("[keys]\nzoom = [\"x\", \"ctrl-c\"]", "keys.zoom", "\"Ctrl-C\" is the key of \"quit\""),
      Wrong("[keys]\naccept = \"a\"", "keys.accept", "is text where"),
      Wrong("[keys]\nquit = []", "keys.quit", "needs a key"),
      Wrong("[key]", "key", "did you mean \"keys\""),
    ])
  func wrong(_ wrong: Wrong) {
    wrong.check(problems { try keys(wrong.text) }, before: 0)
  }
}
