/// One stretch of working time that begins on a given day of the week, in local wall-clock time.
public struct DailyWindow: Hashable, Sendable {
  /// The day on which it begins: Monday is 0, Sunday is 6.
  public var weekday: Int
  /// Minutes after local midnight, 0 … 1439.
  public var start: Int
  /// Minutes after local midnight, 0 … 1440 (`24:00`). Not after ``start`` means on the next day.
  public var end: Int

  /// Takes the day, the start and the end as their properties describe them.
  public init(weekday: Int, start: Int, end: Int) {
    self.weekday = weekday
    self.start = start
    self.end = end
  }

  /// Whether it runs past midnight, into the next day.
  public var runsPastMidnight: Bool { end <= start }
}

/// Working hours of a week as people write them: `Mon-Fri 09:00-12:30,13:30-18:00; Sat
/// 10:00-14:00`.
///
/// Groups are separated by `;`. A group is a list of days (a day, or a range that may wrap as in
/// `Sat-Mon`) and a list of windows. `24:00` ends a day; a window whose end is not after its start
/// runs past midnight and belongs to its start day. Empty text is never on shift.
public struct WeeklyHours: Sendable, Equatable, Codable {
  /// No working hours at all.
  public static let never = WeeklyHours(text: "", windows: [])

  /// As it was written, trimmed.
  public let text: String
  /// In the order written, days of a range from first to last. Windows may overlap: time in any
  /// of them is working time.
  public let windows: [DailyWindow]

  /// Whether nobody with these hours is ever on shift.
  public var isEmpty: Bool { windows.isEmpty }

  private init(text: String, windows: [DailyWindow]) {
    self.text = text
    self.windows = windows
  }

  /// Reads the syntax above. Day names are `Mon` … `Sun` in any case.
  public init(parsing text: String) throws(WeeklyHoursProblem) {
    let trimmed = text.trimmed
    var windows: [DailyWindow] = []
    for group in trimmed.split(separator: ";") where !String(group).trimmed.isEmpty {
      windows += try Self.group(String(group).trimmed)
    }
    if windows.isEmpty, !trimmed.isEmpty {
      throw WeeklyHoursProblem(part: trimmed, expectation: .group)
    }
    self.init(text: trimmed, windows: windows)
  }

  /// Whether they were written alike, byte for byte.
  public static func == (a: Self, b: Self) -> Bool { Bytes.equal(a.text, b.text) }

  /// Reads the text that ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(parsing: try container.decode(String.self))
    } catch let problem as WeeklyHoursProblem {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: problem.description)
    }
  }
  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// What is wrong with hours as written: the part, and what may stand there.
public struct WeeklyHoursProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The user's own text of the part that cannot be read.
  public let part: String
  /// What that part should have been.
  public let expectation: Expectation

  /// What may stand in one place of the hours syntax.
  public enum Expectation: Sendable, Equatable { case group, day, window, time, startTime }

  /// The part in quotes and what is allowed there, in one line.
  public var description: String {
    let part = Quoting.quoted(part)
    return switch expectation {
    case .group: "\(part) is no days with times such as \"Mon-Fri 09:00-17:30\""
    case .day: "\(part) is no day: use Mon Tue Wed Thu Fri Sat Sun, or a range such as Mon-Fri"
    case .window: "\(part) is no window: write start and end, such as 09:00-17:30"
    case .time: "\(part) is no time of day: write 00:00 to 24:00"
    case .startTime: "\(part) cannot start a window: 24:00 only ends a day, write 00:00"
    }
  }
}

extension WeeklyHours {
  private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Days, then times: the first digit is where the times begin.
  private static func group(_ text: String) throws(WeeklyHoursProblem) -> [DailyWindow] {
    guard let border = text.firstIndex(where: { ("0"..."9").contains($0) }) else {
      throw WeeklyHoursProblem(part: text, expectation: .group)
    }
    let dayTexts = text[..<border].split(separator: ",").map { String($0).trimmed }
      .filter { !$0.isEmpty }
    guard !dayTexts.isEmpty else { throw WeeklyHoursProblem(part: text, expectation: .group) }
    var days: [Int] = []
    for dayText in dayTexts {
      for day in try Self.days(dayText) where !days.contains(day) { days.append(day) }
    }
    var times: [(start: Int, end: Int)] = []
    for window in text[border...].split(separator: ",", omittingEmptySubsequences: false) {
      times.append(try Self.window(String(window).trimmed))
    }
    return days.flatMap { day in
      times.map { DailyWindow(weekday: day, start: $0.start, end: $0.end) }
    }
  }

  /// A day, or a range of days that may wrap round the end of the week.
  private static func days(_ text: String) throws(WeeklyHoursProblem) -> [Int] {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { dayNames.firstIndex(of: String($0).trimmed.lowercased()) }
    switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
    case (1, let day?, _): return [day]
    case (2, let first?, let last?):
      return (0...(last - first + 7) % 7).map { (first + $0) % 7 }
    default: throw WeeklyHoursProblem(part: text, expectation: .day)
    }
  }

  private static func window(_ text: String) throws(WeeklyHoursProblem) -> (start: Int, end: Int) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { throw WeeklyHoursProblem(part: text, expectation: .window) }
    let start = try minute(String(ends[0]).trimmed)
    let end = try minute(String(ends[1]).trimmed)
    if start == 1440 {
      throw WeeklyHoursProblem(part: String(ends[0]).trimmed, expectation: .startTime)
    }
    return (start, end)
  }

  /// `HH:mm` or `H:mm`, up to `24:00`, in minutes after midnight.
  private static func minute(_ text: String) throws(WeeklyHoursProblem) -> Int {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } })
    else { throw WeeklyHoursProblem(part: text, expectation: .time) }
    func number(_ digits: Substring.UTF8View) -> Int {
      digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    let hour = number(parts[0])
    let minute = number(parts[1])
    guard minute < 60, hour < 24 || hour == 24 && minute == 0 else {
      throw WeeklyHoursProblem(part: text, expectation: .time)
    }
    return hour * 60 + minute
  }
}

extension String {
  /// Without Unicode white space at either end.
  package var trimmed: String {
    if let first = utf8.first, let last = utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
      return self
    }
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(unicodeScalars[first...last])
  }
}
