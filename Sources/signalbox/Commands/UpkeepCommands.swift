import ArgumentParser
import Desk
import DeskRules
import LeadModel

/// `reload`: settings and people again.
struct ReloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Have the host read signalbox.toml and people.toml again.",
    discussion: """
      signalbox reload

      Where they do not hold, those before stay in force and the problems are told.
      """)
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try Upkeep.ask(.reload, in: workspace.find(), format)
  }
}

/// What whoever runs the desk asks of its host.
enum Upkeep {
  /// Asks and prints the sentence that comes back.
  static func ask(
    _ request: DeskRequest, in workspace: Workspace, _ format: OutputFormat
  ) throws {
    let door = try Door.acting(workspace)
    switch try door.demandFinished(request, "done", format) {
    case .text(let text): show(text, format)
    case .done(let receipt): show(receipt.text, format)
    case .verified(let summary): show(summary.text, format)
    default: throw Failure(.store, "the host answered something else")
    }
  }

  static func show(_ text: String, _ format: OutputFormat) {
    switch format {
    case .text: Output.text(text.asSentence)
    case .json: Output.object { $0.put("text", text) }
    }
  }
}
