import DeskRules
import Foundation
import Glibc
import Intake
import LeadModel
import Ledger

/// One claimed file of leads on its way through: looked at as a whole first, then taken in a batch at a
/// time, so that the desk answers in between.
final class LeadsJob {
  /// Records of one commit.
  private static let recordsPerBatch = 1000
  private static let chunk = 1 << 18
  /// Rejected rows that the store keeps; the file of rejected rows has them all.
  private static let rowsKept = 10_000

  let file: ClaimedJob
  private let descriptor: Int32
  private let limits: IntakeLimits
  private var reader: LeadReader
  private let shape: FileShape
  private var batch = LeadBatch()
  private var rejected: RejectedRowsFile
  private var rejectedRows: [UInt8] = []
  private var rowChanges: [Change] = []
  private(set) var counts = IntakeCounts()
  private(set) var messages: [String] = []
  private(set) var position: Int64 = 0
  let hash: [UInt8]

  /// Opens the file and looks at all of it: refused as a whole, or ready to be read.
  init(
    _ file: ClaimedJob, descriptor: Int32, map: FieldMap, limits: IntakeLimits
  ) throws {
    self.file = file
    self.descriptor = descriptor
    self.limits = limits
    var preflight = try Preflight(
      name: "\(file.listed.name)", size: file.listed.size, columns: .leads(map), limits: limits)
    var digest = StreamingDigest()
    try Self.pass(descriptor) { bytes in
      digest.update(bytes)
      try preflight.feed(bytes)
    }
    shape = try preflight.finish()
    hash = digest.finish().bytes
    rejected = RejectedRowsFile(header: shape.header)
    reader = LeadReader(name: "\(file.listed.name)", shape: shape, map: map, limits: limits)
    messages = shape.warnings.map(\.description)
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  /// Takes the next batch in. Returns false when all was read.
  func step(_ desk: Desk, now: Instant) throws -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
    defer { buffer.deallocate() }
    while batch.records.count < Self.recordsPerBatch {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw DropFileProblem(what: "cannot read \(file.listed.place)", code: errno)
      }
      if count == 0 {
        try reader.finish(into: &batch)
        try take(desk, now: now)
        return false
      }
      position += Int64(count)
      try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &batch)
    }
    try take(desk, now: now)
    return true
  }

  private func take(_ desk: Desk, now: Instant) throws {
    var start = 0
    while start < batch.records.count {
      let end = min(start + Self.recordsPerBatch, batch.records.count)
      counts += try desk.take(
        Array(batch.records[start..<end]), file: file.id, deliveredBy: file.deliverer,
        receivedAt: file.receivedAt, now: now)
      start = end
    }
    for finding in batch.findings { note(finding) }
    batch.removeAll()
  }

  private func note(_ finding: Finding) {
    if messages.count < 100 { messages.append(finding.description) }
    guard finding.severity == .rowRejected else { return }
    counts.rows += 1
    counts.rejected += 1
    rejected.append(finding)
    rejectedRows += rejected.takeBytes()
    if rowChanges.count < Self.rowsKept {
      rowChanges.append(
        .rowRejected(
          RowRejected(file: file.id, line: finding.origin.line ?? 0, reason: finding.reason)))
    }
  }

  /// What to commit when the file is done, and the bytes of its rejected rows.
  var ending: (changes: [Change], rejectedRows: [UInt8]) { (rowChanges, rejectedRows) }

  /// Reads a descriptor from its start to its end.
  private static func pass(
    _ descriptor: Int32, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    defer { buffer.deallocate() }
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw DropFileProblem(what: "cannot read the file", code: errno)
      }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}

/// A claimed file as the desk deals with it.
struct ClaimedJob {
  var id: Int64
  var listed: ListedFile
  /// The name in the log of the user who delivered it.
  var deliverer: String
  var receivedAt: Instant
}
