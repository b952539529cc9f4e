import LeadModel

/// Sums of working time: the time at which any of some people is on shift.
///
/// One schedule gives the working time of one person; several give that of a desk which is manned
/// as long as anybody is there.
public struct WorkingTime: Sendable {
  private let schedules: [WorkSchedule]

  /// How far ahead work is looked for before it is said never to be done, in milliseconds.
  private static let horizon = 3 * 366 * Instant.day

  /// Time at which at least one of the people is on shift.
  public init(anyOf schedules: [WorkSchedule]) { self.schedules = schedules.filter { !$0.isNever } }

  /// What was worked out of each person's week, for the next question of the same sum.
  private typealias Weeks = [ObservedWeek?]
  private var noWeeks: Weeks { Array(repeating: nil, count: schedules.count) }

  /// Whether somebody is on shift at the instant, and until when that surely holds.
  private func span(at instant: Instant, _ weeks: inout Weeks) -> (isOn: Bool, until: Instant) {
    var on: Instant?
    var off: Instant?
    for (index, schedule) in schedules.enumerated() {
      let span = schedule.span(at: instant, week: &weeks[index])
      if span.answer.isOn {
        on = max(on ?? span.until, span.until)
      } else {
        off = min(off ?? span.until, span.until)
      }
    }
    if let on { return (true, on) }
    return (false, off ?? Instant(milliseconds: .max))
  }

  /// The first instant at which so many milliseconds of work have passed since the start; the start
  /// itself for none. nil when that takes longer than three years.
  public func due(start: Instant, work: Int64) -> Instant? {
    guard work > 0 else { return start }
    if schedules.isEmpty { return nil }
    var left = work
    var now = start
    var weeks = noWeeks
    while now - start <= Self.horizon {
      let span = span(at: now, &weeks)
      if span.isOn {
        if span.until - now >= left { return now + left }
        left -= span.until - now
      }
      now = span.until
    }
    return nil
  }

  /// Milliseconds of work from the start to the end; 0 when the end is not after the start.
  public func elapsed(start: Instant, end: Instant) -> Int64 {
    var sum: Int64 = 0
    var now = start
    var weeks = noWeeks
    while now < end {
      let span = span(at: now, &weeks)
      let until = min(span.until, end)
      if span.isOn { sum += until - now }
      now = until
    }
    return sum
  }

  /// The first instant from `start` to 14 days later at which somebody is on shift.
  public func nextOpening(from start: Instant) -> Instant? {
    if schedules.isEmpty { return nil }
    let limit = start + 14 * Instant.day
    var now = start
    var weeks = noWeeks
    while now <= limit {
      let span = span(at: now, &weeks)
      if span.isOn { return now }
      now = span.until
    }
    return nil
  }
}
