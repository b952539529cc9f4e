import LeadModel

/// Reads holidays from an iCalendar file (RFC 5545), as calendars on the web offer them.
///
/// Each event is a holiday on every day from `DTSTART` up to, not including, `DTEND`; `SUMMARY` is
/// its name. An event that repeats every year on its date is one for thirty years from its first;
/// other repetitions are problems, since a calendar half understood would put people to work on a
/// holiday. The country is not in the format, it stands in the file's name.
struct HolidayCalendar {
  private static let yearsRepeated = 30

  private struct Property {
    var name: String
    var value: String
    var line: Int
  }

  private struct Event {
    var line: Int
    var start: LocalDate?
    var end: LocalDate?
    var summary: String?
    var rule: Property?
    var isCancelled = false
  }

  private let file: String
  private let country: CountryCode
  private var reading = DatasetReading<Holiday>(rows: [], problems: [])
  private var event: Event?
  /// How deep within the event: alarms inside it have dates of their own.
  private var nesting = 0

  static func read(
    _ bytes: [UInt8], file: String, country: CountryCode?
  ) -> DatasetReading<Holiday> {
    var calendar = HolidayCalendar(file: file, country: country ?? "ZZ")
    if country == nil {
      calendar.report(
        "the country is missing: name the file after it, such as holidays-DE.ics", nil)
    } else if let damaged = bytes.withUnsafeBufferPointer({ UTF8Scan.firstInvalid($0) }) {
      calendar.report("byte \(damaged + 1) of the file is not valid UTF-8", nil)
    } else {
      calendar.read(unfold(bytes))
    }
    return calendar.reading
  }

  private init(file: String, country: CountryCode) {
    self.file = file
    self.country = country
  }

  private mutating func report(_ reason: String, _ line: Int?) {
    reading.problems.append(
      Finding(severity: .error, origin: Origin(file: file, line: line), reason: reason))
  }

  private mutating func read(_ properties: [Property]) {
    guard let first = properties.first, first.name == "BEGIN", first.value == "VCALENDAR" else {
      return report("this is no iCalendar file: it begins with BEGIN:VCALENDAR", 1)
    }
    for property in properties {
      switch (property.name, property.value.uppercased()) {
      case ("BEGIN", "VEVENT"): event = Event(line: property.line)
      case ("END", "VEVENT"):
        if let complete = event { add(complete) }
        event = nil
      case ("BEGIN", _) where event != nil: nesting += 1
      case ("END", _) where event != nil: nesting -= 1
      default: if nesting == 0 { take(property) }
      }
    }
    if let cut = event {
      report("the event has no END:VEVENT: the file may have been cut off", cut.line)
    }
  }

  private mutating func take(_ property: Property) {
    guard event != nil else { return }
    switch property.name {
    case "DTSTART", "DTEND":
      guard let date = Self.date(property.value) else {
        report("\(property.name): \(quoted(property.value)) is no date", property.line)
        return
      }
      if property.name == "DTSTART" { event?.start = date } else { event?.end = date }
    case "SUMMARY": event?.summary = Self.unescape(property.value)
    case "RRULE", "RDATE": event?.rule = property
    case "STATUS": event?.isCancelled = property.value.uppercased() == "CANCELLED"
    default: break
    }
  }

  private mutating func add(_ event: Event) {
    if event.isCancelled { return }
    guard let start = event.start else { return report("the event has no DTSTART", event.line) }
    let days = max(1, min(366, (event.end ?? start + 1) - start))
    var starts = [start]
    if let rule = event.rule {
      guard let repeated = Self.yearly(rule, from: start) else {
        return report(
          "\(quoted("\(rule.name):\(rule.value)")) is not understood: only FREQ=YEARLY is",
          rule.line)
      }
      starts = repeated
    }
    for first in starts {
      for day in 0..<days {
        reading.rows.append(Holiday(country: country, date: first + day, name: event.summary))
      }
    }
  }

  /// The dates of `FREQ=YEARLY` with COUNT, UNTIL or INTERVAL, and parts that repeat the start's
  /// own month and day; nil for any other rule.
  private static func yearly(_ rule: Property, from start: LocalDate) -> [LocalDate]? {
    guard rule.name == "RRULE" else { return nil }
    let (year, month, day) = start.civil
    var isYearly = false
    var interval = 1
    var count = yearsRepeated
    var until: LocalDate?
    for part in rule.value.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      switch (pair[0], Int(pair[1])) {
      case ("FREQ", _) where pair[1] == "YEARLY": isYearly = true
      case ("INTERVAL", let number?) where number >= 1 && number <= yearsRepeated: interval = number
      case ("COUNT", let number?) where number >= 1: count = min(count, number)
      case ("UNTIL", _):
        guard let date = date(pair[1]) else { return nil }
        until = date
      case ("BYMONTH", let number?) where number == month: break
      case ("BYMONTHDAY", let number?) where number == day: break
      case ("WKST", _): break
      default: return nil
      }
    }
    guard isYearly else { return nil }
    // 29 February comes only in leap years.
    return (0..<count).map { year + $0 * interval }.filter { $0 < year + yearsRepeated }
      .compactMap { LocalDate(year: $0, month: month, day: day) }
      .filter { date in until.map { date <= $0 } ?? true }
  }

  /// `yyyyMMdd`, or the date of `yyyyMMddTHHmmss` with or without `Z`.
  private static func date(_ value: String) -> LocalDate? {
    let digits = value.utf8.prefix(8)
    guard digits.count == 8, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let rest = value.utf8.dropFirst(8)
    guard rest.isEmpty || rest.first == UInt8(ascii: "T") else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    return LocalDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Lines that begin with a space or tab go on where the line before ended.
  private static func unfold(_ bytes: [UInt8]) -> [Property] {
    var lines: [(bytes: [UInt8], line: Int)] = []
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let physical = content.split(separator: 10, omittingEmptySubsequences: false)
    for (at, written) in physical.enumerated() {
      let line = written.last == 13 ? written.dropLast() : written
      if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
        lines[lines.count - 1].bytes += line.dropFirst()
      } else if !line.isEmpty {
        lines.append((Array(line), at + 1))
      }
    }
    return lines.compactMap { property(String(decoding: $0.bytes, as: UTF8.self), line: $0.line) }
  }

  /// `NAME;PARAMETERS:VALUE`; a colon inside a quoted parameter ends nothing.
  private static func property(_ text: String, line: Int) -> Property? {
    var inQuotes = false
    guard
      let colon = text.firstIndex(where: { character in
        if character == "\"" { inQuotes.toggle() }
        return character == ":" && !inQuotes
      })
    else { return nil }
    let head = text[..<colon].split(separator: ";", maxSplits: 1)
    guard let name = head.first else { return nil }
    return Property(
      name: name.uppercased(), value: String(text[text.index(after: colon)...]), line: line)
  }

  private static func unescape(_ text: String) -> String {
    var plain = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        plain.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}

extension Datasets {
  /// `roster/holidays-DE.ics`: the holidays of the country in the file's name, which is its last
  /// part between `-`, `_`, `.` or space.
  public static func holidayCalendar(_ bytes: [UInt8], file: String) -> DatasetReading<Holiday> {
    let stem = file.lowercased().hasSuffix(".ics") ? String(file.dropLast(4)) : file
    let last = stem.split { "-_. ".contains($0) }.last.map(String.init) ?? ""
    return HolidayCalendar.read(
      bytes, file: file, country: CountryTable.shipped.code(alpha2Or3: last))
  }
}
