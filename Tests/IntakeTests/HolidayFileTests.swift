import Intake
import LeadModel
import Testing

/// Calendars of holidays as the programs and sites write them that people get them from.
@Suite struct HolidayFileTests {
  private func read(
    _ lines: [String], file: String = "holidays-DE.ics", end: String = "\r\n"
  ) -> DatasetReading<Holiday> {
    let all = ["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR"]
    return Datasets.holidayCalendar(Array(all.map { $0 + end }.joined().utf8), file: file)
  }

  private func event(_ lines: String...) -> [String] {
    ["BEGIN:VEVENT"] + lines + ["END:VEVENT"]
  }

  private func days(_ reading: DatasetReading<Holiday>) -> [String] {
    reading.problems.isEmpty ? reading.rows.map(\.date.description) : reading.problems.map(\.reason)
  }

  private func problem(_ lines: [String]) -> String {
    let problems = read(lines).problems
    return problems.count == 1 ? "\(problems[0].origin.line ?? 0): \(problems[0].reason)" : "?"
  }

  @Test func google() {
    let reading = read([
      "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:Holidays in Germany", "X-WR-TIMEZONE:UTC", "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "DTSTAMP:20260921T100000Z",
      "UID:20261225_abc@google.com", "CLASS:PUBLIC", "CREATED:20210825T061444Z",
      "DESCRIPTION:Public holiday", "LAST-MODIFIED:20230905T095000Z", "SEQUENCE:0",
      "STATUS:CONFIRMED", "SUMMARY:Christmas Day", "TRANSP:TRANSPARENT", "END:VEVENT",
    ])
    // Such calendars say of every holiday that it blocks no time.
    #expect(
      reading.rows == [
        Holiday(country: "DE", date: date("2026-12-25"), name: "Christmas Day")
      ])
  }

  @Test func outlook() {
    let reading = read([
      "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "BEGIN:VTIMEZONE",
      "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16011028T030000",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
      "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT", "CATEGORIES:Holiday", "CLASS:PUBLIC",
      "DTEND;TZID=\"W. Europe Standard Time\":20270102T000000",
      "DTSTART;TZID=\"W. Europe Standard Time\":20270101T000000", "LOCATION:Deutschland",
      "SUMMARY;LANGUAGE=de:Neujahr", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY",
      "DESCRIPTION:Reminder", "END:VALARM", "END:VEVENT",
    ])
    #expect(reading.rows == [Holiday(country: "DE", date: date("2027-01-01"), name: "Neujahr")])
  }

  @Test func apple() {
    let reading = read(
      event(
        "SUMMARY;LANGUAGE=en:Memorial Day", "DTSTART;VALUE=DATE:20200525",
        "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "DURATION:P1D", "UID:a",
        "X-APPLE-UNIVERSAL-ID:1")
        + event(
          "SUMMARY:Thanksgiving", "DTSTART;VALUE=DATE:20201126", "DTEND;VALUE=DATE:20201128",
          "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3"), file: "holidays-US.ics")
    let all = days(reading)
    #expect(all.prefix(3) == ["2020-05-25", "2021-05-31", "2022-05-30"])
    #expect(all.contains("2060-05-31") && !all.contains("2061-05-30"))
    #expect(
      all.suffix(6) == [
        "2020-11-26", "2020-11-27", "2021-11-25", "2021-11-26", "2022-11-24", "2022-11-25",
      ])
  }

  @Test func sitesOfHolidays() {
    let office = event(
      "CLASS:PUBLIC", "UID:2026-05-01-52DE@example.com", "DESCRIPTION: \\n\\nInformation",
      "DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260502", "PRIORITY:5",
      "SUMMARY;LANGUAGE=en-us:Germany: Labour Day", "TRANSP:OPAQUE",
      "X-MS-OLK-AUTOFILLLOCATION:FALSE", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE")
    // A day that ends as it begins, and one without an end.
    let plain =
      event("SUMMARY:Tag der Einheit", "DTSTART;VALUE=DATE:20261003", "DTEND;VALUE=DATE:20261003")
      + event("SUMMARY:Reformationstag", "DTSTART;VALUE=DATE:20261031")
    let reading = read(office + plain)
    #expect(days(reading) == ["2026-05-01", "2026-10-03", "2026-10-31"])
    #expect(reading.rows.first?.name == "Germany: Labour Day")
  }

  @Test(arguments: ["\r\n", "\n", "\r"])
  func linesEndAsTheyLike(end: String) {
    let reading = read(
      event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Erster Weih", " nachtstag\\, frei\\nund ruhig"),
      end: end)
    #expect(days(reading) == ["2026-12-25"])
    #expect(reading.rows.first?.name == "Erster Weihnachtstag, frei und ruhig")
  }

  @Test func aFoldWithinACharacter() {
    var bytes = Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260106\nSUMMARY:Drei K".utf8)
    bytes += [0xC3, 0x0A, 0x20, 0xB6] + Array("nige\nEND:VEVENT\nEND:VCALENDAR\n".utf8)
    let reading = Datasets.holidayCalendar(bytes, file: "holidays-AT.ics")
    #expect(reading.rows.map(\.name) == ["Drei Könige"])
    let latin = bytes.filter { $0 != 0xC3 && $0 != 0x0A || $0 == 0x0A }
    let damaged = Datasets.holidayCalendar(latin, file: "holidays-AT.ics").problems
    #expect(damaged.map(\.origin.line) == [4] && damaged[0].reason.contains("UTF-8"))
  }

  @Test func severalCalendarsAndCancelledEvents() {
    let reading = read(
      event("DTSTART:20260101") + ["END:VCALENDAR", "", "BEGIN:VCALENDAR"]
        + event("DTSTART:20260106", "STATUS:cancelled") + event("DTSTART:20260501")
        + event("DTSTART:20260501", "SUMMARY:again"))
    #expect(days(reading) == ["2026-01-01", "2026-05-01"])
  }

  @Test(arguments: [
    ("DTEND;VALUE=DATE:20261227", 2), ("DURATION:P1D", 1), ("DURATION:P1W", 7),
    ("DURATION:PT48H", 2), ("DURATION:P1DT0H0M0S", 1), ("DTEND:20261226T000000", 1),
    ("DTEND;TZID=Europe/Berlin:20261225T235959", 1), ("DTEND:20261226T000000Z", 1),
  ])
  func lengths(line: String, days count: Int) {
    let reading = read(event("DTSTART;VALUE=DATE:20261225", line))
    #expect(days(reading).count == count && days(reading).first == "2026-12-25")
  }

  @Test(arguments: [
    ["DTSTART:20261224T140000", "DTEND:20261224T180000", "SUMMARY:Heiligabend"],
    ["DTSTART:20261223T230000Z", "DTEND:20261224T230000Z"],
    ["DTSTART:20261224T000000", "DTEND:20261224T120000"],
    ["DTSTART:20261224", "DURATION:PT12H"],
  ])
  func partsOfADayAreRefused(lines: [String]) {
    let told = problem(["BEGIN:VEVENT"] + lines + ["END:VEVENT"])
    #expect(told.contains("takes part of a day") && told.contains("VALUE=DATE"))
  }

  @Test func whatIsWrongIsToldWithItsLineAndWhatToDo() {
    #expect(
      problem(event("DTSTART:20260101", "RRULE:FREQ=WEEKLY")).hasPrefix(
        "5: \"RRULE:FREQ=WEEKLY\" is not understood: only FREQ=YEARLY is; write each day"))
    #expect(
      problem(event("DTSTART:20260101", "RRULE:FREQ=YEARLY;BYWEEKNO=20")).hasPrefix(
        "5: \"BYWEEKNO=20\" in \"RRULE:FREQ=YEARLY;BYWEEKNO=20\" is not understood"))
    #expect(
      problem(event("DTSTART:20260230"))
        == "4: DTSTART: \"20260230\" is no date: write it as 20261225")
    #expect(problem(event("SUMMARY:x")) == "3: the event has no DTSTART")
    #expect(problem(event("DTSTART:20260102", "DTEND:20260101")).contains("is before"))
    #expect(problem(event("DTSTART:20260102", "DTEND:20280101")).contains("729 days"))
    #expect(problem(event("DTSTART:20260102", "DTSTART:20260103")).contains("in line 4"))
    #expect(problem(["BEGIN:VEVENT", "DTSTART:20260101"]).contains("ends nothing"))
    #expect(problem([]).contains("no holiday"))
    #expect(problem(event("DTSTART:20260101", "EXRULE:FREQ=YEARLY")).contains("EXDATE"))
    let page = Datasets.holidayCalendar(Array("<!doctype html>".utf8), file: "holidays-DE.ics")
    #expect(page.problems[0].reason.contains("not \"<!doctype html>\""))
    let cut = Datasets.holidayCalendar(
      Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n".utf8),
      file: "holidays-DE.ics")
    #expect(cut.problems[0].reason.contains("cut off"))
  }

  @Test func namesOfComponentsAreToldWithoutTheirControlCharacters() {
    for end in ["", "END:VEVENT\n"] {
      let text = "BEGIN:VCALENDAR\nBEGIN:X\u{1B}[2JX\n" + end
      let reading = Datasets.holidayCalendar(Array(text.utf8), file: "holidays-DE.ics")
      #expect(reading.problems.count == 1)
      #expect(reading.problems.allSatisfy { !$0.reason.contains("\u{1B}") })
      #expect(reading.problems.allSatisfy { $0.reason.contains("\"BEGIN:X\\u{1B}[2JX\"") })
    }
  }

  @Test func occurrencesAreTakenOutMovedAndAdded() {
    let yearly = event(
      "UID:king", "DTSTART;VALUE=DATE:20240427", "RRULE:FREQ=YEARLY;UNTIL=20290101",
      "EXDATE;VALUE=DATE:20280427", "RDATE;VALUE=DATE:20240915,20250915", "SUMMARY:Koningsdag")
    // A Sunday: it is kept the day before. And one year it is not kept at all.
    let moved = event(
      "UID:king", "RECURRENCE-ID;VALUE=DATE:20250427", "DTSTART;VALUE=DATE:20250426",
      "SUMMARY:Koningsdag")
    let gone = event(
      "UID:king", "RECURRENCE-ID;VALUE=DATE:20270427", "DTSTART;VALUE=DATE:20270427",
      "STATUS:CANCELLED")
    #expect(
      days(read(yearly + moved + gone)) == [
        "2024-04-27", "2024-09-15", "2025-09-15", "2026-04-27", "2025-04-26",
      ])
  }

  @Test(arguments: [
    "holidays-DE.ics", "holidays-de.ics", "holidays_DEU.ics", "Holidays.de.ICS",
    "holidays-DE-2026.ics", "holidays-DE (1).ics", "roster/holidays DE.ics",
  ])
  func theCountryStandsInTheName(file: String) {
    let reading = read(event("DTSTART:20260101"), file: file)
    #expect(reading.problems == [] && reading.rows.map(\.country) == ["DE"])
  }

  @Test(arguments: [
    ("holidays.ics", "the country is missing"), ("holidays-2026.ics", "the country is missing"),
    ("holidays-QQ.ics", "\"QQ\" is no country: name the file after one"),
    ("holidays-germany.ics", "did you mean \"holidays-DE.ics\"?"),
    ("holidays-united-kingdom.ics", "did you mean \"holidays-GB.ics\"?"),
    ("holidays-GB-SCT.ics", "is no country but a part of one"),
    // Neither Belarus nor Canada.
    ("holidays-DE-BY.ics", "\"holidays-DE.ics\""), ("holidays-US-CA.ics", "\"holidays-US.ics\""),
  ])
  func orTheFileIsRefused(file: String, told: String) {
    let reading = read(event("DTSTART:20260101"), file: file)
    #expect(reading.rows == [] && reading.problems.count == 1)
    #expect(reading.problems[0].reason.contains(told))
  }

  /// Lines in any order with anything in them: an answer each time, and no day out of all reason.
  @Test func garbageIsAnswered() {
    var state: UInt64 = 5
    func roll(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "DTSTART:20260101",
      "DTSTART;VALUE=DATE:00000101", "DTEND:99991231", "RRULE:FREQ=YEARLY;COUNT=99999999999",
      "RRULE:FREQ=YEARLY;BYDAY=53MO,-53SU,MO;BYSETPOS=-366", "RRULE:FREQ=YEARLY;INTERVAL=100",
      "RRULE:FREQ=YEARLY;BYMONTHDAY=-31,31;BYMONTH=2", "RRULE:;=;FREQ", "DURATION:P9999999W",
      "DURATION:PT", "DURATION:P99999999999999999999D", "EXDATE:,", "RDATE:20260101,2026",
      "RECURRENCE-ID:x", "UID:", ":", ";;;:", " ", "\t", "SUMMARY:\\", "X\"Y:\":", "STATUS:",
      "DTSTART:99991231", "RRULE:FREQ=YEARLY", "DTSTART:20261332T256199Z", "\u{0}", "é:é",
    ]
    for _ in 0..<3000 {
      var text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
      for _ in 0..<roll(12) { text += pieces[roll(pieces.count)] + (roll(9) == 0 ? "" : "\n") }
      var bytes = Array((text + "END:VEVENT\nEND:VCALENDAR\n").utf8)
      for _ in 0..<roll(3) { bytes[roll(bytes.count)] = UInt8(roll(256)) }
      let reading = Datasets.holidayCalendar(bytes, file: "holidays-DE.ics")
      #expect(!reading.problems.isEmpty || !reading.rows.isEmpty)
      #expect(reading.rows.count < 60_000)
    }
  }

  private func date(_ text: String) -> LocalDate {
    LocalDate(parsing: text) ?? LocalDate(daysSinceEpoch: 0)
  }
}

