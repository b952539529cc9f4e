import LeadModel
import RoutingEngine
import Store

/// Presence as far as it is in memory: of whom, and of which weeks. People outside the roster are left in
/// the store until they are in it.
struct LoadedPresence: Sendable {
  private(set) var observed = ObservedPresence()
  private let span: ClosedRange<LocalDate>
  private var reps: Set<RepID> = []

  /// Of these weeks, nobody's yet.
  init(_ span: ClosedRange<LocalDate>) { self.span = span }

  /// What decisions about instants of a period may ask for.
  init(for period: Range<Instant>) {
    let first = ObservedPresence.lookBack(from: period.lowerBound)
    self.init(first...max(first, ObservedPresence.lookAhead(from: period.upperBound)))
  }

  /// Reads what is missing of the reps of a roster.
  mutating func cover(_ roster: Roster, _ store: Store) throws {
    let wanted = Set(roster.reps.map(\.id))
    if wanted.isSubset(of: reps) { return }
    reps.formUnion(wanted)
    observed = try store.observedPresence(span, of: reps)
  }

  /// Adds what was committed a moment ago.
  mutating func add(_ weeks: [PresenceWeek]) {
    for week in weeks where reps.contains(week.rep) && span.contains(week.week) {
      observed.add(WeekCells(week.seen), rep: week.rep, week: week.week)
    }
  }
}
