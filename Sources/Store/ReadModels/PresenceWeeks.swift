import GRDB
import LeadModel
import RoutingEngine

extension Store {
  /// In which hours reps were seen in weeks of a span, as decisions ask for it. Of anybody else than
  /// `reps`, nothing.
  public func observedPresence(
    _ span: ClosedRange<LocalDate>, of reps: Set<RepID>
  ) throws(StoreProblem) -> ObservedPresence {
    try read { db in
      var presence = ObservedPresence()
      try db.each(Self.weeks, Self.bounds(span)) { row in
        let week = LocalDate(daysSinceEpoch: Int32(clamping: row.int()))
        let rep: RepID = row.id()
        guard reps.contains(rep) else { return }
        presence.add(row.hours(), rep: rep, week: week)
      }
      return presence
    }
  }

  /// Gives when each rep was seen in weeks of a span to the body, by week and id.
  public func forEachPresenceWeek(
    _ span: ClosedRange<LocalDate> = LocalDate.allWeeks, _ body: (PresenceWeek) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      try db.each(Self.weeks, Self.bounds(span)) { row in
        let week = LocalDate(daysSinceEpoch: Int32(clamping: row.int()))
        try body(PresenceWeek(rep: row.id(), week: week, seen: try row.minutes()))
      }
    }
  }

  /// Of each of the weeks, in their order, the minutes that are not known yet.
  public func unknownMinutes(
    of weeks: [PresenceWeek]
  ) throws(StoreProblem) -> [SeenMinutes] {
    try read { db in
      try weeks.map { week in
        guard let known = try Applier.minutes(of: week.rep, week.week, db) else {
          return week.seen
        }
        return week.seen.subtracting(known)
      }
    }
  }

  /// By the primary key, so that a span costs what lies in it.
  private static let weeks = """
    SELECT week, rep, minutes FROM presence_week WHERE week BETWEEN ? AND ? ORDER BY week, rep
    """

  private static func bounds(_ span: ClosedRange<LocalDate>) -> [SQLValue] {
    [span.lowerBound, span.upperBound].map { .int(Int64($0.daysSinceEpoch)) }
  }
}

extension LocalDate {
  /// Every week there can be.
  public static let allWeeks =
    LocalDate(daysSinceEpoch: .min)...LocalDate(daysSinceEpoch: .max)
}

extension RowReader {
  /// Minutes of a week, checked.
  mutating func minutes() throws -> SeenMinutes {
    guard let seen = SeenMinutes(bytes()) else {
      throw StoreProblem.unreadable("minutes of presence that are out of form")
    }
    return seen
  }

  /// The hours of the same, without making a copy of them.
  mutating func hours() -> WeekCells {
    let bytes = raw()
    var cells = WeekCells()
    for at in stride(from: 0, to: bytes.count, by: SeenMinutes.stride)
    where bytes[at] < SeenMinutes.cells { cells[Int(bytes[at])] = true }
    return cells
  }
}
