import LeadModel

/// Reads `roster/presence.csv` as its bytes arrive, in memory of a few rows whatever the size of the file.
///
/// A row is who was seen, by id, and when. Rows that cannot be read are ``problems``; who takes a file only
/// without any reads it twice.
public struct PresenceReader: Sendable {
  private var rows: DatasetRows
  /// How many rows were read.
  public private(set) var count = 0
  /// How the columns of a plain row stand: 0 id first, 1 instant first; −1 where there are others.
  private var order = -1

  private static let columns = [
    DatasetColumn("rep", required: true), DatasetColumn("at", required: true),
  ]

  /// For a file of that name.
  public init(file: String = "presence.csv", limits: IntakeLimits = IntakeLimits()) {
    rows = DatasetRows(file: file, columns: Self.columns, limits: limits)
  }

  /// Everything that is wrong so far, with line and column.
  public var problems: [Finding] { rows.problems.findings }

  /// Whether nothing is wrong so far.
  public var isSound: Bool { rows.problems.isEmpty }

  /// Takes the next bytes and gives each row to the body: the id's bytes, which stay there for the call
  /// only, and the instant.
  public mutating func feed(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<UInt8>, Instant) -> Void
  ) {
    var found = 0
    let order = order
    rows.feed(
      bytes, skim: { PlainPresence.skim($0, from: $1, order: order, &found, body) },
      { Self.take($0, &$1, &found, body) })
    count += found
    if self.order < 0, rows.width == 2 { self.order = rows.positions[0] }
  }

  /// Says that no more bytes come.
  public mutating func finish(_ body: (UnsafeBufferPointer<UInt8>, Instant) -> Void) {
    var found = 0
    rows.finish { Self.take($0, &$1, &found, body) }
    count += found
  }

  private static func take(
    _ row: DatasetFields, _ problems: inout DatasetProblems, _ found: inout Int,
    _ body: (UnsafeBufferPointer<UInt8>, Instant) -> Void
  ) {
    let at = row.text(1).trimmed
    guard !at.isEmpty, let instant = Instant(rfc3339: at) else {
      if !at.isEmpty { problems.report(line: row.line, "at", at, Datasets.instant) }
      return
    }
    if row.isBlank(0) { return }
    found += 1
    if row.isPlain(0) {
      body(row.bytes(0), instant)
    } else {
      var id = row.text(0)
      id.withUTF8 { body($0, instant) }
    }
  }
}

/// The usual rows of presence, `id,2026-03-02T09:15:00Z` in either order, read in one go. Whatever looks
/// unusual is left to the reader of all CSV.
private enum PlainPresence {
  static func skim(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, order: Int, _ found: inout Int,
    _ body: (UnsafeBufferPointer<UInt8>, Instant) -> Void
  ) -> DatasetRows.Skim {
    guard order >= 0, let base = bytes.baseAddress else { return (start, 0) }
    var position = start
    var lines = 0
    while let row = row(base, from: position, end: bytes.count) {
      let first = UnsafeBufferPointer(start: base + position, count: row.comma - position)
      let second = UnsafeBufferPointer(
        start: base + row.comma + 1, count: row.end - row.comma - 1)
      let (id, at) = order == 0 ? (first, second) : (second, first)
      guard isPlain(id), isPlain(at), let instant = Instant(rfc3339: at) else { break }
      body(id, instant)
      position = row.next
      lines += 1
    }
    found += lines
    return (position, lines)
  }

  /// A whole row of two fields without quotes, NUL and bytes beyond ASCII; nil for any other.
  @inline(__always)
  private static func row(
    _ base: UnsafePointer<UInt8>, from start: Int, end: Int
  ) -> (comma: Int, end: Int, next: Int)? {
    var at = start
    var comma = -1
    while at < end {
      let byte = base[at]
      // Letters and digits first: nearly every byte is one.
      if byte &- 0x2D < 0x53 {
        at += 1
      } else if byte == UInt8(ascii: ",") {
        if comma >= 0 { return nil }
        comma = at
        at += 1
      } else if byte == 10 {
        return comma >= 0 ? (comma, at, at + 1) : nil
      } else if byte == 13 {
        guard at + 1 < end, base[at + 1] == 10, comma >= 0 else { return nil }
        return (comma, at, at + 2)
      } else if byte < 0x20 || byte >= 0x7F || byte == 0x22 {
        return nil
      } else {
        at += 1
      }
    }
    return nil
  }

  /// Whether nothing has to be trimmed.
  @inline(__always)
  private static func isPlain(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first, let last = field.last else { return false }
    return first > 0x20 && last > 0x20
  }
}
