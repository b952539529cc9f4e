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
    // What was seen of an earlier desk at the same place says nothing of this one.
    Witness(workspace, environment: ProcessInfo.processInfo.environment)?.forget()
    Output.line(
      """
      Made the workspace \(workspace.root).
      Next: put your reps into roster/reps.csv and your rules into rules.toml. Try them with
        signalbox route EXPORT.csv -w \(folder)
      which decides the leads of an export and keeps nothing. Then open the desk with
        signalbox -w \(folder)
      The first start takes rules and tables in force; lead files go into \(workspace.drop)/leads.
      """)
  }
}
