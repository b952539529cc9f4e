import LeadModel
import Testing

@testable import Intake

@Suite struct DatasetTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func repsComeOutAsWritten() throws {
    let text = """
      id,name,email,status,region,country,coverage,products,pools,capacity,timezone,hours,manager,team
      Yan.Sato,Yan Sato,y@n.example,Active,NA,US,US:en;*:*; EMEA:de,a; b;,v; c,3,UTC,Sun 02:30-05:00,M,t
      2,,,inactive,,NAM,,*,,,,,,
      """
    let reading = Datasets.reps(bytes(text))
    #expect(reading.problems == [])
    let rep = try #require(reading.rows.first)
    #expect(rep.id == "Yan.Sato" && rep.isActive && rep.region == "NA" && rep.country == "US")
    #expect(
      rep.coverage == [
        CoverageEntry(place: "US", language: "en"), CoverageEntry(place: "*", language: nil),
        CoverageEntry(place: "EMEA", language: "de"),
      ])
    #expect(rep.products == .listed(["a", "b"]) && rep.pools == ["v", "c"] && rep.capacity == 3)
    #expect(rep.hours.windows == [DailyWindow(weekday: 6, start: 150, end: 300)])
    let second = try #require(reading.rows.last)
    #expect(second.country == "NA" && second.products == .every && second.capacity == nil)
    #expect(second.name == "2" && !second.isActive && second.manager == nil)
  }

  @Test func everyErrorIsToldWithLineColumnAndValue() {
    let text = """
      id,status,coverage,country,capacity,hours,timezone,products
      a,active,DE,Germany,many,Mon 9-10,Mars/Base,*;x
      a,active,DE:xx,,-1,,,
      ,active,:de,,,,,
      """
    let reading = Datasets.reps(bytes(text), file: "reps.csv") { $0 != "Mars/Base" }
    #expect(
      reading.problems.map(\.description) == [
        "reps.csv:4: column \"id\" is blank, it must not be",
        "reps.csv:2: column \"products\": \"*;x\" mixes * with ids: write one or the other",
        "reps.csv:2: column \"capacity\": \"many\" is no whole number from 0 up, or blank",
        "reps.csv:2: column \"timezone\": \"Mars/Base\" is no IANA time zone, such as Europe/Berlin",
        "reps.csv:2: column \"country\": \"Germany\" is no country: use two letters of ISO 3166-1, such as DE",
        "reps.csv:2: column \"coverage\": \"DE\" is no PLACE:LANG, such as DE:de, EMEA:en or *:*",
        "reps.csv:2: column \"hours\": \"9\" is no time of day: write 00:00 to 24:00",
        "reps.csv:3: column \"id\": \"a\" is there twice, first on line 2",
        "reps.csv:3: column \"capacity\": \"-1\" is no whole number from 0 up, or blank",
        "reps.csv:3: column \"coverage\": \"DE:xx\" has no language of ISO 639-1 behind the colon: "
          + "use two letters, or *",
      ])
  }

  @Test func idsAreComparedByteForByte() {
    let text = "id,email\nAna,a@b.c\nana,b@b.c\ne\u{301},c@b.c\n\u{E9},d@b.c\n"
    #expect(Datasets.contacts(bytes(text)).problems == [])
    #expect(Datasets.contacts(bytes(text + "Ana,e@b.c\n")).problems.count == 1)
  }

  @Test func leaveRunsForward() {
    let reading = Datasets.leave(
      bytes("rep,from,to\na,2026-02-28,2026-03-01\nb,2026-03-02,2026-03-01\nc,2026-02-30,x\n"))
    #expect(reading.rows.first?.to == LocalDate(year: 2026, month: 3, day: 1))
    #expect(reading.problems.map(\.origin.line) == [3, 4, 4])
  }

  @Test func accountsAndTheirDomains() throws {
    let text = """
      id,name,domains,named,country
      A,Acme,WWW.Acme.com; https://x.acme.com/a ;,YES,NA
      B,Beta,,perhaps,deu
      """
    let reading = Datasets.accounts(bytes(text))
    let acme = try #require(reading.rows.first)
    #expect(acme.domains == ["acme.com", "x.acme.com"] && acme.named && acme.country == "NA")
    #expect(reading.rows.last?.country == "DE")
    #expect(reading.problems.map(\.origin.line) == [3])
  }

  @Test(
    arguments: [
      ("2500.50", 250_050), ("1000", 100_000), ("0", 0), ("0.5", 50), ("1.10", 110),
      ("1.100", 110), ("92233720368547758.07", Int64.max),
      ("92233720368547758.08", nil), ("99999999999999999999", nil), ("1.005", nil), ("-1", nil),
      ("1,000", nil), ("1e3", nil), ("", nil), (".5", nil), ("1.", nil), ("1.2.3", nil),
      ("٣", nil), (" 1", nil),
    ] as [(String, Int64?)])
  func amountsAreExactOrRefused(text: String, hundredths: Int64?) {
    #expect(DatasetValue.hundredths(text) == hundredths)
  }

  @Test func opportunitiesKeepHundredths() {
    let text =
      "id,account,open,amount,updated_at\no,A,true,2500.50,2026-03-27\np,A,no,x,27.3.2026\n"
    let reading = Datasets.opportunities(bytes(text))
    #expect(reading.rows.map(\.amount) == [250_050, nil])
    #expect(reading.rows.map(\.open) == [true, false])
    #expect(reading.rows.first?.updatedAt == Instant(rfc3339: "2026-03-27T00:00:00Z"))
    #expect(reading.problems.count == 2)
  }

  @Test func ipRangesAreSortedAndApart() throws {
    let good =
      "start,end,country\n9.0.0.0,9.0.0.255,DE\n2001:db8::,2001:db8::ff,FR\n8.0.0.0,8.0.0.0,US\n"
    let reading = Datasets.ipRanges(bytes(good))
    #expect(reading.problems == [])
    #expect(reading.rows == 3 && reading.table.count == 3)
    for (text, country) in [("8.0.0.0", "US"), ("9.0.0.255", "DE"), ("2001:db8::7", "FR")] {
      let address = try #require(IPAddress(text))
      #expect(reading.table.country(of: address)?.description == country)
    }
    let bad = """
      start,end,country
      8.0.0.0,8.0.0.255,US
      8.0.0.10,8.0.0.20,DE
      8.0.0.255,8.0.1.0,FR
      9.0.0.1,9.0.0.0,FR
      9.0.0.1,::1,FR
      9.0.0,9.0.0.1,QQ
      """
    let problems = Datasets.ipRanges(bytes(bad)).problems
    #expect(problems.map { $0.origin.line ?? 0 }.sorted() == [3, 4, 5, 6, 7, 7])
    #expect(
      problems.map(\.reason).contains(
        "column \"start\": \"8.0.0.10\" overlaps the range on line 2"))
    #expect(Datasets.ipRanges(bytes(bad)).table.count == 0)
  }

  @Test func tablesAreKnownByTheirNames() {
    #expect(DatasetKind(folder: .roster, fileName: "reps.csv") == .reps)
    #expect(DatasetKind(folder: .roster, fileName: "Presence-2026-03.csv") == .presence)
    #expect(DatasetKind(folder: .roster, fileName: "holidays-DE.ics") == .holidays)
    #expect(DatasetKind(folder: .crm, fileName: "contacts.csv") == .contacts)
    #expect(DatasetKind(folder: .crm, fileName: "ip-country.csv") == .ipCountry)
    #expect(DatasetKind(folder: .crm, fileName: "reps.csv") == nil)
    #expect(DatasetKind(folder: .roster, fileName: "accounts.csv") == nil)
    #expect(DatasetKind(folder: .crm, fileName: "accounts.json") == nil)
    #expect(DatasetKind(folder: .leads, fileName: "reps.csv") == nil)
  }
}

