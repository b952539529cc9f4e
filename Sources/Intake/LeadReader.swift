import LeadModel

/// What a piece of a file of leads gave: rows that can be taken, and what there is to say.
public struct LeadBatch: Sendable {
  /// In file order.
  public var records: [LeadRecord] = []
  /// Warnings and rejected rows, in file order.
  public var findings: [Finding] = []

  /// Nothing yet.
  public init() {}

  /// Empties both lists and keeps their memory for the next piece.
  public mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
  }
}

/// Reads the leads of a file whose shape is known, piece by piece, in memory of a few records.
///
/// After ``Preflight`` has accepted the same bytes, only rows can fail, never the file.
public struct LeadReader: Sendable {
  private var reader: RecordReader<LeadHandler>

  /// `shape` is what ``Preflight`` found; `name` the base name for messages.
  public init(name: String, shape: FileShape, map: FieldMap, limits: IntakeLimits) {
    reader = RecordReader(
      name: name, shape: shape, limits: limits, listKey: "leads",
      handler: LeadHandler(map: map))
  }

  /// Appends to the batch what the bytes complete. Throws when they are not those looked at before.
  public mutating func feed(
    _ bytes: UnsafeRawBufferPointer, into batch: inout LeadBatch
  ) throws(FileRefusal) {
    try reader.feed(bytes.bindMemory(to: UInt8.self), into: &batch)
  }

  /// Takes what is left as the end of the file.
  public mutating func finish(into batch: inout LeadBatch) throws(FileRefusal) {
    try reader.finish(into: &batch)
  }

  /// The line on which the bytes read so far end, from 1: where a continuation begins.
  public var line: Int { reader.currentLine }

  /// Both passes over a file that is in memory.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, map: FieldMap = .builtIn,
    limits: IntakeLimits = IntakeLimits()
  ) throws(FileRefusal) -> (shape: FileShape, batch: LeadBatch) {
    var preflight = try Preflight(
      name: name, size: Int64(bytes.count), columns: .leads(map), limits: limits)
    try preflight.feed(bytes)
    let shape = try preflight.finish()
    var reader = LeadReader(name: name, shape: shape, map: map, limits: limits)
    var batch = LeadBatch()
    batch.findings = shape.warnings
    try reader.feed(bytes, into: &batch)
    try reader.finish(into: &batch)
    return (shape, batch)
  }
}
