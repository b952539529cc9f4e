import LeadModel

/// Brings moments of presence together by rep and week, in memory that does not grow with their number.
///
/// Moments are added until the gatherer ``isFull`` or there are no more; ``next(_:)`` then gives what came
/// together, a piece at a time, until nothing is left. The order in which moments come does not matter.
public struct PresenceGatherer: Sendable {
  private var reps: SeenReps
  /// Weeks of reps that anything came for, each with its place.
  private var places: [UInt64: Int32] = [:]
  private var repWeeks: [RepWeek] = []
  private var cells = CellTable()
  /// What is left to be given out, once that has begun.
  private var sorted: Sorted?

  /// One week of one rep.
  private struct RepWeek {
    var rep: Int32
    /// Of weeks since Monday 1969-12-29.
    var week: Int32
    var rows: Int32 = 0
  }

  private struct Sorted {
    /// Places of rep-weeks by week, then id.
    var order: [Int32]
    var position = 0
    /// Where the entries of each place begin among ``entries``.
    var starts: [Int32]
    /// Entries of the table of cells, by place.
    var entries: [Int32]
  }

  /// Weeks of reps that are gathered at most.
  private static let mostRepWeeks = 1 << 17

  /// For reps in their own zones; those who are not in the roster are in `fallback`, as are those whose
  /// zone nobody knows.
  public init(_ roster: [Rep], fallback: Zone) {
    var zones = ZoneCache()
    reps = SeenReps(fallback: fallback)
    for rep in roster {
      reps.add(rep.id, zone: rep.timezone.flatMap { zones.zone($0) } ?? fallback)
    }
  }

  /// Whether no moment more should be added before all was taken out.
  public var isFull: Bool {
    cells.isFull || repWeeks.count >= Self.mostRepWeeks || reps.isFull
  }

  /// How many weeks of reps have come together.
  public var count: Int { repWeeks.count }

  /// Adds a moment at which the rep of that id, in bytes, was seen.
  public mutating func add(_ id: UnsafeBufferPointer<UInt8>, at instant: Instant) {
    let rep = reps.index(of: id)
    let minute = reps.localMinute(of: rep, at: instant)
    let (week, rest) = Self.divide(minute + Self.minutesBeforeMonday, by: 10_080)
    let place = self.place(rep, Int32(truncatingIfNeeded: week))
    repWeeks[place].rows &+= 1
    cells.insert(place: place, cell: Int(rest / 60), minute: Int(rest % 60))
  }

  /// 1970-01-01 was a Thursday.
  private static let minutesBeforeMonday: Int64 = 3 * 24 * 60

  private static func divide(_ a: Int64, by b: Int64) -> (Int64, Int64) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
  }

  private mutating func place(_ rep: Int, _ week: Int32) -> Int {
    if let last = reps.lastPlace(of: rep), repWeeks[last].week == week { return last }
    let key = UInt64(UInt32(bitPattern: week)) << 32 | UInt64(rep)
    let place = places[key].map { Int($0) } ?? repWeeks.count
    if place == repWeeks.count {
      places[key] = Int32(place)
      repWeeks.append(RepWeek(rep: Int32(rep), week: week))
    }
    reps.setLastPlace(place, of: rep)
    return place
  }
}

// What came together.
extension PresenceGatherer {
  /// A week of a rep and how many rows it came from.
  public struct Gathered: Sendable, Equatable {
    public var week: PresenceWeek
    public var rows: Int
  }

  /// The next weeks in order of date and id; none when all was given out, and moments may be added again. To
  /// ask for none brings them into order, which the first question does otherwise.
  public mutating func next(_ most: Int) -> [Gathered] {
    var rest = sorted ?? sort()
    let end = min(rest.order.count, rest.position + most)
    let gathered = rest.order[rest.position..<end].map { gather(Int($0), rest) }
    rest.position = end
    if end < rest.order.count {
      sorted = rest
    } else {
      clear()
    }
    return gathered
  }

  /// Brings the table of cells into the order of places by counting, and places into that of weeks and ids.
  private func sort() -> Sorted {
    var starts = [Int32](repeating: 0, count: repWeeks.count + 1)
    cells.forEach { _, place in starts[place + 1] += 1 }
    for place in 0..<repWeeks.count { starts[place + 1] += starts[place] }
    var ends = starts
    var entries = [Int32](repeating: 0, count: cells.count)
    cells.forEach { entry, place in
      entries[Int(ends[place])] = Int32(entry)
      ends[place] += 1
    }
    let ranks = reps.ranks
    let order = repWeeks.indices.map { place in
      let week = UInt64(UInt32(bitPattern: repWeeks[place].week ^ .min))
      return (key: week << 32 | UInt64(ranks[Int(repWeeks[place].rep)]), place: Int32(place))
    }.sorted { $0.key < $1.key }
    return Sorted(order: order.map(\.place), starts: starts, entries: entries)
  }

  private func gather(_ place: Int, _ sorted: Sorted) -> Gathered {
    let found = sorted.entries[Int(sorted.starts[place])..<Int(sorted.starts[place + 1])]
      .map { cells[Int($0)] }.sorted { $0.cell < $1.cell }
    var seen = SeenMinutes()
    for entry in found { seen.append(cell: entry.cell, minutes: entry.minutes) }
    let repWeek = repWeeks[place]
    let week = PresenceWeek(
      rep: reps.id(Int(repWeek.rep)),
      week: LocalDate(daysSinceEpoch: repWeek.week &* 7 &- 3), seen: seen)
    return Gathered(week: week, rows: Int(repWeek.rows))
  }

  private mutating func clear() {
    sorted = nil
    places.removeAll(keepingCapacity: true)
    repWeeks.removeAll(keepingCapacity: true)
    cells.removeAll()
    reps.forgetPlaces()
  }
}
