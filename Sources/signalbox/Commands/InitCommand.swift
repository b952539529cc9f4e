import ArgumentParser
import Desk
import Foundation
import LeadModel

/// `init`: a new workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: commented settings that work as they stand, and empty tables.",
    discussion: """
      signalbox init desk
      signalbox init desk && signalbox -w desk
      """)

  @Argument(help: ArgumentHelp("A new or empty folder.", valueName: "dir"))
  var folder: String

  func run() throws {
    let workspace = Workspace(root: folder)
    do throws(WorkspaceProblem) {
      try workspace.found(
        user: Desk.userName(geteuid()), timezone: TimeZone.current.identifier)
    } catch {
      throw Failure(.workspace, lines: error.sentences)
    }
    Output.line(
      """
      Made the workspace \(workspace.root).
      Next: put your reps into roster/reps.csv and your rules into rules.toml, then
        signalbox -w \(folder)             opens the console
        signalbox -w \(folder) route EXPORT.csv   decides the leads of an export without keeping them
      and drop lead files into \(workspace.drop)/leads.
      """)
  }
}
