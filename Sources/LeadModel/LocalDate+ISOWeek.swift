extension LocalDate {
  /// The Monday of a week of the ISO calendar, written exactly `2026-W10`; nil where there is no such week.
  public init?(isoWeek text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "W"),
      let year = Self.number(bytes[0..<4]), let week = Self.number(bytes[6..<8]), week >= 1,
      let fourth = LocalDate(year: year, month: 1, day: 4)
    else { return nil }
    // The fourth of January is always in the first week; a week is of the year of its Thursday.
    let monday = fourth.monday + 7 * (week - 1)
    guard (monday + 3).civil.year == year else { return nil }
    self = monday
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(into: Int?.some(0)) { number, digit in
      number = number.flatMap { (48...57).contains(digit) ? $0 * 10 + Int(digit - 48) : nil }
    }
  }
}
