import ArgumentParser
import Desk
import Foundation
import LeadModel
import RoutingEngine

/// `route`: a dry run.
struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Decide the leads of files without writing anything: a dry run.",
    discussion: """
      signalbox route export.csv
      signalbox route --at 2026-03-02T09:15:00Z --format json leads/*.csv
      signalbox route --rules draft.toml export.csv

      Files are taken by base name in byte order, records as they stand; each lead meets the loads that \
      the one before left. A folder with rules.toml and roster/reps.csv is enough.
      Status 1 where rows were rejected.
      """)

  @Argument(help: ArgumentHelp("Lead files.", valueName: "file"))
  var files: [String]
  @Option(help: ArgumentHelp("Decide by this rule file.", valueName: "file"))
  var rules: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var clock: ClockOption
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let now = try clock.given() ?? SystemClock.now
    var dryRun: DryRun
    do {
      dryRun = try DryRun(workspace.find(), rulesPath: rules, now: now)
    } catch let problem as DeskProblem {
      throw Failure(problem)
    }
    var progress = Progress("decided")
    for file in Self.inOrder(files) {
      var done = dryRun.counts.decided
      dryRun.decide(file: file) { json in
        print(json)
        done += 1
        progress.update(done, of: nil)
      }
    }
    progress.end()
    for message in dryRun.messages { Output.message(message) }
    let counts = dryRun.counts
    if counts.redelivered + counts.rejected > 0 {
      Output.message("\(counts.redelivered) redelivered, \(counts.rejected) rejected")
    }
    if counts.rejected > 0 { throw ExitCode(Failure.Status.badAnswer.rawValue) }
  }

  private func print(_ json: [UInt8]) {
    switch format {
    case .json: Output.bytes(json + [UInt8(ascii: "\n")])
    case .text:
      guard let decision = try? JSONDecoder().decode(Decision.self, from: Data(json)) else {
        return
      }
      Output.line(DecisionText.render(decision) + "\n")
    }
  }

  /// Base names in byte order, then paths.
  static func inOrder(_ files: [String]) -> [String] {
    func name(_ path: String) -> String {
      path.split(separator: "/").last.map(String.init) ?? path
    }
    return files.sorted { a, b in
      Bytes.equal(name(a), name(b)) ? Bytes.precedes(a, b) : Bytes.precedes(name(a), name(b))
    }
  }
}
