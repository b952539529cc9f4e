import Foundation
import Glibc

/// What `Scripts/bench` measures inside signalbox, one thing a call. See Benchmarks/README.md.
@main
struct Main {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("signalbox-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static let usage = """
    usage: signalbox-bench generate FOLDER [LEADS]
           signalbox-bench decision SITE LEADS ANSWERS [SAMPLES]
           signalbox-bench csv LEADS
           signalbox-bench intake|single WORKSPACE LEADS
           signalbox-bench verify|replay STORE
           signalbox-bench hours WORKSPACE LEADS
           signalbox-bench moments FILE REPS WEEKS
           signalbox-bench presence WORKSPACE FILE
           signalbox-bench ranges|geo FILE
           signalbox-bench preview WORKSPACE SITE LEADS
           signalbox-bench history WORKSPACE LEADS PRESENCE
           signalbox-bench panes|reports WORKSPACE RUNS
           signalbox-bench weekend|drain WORKSPACE LEADS|RUNS
           signalbox-bench tables WORKSPACE RANGES
           signalbox-bench loop decision|trace|gather|csv SITE LEADS SECONDS
    """

  private static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2 else { throw BenchProblem(usage) }
    let path = arguments[1]
    let rest = Array(arguments.dropFirst(2))
    switch (arguments[0], rest.count) {
    case ("generate", 0...1):
      try WorkFolder(root: path).write(leads: rest.first.flatMap { Int($0) } ?? 100_000)
    case ("decision", 2...3): try decision(site: path, rest)
    case ("csv", 0):
      let row = try CSVRow(leads: path)
      try row.look().report()
      try row.read().report()
    case ("intake", 1): try IntakeRow.run(workspace: path, leads: rest[0]).report()
    case ("single", 1): try SingleRow.run(workspace: path, leads: rest[0]).report()
    case ("hours", 1): try PreviewRow.takeIn(workspace: path, leads: rest[0]).report()
    case ("preview", 2): try PreviewRow.run(workspace: path, site: rest[0], leads: rest[1])
    case ("moments", 2):
      try WorkStreams.presence(path, reps: Int(rest[0]) ?? 1, weeks: Int(rest[1]) ?? 1)
    case ("presence", 1): try PresenceRow.run(workspace: path, file: rest[0])
    case ("ranges", 0): try WorkStreams.ranges(path)
    case ("geo", 0): try GeoRow.run(file: path)
    case ("history", 2):
      try HistoryRow.live(workspace: path, leads: Int(rest[0]) ?? 1, presence: rest[1])
    case ("panes", 1): try PaneRows.run(workspace: path, runs: Int(rest[0]) ?? 1)
    case ("reports", 1): try ReportRows.run(workspace: path, runs: Int(rest[0]) ?? 1)
    case ("weekend", 1):
      try DrainRow.fill(workspace: path, leads: Int(rest[0]) ?? 1)
    case ("drain", 1): try DrainRow.run(workspace: path, runs: Int(rest[0]) ?? 1)
    case ("tables", 1): try TablesRow.run(workspace: path, ranges: rest[0])
    case ("verify", 0): try LogRows.verify(store: path).report()
    case ("replay", 0): try LogRows.replay(store: path).report()
    case ("loop", 3):
      try Loop.run(path, site: rest[0], leads: rest[1], seconds: Double(rest[2]) ?? 5)
    default: throw BenchProblem(usage)
    }
  }

  /// One pass without and one with trace; with a number, so many traces to look at instead.
  private static func decision(site: String, _ rest: [String]) throws {
    let row = try DecisionRow(folder: site, leads: rest[0])
    try Data(row.answers.utf8).write(to: URL(filePath: rest[1]))
    if rest.count > 2 {
      for line in row.sample(Int(rest[2]) ?? 1) { print(line) }
      return
    }
    _ = try row.run(withTrace: false)
    try row.run(withTrace: false).report()
    try row.run(withTrace: true).report()
  }
}
