import CPlatform
import Foundation
import Glibc

/// Users of the operating system that exist for a test, in a group of their own, and go with the value.
/// Their names are always the same, so that what a killed run left behind is taken away by the next.
final class SiteUsers: Sendable {
  static let group = "sbt-site"
  let names: [String]
  private let lock: Int32

  /// Whether users can be made here: only root can, with the usual programs.
  static let canBeMade = geteuid() == 0 && programs.allSatisfy { access($0, X_OK) == 0 }
  private static let programs = [groupadd, groupdel, useradd, userdel, setpriv]
  private static let groupadd = "/usr/sbin/groupadd"
  private static let groupdel = "/usr/sbin/groupdel"
  private static let useradd = "/usr/sbin/useradd"
  private static let userdel = "/usr/sbin/userdel"
  private static let setpriv = "/usr/bin/setpriv"

  /// Makes the users in the site's group, and `strangers` in none that matters. Waits where another run
  /// of the tests has them.
  init(_ members: [String], strangers: [String]) throws {
    names = members + strangers
    lock = open("/tmp/sbt-users.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0, eventually({ flock(lock, LOCK_EX | LOCK_NB) == 0 }) else {
      throw TookTooLong(what: "waiting for the users of another run")
    }
    try remove()
    try Self.demand(Self.groupadd, [Self.group])
    for name in members { try Self.make(name, group: Self.group) }
    for name in strangers { try Self.make(name, group: "nogroup") }
  }

  deinit {
    try? remove()
    close(lock)
  }

  private static func make(_ name: String, group: String) throws {
    try demand(
      useradd,
      ["--no-create-home", "--no-user-group", "--gid", group, "--shell", "/bin/false", name])
  }

  private func remove() throws {
    for name in names where getpwnam(name) != nil {
      try Self.endProcesses(of: name)
      try Self.demand(Self.userdel, [name])
    }
    if getgrnam(Self.group) != nil { try Self.demand(Self.groupdel, [Self.group]) }
  }

  /// A killed run leaves its host behind, and nobody is removed while a process of theirs runs.
  private static func endProcesses(of name: String) throws {
    guard let user = getpwnam(name)?.pointee.pw_uid else { return }
    let gone = eventually {
      let theirs = processes(of: user)
      for process in theirs { kill(process, SIGKILL) }
      return theirs.isEmpty
    }
    guard gone else { throw TookTooLong(what: "ending the processes of \(name)") }
  }

  private static func processes(of user: uid_t) -> [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap(pid_t.init).filter { process in
      var status = stat()
      return stat("/proc/\(process)", &status) == 0 && status.st_uid == user
    }
  }

  @discardableResult
  private static func demand(_ program: String, _ arguments: [String]) throws -> Run {
    let run = try Child(program, arguments).wait()
    guard run.status == 0 else { throw CannotStart(path: "\(run)", code: run.status) }
    return run
  }

  /// Starts a program as one of the users, with their groups and no other rights.
  static func start(_ program: String, _ arguments: [String], as user: String) throws -> Child {
    guard let entry = getpwnam(user) else { throw CannotStart(path: user, code: ENOENT) }
    return try Child(
      setpriv,
      [
        "--reuid", user, "--regid", "\(entry.pointee.pw_gid)", "--init-groups",
        "--inh-caps=-all", program,
      ] + arguments, environment: ["HOME": "/nonexistent", "USER": user])
  }

  static func run(_ program: String, _ arguments: [String], as user: String) throws -> Run {
    try start(program, arguments, as: user).wait()
  }
}
