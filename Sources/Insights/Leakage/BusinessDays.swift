import LeadModel
import RoutingEngine

/// Days on which somebody is expected to work: Monday to Friday, less holidays.
public struct BusinessDays: Sendable {
  private let zone: Zone
  private let holidays: Set<LocalDate>

  public init(zone: Zone, holidays: Set<LocalDate> = []) {
    self.zone = zone
    self.holidays = holidays
  }

  /// When so many business days have gone by: the same time of day on a business day. What begins on a day
  /// off begins with the next business day, and ends with the last of them.
  public func instant(_ days: Int, after instant: Instant) -> Instant {
    let wall = zone.wall(at: instant)
    var date = wall.date
    var time = wall.millisecondsOfDay
    if !isBusinessDay(date) {
      date = next(date)
      time = 0
    }
    // From midnight on, that day is the first.
    for _ in 0..<(time == 0 ? days - 1 : days) { date = next(date) }
    if time == 0 { date = date + 1 }
    let midnight = WallTime(date: date, minutes: 0)
    return zone.instant(of: WallTime(milliseconds: midnight.milliseconds + time), .first)
  }

  private func isBusinessDay(_ date: LocalDate) -> Bool {
    date.weekday < 5 && !holidays.contains(date)
  }

  /// The next business day; the next weekday where a whole year has none.
  private func next(_ date: LocalDate) -> LocalDate {
    for ahead in 1...366 where isBusinessDay(date + ahead) { return date + ahead }
    return date + (date.weekday < 4 ? 1 : 7 - date.weekday)
  }
}
