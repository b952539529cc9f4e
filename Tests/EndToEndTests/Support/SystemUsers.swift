import Foundation
import Glibc
import Testing

/// Users of this machine that a test makes and removes, and a desk that one of them serves.
final class SystemUsers {
  /// Only root makes users, and only where the tools for it are.
  static let canBeMade =
    geteuid() == 0
    && ["/usr/sbin/useradd", "/usr/sbin/userdel", "/usr/sbin/runuser", "/usr/bin/setpriv"]
      .allSatisfy { (path: String) in access(path, X_OK) == 0 }

  /// Serves; its group may connect.
  let host: String
  /// In that group.
  let member: String
  let outsider: String
  /// Everything is below this folder.
  let root: String

  var program: String { root + "/usr/local/bin/signalbox" }
  var workspace: String { root + "/var/lib/signalbox" }

  /// Makes the users and installs the program under test.
  init() throws {
    let name = "sbt\(getpid() % 100_000)"
    (host, member, outsider) = (name + "h", name + "m", name + "o")
    root = try TemporaryFolder.make("install")
    chmod(root, 0o711)
    try install()
    try Self.must("/usr/sbin/useradd", ["-r", "-M", "-G", host, member])
    try Self.must("/usr/sbin/useradd", ["-r", "-M", outsider])
  }

  deinit {
    for user in [outsider, member, host] {
      _ = try? Child("/usr/sbin/userdel", [user]).wait()
    }
    _ = try? Child("/usr/sbin/groupdel", [host]).wait()
    try? FileManager.default.removeItem(atPath: root)
  }

  @discardableResult
  func install(_ more: String...) throws -> Run {
    let arguments =
      ["--root", root, "--user", host, "--group", host, "--binary", Signalbox.path] + more
    return try Self.must(Repository.root + "/Scripts/install", arguments)
  }

  /// Starts a program as a user, with an environment that may say what it likes.
  func start(
    _ path: String, _ arguments: [String], as user: String, environment: [String: String] = [:]
  ) throws -> Child {
    try Child(
      "/usr/bin/setpriv",
      ["--reuid", user, "--regid", user, "--init-groups", "--", path] + arguments,
      environment: ["HOME": "/nonexistent"].merging(environment) { $1 })
  }

  /// The program under test on the workspace, as a user.
  func signalbox(
    _ arguments: String..., as user: String, environment: [String: String] = [:]
  ) throws -> Run {
    try start(
      program, arguments + ["-w", workspace], as: user, environment: environment
    ).wait()
  }

  /// A line of shell, as a user.
  func shell(_ line: String, as user: String) throws -> Run {
    try start("/bin/sh", ["-c", line], as: user).wait()
  }

  /// A host of the host's user that serves.
  func serve() throws -> Child {
    let child = try start(program, ["run", "-w", workspace], as: host)
    let serves = eventually {
      RawLink(workspace + "/link/desk.sock")?.peer == child.pid || !child.isRunning
    }
    try #require(serves && child.isRunning, "\(child.errorsSoFar)")
    return child
  }

  @discardableResult
  private static func must(_ path: String, _ arguments: [String]) throws -> Run {
    let run = try Child(path, arguments).wait()
    try #require(run.status == 0, "\(path) \(run)")
    return run
  }
}
