import LeadModel
import RoutingEngine

/// A period as part of a month.
public struct LeakagePeriod: Sendable, Equatable {
  public let period: Period
  /// Calendar months, where it is made of whole ones.
  public let months: Int?
  private let zone: Zone

  /// Months are those of the zone.
  public init(_ period: Period, in zone: Zone) {
    self.period = period
    self.zone = zone
    months = Self.months(period, zone)
  }

  private static func months(_ period: Period, _ zone: Zone) -> Int? {
    guard let from = month(period.from, zone), let to = month(period.to, zone), to > from else {
      return nil
    }
    return to - from
  }

  /// The number of the month that begins at the instant.
  private static func month(_ instant: Instant, _ zone: Zone) -> Int? {
    let date = zone.wall(at: instant).date
    let civil = date.civil
    guard civil.day == 1, zone.start(of: date) == instant else { return nil }
    return civil.year * 12 + civil.month - 1
  }

  private static func start(_ month: Int, _ zone: Zone) -> Instant? {
    LocalDate(year: month / 12, month: month % 12 + 1, day: 1).map { zone.start(of: $0) }
  }

  /// What brings the amounts of the period to a month: whole calendar months count as they are, of any
  /// other time as much as a twelfth of 365 days has.
  public var monthly: ExactMoney.Scale {
    if let months { return ExactMoney.Scale(1, Int64(months)) }
    return ExactMoney.Scale(365 * Instant.day, 12 * period.length)
  }

  /// Twelve months.
  public var annual: ExactMoney.Scale { monthly * 12 }

  /// The time before it: as many calendar months, else as long.
  public var before: LeakagePeriod {
    guard let months, let first = Self.month(period.from, zone),
      let from = Self.start(first - months, zone)
    else { return LeakagePeriod(period.before, in: zone) }
    return LeakagePeriod(Period(from: from, to: period.from), in: zone)
  }

  /// The last calendar month that was over at the instant.
  public static func lastMonth(at now: Instant, in zone: Zone) -> Period? {
    let civil = zone.wall(at: now).date.civil
    let month = civil.year * 12 + civil.month - 1
    guard let from = start(month - 1, zone), let to = start(month, zone) else { return nil }
    return Period(from: from, to: to)
  }

  /// How it becomes a month, in words.
  var sentence: String {
    switch months {
    case 1: "The period is one calendar month and counts as it is."
    case let months?: "The period is \(months) calendar months; a month is 1/\(months) of it."
    case nil:
      "The period has \(FigureText.value(Double(period.length) / Double(Instant.day), .count)) "
        + "days; a month is a twelfth of 365 days (30.4) of it."
    }
  }

  /// `2026-02-01 to 2026-03-01`.
  var text: String {
    let time = LocalTime(zone)
    return "\(time.day(period.from)) to \(time.day(period.to))"
  }
}
