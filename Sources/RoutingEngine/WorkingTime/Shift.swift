import LeadModel

/// An answer about a shift, and the time around the instant asked about for which it holds.
public struct ShiftSpan: Sendable, Equatable {
  /// On shift or why not.
  public var answer: ShiftAnswer
  /// Included.
  public var from: Instant
  /// Not included.
  public var until: Instant

  /// Whether the answer holds at the instant.
  func holds(at instant: Instant) -> Bool { from <= instant && instant < until }
}

/// Where the weekly windows of some hours lie in time, in one zone.
struct WindowCalendar: Sendable, Equatable {
  let zone: Zone
  /// By weekday, Monday first.
  private let windows: [[DailyWindow]]
  /// Weekdays on which a window begins.
  let weekdays: [Bool]

  init(zone: Zone, hours: WeeklyHours) {
    self.zone = zone
    windows = (0..<7).map { day in hours.windows.filter { $0.weekday == day } }
    weekdays = windows.map { !$0.isEmpty }
  }

  /// The part of `day` (a stretch of one local date with one offset) around the instant in which
  /// the contract says the same throughout.
  func span(at instant: Instant, date: LocalDate, day: (start: Instant, end: Instant)) -> (
    isOn: Bool, from: Instant, until: Instant
  ) {
    var from = day.start
    var until = day.end
    var isOn = false
    let offset = zone.steadyOffset(around: date)
    // A night window begins the day before; where clocks fall back over midnight, the day after.
    for shift in -1...(offset == nil ? 1 : 0) {
      let start = date + shift
      for window in windows[start.weekday] {
        let (opens, closes) = instants(of: window, on: start, offset)
        guard opens < closes else { continue }
        if opens <= instant, instant < closes {
          // Of windows that overlap, any one tells for how long it is true at least.
          let wider = isOn ? max(until, min(closes, day.end)) : min(closes, day.end)
          from = isOn ? min(from, max(opens, day.start)) : max(opens, day.start)
          until = wider
          isOn = true
        } else if !isOn {
          if closes <= instant { from = max(from, closes) }
          if opens > instant { until = min(until, opens) }
        }
      }
    }
    return (isOn, from, until)
  }

  /// A start or end that clocks skip moves behind the gap; of a time that happens twice a start
  /// takes the first and an end the last. Where clocks do not change about that day, its offset tells all.
  private func instants(
    of window: DailyWindow, on date: LocalDate, _ offset: Int64?
  ) -> (Instant, Instant) {
    let start = WallTime(date: date, minutes: window.start)
    let end = WallTime(date: date, minutes: window.end + (window.runsPastMidnight ? 1440 : 0))
    guard let offset else { return (zone.instant(of: start, .first), zone.instant(of: end, .last)) }
    return (
      Instant(milliseconds: start.milliseconds - offset),
      Instant(milliseconds: end.milliseconds - offset)
    )
  }
}
