import ArgumentParser
import Desk
import Foundation
import LeadModel

/// Where the workspace is: on every command.
struct WorkspaceOption: ParsableArguments {
  @Option(
    name: [.short, .customLong("workspace")],
    help: ArgumentHelp(
      "The workspace. Default: $SIGNALBOX_WORKSPACE, else the nearest folder upwards that holds one.",
      valueName: "dir"))
  var workspace: String?

  /// The workspace that is meant.
  func find() throws -> Workspace {
    do {
      return try Workspace.find(
        named: workspace, environment: ProcessInfo.processInfo.environment)
    } catch {
      throw Failure(.workspace, lines: error.sentences)
    }
  }
}

/// How data is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The instant at which a command is to be thought of as run.
struct ClockOption: ParsableArguments {
  @Option(
    name: .customLong("at"),
    help: ArgumentHelp(
      "Take this as now (RFC 3339). Default: $SIGNALBOX_NOW, else the clock.",
      valueName: "instant"))
  var at: String?

  /// The instant that was given, if one was.
  func given() throws -> Instant? {
    guard
      let text = at
        ?? ProcessInfo.processInfo.environment["SIGNALBOX_NOW"].flatMap({
          $0.isEmpty ? nil : $0
        })
    else { return nil }
    guard let instant = Instant(rfc3339: text) else {
      throw Failure(
        .usage, "\"\(text)\" is no instant: write it as 2026-03-02T09:15:00Z or with an offset")
    }
    return instant
  }
}
