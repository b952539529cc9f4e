import Glibc
import Intake
import LeadModel
import Ledger

/// One claimed file of leads on its way through, or what was added to it later: looked at as a whole first,
/// then taken in a batch at a time, so that the desk answers in between.
final class LeadsJob: SteppedJob {
  /// Records of one commit.
  private static let recordsPerBatch = 1000
  /// Records of the first commits of an attempt that follows another.
  private static let recordsOfFirstHeadway = 20
  private static let chunk = 1 << 18
  /// Bytes of one step: a file of nothing but bad rows lets others have their turn too.
  private static let bytesPerStep: Int64 = 4 << 20
  /// Rejected rows that the store keeps; the file of rejected rows has them all.
  private static let rowsKept = 10_000

  private(set) var file: ClaimedJob
  /// How the file is read.
  let shape: FileShape
  /// Whether it goes on where an earlier part of the file ended.
  let isTail: Bool
  let hash: [UInt8]
  let range: Range<Int64>
  private let descriptor: OpenFile
  private var reader: LeadReader
  private var batch = LeadBatch()
  private let rejected: RejectedSpool
  private var rowChanges: [Change] = []
  private(set) var counts = IntakeCounts()
  private(set) var messages: [String] = []
  private var position: Int64
  /// The last line that an earlier attempt took in, once it was looked up; 0 for none.
  private var lastKnownLine: Int?

  /// Looks at all of the file: refused as a whole, or ready to be read.
  init(
    _ file: ClaimedJob, descriptor: OpenFile, map: FieldMap, limits: IntakeLimits,
    rejected folder: String
  ) throws {
    var preflight = try Preflight(
      name: "\(file.listed.name)", size: file.listed.size, columns: .leads(map), limits: limits)
    range = 0..<file.listed.size
    var digest = StreamingDigest()
    try descriptor.pass(range) { bytes in
      digest.update(bytes)
      try preflight.feed(bytes)
    }
    shape = try preflight.finish()
    hash = digest.finish().bytes
    self.file = file
    self.descriptor = descriptor
    isTail = false
    position = 0
    rejected = RejectedSpool(file, header: shape.header, folder: folder)
    reader = LeadReader(name: "\(file.listed.name)", shape: shape, map: map, limits: limits)
    messages = shape.warnings.map(\.description)
  }

  /// Reads what was added after an earlier part had been taken in.
  init(
    tail range: Range<Int64>, of file: ClaimedJob, shape: FileShape, descriptor: OpenFile,
    map: FieldMap, limits: IntakeLimits, rejected folder: String
  ) throws {
    var digest = StreamingDigest()
    try descriptor.pass(range) { digest.update($0) }
    hash = digest.finish().bytes
    self.range = range
    self.file = file
    self.descriptor = descriptor
    self.shape = shape
    isTail = true
    position = range.lowerBound
    rejected = RejectedSpool(file, header: shape.header, folder: folder)
    reader = LeadReader(name: "\(file.listed.name)", shape: shape, map: map, limits: limits)
  }

  /// Takes the next batch in. Returns false when all was read.
  func step(_ desk: Desk, now: Instant) throws -> Bool {
    let end = min(range.upperBound, position + Self.bytesPerStep)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
    defer { buffer.deallocate() }
    while position < end, batch.records.count + batch.findings.count < Self.recordsPerBatch {
      let count = try descriptor.read(
        at: position,
        into: UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<Int(min(Int64(Self.chunk), end - position))]))
      if count == 0 { break }
      position += Int64(count)
      try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &batch)
    }
    let isOver = position >= range.upperBound || isCut
    if isOver { try reader.finish(into: &batch) }
    try take(desk, now: now)
    return !isOver
  }

  /// Whether the file ends before the bytes that were there when it was looked at.
  private var isCut: Bool { descriptor.size.map { $0 <= position } ?? false }

  private func take(_ desk: Desk, now: Instant) throws {
    try skipKnown(desk)
    var rest = batch.records[...]
    while !rest.isEmpty {
      // An attempt that follows another shows soon that it comes further.
      let size = isWaitingForHeadway ? Self.recordsOfFirstHeadway : Self.recordsPerBatch
      let taken = try desk.take(
        Array(rest.prefix(size)), file: file.id, deliveredBy: file.deliverer,
        receivedAt: file.receivedAt, now: now)
      counts += taken
      if taken.redelivered < taken.rows { try noteHeadway(desk) }
      rest = rest.dropFirst(size)
    }
    for finding in batch.findings { try note(finding) }
    batch.removeAll()
  }

  /// Passes over rows that an earlier attempt at this very file took in: those before the last line that
  /// gave a lead.
  private func skipKnown(_ desk: Desk) throws {
    guard file.wasBegunBefore, !isTail else { return }
    let last = try lastKnownLine ?? desk.store.lastLine(ofFile: file.id)
    lastKnownLine = last
    let known = batch.records.prefix { $0.origin.line.map { $0 < last } ?? false }.count
    counts.rows += known
    counts.redelivered += known
    batch.records.removeFirst(known)
  }

  /// Whether an earlier attempt was cut off, and this one has not come further yet.
  private var isWaitingForHeadway: Bool { file.wasBegunBefore && file.attempt > 0 }

  /// Rows came in that no earlier attempt had come to: only attempts in a row that come no further make a
  /// file poison.
  private func noteHeadway(_ desk: Desk) throws {
    guard isWaitingForHeadway else { return }
    file.attempt = 0
    try desk.commit([CommitUnit(changes: [.fileAttempted(file.attempted)])])
  }

  private func note(_ finding: Finding) throws {
    if messages.count < 100 { messages.append(finding.description) }
    guard finding.severity == .rowRejected else { return }
    counts.rows += 1
    counts.rejected += 1
    try rejected.append(finding)
    if rowChanges.count < Self.rowsKept {
      rowChanges.append(
        .rowRejected(
          RowRejected(file: file.id, line: finding.origin.line ?? 0, reason: finding.reason)))
    }
  }

  /// What was taken, when all was read.
  var taken: TakenFile {
    TakenFile(
      counts: counts, hash: hash, changes: rowChanges, messages: messages, rejected: rejected)
  }

  func continuation(withinRow: Bool) -> FileShape? {
    shape.continuation(fromLine: reader.line, withinRow: withinRow)
  }
}

/// A claimed file as the desk deals with it.
struct ClaimedJob {
  var id: Int64
  var listed: ListedFile
  /// The name in the log of the user who delivered it.
  var deliverer: String
  var receivedAt: Instant
  /// How many attempts in a row, this one included, have come no further.
  var attempt: Int
  /// Whether an attempt was cut off before this one.
  var wasBegunBefore: Bool

  /// What says so before anything of it is read.
  var attempted: FileAttempted {
    FileAttempted(
      id: id, name: "\(listed.name)", folder: listed.folder.rawValue, workName: "\(listed.name)",
      bytes: listed.size, owner: listed.owner, attempt: attempt, at: receivedAt)
  }
}
