import CPlatform
import Desk
import DeskLink
import Glibc

/// Connects to the host of a workspace, and starts one where nobody serves: detached, in a session of its
/// own, so that no console's end and no Ctrl-Z stops the desk.
struct HostLauncher: Sendable {
  let workspace: Workspace
  /// Seconds that a started host stays after its last client left.
  var linger = 60
  /// Plays the people of the sample company in the host that is started.
  var simulationSeed: UInt64?

  /// A connection, by starting a host if need be. Several starting at once end up at the one that won the
  /// workspace's lock.
  func connect() throws -> Client {
    guard workspace.isComplete else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    for _ in 0..<5 {
      do {
        return try Client(path: workspace.socket)
      } catch .nobodyServes {
        try start()
      } catch {
        throw Failure(error == .notPermitted ? .notPermitted : .store, error.sentence)
      }
    }
    throw Failure(.store, "no host would serve: see \(workspace.logs)/host.log")
  }

  /// Starts a host and waits until it serves, finds another serving, or fails.
  private func start() throws {
    var ends: [Int32] = [-1, -1]
    guard sb_pipe(&ends) == 0 else { throw Failure(.store, "no descriptors left for a pipe") }
    defer { close(ends[0]) }
    let log = open(
      workspace.logs + "/host.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else {
      close(ends[1])
      throw Failure(
        .notPermitted,
        "nobody serves this workspace, and only its owner may start a host: "
          + "ask them to run \"signalbox run -w \(workspace.root)\"")
    }
    var arguments = [
      "signalbox", "run", "-w", workspace.root, "--ready-on", "3", "--linger", "\(linger)",
    ]
    if let simulationSeed { arguments += ["--simulate-seed", "\(simulationSeed)"] }
    let process = spawn(arguments, log: log, ready: ends[1])
    close(log)
    close(ends[1])
    guard process >= 0 else { throw Failure(.store, "cannot start a host: error \(-process)") }
    try waitUntilReady(ends[0])
  }

  private func spawn(_ arguments: [String], log: Int32, ready: Int32) -> Int32 {
    var path = [CChar](repeating: 0, count: 4096)
    guard sb_program_path(&path, UInt(path.count)) > 0 else { return -ENOENT }
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return sb_spawn_session(path, pointers, nil, log, ready)
  }

  /// `R` means ready, `B` that another host holds the lock; the pipe's end without a byte, that it failed.
  private func waitUntilReady(_ pipe: Int32) throws {
    var byte: UInt8 = 0
    while true {
      let count = read(pipe, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count == 1, byte == UInt8(ascii: "R") || byte == UInt8(ascii: "B") { return }
      throw Failure(.workspace, lines: lastWords())
    }
  }

  /// What a host that failed to start said last.
  private func lastWords() -> [String] {
    let lines =
      (try? String(contentsOfFile: workspace.logs + "/host.log", encoding: .utf8))?
      .split(separator: "\n").suffix(20).map(String.init) ?? []
    let own = lines.filter { $0.hasPrefix("signalbox: ") }.map { String($0.dropFirst(11)) }
    return own.isEmpty ? ["the host ended before it served: see \(workspace.logs)/host.log"] : own
  }
}
