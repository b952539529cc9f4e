import LeadModel
import Store

/// The clocks met this week by rep: kept for some seconds, since it reads every clock that was due since
/// Monday while the board of the reps is asked for again with each move in it.
struct WeekAttainment {
  /// Milliseconds for which what was worked out is good: clocks run out as time goes by.
  private static let freshness: Int64 = 5000

  private var reps: [RepID: Attainment] = [:]
  private var week: Instant?
  private var workedOut: Instant?

  /// Notes changes: a clock that has ended, or runs again, counts at once.
  mutating func note(_ changes: [Change]) {
    for change in changes {
      switch change {
      case .clockEnded, .clockResumed: workedOut = nil
      default: continue
      }
    }
  }

  /// Attainment since the instant, by the body where it is not fresh.
  mutating func reps(
    since start: Instant, now: Instant, _ read: () throws -> [RepID: Attainment]
  ) rethrows -> [RepID: Attainment] {
    if week == start, let workedOut, now >= workedOut, now - workedOut < Self.freshness {
      return reps
    }
    reps = try read()
    (week, workedOut) = (start, now)
    return reps
  }
}
