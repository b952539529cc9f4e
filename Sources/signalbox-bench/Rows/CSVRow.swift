import Foundation
import Intake
import LeadModel

/// Bytes of a CSV file to records.
struct CSVRow {
  private let bytes: Data
  private let shape: FileShape
  private let records: Int

  init(leads: String) throws {
    bytes = try Data(contentsOf: URL(filePath: leads))
    let (shape, batch) = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
      try LeadReader.read(buffer, name: "leads.csv")
    }
    self.shape = shape
    records = batch.records.count
  }

  /// The first look at the whole file: encoding, columns, limits.
  func look() throws -> Measurement {
    try Measurement("preflight", count: records) {
      var preflight = try Preflight(
        name: "leads.csv", size: Int64(bytes.count), columns: .leads(.builtIn),
        limits: IntakeLimits())
      try pieces { try preflight.feed($0) }
      _ = try preflight.finish()
      return bytes.count
    }
  }

  /// Reading it, a batch at a time as the desk does; records are dropped when they are whole.
  func read() throws -> Measurement {
    try Measurement("csv", count: records) {
      var reader = LeadReader(
        name: "leads.csv", shape: shape, map: .builtIn, limits: IntakeLimits())
      var batch = LeadBatch()
      var found = 0
      func take() {
        found += batch.records.count
        batch.removeAll()
      }
      try pieces {
        try reader.feed($0, into: &batch)
        take()
      }
      try reader.finish(into: &batch)
      take()
      guard found == records else { throw BenchProblem("records were lost") }
      return bytes.count
    }
  }

  /// The pieces in which the desk reads files.
  private func pieces(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try bytes.withUnsafeBytes { all in
      for start in stride(from: 0, to: all.count, by: 1 << 18) {
        let end = min(start + 1 << 18, all.count)
        try body(UnsafeRawBufferPointer(rebasing: all[start..<end]))
      }
    }
  }
}
