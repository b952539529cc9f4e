import Foundation
import Glibc

/// What a run of the program left behind.
struct Run: CustomStringConvertible {
  var arguments: [String]
  /// The exit status; 128 and the signal's number for one that was killed.
  var status: Int32
  var bytes: [UInt8]
  var errors: String

  var output: String { String(decoding: bytes, as: UTF8.self) }
  /// Lines of standard output without the last line's end.
  var lines: [String] { Run.lines(output) }
  var errorLines: [String] { Run.lines(errors) }

  var description: String {
    "signalbox \(arguments.joined(separator: " ")) → \(status)\n\(output)\(errors)"
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }
}

/// A program that runs beside the tests, its output in files.
final class Child {
  let pid: pid_t
  let arguments: [String]
  private let folder: String
  private var status: Int32?

  /// Starts a program. `environment` is added to ours; what would make runs differ is left out.
  init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder.make("run")
    self.arguments = arguments
    let folder = folder
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, folder + "/out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/err", flags, 0o600)
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = Self.environment(environment).map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    // Tests run on threads that block signals, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var pid: pid_t = 0
    let problem = posix_spawn(&pid, path, &actions, &attributes, &argv, &envp)
    guard problem == 0 else { throw CannotStart(path: path, code: problem) }
    self.pid = pid
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The environment of every program that the tests run.
  static func environment(_ added: [String: String]) -> [String: String] {
    var all = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("SIGNALBOX_") && !name.hasPrefix("LC_")
        && !["NO_COLOR", "COLORTERM", "TMUX", "LINES", "COLUMNS", "TZ", "LANG"].contains(name)
    }
    all["LANG"] = "C.UTF-8"
    all["SWIFT_BACKTRACE"] = "enable=no"
    // Nobody is a witness of desks that are gone at once.
    all["XDG_STATE_HOME"] = "/dev/null"
    all.merge(added) { $1 }
    return all
  }

  func signal(_ number: Int32) { kill(pid, number) }

  /// Whether it still runs.
  var isRunning: Bool {
    if status != nil { return false }
    var raw: Int32 = 0
    guard waitpid(pid, &raw, WNOHANG) == pid else { return true }
    status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
    return false
  }

  /// Waits for its end; one that takes too long is killed and an error.
  func wait() throws -> Run {
    guard eventually({ !isRunning }), let status else {
      kill(pid, SIGKILL)
      throw TookTooLong(what: arguments.joined(separator: " "))
    }
    return Run(
      arguments: arguments, status: status, bytes: read("out"),
      errors: String(decoding: read("err"), as: UTF8.self))
  }

  /// What it has said on standard error so far.
  var errorsSoFar: String { String(decoding: read("err"), as: UTF8.self) }

  private func read(_ name: String) -> [UInt8] {
    Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
  }
}

struct CannotStart: Error {
  var path: String
  var code: Int32
}

struct TookTooLong: Error {
  var what: String
}

/// The program under test.
enum Signalbox {
  /// It lies beside the test bundle.
  static let path = Bundle.main.bundleURL.appending(path: "signalbox").path(percentEncoded: false)

  static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Child {
    try Child(path, arguments, environment: environment)
  }

  @discardableResult
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Run {
    try start(arguments, environment: environment).wait()
  }
}

/// How long the tests wait for what has to come: so long that only what never comes is missed, whatever
/// else the machine has to do. How fast things are is measured by the benchmarks, not here.
let patience = Duration.seconds(180)

/// Asks until the condition holds or our patience is at its end. Returns whether it held.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = ContinuousClock.now + patience
  while true {
    if try condition() { return true }
    if ContinuousClock.now >= deadline { return false }
    usleep(5000)
  }
}

/// Folders that the tests make and remove.
enum TemporaryFolder {
  static func make(_ what: String) throws -> String {
    var template = Array("/tmp/sb-\(what)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CannotStart(path: "/tmp", code: errno) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
