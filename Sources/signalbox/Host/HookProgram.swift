import CPlatform
import Foundation
import Glibc

/// Runs one program of `[[notify]]` with an event on its standard input.
///
/// The program gets nothing else of the host: a short environment, the workspace as its folder, no open
/// descriptor. What it prints goes where the host's own messages go.
struct HookProgram: Sendable {
  /// Nanoseconds that a program has.
  static let patience: Int64 = 10_000_000_000
  private static let searchPath = "/usr/local/bin:/usr/bin:/bin"

  /// The workspace.
  let folder: String

  /// Runs it to its end. Returns nil where it took the event, else why not.
  func run(_ command: [String], event: String, input: [UInt8]) -> String? {
    guard let name = command.first, let path = Self.path(of: name, folder: folder) else {
      return "there is no such program"
    }
    guard let reading = Self.pipe(with: input) else { return "no descriptors are left" }
    defer { close(reading) }
    let process = spawn(path, command, event: event, input: reading)
    guard process > 0 else {
      return "it cannot be started: \(String(cString: strerror(-process)))"
    }
    return Self.outcome(of: process)
  }

  private static func outcome(of process: Int32) -> String? {
    switch sb_wait_child(process, patience) {
    case 0: return nil
    case -ETIMEDOUT:
      sb_kill_group(process)
      return "it did not end within \(patience / 1_000_000_000) seconds"
    case let status where status > 256: return "signal \(status - 256) ended it"
    case let status where status > 0: return "exit status \(status)"
    case let problem: return "its end was not seen: \(String(cString: strerror(-problem)))"
    }
  }

  private func spawn(_ path: String, _ command: [String], event: String, input: Int32) -> Int32 {
    let environment = [
      "PATH=\(Self.searchPath)", "LANG=C.UTF-8", "HOME=\(NSHomeDirectory())",
      "SIGNALBOX_WORKSPACE=\(folder)", "SIGNALBOX_EVENT=\(event)",
    ]
    var argv = command.map { strdup($0) }
    var envp = environment.map { strdup($0) }
    argv.append(nil)
    envp.append(nil)
    defer { for pointer in argv + envp { free(pointer) } }
    return sb_spawn_reader(path, argv, envp, folder, input, 2)
  }

  /// A name with a slash is a path, from the workspace where it is relative; others are searched for.
  private static func path(of name: String, folder: String) -> String? {
    let candidates =
      name.hasPrefix("/")
      ? [name]
      : name.contains("/")
        ? [folder + "/" + name]
        : searchPath.split(separator: ":").map { $0 + "/" + name }
    return candidates.first { access($0, X_OK) == 0 }
  }

  /// The reading end of a pipe that holds the bytes and ends after them. An event is far smaller than what a
  /// pipe takes without a reader.
  private static func pipe(with bytes: [UInt8]) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard sb_pipe(&ends) == 0 else { return nil }
    let flags = fcntl(ends[1], F_GETFL)
    _ = fcntl(ends[1], F_SETFL, flags | O_NONBLOCK)
    let written = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    guard written == bytes.count else {
      close(ends[0])
      return nil
    }
    return ends[0]
  }
}
