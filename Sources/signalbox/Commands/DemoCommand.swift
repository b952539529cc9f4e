import ArgumentParser
import CPlatform
import Desk
import DeskLink
import DeskRules
import Foundation
import Glibc
import LeadModel
import Logging
import SampleCompany

/// `demo`: a live sample desk.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract:
      "Open a live sample desk: an invented company with leads arriving and people at work.",
    discussion: """
      signalbox demo
      signalbox demo --dir sample-desk            keep it; afterwards: signalbox -w sample-desk
      signalbox demo --headless --for 20          without a screen, for so many seconds

      Without --dir the desk lies in a temporary folder and is gone when the console ends.
      """)

  @Option(help: ArgumentHelp("Keep the desk in this new or empty folder.", valueName: "dir"))
  var dir: String?
  @ArgumentParser.Flag(help: "Run without a screen and print what happened.")
  var headless = false
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("With --headless: how many seconds.", valueName: "seconds"))
  var seconds: Int?
  @Option(help: "Another seed gives other leads.")
  var seed: UInt64 = SampleCompany.defaultSeed
  @OptionGroup var screen: ScreenOption

  func validate() throws {
    if let seconds, !headless || seconds < 1 {
      throw ValidationError("--for takes 1 or more seconds and goes with --headless")
    }
  }

  func run() throws {
    let workspace = try makeWorkspace()
    let signal = try play(workspace)
    if let signal { sb_die_by_signal(signal) }
    if let dir { Output.message("the desk is kept; open it again with: signalbox -w \(dir)") }
  }

  /// Runs the demo and puts a temporary desk away. Returns the signal that ended it.
  private func play(_ workspace: Workspace) throws -> Int32? {
    defer {
      if dir == nil {
        try? FileManager.default.removeItem(atPath: workspace.root)
        Self.forget(workspace)
      }
    }
    guard headless else { return try runConsole(workspace) }
    try runHeadless(workspace)
    return nil
  }

  /// The folder with the sample company as of now. A kept desk of an earlier demo is opened again.
  private func makeWorkspace() throws -> Workspace {
    if let dir, Workspace(root: dir).isComplete { return Workspace(root: dir) }
    let workspace = Workspace(root: try dir ?? Self.temporaryFolder())
    let company = SampleCompany(
      seed: seed, at: SystemClock.now, user: Desk.userName(geteuid()))
    do throws(WorkspaceProblem) {
      try workspace.fill(company.workspaceFiles().map { ($0.path, $0.bytes) })
    } catch {
      throw Failure(.workspace, lines: error.sentences)
    }
    Self.forget(workspace)
    return workspace
  }

  /// What was seen of an earlier desk at the same place says nothing of this one.
  private static func forget(_ workspace: Workspace) {
    Witness(workspace, environment: ProcessInfo.processInfo.environment)?.forget()
  }

  private static func temporaryFolder() throws -> String {
    let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array((base + "/signalbox-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .workspace, "cannot make a folder in \(base): \(String(cString: strerror(errno)))")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func runConsole(_ workspace: Workspace) throws -> Int32? {
    var launcher = HostLauncher(workspace: workspace)
    launcher.linger = 1
    launcher.simulationSeed = seed
    let signal = try ConsoleShell.open(workspace, options: screen, launcher: launcher)
    if dir == nil { waitForHost(workspace) }
    return signal
  }

  /// The folder may go once the host has: it ends soon after its last client left.
  private func waitForHost(_ workspace: Workspace) {
    for _ in 0..<100 {
      if let lock = try? Lock(workspace) {
        lock.release()
        return
      }
      _ = sb_poll(nil, 0, 100_000_000)
    }
  }

  private func runHeadless(_ workspace: Workspace) throws {
    guard let lock = try Lock(workspace) else {
      throw Failure(.store, "another host serves \"\(workspace.root)\"")
    }
    defer { lock.release() }
    let desk: Desk
    do {
      desk = try Desk(workspace, mode: .host, now: SystemClock.now)
    } catch {
      throw Failure(error)
    }
    let host = try Host(
      desk,
      options: Host.Options(
        linger: nil, poll: desk.pollMilliseconds,
        simulation: Simulation(seed: seed, at: SystemClock.now),
        endsAt: Host.monotonic + Int64(seconds ?? 20) * 1000),
      log: Logger(label: "signalbox") { StreamLogHandler.standardError(label: $0) })
    host.run()
    try report(workspace)
  }

  private func report(_ workspace: Workspace) throws {
    let door = try Door.reading(workspace)
    guard case .status(let status) = try door.demand(.status) else { return }
    Output.line(
      "\(status.leadsToday) leads today, \(status.logEntries) log entries, "
        + "\(status.clocksPastDue) clocks past due, \(status.openEscalations) open escalations")
  }
}
