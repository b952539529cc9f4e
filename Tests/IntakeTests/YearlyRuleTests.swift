import LeadModel
import Testing

@testable import Intake

/// Rules by which holidays come back, against dates that were looked up.
@Suite struct YearlyRuleTests {
  /// The first dates of a rule.
  private func dates(_ rule: String, from start: String, _ count: Int = 4) throws -> [String] {
    let first = try #require(LocalDate(parsing: start))
    return try YearlyRule(rule).dates(from: first).prefix(count).map(\.description)
  }

  private static let known: [(String, String, [String])] = [
    ("FREQ=YEARLY", "2026-10-03", ["2026-10-03", "2027-10-03", "2028-10-03", "2029-10-03"]),
    // The last Monday of May, the fourth Thursday of November.
    (
      "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "2026-05-25",
      ["2026-05-25", "2027-05-31", "2028-05-29", "2029-05-28"]
    ),
    (
      "FREQ=YEARLY;BYDAY=4TH;BYMONTH=11;WKST=SU", "2026-11-26",
      ["2026-11-26", "2027-11-25", "2028-11-23", "2029-11-22"]
    ),
    // The same in Outlook's words.
    (
      "FREQ=YEARLY;BYDAY=MO;BYMONTH=5;BYSETPOS=-1", "2026-05-25",
      ["2026-05-25", "2027-05-31", "2028-05-29", "2029-05-28"]
    ),
    // The Tuesday after the first Monday of November.
    (
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "2024-11-05",
      ["2024-11-05", "2028-11-07", "2032-11-02", "2036-11-04"]
    ),
    // 29 February is there in leap years only.
    ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"]),
    (
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2026-02-28",
      ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]
    ),
    (
      "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "2026-01-01",
      ["2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01"]
    ),
    (
      "FREQ=YEARLY;BYMONTH=3,9", "2026-03-15",
      ["2026-03-15", "2026-09-15", "2027-03-15", "2027-09-15"]
    ),
    // The first Monday and the last Friday of the year.
    (
      "FREQ=YEARLY;BYDAY=1MO,-1FR", "2026-01-05",
      ["2026-01-05", "2026-12-25", "2027-01-04", "2027-12-31"]
    ),
    // Midsummer: the Saturday from 20 to 26 June.
    (
      "FREQ=YEARLY;BYMONTH=6;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26", "2026-06-20",
      ["2026-06-20", "2027-06-26", "2028-06-24", "2029-06-23"]
    ),
    ("FREQ=YEARLY;COUNT=2", "2026-01-01", ["2026-01-01", "2027-01-01"]),
    ("FREQ=YEARLY;UNTIL=20280101", "2026-01-01", ["2026-01-01", "2027-01-01", "2028-01-01"]),
    ("FREQ=YEARLY;UNTIL=20271231T235959Z", "2026-01-01", ["2026-01-01", "2027-01-01"]),
  ]

  @Test(arguments: Self.known)
  func datesOfRules(rule: String, start: String, expected: [String]) throws {
    #expect(try dates(rule, from: start) == expected)
  }

  @Test func theStartIsTheFirstWhateverTheRuleSays() throws {
    #expect(
      try dates("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2", from: "2026-01-01") == [
        "2026-01-01", "2026-05-25",
      ])
  }

  @Test func rulesWithoutAnEndGoOnForAGenerationAtLeast() throws {
    #expect(try dates("FREQ=YEARLY", from: "1990-10-03", 200).last == "2060-10-03")
    #expect(try dates("FREQ=YEARLY", from: "2050-10-03", 200).last == "2079-10-03")
    #expect(try dates("FREQ=YEARLY", from: "9990-10-03", 200).last == "9999-10-03")
  }

  @Test(.timeLimit(.minutes(1))) func whatIsListedAgainAndAgainCostsAndMeansNoMore() throws {
    func again(_ item: String) -> String {
      Array(repeating: item, count: 8000).joined(separator: ",")
    }
    let rule = "FREQ=YEARLY;BYMONTH=\(again("5"));BYMONTHDAY=\(again("1"));BYDAY=\(again("FR"))"
    #expect(
      try dates(rule, from: "2026-05-01")
        == dates("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;BYDAY=FR", from: "2026-05-01"))
    let duration = "P" + String(repeating: "9999999W", count: 2_000_000)
    #expect(CalendarDuration.days(duration) == nil)
  }

  @Test(arguments: [
    "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYYEARDAY=100", "FREQ=YEARLY;BYEASTER=0",
    "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;COUNT=x",
    "FREQ=YEARLY;UNTIL=soon", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=-1",
    "FREQ=YEARLY;BYMONTHDAY=0", "FREQ=YEARLY;BYDAY=0MO", "FREQ=YEARLY;BYDAY=54MO",
    "FREQ=YEARLY;BYDAY=MONDAY", "FREQ=YEARLY;BYDAY=", "FREQ=YEARLY;BYHOUR=9", "FREQ=MONTHLY", "",
    "YEARLY", "FREQ=YEARLY;BYSETPOS=" + String(Int.min), "FREQ=YEARLY;BYDAY=\(Int.min)MO",
  ])
  func othersAreNotUnderstood(rule: String) {
    #expect(throws: YearlyRuleProblem.self) { try YearlyRule(rule) }
  }
}
