import LeadModel

/// Which hours of a week a rep was seen in: one bit for each of 7 × 24 cells.
public struct WeekCells: Sendable, Equatable {
  private var bits: (UInt64, UInt64, UInt64) = (0, 0, 0)

  /// No cell.
  public init() {}

  /// Cells from Monday 00:00 (0) to Sunday 23:00 (167).
  public subscript(cell: Int) -> Bool {
    get {
      let word = cell < 64 ? bits.0 : cell < 128 ? bits.1 : bits.2
      return word >> UInt64(cell & 63) & 1 == 1
    }
    set {
      let bit = UInt64(1) << UInt64(cell & 63)
      switch cell >> 6 {
      case 0: bits.0 = newValue ? bits.0 | bit : bits.0 & ~bit
      case 1: bits.1 = newValue ? bits.1 | bit : bits.1 & ~bit
      default: bits.2 = newValue ? bits.2 | bit : bits.2 & ~bit
      }
    }
  }

  /// Whether no cell is set.
  public var isEmpty: Bool { bits == (0, 0, 0) }

  /// The cells that are set in at least `least` of the weeks; `least` is at least 1.
  static func common(to weeks: [WeekCells], atLeast least: Int) -> WeekCells {
    // reached[n] holds the cells met in more than n of the weeks so far.
    var reached = Array(repeating: WeekCells(), count: least)
    for week in weeks {
      for level in stride(from: least - 1, to: 0, by: -1) {
        reached[level].formUnion(reached[level - 1].intersection(week))
      }
      reached[0].formUnion(week)
    }
    return reached[least - 1]
  }

  /// Sets the cells of the other as well.
  mutating func formUnion(_ other: WeekCells) {
    bits = (bits.0 | other.bits.0, bits.1 | other.bits.1, bits.2 | other.bits.2)
  }

  private func intersection(_ other: WeekCells) -> WeekCells {
    var both = WeekCells()
    both.bits = (bits.0 & other.bits.0, bits.1 & other.bits.1, bits.2 & other.bits.2)
    return both
  }

  /// Whether the same cells are set.
  public static func == (a: Self, b: Self) -> Bool { a.bits == b.bits }
}

extension WeekCells {
  /// The cells in which somebody was seen at all.
  public init(_ seen: SeenMinutes) {
    self.init()
    for (cell, _) in seen { self[cell] = true }
  }

  /// The week (its Monday) and hour of the week that an instant lies in.
  public static func cell(of instant: Instant, in zone: Zone) -> (week: LocalDate, cell: Int) {
    let wall = zone.wall(at: instant)
    let date = wall.date
    return (date.monday, date.weekday * 24 + Int(wall.millisecondsOfDay / Instant.hour))
  }
}
