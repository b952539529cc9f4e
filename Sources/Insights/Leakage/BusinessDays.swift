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

  /// The same time of day so many business days later. What begins on a day off begins with the next
  /// business day.
  public func instant(_ days: Int, after instant: Instant) -> Instant {
    let wall = zone.wall(at: instant)
    var date = wall.date
    var time = wall.millisecondsOfDay
    if !isBusinessDay(date) {
      date = next(date)
      time = 0
    }
    for _ in 0..<days { date = next(date) }
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
