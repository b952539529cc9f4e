import DeskRules
import Foundation
import Intake
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// A workspace in a folder of its own, gone with the value, and a desk on it under a given clock.
final class TestDesk {
  /// Monday 2026-03-02 10:00 in Berlin, where everybody of the usual roster is at work.
  static let monday = Instant(milliseconds: 1_772_442_000_000)

  let workspace: Workspace
  private(set) var desk: Desk
  private var intake: IntakeRunner
  private(set) var now: Instant
  /// Monotonic milliseconds.
  private(set) var monotonic: Int64 = 1000

  static let people = """
    id,name,status,country,coverage,pools,capacity,timezone,hours
    ana,Ana,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00
    bo,Bo,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00
    mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

    """

  static func rules(_ more: String = "", capacity: Int = 5) -> String {
    """
    [org]
    timezone = "Europe/Berlin"
    [segments]
    default = "smb"
    [[segment]]
    id = "smb"
    employees_from = 0
    [[pool]]
    id = "all"
    [[queue]]
    id = "world"
    manager = "mara"
    default = true
    [coverage]
    model = "contract"
    \(more)
    """
  }

  init(
    rules: String = TestDesk.rules(), reps: String = TestDesk.people,
    files: [String: String] = [:], site: String = "", now: Instant = TestDesk.monday,
    folder: String = NSTemporaryDirectory()
  ) throws {
    let root = folder + "/desk-" + UUID().uuidString
    workspace = Workspace(root: root)
    try workspace.makeFolders()
    let contents =
      [
        "signalbox.toml": "[intake]\nsettle_seconds = 0\n" + site, "rules.toml": rules,
        "roster/reps.csv": reps,
      ].merging(files) { _, given in given }
    for (path, text) in contents {
      try Files.write(Array(text.utf8), to: workspace.path(path))
    }
    self.now = now
    desk = try Desk(workspace, mode: .host, now: now)
    intake = IntakeRunner(desk)
  }

  deinit {
    desk.close(now: now)
    try? FileManager.default.removeItem(atPath: workspace.root)
  }

  // MARK: Time

  func go(to instant: Instant) { now = instant }
  func wait(minutes: Int64) { now = now + minutes * Instant.minute }
  func waitMonotonic(_ milliseconds: Int64) { monotonic += milliseconds }

  /// Clocks and queues until nothing is due.
  func tick() throws {
    while try desk.tick(now: now) == now {}
  }

  // MARK: Files

  /// Delivers a file and takes everything in.
  @discardableResult
  func deliver(_ text: String, as name: String = "leads/a.csv") throws -> IntakeSummary {
    try put(text, as: name)
    return try takeIn()
  }

  func put(_ text: String, as name: String) throws {
    let path = workspace.drop + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Works until nothing waits.
  @discardableResult
  func takeIn() throws -> IntakeSummary {
    for _ in 0..<10_000 {
      switch intake.step(now: now, monotonic: monotonic) {
      case .more: continue
      case .idle(nil): return intake.takeSummary()
      case .idle(let again?): monotonic = max(monotonic, again)
      }
    }
    Issue.record("intake comes to no end")
    return intake.takeSummary()
  }

  /// One piece of work.
  func step() -> IntakeRunner.Progress { intake.step(now: now, monotonic: monotonic) }

  /// Ends and opens the desk again, as after a stop.
  func reopen() throws {
    desk.close(now: now)
    desk = try Desk(workspace, mode: .host, now: now)
    intake = IntakeRunner(desk)
  }

  /// Opens the desk again without its having ended, as after a crash.
  func crash() throws {
    desk = try Desk(workspace, mode: .host, now: now)
    intake = IntakeRunner(desk)
  }

  /// Base names in a folder of the workspace, sorted, those of folders in it included.
  func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: workspace.path(folder))) ?? []
    return names.sorted()
  }

  func text(of path: String) throws -> String {
    String(decoding: try #require(try Files.read(workspace.path(path))), as: UTF8.self)
  }

  // MARK: People

  static let admin = Actor(name: "root", roles: [.admin, .analyst])

  @discardableResult
  func act(
    _ act: Act, by actor: Actor = TestDesk.admin, key: String = UUID().uuidString
  ) throws -> DeskAnswer {
    try desk.perform(ActRequest(key: key, act: act), by: actor, now: now)
  }

  // MARK: What is there

  func row(_ id: String) throws -> LeadRow {
    let number = try #require(try desk.store.lead(id, source: nil))
    return try #require(try desk.store.recordedLead(number)?.row)
  }

  func clocks(_ id: String) throws -> [ClockRow] {
    try #require(try desk.store.lead(try row(id).number)).clocks
  }

  func clock(_ id: String, _ kind: ClockKind) throws -> ClockRow {
    try #require(try clocks(id).last { $0.kind == kind })
  }

  /// Log entries of a kind, oldest first.
  func entries(_ kind: EntryKind) throws -> [LogRow] {
    var rows: [LogRow] = []
    try desk.store.forEachEntry(kinds: [kind], from: 1) {
      rows.append($0)
      return true
    }
    return rows
  }

  /// What has to hold whatever was done: the store in itself, loads, and the state against what a new
  /// start would make of the store.
  func check(_ place: SourceLocation = #_sourceLocation) throws {
    let violations = try desk.store.violations()
    #expect(violations.isEmpty, "\(violations)", sourceLocation: place)
    #expect(desk.state.brokenInvariants() == [], sourceLocation: place)
    let fresh = try StateLoader(desk.store).load(desk.rules, at: desk.state.at)
    #expect(Figures(desk.state) == Figures(fresh), sourceLocation: place)
    let strangers = zip(acquaintances(desk, desk.state), acquaintances(desk, fresh))
      .filter { $0 != $1 }.map { "\($0) – at a new start \($1)" }
    #expect(strangers == [], sourceLocation: place)
  }
}

/// What routing reads of a state, for comparing two.
struct Figures: Equatable {
  var standings: [RepStanding] = []
  var away: [AwayFact]

  init(_ state: DeskState) {
    var state = state
    away = state.away
    standings = state.schedules.roster.reps.indices.map { state.standing(of: $0) }
  }
}

/// Whom a state knows, of the people that tests make up: a line each.
private func acquaintances(_ desk: Desk, _ state: DeskState) -> [String] {
  var state = state
  return (0..<30).flatMap { person in
    [("email", "p\(person)@x.example"), ("phone", "+49 30 1234\(1000 + person)")].map { key, text in
      var record = LeadRecord(origin: Origin(file: ""))
      if key == "email" { record[.email] = text } else { record[.phone] = text }
      record[.lastName] = "Name\(person % 3)"
      let facts = desk.rules.router.gather(record, receivedAt: state.at, state: &state).facts
      return "\(text): \(facts.duplicate?.target ?? "none") \(facts.returning)"
    }
  }
}

extension Instant {
  init(_ text: String) { self = Instant(rfc3339: text) ?? Instant(milliseconds: 0) }
}
