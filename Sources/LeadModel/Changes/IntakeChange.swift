/// A dropped file was taken up for processing.
public struct FileAttempted: Sendable, Equatable {
  public var id: Int64
  /// The name as shown: escaped where it is not clean text.
  public var name: String
  /// `leads`, `activities`, `crm` or `roster`.
  public var folder: String
  /// Under which name it lies in `drop/.work/`.
  public var workName: String
  public var bytes: Int64
  public var owner: UInt32
  public var attempt: Int
  public var at: Instant
  public init(
    id: Int64, name: String, folder: String, workName: String, bytes: Int64, owner: UInt32,
    attempt: Int, at: Instant
  ) {
    self.id = id
    self.name = name
    self.folder = folder
    self.workName = workName
    self.bytes = bytes
    self.owner = owner
    self.attempt = attempt
    self.at = at
  }
}

/// A dropped file is done with.
public struct FileFinished: Sendable, Equatable, Codable {
  public var id: Int64
  /// `accepted` or `rejected`.
  public var result: String
  public var reason: String?
  public var counts: IntakeCounts
  /// SHA-256 of the file, 32 bytes.
  public var hash: [UInt8]
  public var at: Instant
  public init(
    id: Int64, result: String, reason: String?, counts: IntakeCounts, hash: [UInt8], at: Instant
  ) {
    self.id = id
    self.result = result
    self.reason = reason
    self.counts = counts
    self.hash = hash
    self.at = at
  }
}

/// What became of the rows of a file: `rows` is the sum of the others.
public struct IntakeCounts: Sendable, Equatable, Codable {
  public var rows, assigned, queued, duplicate, shadowed, redelivered, updated, rejected: Int
  public init(
    rows: Int = 0, assigned: Int = 0, queued: Int = 0, duplicate: Int = 0, shadowed: Int = 0,
    redelivered: Int = 0, updated: Int = 0, rejected: Int = 0
  ) {
    self.rows = rows
    self.assigned = assigned
    self.queued = queued
    self.duplicate = duplicate
    self.shadowed = shadowed
    self.redelivered = redelivered
    self.updated = updated
    self.rejected = rejected
  }
  public static func += (a: inout Self, b: Self) {
    a.rows += b.rows
    a.assigned += b.assigned
    a.queued += b.queued
    a.duplicate += b.duplicate
    a.shadowed += b.shadowed
    a.redelivered += b.redelivered
    a.updated += b.updated
    a.rejected += b.rejected
  }
}

/// A row of a file that could not be taken.
public struct RowRejected: Sendable, Equatable {
  public var file: Int64
  public var line: Int
  public var reason: String
  public init(file: Int64, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}