@Suite struct HolidayCalendarTests {
  private func read(_ events: String, file: String = "holidays-DE.ics") -> DatasetReading<Holiday> {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(events)END:VCALENDAR\r\n"
    return Datasets.holidayCalendar(Array(text.utf8), file: file)
  }
  private func event(_ lines: String...) -> String {
    (["BEGIN:VEVENT"] + lines + ["END:VEVENT"]).map { $0 + "\r\n" }.joined()
  }

  @Test func eventsAreDays() {
    let reading = read(
      event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Weih", " nachten")
        + event("DTSTART:20260501T000000Z", "SUMMARY:Tag der Arbeit\\, frei")
        + event("DTSTART;VALUE=DATE:20260101", "STATUS:CANCELLED"))
    #expect(reading.problems == [])
    #expect(reading.rows.map(\.date.description) == ["2026-12-25", "2026-12-26", "2026-05-01"])
    #expect(reading.rows.map(\.name) == ["Weihnachten", "Weihnachten", "Tag der Arbeit, frei"])
    #expect(reading.rows.allSatisfy { $0.country == "DE" })
  }

  @Test func alarmsInAnEventAreNoPartOfIt() {
    let reading = read(
      event("DTSTART:20260101", "BEGIN:VALARM", "SUMMARY:x", "DTSTART:19990101", "END:VALARM"))
    #expect(reading.rows.map(\.date.description) == ["2026-01-01"])
    #expect(reading.rows.first?.name == nil)
  }

  @Test func yearlyEventsRepeat() {
    let reading = read(event("DTSTART:20240229", "RRULE:FREQ=YEARLY;UNTIL=20330101"))
    #expect(reading.rows.map(\.date.civil.year) == [2024, 2028, 2032])
    #expect(read(event("DTSTART:20260101", "RRULE:FREQ=YEARLY;COUNT=2")).rows.count == 2)
    #expect(read(event("DTSTART:20260101", "RRULE:FREQ=YEARLY")).rows.count == 35)
  }

  @Test func otherRulesAndDamageAreProblems() {
    #expect(
      read(event("DTSTART:20261126", "RRULE:FREQ=YEARLY;BYWEEKNO=20")).problems.count == 1)
    #expect(read(event("DTSTART:20260230")).problems.count == 1)
    #expect(read(event("SUMMARY:x")).problems.map(\.reason) == ["the event has no DTSTART"])
    #expect(read("BEGIN:VEVENT\r\nDTSTART:20260101\r\n").problems.count == 1)
    #expect(read("", file: "holidays.ics").problems.first?.reason.contains("country") == true)
    #expect(Datasets.holidayCalendar(Array("x".utf8), file: "DE.ics").problems.count == 1)
  }
}
