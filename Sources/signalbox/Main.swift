import ArgumentParser
import CPlatform
import Foundation
import Glibc

/// The program. `--version` is answered before anything else is set up: scripts ask it often.
@main
enum Program {
  static let version = "0.3.0"

  static func main() {
    sb_ignore_write_signals()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--version"] {
      Output.line("signalbox \(version)")
      return
    }
    do {
      var command = try Signalbox.parseAsRoot(CommandLineWords.inOrder(arguments))
      try command.run()
    } catch let failure as Failure {
      for line in failure.lines { Output.message(line) }
      sb_exit(failure.status.rawValue)
    } catch {
      finish(after: error)
    }
  }

  /// Help and the like go to standard output with status 0; wrong usage to standard error with 2.
  private static func finish(after error: any Error) -> Never {
    let text = Signalbox.fullMessage(for: error)
    if Signalbox.exitCode(for: error) == .success {
      Output.line(text)
      sb_exit(0)
    }
    if let exit = error as? ExitCode { sb_exit(exit.rawValue) }
    Output.message(usageLine(Signalbox.message(for: error), full: text))
    sb_exit(Failure.Status.usage.rawValue)
  }

  /// What is wrong with the command line and where its help is, in one line like every other error. The
  /// parser's own text has several, of which the last names the help: `See 'signalbox log --help' …`.
  private static func usageLine(_ what: String, full: String) -> String {
    let words = what.split(whereSeparator: \.isNewline).joined(separator: " ")
    let parts = full.components(separatedBy: "See '")
    guard parts.count > 1, let help = parts.last?.split(separator: "'").first else { return words }
    return "\(words): see \"\(help)\""
  }
}

/// What a command that could not do its work says, and the status it ends with.
struct Failure: Error {
  /// Exit statuses, one meaning each.
  enum Status: Int32 {
    /// Ran, and the answer is bad.
    case badAnswer = 1
    case usage = 2
    /// Workspace or configuration.
    case workspace = 3
    /// Store busy, locked or unreadable.
    case store = 4
    case notPermitted = 5
  }
  var status: Status
  /// Each one line.
  var lines: [String]

  init(_ status: Status, _ lines: String...) {
    self.status = status
    self.lines = lines
  }
  init(_ status: Status, lines: [String]) {
    self.status = status
    self.lines = lines
  }
}

/// The command line as a whole; without a subcommand it opens the console.
struct Signalbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signalbox",
    abstract: "Routes inbound leads, explains every decision, and keeps the proof.",
    discussion: """
      Every lead is decided by eight dimensions in fixed priority; every decision is logged with its \
      reasons. Without a subcommand the console opens.

      Try it:            signalbox demo
      Begin in earnest:  signalbox init DIR && signalbox -w DIR

      LEAD is an id, a short number (#4127), SOURCE/ID, or any prefix that fits one lead only.
      Exit status: 0 done; 1 the answer is bad; 2 usage; 3 workspace or configuration; \
      4 store busy, locked or unreadable; 5 not permitted.
      """,
    version: "signalbox \(Program.version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Desk",
        subcommands: [
          ConsoleCommand.self, DemoCommand.self, InitCommand.self, RunCommand.self,
          ImportCommand.self, MapCommand.self, RouteCommand.self, SampleCommand.self,
        ]),
      CommandGroup(
        name: "Lead",
        subcommands: [
          LeadCommand.self, ExplainCommand.self, ContactCommand.self, DispositionCommand.self,
          ClaimCommand.self, AssignCommand.self, ReassignCommand.self, UndoCommand.self,
          EscalateCommand.self, ReviewCommand.self, AuditCommand.self, AwayCommand.self,
          BackCommand.self,
        ]),
      CommandGroup(
        name: "Rule and report",
        subcommands: [
          RulesCommand.self, ExceptionCommand.self, CouncilCommand.self, ReportCommand.self,
        ]),
      CommandGroup(
        name: "Proof and upkeep",
        subcommands: [
          LogCommand.self, ReplayCommand.self, DoctorCommand.self, ReloadCommand.self,
          BackupCommand.self, RestoreCommand.self, EraseCommand.self, ThemeCommand.self,
          KeysCommand.self,
        ]),
    ],
    defaultSubcommand: ConsoleCommand.self)
}
