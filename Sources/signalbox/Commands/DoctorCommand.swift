import ArgumentParser
import Desk
import Foundation
import LeadModel

/// `doctor`: is everything as it should be.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Check the workspace: settings, files, store, counts, log, and what the rules leave open.",
    discussion: """
      signalbox doctor -w DIR

      Status 1 where something is wrong, 5 for anybody but the workspace's owner.
      """)
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let workspace = try workspace.find()
    guard workspace.isOpenToUs else {
      throw Failure(
        .notPermitted,
        "\"\(workspace.root)\" belongs to another user, who alone may look it over: ask them to run "
          + "\"signalbox doctor\"")
    }
    let findings = Doctor(workspace).examine(now: SystemClock.now)
    for finding in findings {
      Output.line(format == .json ? finding.json : finding.line)
    }
    if findings.contains(where: { $0.state == .bad }) {
      throw ExitCode(Failure.Status.badAnswer.rawValue)
    }
  }
}
