import ArgumentParser
import CPlatform
import Desk
import DeskRules
import Glibc
import LeadModel

/// `erase`: who a lead's person is, deleted for good.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Delete for good what says who a lead's person is; the log stays whole.",
    discussion: """
      signalbox erase '#4127'
      signalbox erase L-1001 --yes

      Names, contact details, message, unknown columns and the notes of people go, and the lead's rows in \
      processed/ and rejected/. Routing facts, the decision and the log stay.
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @ArgumentParser.Flag(help: "Do not ask first.")
  var yes = false
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func run() throws {
    if !yes { try confirm() }
    try options.perform(.erase(lead: lead), seen: seen.seen)
  }

  /// Says what goes and what stays, and waits for a yes.
  private func confirm() throws {
    guard isatty(0) == 1, isatty(2) == 1 else {
      throw Failure(.usage, "nobody is here to ask: say --yes to erase without a question")
    }
    let door = try Door.acting(options.workspace.find())
    guard case .lead(let detail) = try door.demand(.lead(lead)) else { return }
    let row = detail.row
    Output.message(
      "\(row.number), \(row.source)/\(row.publicID), \(row.facts.company ?? "no company")")
    Output.message("goes:  names, contact details, message, unknown columns, notes of people")
    Output.message("       and the lead's rows in processed/ and rejected/; backups keep theirs")
    Output.message("stays: routing facts, the decision and every entry of the log")
    Output.prompt("Erase it for good? Type yes: ")
    guard readLine(strippingNewline: true) == "yes" else {
      throw Failure(.badAnswer, "nothing was erased")
    }
  }
}
