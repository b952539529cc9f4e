import Foundation
import Testing

@Suite struct ThemeCommandTests {
  @Test func allThatShipAreReadable() throws {
    let desk = try TestDesk()
    let check = try desk.run("theme", "check")
    #expect(check.status == 0, "\(check.output)")
    let lines = check.output.split(separator: "\n")
    #expect(lines.count == 6)
    let contrast = try #require(lines.first { $0.hasPrefix("contrast:") })
    #expect(contrast.hasSuffix("(AAA)"))
  }

  @Test func aThemeOfTheWorkspaceIsFoundAndItsMistakesHaveLines() throws {
    let desk = try TestDesk()
    try desk.write(
      "[palette]\nink = \"#00000g\"\n[roles]\ntexxt = { fg = \"ink\" }\n", to: "Themes/mine.toml")
    let list = try desk.run("theme", "list")
    #expect(list.output.contains("mine"))
    let check = try desk.run("theme", "check", "mine")
    #expect(check.status == 1)
    #expect(check.output.contains("mine.toml:2"))
    #expect(check.output.contains("mine.toml:4"))
    #expect(check.output.contains("did you mean 'text'"))
  }

  @Test func anUnknownThemeIsNamed() throws {
    let desk = try TestDesk()
    let show = try desk.run("theme", "show", "okapi")
    #expect(show.status == 2)
    #expect(show.errors.contains("\"okapi\""))
    #expect(show.errors.contains("okabe"))
  }
}
