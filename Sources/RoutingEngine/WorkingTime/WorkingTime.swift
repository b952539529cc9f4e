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

  /// What each person is doing while a sum walks through time: an answer is asked for again only when it
  /// no longer holds, however often others come and go meanwhile.
  private struct Watch {
    /// Until when each answer holds.
    var until: [Instant]
    var isOn: [Bool]
    var weeks: [ObservedWeek?]

    init(count: Int) {
      until = Array(repeating: Instant(milliseconds: .min), count: count)
      isOn = Array(repeating: false, count: count)
      weeks = Array(repeating: nil, count: count)
    }
  }

  /// Whether somebody is on shift at the instant, and until when that surely holds. Instants of one watch
  /// only go forward.
  private func span(at instant: Instant, _ watch: inout Watch) -> (isOn: Bool, until: Instant) {
    var isOn = false
    var until = Instant(milliseconds: .max)
    for index in schedules.indices {
      if watch.until[index] <= instant {
        if schedules[index].isOver(at: instant) {
          watch.until[index] = Instant(milliseconds: .max)
          watch.isOn[index] = false
          continue
        }
        let span = schedules[index].span(at: instant, week: &watch.weeks[index])
        watch.until[index] = span.until
        watch.isOn[index] = span.answer.isOn
      }
      let end = watch.until[index]
      if watch.isOn[index] {
        until = isOn ? max(until, end) : end
        isOn = true
      } else if !isOn {
        until = min(until, end)
      }
    }
    return (isOn, until)
  }

  /// The first instant at which so many milliseconds of work have passed since the start; the start
  /// itself for none. nil when that takes longer than three years.
  public func due(start: Instant, work: Int64) -> Instant? {
    guard work > 0 else { return start }
    if schedules.isEmpty { return nil }
    var left = work
    var now = start
    let limit = start + Self.horizon
    var watch = Watch(count: schedules.count)
    while now <= limit {
      let span = span(at: now, &watch)
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
    var watch = Watch(count: schedules.count)
    while now < end {
      let span = span(at: now, &watch)
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
    var watch = Watch(count: schedules.count)
    while now <= limit {
      let span = span(at: now, &watch)
      if span.isOn { return now }
      now = span.until
    }
    return nil
  }
}
