import LeadModel

/// A rule by which something comes back every year, or every few years: `FREQ=YEARLY` of RFC 5545 with
/// months, days of the month and days of the week.
struct YearlyRule {
  /// A day of the week, all of them (0) or the so many-th of the month or year, counted from its end where
  /// negative.
  private struct Weekday: Equatable {
    var ordinal: Int
    /// Monday is 0.
    var day: Int
  }

  private var interval = 1
  private var count: Int?
  private var until: LocalDate?
  private var months: [Int] = []
  private var monthDays: [Int] = []
  private var weekdays: [Weekday] = []
  private var positions: [Int] = []

  /// A rule without an end goes on to the end of this year, and for thirty years at least.
  static let lastYear = 2060
  private static let yearsAtLeast = 30

  /// Reads the value of an RRULE; throws the part that is not understood.
  init(_ value: String) throws(YearlyRuleProblem) {
    var frequency: String?
    for part in value.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard pair.count == 2 else { throw .part(String(part)) }
      if pair[0] == "FREQ" {
        frequency = pair[1]
      } else if !take(pair[0], pair[1]) {
        throw .part(String(part))
      }
    }
    guard frequency == "YEARLY" else { throw .frequency(frequency) }
  }

  /// Whether the part is understood.
  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "INTERVAL":
      guard let number = Int(value), (1...100).contains(number) else { return false }
      interval = number
    case "COUNT":
      guard let number = Int(value), number >= 1 else { return false }
      count = number
    case "UNTIL":
      guard let moment = CalendarMoment(value) else { return false }
      until = moment.date
    case "BYMONTH": return Self.numbers(value, within: 1...12, into: &months, isSigned: false)
    case "BYMONTHDAY": return Self.numbers(value, within: 1...31, into: &monthDays)
    case "BYSETPOS": return Self.numbers(value, within: 1...366, into: &positions)
    case "BYDAY": return takeWeekdays(value)
    // Where weeks begin matters to rules by week only.
    case "WKST": return Self.dayNames.contains(value)
    default: return false
    }
    return true
  }

  private static func numbers(
    _ value: String, within range: ClosedRange<UInt>, into numbers: inout [Int],
    isSigned: Bool = true
  ) -> Bool {
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Int(item), range.contains(number.magnitude), isSigned || number > 0
      else { return false }
      // Each once: a long list of the same would cost its length in every month of every year.
      if !numbers.contains(number) { numbers.append(number) }
    }
    return !numbers.isEmpty
  }

  private static let dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// `MO`, `4TH` or `-1MO`, several with commas.
  private mutating func takeWeekdays(_ value: String) -> Bool {
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      guard let day = Self.dayNames.firstIndex(of: String(item.suffix(2))) else { return false }
      let ordinal = item.dropLast(2)
      guard ordinal.isEmpty || Int(ordinal).map({ (1...53).contains($0.magnitude) }) == true else {
        return false
      }
      let weekday = Weekday(ordinal: Int(ordinal) ?? 0, day: day)
      if !weekdays.contains(weekday) { weekdays.append(weekday) }
    }
    return !weekdays.isEmpty
  }

  // MARK: Dates

  /// The dates on which it falls, in order. The start is the first of them, whatever the rule says.
  func dates(from start: LocalDate) -> [LocalDate] {
    let first = start.civil.year
    let last = max(Self.lastYear, first + Self.yearsAtLeast - 1)
    var dates = [start]
    for year in stride(from: first, through: last, by: interval) {
      for date in self.dates(of: year, like: start) where date > start {
        if let until, date > until { return dates }
        if let count, dates.count >= count { return dates }
        dates.append(date)
      }
    }
    return dates
  }

  private func dates(of year: Int, like start: LocalDate) -> [LocalDate] {
    let all: [LocalDate]
    if weekdays.isEmpty {
      let months =
        !months.isEmpty ? months : monthDays.isEmpty ? [start.civil.month] : Array(1...12)
      let days = monthDays.isEmpty ? [start.civil.day] : monthDays
      all = months.flatMap { month in days.compactMap { Self.date(year, month, $0) } }
    } else if months.isEmpty, monthDays.isEmpty {
      all = weekdays.flatMap { Self.dates(Self.days(from: (year, 1), to: (year + 1, 1)), on: $0) }
    } else {
      let months = months.isEmpty ? Array(1...12) : months
      all = months.flatMap { month -> [LocalDate] in
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        let days = Self.days(from: (year, month), to: next)
        let allowed = Set(monthDays.compactMap { Self.date(year, month, $0) })
        return weekdays.flatMap { Self.dates(days, on: $0) }
          .filter { monthDays.isEmpty || allowed.contains($0) }
      }
    }
    let dates = Set(all).sorted()
    if positions.isEmpty { return dates }
    return Set(positions).compactMap { position in
      let at = position > 0 ? position - 1 : dates.count + position
      return dates.indices.contains(at) ? dates[at] : nil
    }.sorted()
  }

  /// The day of a month, counted from its end where negative; nil when it has none such.
  private static func date(_ year: Int, _ month: Int, _ day: Int) -> LocalDate? {
    if day > 0 { return LocalDate(year: year, month: month, day: day) }
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    guard let first = LocalDate(year: year, month: month, day: 1),
      let after = LocalDate(year: next.0, month: next.1, day: 1)
    else { return nil }
    let date = after + day
    return date >= first ? date : nil
  }

  /// The days of a month or year.
  private static func days(from: (Int, Int), to: (Int, Int)) -> Range<LocalDate> {
    guard let first = LocalDate(year: from.0, month: from.1, day: 1),
      let end = LocalDate(year: to.0, month: to.1, day: 1)
    else { return LocalDate(daysSinceEpoch: 0)..<LocalDate(daysSinceEpoch: 0) }
    return first..<end
  }

  private static func dates(_ days: Range<LocalDate>, on weekday: Weekday) -> [LocalDate] {
    let first = days.lowerBound + (weekday.day - days.lowerBound.weekday + 7) % 7
    let all = stride(from: 0, to: days.upperBound - first, by: 7).map { first + $0 }
    if weekday.ordinal == 0 { return all }
    let at = weekday.ordinal > 0 ? weekday.ordinal - 1 : all.count + weekday.ordinal
    return all.indices.contains(at) ? [all[at]] : []
  }
}

/// What is not understood of a rule.
enum YearlyRuleProblem: Error, Equatable {
  /// It does not come back by years.
  case frequency(String?)
  /// One part, as written in upper case.
  case part(String)
}
