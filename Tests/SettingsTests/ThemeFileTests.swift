import Foundation
import TerminalKit
import Testing

@testable import Settings

@Suite("Reading a theme")
struct ThemeFileTests {
  private func theme(_ text: String) throws -> ThemeFile {
    try ThemeFile(parsing: Array(text.utf8), file: "mine.toml", name: "mine")
  }

  private static let right = """
    name = "Mine"
    [palette]
    night = "#000000"
    chalk = "#ffffff"
    panel = 236
    [roles]
    background = { bg = "night" }
    text = "chalk"
    muted = "white"
    accent = { fg = "bright_cyan", bold = true }
    selection = { fg = "chalk", bg = "panel", bold = true, underline = false }
    border.fg = "grey"
    border.focus = { fg = "chalk", dim = true }
    ok = { fg = "chalk", underline = true }
    warn = { fg = "chalk", reverse = false }
    breach = "chalk"
    named = "chalk"
    contingent = "chalk"
    duplicate = "chalk"
    bar.full = "chalk"
    "bar.empty" = "grey"
    header = "chalk"
    footer = "chalk"
    """

  @Test("palette, roles, attributes")
  func reading() throws {
    let file = try theme(Self.right)
    #expect(file.errors.isEmpty && file.warnings.isEmpty, "\(file.errors) \(file.warnings)")
    #expect(file.theme.name == "mine")
    #expect(file.theme[.background].background == .rgb(0, 0, 0))
    #expect(file.theme[.text].foreground == .rgb(255, 255, 255))
    #expect(file.theme[.selection].background == .indexed(236))
    #expect(file.theme[.selection].attributes == .bold)
    #expect(file.theme[.border].foreground == .indexed(8))
    #expect(file.theme[.borderFocus].attributes == .dim)
    #expect(file.theme[.ok].attributes == .underline)
    #expect(file.theme[.barFull].foreground == .rgb(255, 255, 255))
    #expect(file.theme[.barEmpty].foreground == .indexed(8))
  }

  @Test(
    "what is wrong has its line",
    arguments: [
      ("chalk = \"#ffffff\"", "chalk = \"#fffff\"", 4, "palette.chalk", "#fffff"),
      ("ok = { fg = \"chalk\"", "ok = { fg = \"chalck\"", 14, "roles.ok.fg", "chalk"),
      (
        "breach = \"chalk\"", "breahc = \"chalk\"\nbreach = \"chalk\"", 16, "roles.breahc", "breach"
      ),
      ("dim = true", "dim = 1", 13, "roles.border.focus.dim", "true or false"),
      ("reverse = false", "inverse = false", 15, "roles.warn.inverse", "reverse"),
      ("breach = \"chalk\"", "breach = true", 16, "roles.breach", "expected a table"),
      ("[palette]", "[colours]\n[palette]", 2, "colours", "unknown table"),
    ])
  func wrong(
    _ part: String, _ replacement: String, _ line: Int, _ key: String, _ says: String
  ) throws {
    let file = try theme(Self.right.replacingOccurrences(of: part, with: replacement))
    let problem = try #require(file.errors.first)
    #expect(problem.line == line, "\(file.errors)")
    #expect(problem.key == key)
    #expect(problem.sentence.contains(says), "\(problem)")
  }

  @Test("a role that is hard to read is a warning at its line")
  func contrast() throws {
    let text = Self.right.replacingOccurrences(
      of: "named = \"chalk\"", with: "named = \"#202020\"")
    let file = try theme(text)
    #expect(file.errors.isEmpty)
    #expect(file.warnings.map(\.line) == [17, 17])
    #expect(file.warnings.first?.sentence.contains("contrast") == true)
  }

  @Test("a missing role is told, and there is always a theme")
  func missing() throws {
    let file = try theme("[palette]\n[roles]\ntext = \"white\"")
    #expect(file.errors.count == Role.allCases.count - 1)
    #expect(file.errors.allSatisfy { $0.line == 2 })
    #expect(file.theme[.breach] == Theme.signal[.breach])
    #expect(throws: SettingsProblems.self) { try theme("[palette") }
  }
}
