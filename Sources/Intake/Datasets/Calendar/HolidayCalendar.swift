import LeadModel

/// Reads holidays from an iCalendar file (RFC 5545), as calendars on the web and programs write them.
///
/// Every event is a holiday on each day from `DTSTART` up to, not including, `DTEND` or the end of its
/// `DURATION`; `SUMMARY` is its name. Those that come back every year do so to the end of 2060, for thirty
/// years at least. An event with a time of day counts when it begins and ends at midnight of the clock
/// that it is written in. Whether it blocks time (`TRANSP`) plays no part: public calendars of
/// holidays say that it does not. Anything not understood is a problem, since a calendar half understood
/// would put people to work on a holiday.
struct HolidayCalendar {
  private let file: String
  private let country: CountryCode
  private var rows: [Holiday] = []
  private var problems: [CalendarProblem] = []
  private var events: [CalendarEvent] = []
  private var event: CalendarEvent?
  /// Components that were begun and not ended, such as VCALENDAR, VTIMEZONE, STANDARD.
  private var open: [(name: String, line: Int)] = []

  /// Days of one file; more are a mistake.
  private static let mostDays = 50_000
  private static let mostProblems = 1000

  static func read(_ bytes: [UInt8], file: String, country: CountryCode) -> DatasetReading<Holiday>
  {
    var calendar = HolidayCalendar(file: file, country: country)
    calendar.read(CalendarText(bytes))
    return calendar.reading
  }

  private init(file: String, country: CountryCode) {
    self.file = file
    self.country = country
  }

  private var reading: DatasetReading<Holiday> {
    var findings = problems.prefix(Self.mostProblems).map { problem in
      Finding(
        severity: .error, origin: Origin(file: file, line: problem.line), reason: problem.reason)
    }
    if problems.count > Self.mostProblems {
      findings.append(
        Finding(
          severity: .error, origin: Origin(file: file),
          reason: "there are \(problems.count - Self.mostProblems) more problems like these"))
    }
    return DatasetReading(rows: rows, problems: findings)
  }

  private mutating func read(_ text: CalendarText) {
    if let line = text.damagedLine {
      problems.append(
        CalendarProblem("the line is not valid UTF-8: save the file as UTF-8", line: line))
      return
    }
    if text.foreignBeginning != nil || !(text.lines.first.map(Self.beginsCalendar) ?? false) {
      let first = (text.foreignBeginning ?? text.lines.first?.text).map { ", not \(quoted($0))" }
      problems.append(
        CalendarProblem(
          "this is no iCalendar file: it begins with \"BEGIN:VCALENDAR\"\(first ?? "")", line: 1))
      return
    }
    for line in text.lines { take(line) }
    if problems.isEmpty, let cut = open.last {
      problems.append(
        CalendarProblem(
          "\(quoted("BEGIN:" + cut.name)) has no \(quoted("END:" + cut.name)): "
            + "the file may have been cut off", line: cut.line))
    }
    addHolidays()
    if problems.isEmpty, rows.isEmpty {
      problems.append(
        CalendarProblem("there is no holiday in the calendar: nothing would be left", line: nil))
    }
  }

  private static func beginsCalendar(_ line: CalendarLine) -> Bool {
    line.name == "BEGIN" && line.value.uppercased() == "VCALENDAR"
  }

  /// Follows which component a line is in: those of time zones and alarms have dates of their own.
  private mutating func take(_ line: CalendarLine) {
    let value = line.value.uppercased()
    switch line.name {
    case "BEGIN":
      open.append((value, line.line))
      if value == "VEVENT", event == nil { event = CalendarEvent(line: line.line) }
    case "END":
      guard open.last?.name == value else {
        let begun =
          open.last.map { ": \(quoted("BEGIN:" + $0.name)) of line \($0.line) is open" } ?? ""
        problems.append(
          CalendarProblem("\(quoted(line.text)) ends nothing that was begun\(begun)", line))
        return
      }
      open.removeLast()
      if value == "VEVENT", let complete = event {
        events.append(complete)
        event = nil
      }
    default:
      guard open.last?.name == "VEVENT" else { return }
      do throws(CalendarProblem) { try event?.take(line) } catch { problems.append(error) }
    }
  }

  private mutating func addHolidays() {
    var replaced: [String: Set<LocalDate>] = [:]
    for event in events {
      do throws(CalendarProblem) {
        if let date = try event.replacedDate() { replaced[event.uid, default: []].insert(date) }
      } catch { problems.append(error) }
    }
    var seen: Set<LocalDate> = []
    for event in events where !event.isCancelled {
      do throws(CalendarProblem) {
        let others = event.replaced == nil ? replaced[event.uid] ?? [] : []
        // Two holidays may fall on one day, which is kept once, by the first name.
        for date in try event.days(without: others) where seen.insert(date).inserted {
          rows.append(Holiday(country: country, date: date, name: event.name))
        }
      } catch { problems.append(error) }
      if rows.count > Self.mostDays {
        problems.append(
          CalendarProblem(
            "the events take more than \(Self.mostDays) days: these are no holidays",
            line: event.line))
        return
      }
    }
  }
}

extension Datasets {
  /// `roster/holidays-DE.ics`: the holidays of the country in the file's name.
  public static func holidayCalendar(_ bytes: [UInt8], file: String) -> DatasetReading<Holiday> {
    do throws(CalendarProblem) {
      return HolidayCalendar.read(bytes, file: file, country: try CalendarFileName.country(file))
    } catch {
      return DatasetReading(
        rows: [],
        problems: [Finding(severity: .error, origin: Origin(file: file), reason: error.reason)])
    }
  }
}

/// The country whose holidays a calendar holds stands in the name of its file: `holidays-DE.ics`, also
/// `holidays_deu.ics` and `holidays-DE-2026.ics`.
enum CalendarFileName {
  static func country(_ file: String) throws(CalendarProblem) -> CountryCode {
    var stem = Substring(file.split(separator: "/").last ?? "")
    if stem.lowercased().hasSuffix(".ics") { stem = stem.dropLast(4) }
    if stem.lowercased().hasPrefix("holidays") { stem = stem.dropFirst(8) }
    // Years and the numbers of copies say nothing of the country.
    let parts = stem.split { "-_. (),".contains($0) }.map(String.init)
      .filter { !$0.utf8.allSatisfy { (48...57).contains($0) } }
    let countries = CountryTable.shipped
    if parts.count == 1, let code = countries.code(alpha2Or3: parts[0]) { return code }
    guard let first = parts.first else {
      throw CalendarProblem(
        "the country is missing: name the file after it, such as holidays-DE.ics", line: nil)
    }
    let written = quoted(parts.joined(separator: "-"))
    if let meant = countries.code(name: parts.joined(separator: " ")) {
      throw CalendarProblem(
        "\(written) is no country code: did you mean \"holidays-\(meant).ics\"?", line: nil)
    }
    // Parts of countries look like two countries: DE-BY is Bavaria and has nothing to do with Belarus.
    if parts.count > 1, let whole = countries.code(alpha2Or3: first) {
      throw CalendarProblem(
        "\(written) is no country but a part of one: holidays are those of whole countries; "
          + "name the file \"holidays-\(whole).ics\" when all of its reps keep them", line: nil)
    }
    throw CalendarProblem(
      "\(written) is no country: name the file after one, such as holidays-DE.ics", line: nil)
  }
}
