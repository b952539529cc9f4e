import LeadModel

/// One VEVENT: when it is, how it comes back, and what it is called.
struct CalendarEvent {
  /// Where it begins in the file.
  let line: Int
  private(set) var uid = ""
  private(set) var isCancelled = false
  /// The occurrence of another event with this identifier that it stands for.
  private(set) var replaced: CalendarLine?
  private var start: CalendarLine?
  private var end: CalendarLine?
  private var duration: CalendarLine?
  private var rule: CalendarLine?
  private var moreDates: [CalendarLine] = []
  private var lessDates: [CalendarLine] = []
  private var summary: String?

  /// Longer events are a mistake.
  private static let mostDays = 366

  init(line: Int) { self.line = line }

  /// Its name, for holidays.
  var name: String? { summary }

  /// Takes a line of it; those that say nothing of days are passed over.
  mutating func take(_ line: CalendarLine) throws(CalendarProblem) {
    switch line.name {
    case "DTSTART": try Self.set(&start, line)
    case "DTEND": try Self.set(&end, line)
    case "DURATION": try Self.set(&duration, line)
    case "RRULE": try Self.set(&rule, line)
    case "RECURRENCE-ID": try Self.set(&replaced, line)
    case "RDATE": moreDates.append(line)
    case "EXDATE": lessDates.append(line)
    case "EXRULE":
      throw CalendarProblem("\(quoted(line.text)) is not read: use EXDATE, day by day", line)
    case "SUMMARY": summary = line.plainText
    case "UID": uid = line.value
    case "STATUS": isCancelled = line.value.uppercased() == "CANCELLED"
    default: break
    }
  }

  private static func set(
    _ place: inout CalendarLine?, _ line: CalendarLine
  ) throws(CalendarProblem) {
    if let first = place {
      throw CalendarProblem(
        "\(quoted(line.text)): the event has another \(line.name), in line \(first.line)", line)
    }
    place = line
  }

  /// The days that it takes, but for occurrences that begin on one of the dates.
  func days(without others: Set<LocalDate>) throws(CalendarProblem) -> [LocalDate] {
    guard let start else { throw CalendarProblem("the event has no DTSTART", line: line) }
    let first = try firstDay(start)
    let length = try days(from: first, start)
    var starts = [first]
    if let rule { starts = try dates(of: rule, from: first) }
    for line in moreDates {
      if line.parameters["VALUE"] == "PERIOD" {
        throw CalendarProblem(
          "\(quoted(line.text)) is not read: write days, as RDATE;VALUE=DATE", line)
      }
      for moment in try moments(line) { starts.append(try firstDay(moment, line)) }
    }
    var without = others
    for line in lessDates {
      for moment in try moments(line) { without.insert(try firstDay(moment, line)) }
    }
    return Set(starts).subtracting(without).sorted().flatMap { start in
      (0..<length).map { start + $0 }
    }
  }

  /// The date of the occurrence that it stands for.
  func replacedDate() throws(CalendarProblem) -> LocalDate? {
    guard let replaced else { return nil }
    if replaced.parameters["RANGE"] != nil {
      throw CalendarProblem(
        "\(quoted(replaced.text)) with RANGE is not read: write each day as an event", replaced)
    }
    return try firstDay(replaced)
  }

  // MARK: Days

  private func firstDay(_ line: CalendarLine) throws(CalendarProblem) -> LocalDate {
    guard let moment = CalendarMoment(line.value) else { throw Self.noDate(line, line.value) }
    return try firstDay(moment, line)
  }

  private func firstDay(
    _ moment: CalendarMoment, _ line: CalendarLine
  ) throws(CalendarProblem) -> LocalDate {
    guard let day = moment.firstDay else { throw partOfADay(line) }
    return day
  }

  /// How many days it takes: one when nothing is said, or when it ends as it begins.
  private func days(
    from first: LocalDate, _ start: CalendarLine
  ) throws(CalendarProblem) -> Int {
    var days = 1
    if let end {
      guard let moment = CalendarMoment(end.value) else { throw Self.noDate(end, end.value) }
      guard let after = moment.dayAfter else { throw partOfADay(end) }
      if after < first {
        throw CalendarProblem("\(quoted(end.text)) is before the event's DTSTART", end)
      }
      days = max(1, after - first)
    } else if let duration {
      guard let length = CalendarDuration.days(duration.value) else { throw partOfADay(duration) }
      days = length
    }
    guard days <= Self.mostDays else {
      throw CalendarProblem("the event \(title)takes \(days) days, more than a year", start)
    }
    return days
  }

  private func dates(
    of rule: CalendarLine, from first: LocalDate
  ) throws(CalendarProblem) -> [LocalDate] {
    let remedy = "write each day as an event of its own, or as RDATE"
    do throws(YearlyRuleProblem) {
      return try YearlyRule(rule.value).dates(from: first)
    } catch {
      switch error {
      case .frequency:
        throw CalendarProblem(
          "\(quoted(rule.text)) is not understood: only FREQ=YEARLY is; \(remedy)", rule)
      case .part(let part):
        throw CalendarProblem(
          "\(quoted(part)) in \(quoted(rule.text)) is not understood; \(remedy)", rule)
      }
    }
  }

  /// The dates of RDATE and EXDATE, which may list several.
  private func moments(_ line: CalendarLine) throws(CalendarProblem) -> [CalendarMoment] {
    var moments: [CalendarMoment] = []
    for item in line.value.split(separator: ",", omittingEmptySubsequences: false) {
      guard let moment = CalendarMoment(String(item).trimmed) else {
        throw Self.noDate(line, String(item))
      }
      moments.append(moment)
    }
    return moments
  }

  private var title: String { summary.map { "\(quoted($0)) " } ?? "" }

  private func partOfADay(_ line: CalendarLine) -> CalendarProblem {
    CalendarProblem(
      "\(quoted(line.text)): the event \(title)takes part of a day, and holidays are whole days: "
        + "write DTSTART;VALUE=DATE, or take it out", line)
  }

  private static func noDate(_ line: CalendarLine, _ value: String) -> CalendarProblem {
    CalendarProblem(
      "\(line.name): \(quoted(value)) is no date: write it as 20261225", line)
  }
}

/// What is wrong with a calendar, and in which line.
struct CalendarProblem: Error, Equatable {
  var reason: String
  var line: Int?

  init(_ reason: String, line: Int?) {
    self.reason = reason
    self.line = line
  }

  init(_ reason: String, _ line: CalendarLine) { self.init(reason, line: line.line) }
}
