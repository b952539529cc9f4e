import ArgumentParser
import Desk
import DeskRules
import LeadModel

/// `lead`: all there is to know of one.
struct LeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lead",
    abstract: "Show everything that you may see of one lead.",
    discussion: """
      signalbox lead '#4127'
      signalbox lead web/L-1001 --format json

      Names and contact details of a person are for the lead's owner, managers of its region, analysts \
      and admins. The version is what acts compare with --seen.
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let door = try Door.reading(workspace.find())
    guard case .lead(let detail) = try door.demand(.lead(lead), format) else { return }
    switch format {
    case .json: Output.line(LeadText.json(detail))
    case .text: Output.text(LeadText.lines(detail, LocalClock()))
    }
  }
}
