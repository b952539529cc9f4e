import LeadModel

/// A date, or a date with a time of day, as iCalendar writes it: `20261225`, `20261225T000000`, the latter
/// perhaps with `Z`.
struct CalendarMoment: Equatable {
  var date: LocalDate
  /// Seconds after midnight of the clock that it is written in; nil for a date alone.
  var second: Int?
  /// Whether that clock is UTC.
  var isUTC = false

  init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 8 || digits.count == 15 || digits.count == 16,
      let year = Self.number(digits[0..<4]), let month = Self.number(digits[4..<6]),
      let day = Self.number(digits[6..<8]),
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    self.date = date
    if digits.count == 8 { return }
    guard digits[8] == UInt8(ascii: "T"), let hour = Self.number(digits[9..<11]), hour < 24,
      let minute = Self.number(digits[11..<13]), minute < 60,
      let second = Self.number(digits[13..<15]), second <= 60,
      digits.count == 15 || digits[15] == UInt8(ascii: "Z")
    else { return nil }
    self.second = hour * 3600 + minute * 60 + second
    isUTC = digits.count == 16
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// The first whole day of what begins here: the date itself, unless it begins later in the day.
  var firstDay: LocalDate? { (second ?? 0) == 0 ? date : nil }

  /// The day after the last of what ends here, at midnight or in the last minute of a day.
  var dayAfter: LocalDate? {
    switch second {
    case nil, 0: date
    case let second? where second >= 86_340: date + 1
    default: nil
    }
  }
}

/// A length of time such as `P1D`, `P2W` or `PT24H`.
enum CalendarDuration {
  /// Whole days, at least one; nil for anything else.
  static func days(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    if rest.hasPrefix("+") { rest = rest.dropFirst() }
    guard rest.hasPrefix("P") else { return nil }
    rest = rest.dropFirst()
    var units = ["W": 604_800, "D": 86_400]
    var seconds = 0
    while let first = rest.first {
      if first == "T" {
        units = ["H": 3600, "M": 60, "S": 1]
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      // More than four digits of days is no holiday.
      guard digits.utf8.count <= 7, let number = Int(digits), let unit = rest.first,
        let length = units[String(unit)]
      else { return nil }
      // Units may come again and again, their sum stays below that of some thousand years.
      seconds += number * length
      guard seconds < 1 << 40 else { return nil }
      rest = rest.dropFirst()
    }
    return seconds > 0 && seconds % 86_400 == 0 ? seconds / 86_400 : nil
  }
}
