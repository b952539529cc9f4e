/// In which minutes of which hours of one week somebody was seen.
///
/// Kept as bytes, the way the store keeps them: nine for each hour with any minute, ascending; first
/// the cell (weekday × 24 + hour, Monday 00:00 is 0), then the minutes as 64 bits, little-endian, the
/// lowest bit for minute 0.
public struct SeenMinutes: Sendable, Equatable {
  /// Hours of a week.
  public static let cells = 168
  /// Bytes of one cell.
  package static let stride = 9
  private static let everyMinute: UInt64 = 1 << 60 - 1

  /// See above.
  public private(set) var bytes: [UInt8]

  /// Nobody was seen.
  public init() { bytes = [] }

  /// Takes bytes as they are kept; nil for any that are not of the form above.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count % Self.stride == 0 else { return nil }
    self.bytes = bytes
    var before = -1
    for (cell, minutes) in self {
      guard cell > before, cell < Self.cells, minutes != 0, minutes & ~Self.everyMinute == 0 else {
        return nil
      }
      before = cell
    }
  }

  /// Whether there is no minute at all.
  public var isEmpty: Bool { bytes.isEmpty }

  /// How many hours have any.
  public var cellCount: Int { bytes.count / Self.stride }

  /// How many minutes of all the week.
  public var minuteCount: Int { reduce(0) { $0 + $1.minutes.nonzeroBitCount } }

  /// The minutes of a cell, one bit each.
  public func minutes(in cell: Int) -> UInt64 { first { $0.cell == cell }?.minutes ?? 0 }

  /// Adds minutes of a cell that comes after all those that are there; none at all are no cell.
  package mutating func append(cell: Int, minutes: UInt64) {
    let minutes = minutes & Self.everyMinute
    guard minutes != 0, (0..<Self.cells).contains(cell) else { return }
    bytes.append(UInt8(truncatingIfNeeded: cell))
    withUnsafeBytes(of: minutes.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Minutes that are in either.
  public func union(_ other: SeenMinutes) -> SeenMinutes {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var both = SeenMinutes()
    both.bytes.reserveCapacity(bytes.count + other.bytes.count)
    var mine = makeIterator()
    var theirs = other.makeIterator()
    var a = mine.next()
    var b = theirs.next()
    while a != nil || b != nil {
      if let x = a, b.map({ x.cell < $0.cell }) ?? true {
        both.append(cell: x.cell, minutes: x.minutes)
        a = mine.next()
      } else if let y = b, a.map({ y.cell < $0.cell }) ?? true {
        both.append(cell: y.cell, minutes: y.minutes)
        b = theirs.next()
      } else if let x = a, let y = b {
        both.append(cell: x.cell, minutes: x.minutes | y.minutes)
        a = mine.next()
        b = theirs.next()
      }
    }
    return both
  }

  /// Minutes that are not in the other.
  public func subtracting(_ other: SeenMinutes) -> SeenMinutes {
    if other.isEmpty { return self }
    if self == other { return SeenMinutes() }
    var rest = SeenMinutes()
    var theirs = other.makeIterator()
    var known = theirs.next()
    for (cell, minutes) in self {
      while let at = known, at.cell < cell { known = theirs.next() }
      let seen = known.map { $0.cell == cell ? $0.minutes : 0 } ?? 0
      rest.append(cell: cell, minutes: minutes & ~seen)
    }
    return rest
  }
}

extension SeenMinutes: Sequence {
  /// The cells that have any minute, ascending.
  public struct Iterator: IteratorProtocol {
    fileprivate let bytes: [UInt8]
    fileprivate var at = 0

    public mutating func next() -> (cell: Int, minutes: UInt64)? {
      guard at + SeenMinutes.stride <= bytes.count else { return nil }
      defer { at += SeenMinutes.stride }
      let minutes = bytes.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self))
      }
      return (Int(bytes[at]), minutes)
    }
  }

  public func makeIterator() -> Iterator { Iterator(bytes: bytes) }
}

/// When a rep was seen at work in one ISO week, in the rep's zone.
public struct PresenceWeek: Sendable, Equatable {
  public var rep: RepID
  /// The Monday of the week.
  public var week: LocalDate
  public var seen: SeenMinutes
  public init(rep: RepID, week: LocalDate, seen: SeenMinutes) {
    self.rep = rep
    self.week = week
    self.seen = seen
  }
}
