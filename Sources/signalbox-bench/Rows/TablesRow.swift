import Desk
import Foundation
import Glibc
import LeadModel

/// Delivered tables that replace those in force: the longest piece of work of the host's own thread.
enum TablesRow {
  static func run(workspace folder: String, ranges: String) throws {
    let workspace = Workspace(root: folder)
    let desk = try Desk(workspace, mode: .host, now: WorkFolder.now)
    let tables = [
      ("reps", "roster/reps.csv", folder + "/roster/reps.csv"),
      ("accounts", "crm/accounts.csv", folder + "/crm/accounts.csv"),
      ("opportunities", "crm/opportunities.csv", folder + "/crm/opportunities.csv"),
      ("ranges", "crm/ip-country.csv", ranges),
    ]
    for (name, place, file) in tables {
      var lines = try String(contentsOfFile: file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: true)
      // Other contents than those in force.
      lines.removeLast()
      try Data((lines.joined(separator: "\n") + "\n").utf8)
        .write(to: URL(filePath: workspace.drop + "/" + place), options: .atomic)
      try step(name, desk)
    }
    desk.close(now: WorkFolder.now)
  }

  private static func step(_ name: String, _ desk: Desk) throws {
    let runner = IntakeRunner(desk)
    var steps: [(cpu: Double, wall: Double)] = []
    var moment: Int64 = 0
    var looks = 0
    while looks < 4 {
      moment += 100
      let start = (cpu: threadSeconds(), wall: wallSeconds())
      if runner.step(now: WorkFolder.now, monotonic: moment) != .more { looks += 1 }
      steps.append((threadSeconds() - start.cpu, wallSeconds() - start.wall))
    }
    let summary = runner.takeSummary()
    guard summary.counts.rows > 0, summary.filesRejected == 0 else {
      throw BenchProblem("intake did not take the file: \(summary.messages.prefix(3))")
    }
    Plain.report(
      name, steps.map(\.cpu).max() ?? 0, steps.map(\.wall).max() ?? 0, summary.counts.rows)
    // What the desk does next goes by the new table.
    let start = (cpu: threadSeconds(), wall: wallSeconds())
    _ = try desk.tick(now: WorkFolder.now)
    Plain.report(name + ", next", threadSeconds() - start.cpu, wallSeconds() - start.wall, 1)
    Plain.report(name + ", memory", Double(Memory.peak) / 1024, 0, steps.count)
  }
}