/// `holidays.csv`, which may hold those of many countries.
@Suite struct HolidayTableTests {
  @Test func rowsAreDaysOfCountries() {
    let text = "name,country,date\r\n\"Tag der Arbeit, frei\",DEU,2026-05-01\r\n,NA,2028-02-29\r\n"
    let reading = Datasets.holidays(Array(text.utf8))
    #expect(reading.problems == [])
    #expect(
      reading.rows.map { "\($0.country) \($0.date) \($0.name ?? "-")" } == [
        "DE 2026-05-01 Tag der Arbeit, frei", "NA 2028-02-29 -",
      ])
  }

  @Test func whatIsWrongIsToldWithItsLine() {
    let text = """
      country,date,name
      DE,2026-02-29,no leap year
      DE-BY,2026-01-06,part of a country
      DE,06.01.2026,as in Germany
      ,2026-01-01,nowhere
      DE,,never
      """
    let problems = Datasets.holidays(Array(text.utf8)).problems.sorted {
      ($0.origin.line ?? 0) < ($1.origin.line ?? 0)
    }
    #expect(problems.map { $0.origin.line } == [2, 3, 4, 5, 6])
    #expect(problems[0].reason.contains("\"2026-02-29\" is no date: write yyyy-MM-dd"))
    #expect(problems[1].reason.contains("\"DE-BY\" is no country"))
  }
}
