import Desk
import DeskRules
import Foundation
import Glibc
import LeadModel

/// A long queue: what a look costs that finds nobody, in a host and in one `run --once` after the other, and
/// what a pass costs that gives leads away.
enum DrainRow {
  /// A Saturday morning at which nobody works: what has no owner waits.
  static let saturday = Instant(
    milliseconds: WorkFolder.now.milliseconds + 84 * Instant.hour)
  /// Monday morning in Europe.
  static let monday = saturday + 53 * Instant.hour

  /// Takes so many leads in on Saturday.
  static func fill(workspace folder: String, leads: Int) throws {
    let workspace = Workspace(root: folder)
    let desk = try Desk(workspace, mode: .host, now: saturday)
    let customers = WorkCustomers(reps: 2000, seed: WorkFolder.seed)
    var market = WorkLeads(customers, seed: WorkFolder.seed)
    try Data(market.file(leads, before: saturday).utf8)
      .write(to: URL(filePath: workspace.drop + "/leads/weekend.csv"), options: .atomic)
    let runner = IntakeRunner(desk)
    var moment: Int64 = 0
    var looks = 0
    while looks < 3 {
      moment += 100
      if runner.step(now: saturday, monotonic: moment) != .more { looks += 1 }
    }
    let counts = runner.takeSummary().counts
    desk.close(now: saturday)
    Plain.report("waiting", 0, 0, counts.queued)
    Plain.report("owned", 0, 0, counts.assigned)
  }

  static func run(workspace folder: String, runs: Int) throws {
    for turn in 0..<runs { try once(folder, at: saturday + Int64(1 + turn) * Instant.minute) }
    var now = saturday + Int64(1 + runs) * Instant.minute
    let desk = try Desk(Workspace(root: folder), mode: .host, now: now)
    // Clocks that ran out meanwhile are no part of it.
    try tick("first look", desk, now: now)
    for _ in 0..<runs {
      now = now + Instant.minute
      try tick("quiet minute", desk, now: now)
    }
    for hour in 0..<2 { try tick("quiet hour", desk, now: now + Int64(hour + 1) * Instant.hour) }
    for pass in 0..<runs {
      try tick("pass", desk, now: monday + Int64(pass) * 10 * Instant.minute)
    }
    desk.close(now: monday + Instant.hour * 2)
    try once(folder, at: monday + Instant.hour * 3)
  }

  /// What `run --once` does with an empty drop directory.
  private static func once(_ folder: String, at now: Instant) throws {
    var desk: Desk?
    try Measurement("open", count: 1) {
      desk = try Desk(Workspace(root: folder), mode: .host, now: now)
      return 0
    }.report()
    try Measurement("once", count: 1) {
      try desk?.runClocksOnce(now: now)
      return 0
    }.report()
    desk?.close(now: now)
  }

  private static func entryCount(_ desk: Desk, _ now: Instant) -> Int {
    guard case .status(let status) = desk.answer(.status, from: geteuid(), now: now) else {
      return 0
    }
    return Int(status.logEntries)
  }

  /// Ticks until nothing is left to do: all of it, and the longest step.
  private static func tick(_ name: String, _ desk: Desk, now: Instant) throws {
    var longest = (cpu: 0.0, wall: 0.0)
    var steps = 0
    let entries = entryCount(desk, now)
    try Measurement(name, count: 1) {
      var next = now
      repeat {
        let start = (cpu: processorSeconds(), wall: wallSeconds())
        next = try desk.tick(now: now)
        longest.cpu = max(longest.cpu, processorSeconds() - start.cpu)
        longest.wall = max(longest.wall, wallSeconds() - start.wall)
        steps += 1
      } while next <= now
      return entryCount(desk, now) - entries
    }.report()
    Plain.report(name + ", longest step", longest.cpu, longest.wall, steps)
  }
}
