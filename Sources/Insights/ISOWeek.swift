import LeadModel
import RoutingEngine

/// A week of the ISO calendar, Monday to Sunday, in some zone.
public struct ISOWeek: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Its first day.
  public let monday: LocalDate

  /// The week that the day is in.
  public init(containing day: LocalDate) { monday = day.monday }

  /// The week that it is in the zone at the instant.
  public init(at instant: Instant, in zone: Zone) {
    self.init(containing: zone.wall(at: instant).date)
  }

  /// The latest week that has ended at the instant.
  public static func lastComplete(at instant: Instant, in zone: Zone) -> ISOWeek {
    ISOWeek(at: instant, in: zone).advanced(by: -1)
  }

  /// The year that the week is counted in: that of its Thursday.
  public var year: Int { (monday + 3).civil.year }

  /// 1…53.
  public var number: Int {
    guard let newYear = LocalDate(year: year, month: 1, day: 1) else { return 1 }
    return ((monday + 3) - newYear) / 7 + 1
  }

  /// `2026-W10`.
  public var description: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

  public func advanced(by weeks: Int) -> ISOWeek { ISOWeek(containing: monday + 7 * weeks) }

  /// From Monday 00:00 to the next, which are not always 168 hours apart.
  public func period(in zone: Zone) -> Period {
    Period(from: zone.start(of: monday), to: zone.start(of: monday + 7))
  }

  public static func < (a: Self, b: Self) -> Bool { a.monday < b.monday }
}
