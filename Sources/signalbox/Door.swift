import CPlatform
import Desk
import DeskLink
import DeskRules
import Glibc
import LeadModel

/// The way to a desk: through the host's socket, or straight to the store for reading where nobody serves.
enum Door {
  case host(Client)
  /// With the instant that is to be taken as now, where one was given.
  case store(Desk, at: Instant?)

  /// For commands that only read: whoever serves, else the store, opened read-only. Where an instant is
  /// given, always the store: a host goes by the clock.
  static func reading(_ workspace: Workspace, at instant: Instant? = nil) throws -> Door {
    if instant == nil, let client = try connect(workspace) {
      return .host(witnessed(client, workspace))
    }
    return .store(try openStore(workspace, at: instant ?? SystemClock.now), at: instant)
  }

  /// For acts: whoever serves, else a host is started.
  static func acting(_ workspace: Workspace) throws -> Door {
    .host(witnessed(try HostLauncher(workspace: workspace).connect(), workspace))
  }

  /// Says so where the host's log is not the one that this user saw before.
  private static func witnessed(_ client: Client, _ workspace: Workspace) -> Client {
    if let warning = WitnessCheck.warning(client, workspace) { Output.message(warning) }
    return client
  }

  /// Asks one thing.
  func ask(_ request: DeskRequest) throws -> DeskAnswer {
    switch self {
    case .host(let client):
      do {
        return try client.ask(request)
      } catch {
        throw Failure(.store, error.sentence)
      }
    case .store(let desk, let instant):
      return desk.answer(request, from: geteuid(), now: instant ?? SystemClock.now)
    }
  }

  /// Asks, and turns failures and refusals into the command's end. Programs read a refusal as JSON.
  func demand(_ request: DeskRequest, _ format: OutputFormat = .text) throws -> DeskAnswer {
    let answer = try ask(request)
    switch answer {
    case .failed(let why): throw Failure(.store, why)
    case .badSettings(let problems): throw Failure(.workspace, lines: problems)
    case .refused(let refusal):
      if format == .json { Output.line(refusal.json) }
      throw Failure(refusal)
    default: return answer
    }
  }

  /// Asks for what takes its time, again and again until it is done.
  func demandFinished(
    _ request: DeskRequest, _ what: String, _ format: OutputFormat = .text
  ) throws -> DeskAnswer {
    var progress = Progress(what)
    defer { progress.end() }
    while true {
      let answer = try demand(request, format)
      guard case .working(let done, let total) = answer else { return answer }
      progress.update(done, of: total)
      _ = sb_poll(nil, 0, 50_000_000)
    }
  }

  private static func connect(_ workspace: Workspace) throws -> Client? {
    do {
      return try Client(path: workspace.socket)
    } catch .nobodyServes {
      return nil
    } catch {
      throw Failure(error == .notPermitted ? .notPermitted : .store, error.sentence)
    }
  }

  private static func openStore(_ workspace: Workspace, at now: Instant) throws -> Desk {
    guard workspace.isComplete || workspace.hasStore else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    guard workspace.hasStore else {
      throw Failure(
        .workspace,
        "the workspace \"\(workspace.root)\" has no store yet: \"signalbox run --once\" makes it")
    }
    guard access(workspace.store, R_OK) == 0 else {
      throw Failure(
        .notPermitted,
        "nobody serves this workspace, and only its owner may read it meanwhile: "
          + "ask them to run \"signalbox run -w \(workspace.root)\"")
    }
    do {
      return try Desk(workspace, mode: .readOnly, now: now)
    } catch {
      throw Failure(error)
    }
  }
}

/// The system's clock as an instant.
enum SystemClock {
  static var now: Instant { Instant(milliseconds: sb_wallclock_ns() / 1_000_000) }
}

extension Failure {
  /// A refused act, with the exit status of its kind and the JSON that scripts read.
  init(_ refusal: Refusal) {
    // One with several problems has a line for each.
    let lines = refusal.why.split(separator: "\n").map(String.init)
    switch refusal.refused {
    case .role: self.init(.notPermitted, lines: lines)
    case .usage: self.init(.usage, lines: lines)
    default: self.init(.badAnswer, lines: lines)
    }
  }

  /// A desk that cannot be opened.
  init(_ problem: DeskProblem) {
    switch problem {
    case .workspace(let problem): self.init(.workspace, lines: problem.sentences)
    case .store(let sentence): self.init(.store, sentence)
    }
  }
}
