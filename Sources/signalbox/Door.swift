import CPlatform
import Desk
import DeskLink
import DeskRules
import Glibc
import LeadModel

/// The way to a desk: through the host's socket, or straight to the store for reading where nobody serves.
enum Door {
  case host(Client)
  case store(Desk)

  /// For commands that only read: whoever serves, else the store, opened read-only.
  static func reading(_ workspace: Workspace) throws -> Door {
    if let client = try connect(workspace) { return .host(client) }
    return .store(try openStore(workspace))
  }

  /// For acts: whoever serves, else a host is started.
  static func acting(_ workspace: Workspace) throws -> Door {
    .host(try HostLauncher(workspace: workspace).connect())
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
    case .store(let desk): return desk.answer(request, from: geteuid(), now: SystemClock.now)
    }
  }

  /// Asks, and turns failures and refusals into the command's end.
  func demand(_ request: DeskRequest) throws -> DeskAnswer {
    let answer = try ask(request)
    switch answer {
    case .failed(let why): throw Failure(.store, why)
    case .refused(let refusal): throw Failure(refusal)
    default: return answer
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

  private static func openStore(_ workspace: Workspace) throws -> Desk {
    guard workspace.isComplete || workspace.hasStore else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    guard workspace.hasStore else {
      throw Failure(
        .workspace,
        "the workspace \"\(workspace.root)\" has no store yet: \"signalbox run --once\" makes it")
    }
    do {
      return try Desk(workspace, mode: .readOnly, now: SystemClock.now)
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
    switch refusal.refused {
    case .role: self.init(.notPermitted, refusal.why)
    case .usage: self.init(.usage, refusal.why)
    default: self.init(.badAnswer, refusal.why)
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
