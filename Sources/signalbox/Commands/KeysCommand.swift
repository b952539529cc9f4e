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
      signalbox keys --check
      signalbox keys --format markdown

      Keys of your own stand in keys.toml in the folder signalbox of your settings (~/.config), by the names \
      of actions that --format json tells:

        [keys]
        escalate = "E"
        down = ["j", "ctrl-n"]

      --check says what is wrong with that file, or another, and ends with status 1 where something is. \
      Markdown lists the keys as shipped.
      """)

  /// How the keys are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Option(help: "text, json or markdown.")
  var format: Format = .text
  @Flag(help: "Check your keys.toml.")
  var check = false
  @Argument(help: ArgumentHelp("With --check: this file instead.", valueName: "file"))
  var file: String?

  func validate() throws {
    if file != nil, !check { throw ValidationError("a file is for --check") }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let own = file.map { UserKeys(path: $0) } ?? UserKeys(environment: environment)
    if check { return try tell(own) }
    let keymap = format == .markdown || !own.isThere ? .standard : try own.read().keymap
    show(keymap)
  }

  private func tell(_ own: UserKeys) throws {
    guard file != nil || own.isThere else {
      return Output.text("There is no \(own.path); the keys are those as shipped.")
    }
    let changed = try own.read().changed
    Output.text("\(own.path): \(changed) action\(changed == 1 ? "" : "s") changed, no clash.")
  }

  private func show(_ keymap: Keymap) {
    switch format {
    case .text: printText(keymap)
    case .json: printJSON(keymap)
    case .markdown: printMarkdown(keymap)
    }
  }

  private func groups(_ keymap: Keymap) -> [(name: String, rows: [Binding])] {
    Binding.Group.allCases.map { group in
      (group.rawValue, keymap.bindings.filter { $0.group == group })
    }
  }

  private func printText(_ keymap: Keymap) {
    for (place, group) in groups(keymap).enumerated() {
      if place > 0 { Output.line("") }
      Output.line(group.name)
      for row in group.rows {
        let keys = row.keyText.padding(toLength: 16, withPad: " ", startingAt: 0)
        Output.line("  \(keys)  \(row.help)  (\(row.scope.words))")
      }
    }
  }

  private func printJSON(_ keymap: Keymap) {
    for row in keymap.bindings {
      var out = Payload()
      out.put("keys", row.keyText)
      out.put("action", row.action.rawValue)
      out.put("name", row.name)
      out.put("group", row.group.rawValue)
      out.put("where", row.scope.words)
      out.put("help", row.help)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
  }

  private func printMarkdown(_ keymap: Keymap) {
    for (place, group) in groups(keymap).enumerated() {
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
