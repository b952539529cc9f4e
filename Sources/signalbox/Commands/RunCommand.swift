import ArgumentParser
import CPlatform
import Desk
import DeskLink
import DeskRules
import Glibc
import LeadModel
import Logging

/// `run`: the host.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Serve a workspace: intake, clocks, alerts and the socket, until told to end.",
    discussion: """
      signalbox run -w DIR                the shape of a service
      signalbox run --once -w DIR         take in what lies in the drop directory, then end
      signalbox run --once --at 2026-03-02T09:15:00Z

      With --once it waits for files that have not settled, takes all folders, runs clocks and drain \
      once and prints a summary; where a host serves, that host is asked. Status 1 where rows or files \
      were rejected.
      """)

  @ArgumentParser.Flag(help: "Take in what is there, then end.")
  var once = false
  @Option(
    help: ArgumentHelp("End so many seconds after the last client left.", valueName: "seconds"))
  var linger: Int?
  @Option(help: ArgumentHelp("Tell on this descriptor when ready.", visibility: .private))
  var readyOn: Int32?
  @Option(help: ArgumentHelp("Play the people of the sample company.", visibility: .private))
  var simulateSeed: UInt64?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var clock: ClockOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if let linger, linger < 0 { throw ValidationError("--linger takes 0 or more seconds") }
  }

  func run() throws {
    let workspace = try workspace.find()
    if once { return try runOnce(workspace) }
    guard try clock.given() == nil else {
      throw Failure(.workspace, "--at goes with --once: a host that stays goes by the clock")
    }
    try serve(workspace)
  }

  // MARK: Serving

  private func serve(_ workspace: Workspace) throws {
    let lock = try Lock(workspace) ?? { throw busy(workspace) }()
    defer { lock.release() }
    let desk = try open(workspace, now: SystemClock.now)
    let host: Host
    do {
      host = try Host(
        desk,
        options: Host.Options(
          linger: linger.map { Int64($0) * 1000 }, poll: desk.pollMilliseconds,
          simulation: simulateSeed.map { Simulation(seed: $0, at: SystemClock.now) }),
        log: Self.logger)
    } catch {
      throw Failure(.store, "cannot serve at \(workspace.socket): \(error)")
    }
    tell("R")
    host.run()
  }

  private func busy(_ workspace: Workspace) -> Failure {
    tell("B")
    return Failure(.store, "another host serves \"\(workspace.root)\" already")
  }

  private func tell(_ byte: String) {
    guard let readyOn else { return }
    _ = byte.withCString { write(readyOn, $0, 1) }
    close(readyOn)
  }

  private static var logger: Logger {
    Logger(label: "signalbox") { label in StreamLogHandler.standardError(label: label) }
  }

  // MARK: Once

  private func runOnce(_ workspace: Workspace) throws {
    let given = try clock.given()
    if let client = try? Client(path: workspace.socket) {
      guard given == nil else {
        throw Failure(.workspace, "--at is for a desk that nobody serves: a host goes by the clock")
      }
      return try report(ask(client))
    }
    guard workspace.isComplete else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    guard let lock = try Lock(workspace) else {
      throw Failure(.store, "another process holds \"\(workspace.root)\": try again")
    }
    defer { lock.release() }
    let desk = try open(workspace, now: given ?? SystemClock.now, clockIsGiven: given != nil)
    if let given, let latest = desk.latestEntry, latest > given {
      throw Failure(
        .workspace, "--at \(given) lies before the log's last entry at \(latest)")
    }
    var run = OnceRun(desk, given: given)
    report(try run.finish())
  }

  private func ask(_ client: Client) throws -> IntakeSummary {
    switch try Door.host(client).demand(.drainDropDirectory) {
    case .drained(let summary): return summary
    default: throw Failure(.store, "the host answered something else")
    }
  }

  private func report(_ summary: IntakeSummary) {
    for message in summary.messages { Output.message(message) }
    let counts = summary.counts
    switch format {
    case .text:
      Output.line(
        Self.files(summary) + Self.amount(counts.rows, "row") + ": \(counts.assigned) assigned, "
          + "\(counts.queued) queued, \(counts.duplicate) duplicate, "
          + "\(counts.shadowed) shadowed, \(counts.updated) updated, "
          + "\(counts.redelivered) redelivered, \(counts.rejected) rejected")
    case .json:
      var out = Payload()
      out.put("files", summary.files)
      out.put("files_rejected", summary.filesRejected)
      out.put("rows", counts.rows)
      out.put("assigned", counts.assigned)
      out.put("queued", counts.queued)
      out.put("duplicate", counts.duplicate)
      out.put("shadowed", counts.shadowed)
      out.put("updated", counts.updated)
      out.put("redelivered", counts.redelivered)
      out.put("rejected", counts.rejected)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
    if counts.rejected + summary.filesRejected > 0 {
      sb_exit(Failure.Status.badAnswer.rawValue)
    }
  }

  private static func files(_ summary: IntakeSummary) -> String {
    let refused = summary.filesRejected > 0 ? " (\(summary.filesRejected) refused)" : ""
    return amount(summary.files, "file") + refused + ", "
  }

  private static func amount(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func open(
    _ workspace: Workspace, now: Instant, clockIsGiven: Bool = false
  ) throws -> Desk {
    do {
      return try Desk(workspace, mode: .host, now: now, clockIsGiven: clockIsGiven)
    } catch {
      throw Failure(error)
    }
  }
}

/// Taking in all that is there and ending.
private struct OnceRun {
  private let desk: Desk
  private let given: Instant?
  /// nil where the time is given.
  private var clock: HostClock?

  init(_ desk: Desk, given: Instant?) {
    self.desk = desk
    self.given = given
    clock = given == nil ? HostClock(desk: desk) : nil
  }

  private var now: Instant {
    mutating get { given ?? clock?.now() ?? SystemClock.now }
  }

  /// Works until nothing waits, then runs clocks and drain once.
  mutating func finish() throws -> IntakeSummary {
    let intake = IntakeRunner(desk)
    var progress = Progress("taken in")
    while true {
      switch intake.step(now: now, monotonic: Host.monotonic) {
      case .more: progress.update(intake.rowsTaken, of: nil)
      case .idle(nil):
        progress.end()
        do throws(DeskProblem) {
          try desk.runClocksOnce(now: now)
          try Errands.run(desk, now: now)
        } catch { throw Failure(error) }
        let summary = intake.takeSummary()
        let stopped = desk.intakeReason
        desk.close(now: now)
        if let stopped { throw Failure(.store, stopped) }
        return summary
      case .idle(let again?): pause(until: again)
      }
    }
  }

  private func pause(until monotonic: Int64) {
    let left = max(0, monotonic - Host.monotonic)
    _ = sb_poll(nil, 0, left * 1_000_000)
  }
}

/// The workspace's lock, held by whoever writes.
struct Lock {
  private let descriptor: Int32

  /// nil where another process has it.
  init?(_ workspace: Workspace) throws {
    guard workspace.isComplete else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    let taken = sb_lock_file(workspace.lock)
    if taken == -EWOULDBLOCK { return nil }
    guard taken >= 0 else {
      throw Failure(
        .notPermitted, "cannot lock \"\(workspace.lock)\": \(String(cString: strerror(-taken)))")
    }
    descriptor = taken
  }

  func release() { close(descriptor) }
}
