import ArgumentParser
import Desk
import DeskRules
import Foundation
import LeadModel
import RoutingEngine

/// `explain`: a lead's logged decisions and acts.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell how a lead came to be where it is, oldest entry first.",
    discussion: """
      signalbox explain '#4127'
      signalbox explain web/L-1001 --why-not ana.silva
      signalbox explain L-1001 --format json
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Option(
    help: ArgumentHelp(
      "Tell where this rep left the latest decision, and what would have to differ.",
      valueName: "rep"))
  var whyNot: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let door = try Door.reading(workspace.find())
    if let whyNot {
      guard case .whyNot(let answer) = try door.demand(.whyNot(lead: lead, rep: RepID(whyNot)))
      else { return }
      format == .json ? Output.line(answer.json) : Self.show(answer)
      return
    }
    guard case .explain(let rows) = try door.demand(.explain(lead: lead)) else { return }
    switch format {
    case .json: Output.line("[" + rows.map(LogText.explained).joined(separator: ",") + "]")
    case .text: for row in rows { Output.line(LogText.story(row)) }
    }
  }

  private static func show(_ answer: WhyNotAnswer) {
    Output.line(answer.why + ".")
    for (name, value) in answer.values.sorted(by: { $0.key < $1.key }) {
      Output.line("  \(name): \(value ?? "–")")
    }
    guard !answer.needed.isEmpty else { return }
    Output.line("What would have to differ:")
    for need in answer.needed.components(separatedBy: "; ") { Output.line("  \(need)") }
  }
}
