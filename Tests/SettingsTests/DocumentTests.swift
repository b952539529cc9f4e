import Testing

@testable import Settings

@Suite("Files that are no TOML text")
struct DocumentTests {
  private func problem(_ bytes: [UInt8]) -> SettingsProblem? {
    let found = problems { try SiteFile(parsing: bytes, file: "signalbox.toml") }
    #expect(found.count == 1)
    return found.first
  }

  @Test("a byte that is not UTF-8")
  func invalidUTF8() {
    let found = problem(
      Array("[site]\ngroup = \"Verk\u{E4}".utf8.dropLast(1)) + [0x75, 0x66, 0x22])
    #expect(found?.line == 2)
    #expect(found?.column == 14)
    #expect(found?.sentence.contains("save the file as UTF-8") == true)
  }

  @Test("UTF-16")
  func utf16() {
    #expect(problem([0xFF, 0xFE, 0x5B, 0])?.sentence == "is UTF-16; save it as UTF-8")
  }

  @Test("NUL, also where only an escape brings it in")
  func nul() {
    #expect(problem(Array("[site]\ngroup = \"a\u{0}b\"".utf8))?.line == 2)
    let escaped = problem(Array("[site]\n\ngroup = \"a\\u0000b\"".utf8))
    #expect(escaped?.line == 3)
    #expect(escaped?.sentence.contains("NUL") == true)
  }

  @Test(
    "a syntax error has line and column",
    arguments: [
      "[site]\ngroup = ", "[site]\ngroup = \"a", "[site]\ngroup = a b", "[site]\n[site",
      "[site]\r\ngroup = 'a", "[site]\ngroup = 1\ngroup = 2",
    ])
  func syntax(_ text: String) {
    let found = problem(Array(text.utf8))
    #expect((found?.line ?? 0) >= 2)
    #expect((found?.column ?? 0) >= 1)
    #expect(found?.sentence.hasPrefix("not valid TOML: ") == true)
    #expect(found?.sentence.contains("\n") == false)
  }

  @Test(
    "nesting without end is refused before anything follows it",
    arguments: [
      String(repeating: "[", count: 100_000), "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{a=", count: 100_000),
      "[" + String(repeating: "a.", count: 100_000) + "a]",
      String(repeating: "a.", count: 100_000) + "a = 1",
    ])
  func deep(_ text: String) {
    #expect(problem(Array(text.utf8)) != nil)
  }

  @Test("a file that is too large")
  func large() {
    let bytes = [UInt8](repeating: 0x20, count: TOMLDocument.maximumSize + 1)
    #expect(problem(bytes)?.sentence.contains("at most 4194304") == true)
  }
}
