import ArgumentParser
import Console
import DeskRules
import Foundation

/// `keys`: the console's keys, from the table that the console itself goes by.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List the console's keys.",
    discussion: """
      signalbox keys
      signalbox keys --format markdown
      """)

  /// How the keys are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Option(help: "text, json or markdown.")
  var format: Format = .text

  func run() throws {
    switch format {
    case .text: printText()
    case .json: printJSON()
    case .markdown: printMarkdown()
    }
  }

  private static var groups: [(name: String, rows: [Binding])] {
    Binding.Group.allCases.map { group in
      (group.rawValue, Keymap.standard.bindings.filter { $0.group == group })
    }
  }

  private func printText() {
    for (place, group) in Self.groups.enumerated() {
      if place > 0 { Output.line("") }
      Output.line(group.name)
      for row in group.rows {
        let keys = row.keyText.padding(toLength: 16, withPad: " ", startingAt: 0)
        Output.line("  \(keys)  \(row.help)  (\(row.scope.words))")
      }
    }
  }

  private func printJSON() {
    for row in Keymap.standard.bindings {
      var out = Payload()
      out.put("keys", row.keyText)
      out.put("name", row.name)
      out.put("group", row.group.rawValue)
      out.put("where", row.scope.words)
      out.put("help", row.help)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
  }

  private func printMarkdown() {
    for (place, group) in Self.groups.enumerated() {
      if place > 0 { Output.line("") }
      Output.line("## \(group.name)\n")
      Output.line("| keys | what they do | where | palette |\n|---|---|---|---|")
      for row in group.rows {
        let keys = row.keys.map { "`\($0.description)`" }.joined(separator: " ")
        Output.line("| \(keys) | \(row.help) | \(row.scope.words) | \(row.name) |")
      }
    }
  }
}
