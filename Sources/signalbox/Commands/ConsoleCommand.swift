import ArgumentParser
import CPlatform
import Console
import CursesScreen
import Desk
import DeskLink
import Foundation
import LeadModel
import TerminalKit

/// `console`: the screen.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Open the console on a workspace; a host is started where none serves.",
    discussion: """
      signalbox -w DIR
      signalbox console -w DIR --readonly --theme daylight

      ? shows the keys of where you are, q goes back, Q quits.
      """)

  @OptionGroup var screen: ScreenOption
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let workspace = try workspace.find()
    let signal = try ConsoleShell.open(
      workspace, options: screen, launcher: HostLauncher(workspace: workspace))
    if let signal { sb_die_by_signal(signal) }
  }
}

/// How the screen is drawn.
struct ScreenOption: ParsableArguments {
  @Option(help: ArgumentHelp("A theme by name; default: the site's.", valueName: "name"))
  var theme: String?
  @ArgumentParser.Flag(help: "Leave out every act.")
  var readonly = false
  @ArgumentParser.Flag(help: "Draw with plain ASCII.")
  var ascii = false
  @ArgumentParser.Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var noMouse = false
  @ArgumentParser.Flag(
    help: "Draw lines without borders that change once a minute, for screen readers.")
  var accessible = false
  @ArgumentParser.Flag(help: "Neither ring nor ask the desktop to show alerts.")
  var mute = false
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Do everything in this role: one of yours, or one that people.toml lets you take.",
      valueName: "role"))
  var role: String?

  func validate() throws {
    let known = ActorRole.allCases.map(\.rawValue)
    guard let role, !known.contains(role) else { return }
    throw ValidationError("\"\(role)\" is no role: use one of \(known.joined(separator: ", "))")
  }
}
