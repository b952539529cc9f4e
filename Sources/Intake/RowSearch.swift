import LeadModel

/// Finds the rows of a delivered file that are about somebody, so that it can be written anew without them:
/// every other byte stays as it was.
public struct RowSearch: Sendable {
  /// What is looked for.
  public struct Wanted: Sendable {
    /// Whether it is this record, in a file of leads.
    var record: @Sendable (LeadRecord) -> Bool
    /// Whether this text names the person: a field of any other table, or a row that cannot be split.
    var text: @Sendable (String) -> Bool
    public init(
      record: @escaping @Sendable (LeadRecord) -> Bool, text: @escaping @Sendable (String) -> Bool
    ) {
      self.record = record
      self.text = text
    }
  }

  /// What was found.
  public struct Found: Sendable, Equatable {
    public var rows = 0
    /// Bytes of the file that go, in order.
    public var cuts: [Range<Int64>] = []
  }

  private let map: FieldMap
  private let limits: IntakeLimits
  private let wanted: Wanted

  public init(_ wanted: Wanted, map: FieldMap, limits: IntakeLimits) {
    self.wanted = wanted
    self.map = map
    self.limits = limits
  }

  /// Looks through a file. `pass` gives all its bytes, piece by piece and in order, each time it is called.
  ///
  /// - Throws: ``FileRefusal`` where the file cannot be told into rows, and what `pass` throws.
  public func search(
    name: String, pass: (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> Found {
    let (shape, isLeads) = try look(name, pass)
    var reader = RecordReader(
      name: name, shape: shape, limits: limits, listKey: "leads",
      handler: RowFinder(isLeads ? LeadHandler(map: map) : nil, wanted))
    var rows = FoundRows(isDocument: shape.format == .json)
    try pass { try reader.feed($0.bindMemory(to: UInt8.self), into: &rows) }
    try reader.finish(into: &rows)
    var found = rows.finish()
    if shape.encoding == .utf8 {
      let mark = Int64(shape.markLength)
      found.cuts = found.cuts.map { $0.lowerBound + mark..<$0.upperBound + mark }
    } else if !found.cuts.isEmpty {
      try found.cuts = Self.places(of: found.cuts, shape, pass)
    }
    return found
  }

  /// How the file is read, and whether as one of leads.
  private func look(
    _ name: String, _ pass: (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> (FileShape, isLeads: Bool) {
    func shape(_ columns: ExpectedColumns) throws -> FileShape {
      var preflight = try Preflight(name: name, columns: columns, limits: limits)
      try pass { try preflight.feed($0) }
      return try preflight.finish()
    }
    if let shape = try? shape(.leads(map)) {
      let isActivities = shape.header.map { ExpectedColumns.activities.lack($0) == nil } ?? false
      return (shape, !isActivities)
    }
    return (try shape(.any), false)
  }

  /// Where bytes of the text stand in a file that is not in UTF-8. Rows begin and end between characters.
  private static func places(
    of ranges: [Range<Int64>], _ shape: FileShape,
    _ pass: (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> [Range<Int64>] {
    let borders = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    var places: [Int64] = []
    var transcoder = Transcoder(encoding: shape.encoding, markLength: shape.markLength)
    var queue = ByteQueue()
    var read: Int64 = 0
    var written: Int64 = 0
    func settle() {
      while places.count < borders.count, borders[places.count] <= written { places.append(read) }
    }
    try pass { bytes in
      for byte in bytes.bindMemory(to: UInt8.self) {
        if read >= Int64(shape.markLength) { settle() }
        withUnsafePointer(to: byte) {
          transcoder.append(UnsafeBufferPointer(start: $0, count: 1), to: &queue)
        }
        read += 1
        written += Int64(queue.count)
        queue.removeFirst(queue.count)
      }
    }
    transcoder.finish(into: &queue)
    written += Int64(queue.count)
    settle()
    return stride(from: 0, to: places.count - 1, by: 2).map { places[$0]..<places[$0 + 1] }
  }
}

/// Rows that were passed and those of them that go.
struct FoundRows {
  /// Whether the rows are elements of a document, with commas between them.
  let isDocument: Bool
  private var found = RowSearch.Found()
  /// Where the last row ended that stays.
  private var lastKept: Int64?
  /// Rows that go, up to now.
  private var run: Range<Int64>?

  init(isDocument: Bool) { self.isDocument = isDocument }

  mutating func pass(_ range: Range<Int64>, goes: Bool) {
    if goes {
      found.rows += 1
      run = (run?.lowerBound ?? range.lowerBound)..<range.upperBound
      if !isDocument { close(before: range.upperBound) }
    } else {
      // Up to the next element, so that its comma goes along.
      close(before: isDocument ? range.lowerBound : nil)
      lastKept = range.upperBound
    }
  }

  private mutating func close(before end: Int64?) {
    guard let run else { return }
    found.cuts.append(run.lowerBound..<(end ?? run.upperBound))
    self.run = nil
  }

  mutating func finish() -> RowSearch.Found {
    guard isDocument, let run else { return found }
    // The last elements: the comma before them goes along.
    found.cuts.append((lastKept ?? run.lowerBound)..<run.upperBound)
    return found
  }
}

/// Looks at each row of a file.
private struct RowFinder: RecordHandler {
  private var leads: LeadHandler?
  private let wanted: RowSearch.Wanted
  private var place: Range<Int64> = 0..<0
  private var batch = LeadBatch()

  init(_ leads: LeadHandler?, _ wanted: RowSearch.Wanted) {
    self.leads = leads
    self.wanted = wanted
  }

  mutating func header(_ names: [String]) { leads?.header(names) }

  mutating func place(_ range: Range<Int64>) { place = range }

  mutating func row(_ row: TableRow, into rows: inout FoundRows) {
    guard leads != nil else {
      return rows.pass(place, goes: row.texts.contains(where: wanted.text))
    }
    leads?.row(row, into: &batch)
    take(into: &rows)
  }

  mutating func object(
    _ members: [JSONMember], source: UnsafeBufferPointer<UInt8>, origin: Origin,
    into rows: inout FoundRows
  ) {
    guard leads != nil else {
      return rows.pass(place, goes: wanted.text(String(decoding: source, as: UTF8.self)))
    }
    leads?.object(members, source: source, origin: origin, into: &batch)
    take(into: &rows)
  }

  mutating func note(_ finding: Finding, into rows: inout FoundRows) {
    batch.findings.append(finding)
    take(into: &rows)
  }

  private mutating func take(into rows: inout FoundRows) {
    defer { batch.removeAll() }
    if let record = batch.records.first {
      rows.pass(place, goes: wanted.record(record))
    } else if let row = batch.findings.first?.row {
      rows.pass(place, goes: mentions(row))
    }
  }

  private func mentions(_ row: RejectedRow) -> Bool {
    switch row {
    case .fields(let fields): fields.contains(where: wanted.text)
    case .bytes(let bytes): wanted.text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
