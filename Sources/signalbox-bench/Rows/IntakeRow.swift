import Desk
import Foundation
import Glibc
import LeadModel

/// A file dropped into a workspace to durable decisions, by the desk's own intake.
enum IntakeRow {
  /// Opens the workspace, which founds it, drops the file and takes it in; founding is not in the time.
  static func run(workspace folder: String, leads: String) throws -> Measurement {
    let workspace = Workspace(root: folder)
    let desk = try Desk(workspace, mode: .host, now: WorkFolder.now)
    let dropped = workspace.drop + "/leads/leads.csv"
    try FileManager.default.copyItem(atPath: leads, toPath: dropped + ".part")
    guard rename(dropped + ".part", dropped) == 0 else {
      throw BenchProblem("the file cannot be dropped")
    }
    let runner = IntakeRunner(desk)
    var measurement = Measurement("intake", count: 1) {
      // A file has to be seen twice, unchanged, before it is claimed.
      var moment: Int64 = 0
      var looks = 0
      while looks < 4 {
        moment += 10
        if runner.step(now: WorkFolder.now, monotonic: moment) != .more { looks += 1 }
      }
      return 0
    }
    let summary = runner.takeSummary()
    desk.close(now: WorkFolder.now)
    guard summary.counts.rows > 0, summary.counts.rejected == 0 else {
      throw BenchProblem("intake did not take the file: \(summary.messages.prefix(3))")
    }
    measurement.count = summary.counts.rows
    return measurement
  }
}
