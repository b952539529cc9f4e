import Foundation
import Intake
import LeadModel
import RoutingEngine

/// A file of address ranges to a table in memory, and questions to that.
enum GeoRow {
  static func run(file: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    let rows = Datasets.ipRanges(bytes).rows
    var table = GeoTable.empty
    try Measurement("geo", count: rows) {
      let reading = Datasets.ipRanges(bytes)
      if let first = reading.problems.first { throw BenchProblem("\(first)") }
      table = GeoTable(reading.table)
      return bytes.count
    }.report()
    Plain.report("ranges", 0, 0, table.count)
    var random = Random(seed: WorkFolder.seed)
    let asked = (0..<1_000_000).map { _ in
      random.percent(60)
        ? IPAddress(v4: UInt32(truncatingIfNeeded: random.next()))
        : IPAddress(high: 0x2001_0200 << 32 + random.next() >> 20, low: random.next())
    }
    var found = 0
    Measurement("lookup", count: asked.count) {
      for address in asked where table.country(of: address) != nil { found += 1 }
      return found
    }.report()
  }
}
