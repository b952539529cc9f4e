import LeadModel

/// The weeks in which somebody was seen at all, with the hours.
public struct SeenWeeks: Sendable, Equatable {
  /// Mondays as days since 1970, ascending, beside the hours.
  private var mondays: [Int32] = []
  private var hours: [WeekCells] = []

  /// Never seen.
  public init() {}

  /// The hours of a week; nil for one without any.
  public subscript(week: LocalDate) -> WeekCells? {
    let at = position(week.daysSinceEpoch)
    return at < mondays.count && mondays[at] == week.daysSinceEpoch ? hours[at] : nil
  }

  /// Whether no week is known.
  public var isEmpty: Bool { mondays.isEmpty }

  /// How many weeks are known.
  public var count: Int { mondays.count }

  /// Adds hours of a week to those that are known.
  public mutating func add(_ cells: WeekCells, to week: LocalDate) {
    if cells.isEmpty { return }
    let at = position(week.daysSinceEpoch)
    if at < mondays.count, mondays[at] == week.daysSinceEpoch {
      hours[at].formUnion(cells)
    } else {
      mondays.insert(week.daysSinceEpoch, at: at)
      hours.insert(cells, at: at)
    }
  }

  /// Where the week stands, or would.
  private func position(_ monday: Int32) -> Int {
    // Weeks are asked for, and come, in order: the last is looked at first.
    if let last = mondays.last, last < monday { return mondays.count }
    var low = 0
    var high = mondays.count
    while low < high {
      let middle = (low + high) / 2
      if mondays[middle] < monday { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Where reps were observed at work, by week and hour of the week.
public struct ObservedPresence: Sendable, Equatable {
  private var weeks: [RepID: SeenWeeks] = [:]

  /// Nobody was ever seen.
  public init() {}

  /// Takes weeks as they are kept, in any order.
  public init(_ weeks: some Sequence<PresenceWeek>) {
    for week in weeks { add(WeekCells(week.seen), rep: week.rep, week: week.week) }
  }

  /// Adds hours of a week to those that are known of a rep.
  public mutating func add(_ cells: WeekCells, rep: RepID, week: LocalDate) {
    weeks[rep, default: SeenWeeks()].add(cells, to: week)
  }

  /// Of how many reps anything is known.
  public var reps: Int { weeks.count }

  /// The weeks in which a rep was seen.
  public func weeks(of rep: RepID) -> SeenWeeks { weeks[rep] ?? SeenWeeks() }
}

extension ObservedPresence {
  /// The weeks that are kept ready for decisions at an instant.
  ///
  /// The observed model looks back at eight; a clock may have started up to a year before. Earlier weeks are
  /// read by reports and previews of their time alone. A moment that nobody has come to yet is kept for its
  /// time.
  public static func span(at instant: Instant) -> ClosedRange<LocalDate> {
    let monday = WallTime(milliseconds: instant.milliseconds).date.monday
    return monday + -7 * weeksKept...monday + 7 * weeksKept
  }

  /// The first week that the observed model may look at for an instant, in whatever zone.
  public static func lookBack(from instant: Instant) -> LocalDate {
    WallTime(milliseconds: instant.milliseconds).date.monday + -7 * (WorkSchedule.weeksBack + 1)
  }

  /// The last week that it may look at for an instant, in whatever zone, next opening included.
  public static func lookAhead(from instant: Instant) -> LocalDate {
    WallTime(milliseconds: instant.milliseconds).date.monday + 7 * 3
  }

  private static let weeksKept = 60
}
