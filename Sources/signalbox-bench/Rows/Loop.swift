import Foundation
import LeadModel
import RoutingEngine

/// One stage of routing over and over, for a profiler: `perf record signalbox-bench loop STAGE …`.
enum Loop {
  static func run(_ stage: String, site: String, leads: String, seconds: Double) throws {
    switch stage {
    case "decision", "trace":
      let row = try DecisionRow(folder: site, leads: leads)
      // What was made ready is not to be taken for the stage.
      try Repeated.until(processorSeconds() + seconds) { try row.run(withTrace: stage == "trace") }
    case "gather":
      let world = try World(folder: site)
      let records = try World.records(leads)
      let at = Instant(rfc3339: records.last?[.submittedAt] ?? "") ?? Instant(milliseconds: 0)
      try Repeated.until(processorSeconds() + seconds) {
        var state = world.desk(at: at)
        return Measurement("gather", count: records.count) {
          for record in records {
            _ = world.router.gather(record, receivedAt: at, state: &state)
          }
          return 0
        }
      }
    case "csv":
      let row = try CSVRow(leads: leads)
      try Repeated.until(processorSeconds() + seconds) { try row.read() }
    default: throw BenchProblem("there is no stage \"\(stage)\": decision, trace, gather or csv")
    }
  }
}

private enum Repeated {
  /// Reports the fastest pass.
  static func until(_ end: Double, _ pass: () throws -> Measurement) throws {
    var best = try pass()
    while processorSeconds() < end {
      let next = try pass()
      if next.processor < best.processor { best = next }
    }
    best.report()
  }
}
