import Desk
import Foundation
import Glibc
import LeadModel

/// A dropped file of presence to the store, by the desk's own intake, and what the desk does with it then.
enum PresenceRow {
  static func run(workspace folder: String, file: String) throws {
    let workspace = Workspace(root: folder)
    let desk = try Desk(workspace, mode: .host, now: WorkFolder.now)
    let dropped = workspace.drop + "/roster/presence.csv"
    // A link would be refused.
    try FileManager.default.copyItem(atPath: file, toPath: dropped + ".part")
    guard rename(dropped + ".part", dropped) == 0 else {
      throw BenchProblem("the file cannot be dropped")
    }
    let runner = IntakeRunner(desk)
    var steps: [(cpu: Double, wall: Double)] = []
    let before = Memory.peak
    var measurement = Measurement("presence", count: 1) {
      var moment: Int64 = 0
      var looks = 0
      while looks < 4 {
        moment += 10
        let start = (cpu: processorSeconds(), wall: wallSeconds())
        if runner.step(now: WorkFolder.now, monotonic: moment) != .more { looks += 1 }
        steps.append((processorSeconds() - start.cpu, wallSeconds() - start.wall))
      }
      return 0
    }
    let summary = runner.takeSummary()
    guard summary.counts.rows > 0, summary.filesRejected == 0 else {
      throw BenchProblem("intake did not take the file: \(summary.messages.prefix(3))")
    }
    measurement.count = summary.counts.rows
    measurement.report()
    Plain.report("step", steps.map(\.cpu).max() ?? 0, steps.map(\.wall).max() ?? 0, steps.count)
    let grown = Double(Memory.peak - before) / 1024
    Plain.report("memory", grown, Double(Memory.peak) / 1024, 1)
    desk.close(now: WorkFolder.now)
    try Measurement("start", count: 1) {
      try Desk(workspace, mode: .host, now: WorkFolder.now).close(now: WorkFolder.now)
      return 0
    }.report()
  }
}

/// A figure that is no time of many things.
enum Plain {
  static func report(_ name: String, _ cpu: Double, _ wall: Double, _ count: Int) {
    print("{\"name\":\"\(name)\",\"count\":\(count),\"bytes\":0,\"cpu\":\(cpu),\"wall\":\(wall)}")
  }
}

/// What this process took at most.
enum Memory {
  /// MiB that it takes now, its share of what several map among it.
  static var share: Double {
    let text = (try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
  }

  /// KiB.
  static var peak: Int64 {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int64(usage.ru_maxrss)
  }
}
