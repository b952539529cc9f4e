import LeadModel

/// Counts what the columns of an export hold, in one pass and in memory of a few values for each, whatever the
/// file's size and whatever intake would say to its columns.
public struct ColumnCensus: Sendable {
  /// The base name of the file.
  public let file: String
  /// How the file is read.
  public let shape: FileShape
  private var reader: RecordReader<CensusHandler>
  private var tally = CensusHandler.Tally()

  /// A first look at a file that refuses only what cannot be read at all: unknown columns are what this is
  /// about. `map` serves to tell the delimiter.
  public static func preflight(
    name: String, size: Int64?, map: FieldMap, limits: IntakeLimits
  ) throws(FileRefusal) -> Preflight {
    let columns = ExpectedColumns(
      knows: { map.field(named: $0) != nil }, lack: { _ in nil }, listKey: "leads")
    return try Preflight(name: name, size: size, columns: columns, limits: limits)
  }

  /// `shape` is what ``preflight(name:size:map:limits:)`` found, `map` the names that are known already.
  public init(name: String, shape: FileShape, map: FieldMap, limits: IntakeLimits) {
    file = name
    self.shape = shape
    reader = RecordReader(
      name: name, shape: shape, limits: limits, listKey: "leads",
      handler: CensusHandler(map: map, limits: limits))
    // A header without rows has columns too.
    if let header = shape.header {
      tally.columns = header.map { ColumnTally(name: $0, isUnknown: map.field(named: $0) == nil) }
    }
  }

  /// Takes the next bytes. Throws when they are not those looked at before.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(FileRefusal) {
    try reader.feed(bytes.bindMemory(to: UInt8.self), into: &tally)
  }

  /// Takes what is left as the end of the file.
  public mutating func finish() throws(FileRefusal) { try reader.finish(into: &tally) }

  /// In the order of the file; keys of JSON objects in the order in which they first stand.
  public var columns: [ColumnTally] { tally.columns }
  /// Rows or objects that could be split.
  public var rows: Int { tally.rows }
  /// Keys of JSON objects beyond those that are counted.
  public var hasMoreColumns: Bool { tally.hasMore }

  /// Everything about a file that is in memory.
  static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, map: FieldMap = .builtIn,
    limits: IntakeLimits = IntakeLimits()
  ) throws(FileRefusal) -> ColumnCensus {
    var look = try preflight(name: name, size: Int64(bytes.count), map: map, limits: limits)
    try look.feed(bytes)
    var census = ColumnCensus(name: name, shape: try look.finish(), map: map, limits: limits)
    try census.feed(bytes)
    try census.finish()
    return census
  }
}

/// Counts rows and objects instead of making records of them.
struct CensusHandler: RecordHandler {
  /// What was counted.
  struct Tally: Sendable {
    var columns: [ColumnTally] = []
    var rows = 0
    var hasMore = false
  }

  let map: FieldMap
  /// Objects may each have other keys; so many of them are told apart.
  private let mostColumns: Int
  private var naIsAnswer: [Bool] = []
  private var places: [String: Int] = [:]

  init(map: FieldMap, limits: IntakeLimits) {
    self.map = map
    mostColumns = limits.columns
  }

  mutating func header(_ names: [String]) { naIsAnswer = names.map(isPlace) }

  private func isPlace(_ name: String) -> Bool {
    let field = map.field(named: name)
    return field == .country || field == .region
  }

  mutating func row(_ row: TableRow, into tally: inout Tally) {
    tally.rows += 1
    for at in row.fields.indices where at < tally.columns.count {
      if let text = row.text(at) { tally.columns[at].take(text, naIsAnswer: naIsAnswer[at]) }
    }
  }

  mutating func object(
    _ members: [JSONMember], source: UnsafeBufferPointer<UInt8>, origin: Origin,
    into tally: inout Tally
  ) {
    tally.rows += 1
    for member in members {
      guard let at = place(of: member.key, in: &tally) else { continue }
      switch member.value {
      case .missing: continue
      case .text(let text): tally.columns[at].take(text, naIsAnswer: naIsAnswer[at])
      case .list(let items, _): tally.columns[at].takeList(items)
      case .nested(let source): tally.columns[at].takeNested(source)
      }
    }
  }

  private mutating func place(of key: String, in tally: inout Tally) -> Int? {
    if let known = places[key] { return known }
    guard tally.columns.count < mostColumns else {
      tally.hasMore = true
      return nil
    }
    tally.columns.append(ColumnTally(name: key, isUnknown: map.field(named: key) == nil))
    naIsAnswer.append(isPlace(key))
    places[key] = tally.columns.count - 1
    return tally.columns.count - 1
  }

  mutating func note(_ finding: Finding, into tally: inout Tally) {}
}
