import CPlatform
import Foundation
import Glibc
import Testing

/// A workspace in a folder of its own; the folder and its host go when the test lets go of it.
final class TestDesk: Sendable {
  /// Whose rules and people it has.
  enum Company {
    /// Three reps who work around the clock; every lead of their countries is assigned.
    case small
    /// The sample company: 100 people in seven offices.
    case sample
  }

  let root: String
  /// A Monday morning, in the working hours of Europe.
  static let monday = "2026-03-02T09:15:00Z"

  init(_ company: Company = .small) throws {
    root = try TemporaryFolder.make("desk")
    for folder in Self.folders {
      try FileManager.default.createDirectory(
        atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    switch company {
    case .small: try fillSmall()
    case .sample: try fillSample()
    }
  }

  /// A small desk with one lead that has an owner, `L-1`, and one that waits, `L-2`.
  static func withTwoLeads(at instant: String? = TestDesk.monday) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.drop(
      SmallCompany.leadHeader + SmallCompany.lead("L-1")
        + SmallCompany.lead("L-2", country: "BR"), as: "leads/today.csv")
    try desk.once(at: instant)
    return desk
  }

  deinit {
    if let host = hostProcess {
      kill(host, SIGKILL)
      _ = eventually { kill(host, 0) != 0 }
    }
    try? FileManager.default.removeItem(atPath: root)
  }

  private static let folders = ["drop/leads", "drop/activities", "drop/crm", "drop/roster"]

  // MARK: Files

  func path(_ name: String) -> String { root + "/" + name }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Delivers as it should be done: written under a name that nobody takes, then renamed.
  func drop(_ text: String, as name: String) throws { try drop(Array(text.utf8), as: name) }

  func drop(_ bytes: [UInt8], as name: String) throws {
    try write(bytes, to: "drop/" + name + ".part")
    try #require(rename(path("drop/" + name + ".part"), path("drop/" + name)) == 0)
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

  func exists(_ name: String) -> Bool {
    var status = stat()
    return lstat(path(name), &status) == 0
  }

  /// The names in a folder, in order, those of folders in it with their contents.
  func files(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: path(folder))?.allObjects as? [String] ?? [])
      .filter { name in
        var status = stat()
        return lstat(path(folder + "/" + name), &status) == 0
          && status.st_mode & S_IFMT != S_IFDIR
      }.sorted()
  }

  // MARK: Commands

  @discardableResult
  func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Run {
    try Signalbox.run(arguments + ["-w", root], environment: environment)
  }

  /// Takes in what lies in the drop directory; returns the counts by name.
  @discardableResult
  func once(
    at instant: String? = TestDesk.monday, environment: [String: String] = [:]
  ) throws -> Intake {
    let at = instant.map { ["--at", $0] } ?? []
    let run = try Signalbox.run(
      ["run", "--once", "--format", "json"] + at + ["-w", root], environment: environment)
    return Intake(run: run, counts: try JSON.object(run).compactMapValues { $0 as? Int })
  }

  struct Intake {
    var run: Run
    var counts: [String: Int]
    subscript(name: String) -> Int { counts[name] ?? -1 }
  }

  /// What must hold of any desk at any time: log, replay, doctor.
  func expectSound(_ location: SourceLocation = #_sourceLocation) throws {
    let verify = try run("log", "verify")
    #expect(verify.status == 0, "\(verify)", sourceLocation: location)
    let replay = try run("replay")
    #expect(replay.status == 0, "\(replay)", sourceLocation: location)
    #expect(replay.output.contains(" 0 differ, 0 of another"), sourceLocation: location)
    let doctor = try run("doctor")
    #expect(doctor.status == 0, "\(doctor)", sourceLocation: location)
  }

  /// Entries of the log, oldest first.
  func log() throws -> [[String: Any]] {
    try run("log", "export").lines.map { try JSON.object($0) }
  }

  /// Kinds of the log's entries with how many there are.
  func kinds() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    // Reading a long log as JSON takes a debug build seconds.
    for line in try run("log", "export").lines {
      let rest = line.firstRange(of: #""kind":""#).map { line[$0.upperBound...] }
      counts[rest.map { String($0.prefix { $0 != "\"" }) } ?? "", default: 0] += 1
    }
    return counts
  }

  // MARK: The host

  /// The process that listens at the desk's socket.
  var hostProcess: pid_t? {
    guard let link = RawLink(path("link/desk.sock")) else { return nil }
    return link.peer
  }

  /// Starts a host and waits until it serves.
  func serve(environment: [String: String] = [:]) throws -> Child {
    let host = try Signalbox.start(["run", "-w", root], environment: environment)
    let serves = eventually { hostProcess == host.pid || !host.isRunning }
    try #require(serves && host.isRunning, "\(host.errorsSoFar)")
    return host
  }

  // MARK: Companies

  private func fillSample() throws {
    let samples = Repository.root + "/SampleData/"
    for name in ["roster", "crm", "geo", "rules.toml"] {
      try FileManager.default.copyItem(atPath: samples + name, toPath: path(name))
    }
    let site = try String(contentsOfFile: samples + "signalbox.toml", encoding: .utf8)
    try write(
      site.replacingOccurrences(of: "[intake]\n", with: "[intake]\nsettle_seconds = 0\n"),
      to: "signalbox.toml")
  }

  private func fillSmall() throws {
    try write(SmallCompany.site, to: "signalbox.toml")
    try write(SmallCompany.rules, to: "rules.toml")
    try write(SmallCompany.reps, to: "roster/reps.csv")
  }
}

/// The project's folder.
enum Repository {
  static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false).trimmingSuffix("/")
  }()
}

extension String {
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// Reading what the program prints for programs.
enum JSON {
  static func object(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  static func object(_ run: Run) throws -> [String: Any] {
    try object(try #require(run.lines.last, "\(run)"))
  }
}
