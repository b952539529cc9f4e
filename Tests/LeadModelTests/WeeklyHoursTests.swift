import LeadModel
import Testing

@Suite struct WeeklyHoursTests {
  private func windows(_ text: String) throws -> [DailyWindow] {
    try WeeklyHours(parsing: text).windows
  }

  @Test func severalGroupsAndWindows() throws {
    let hours = try windows("Mon-Tue 09:00-12:30,13:30-18:00; Sat 10:00-14:00")
    #expect(
      hours == [
        DailyWindow(weekday: 0, start: 540, end: 750),
        DailyWindow(weekday: 0, start: 810, end: 1080),
        DailyWindow(weekday: 1, start: 540, end: 750),
        DailyWindow(weekday: 1, start: 810, end: 1080),
        DailyWindow(weekday: 5, start: 600, end: 840),
      ])
  }

  @Test(arguments: [
    ("Mon,Wed 09:00-13:00", [0, 2]), ("Sat-Mon 09:00-13:00", [5, 6, 0]),
    ("mon-SUN 09:00-13:00", [0, 1, 2, 3, 4, 5, 6]), ("Fri-Fri 09:00-13:00", [4]),
    ("Mon, Thu-Fri 09:00-13:00;", [0, 3, 4]),
  ])
  func days(text: String, expected: [Int]) throws {
    #expect(try windows(text).map(\.weekday) == expected)
  }

  @Test func midnight() throws {
    let late = try windows("Fri 22:00-24:00, 22:00-06:00, 00:00-00:00")
    #expect(late.map(\.runsPastMidnight) == [false, true, true])
    #expect(late.map(\.end) == [1440, 360, 0])
  }

  @Test func emptyIsNever() throws {
    #expect(try WeeklyHours(parsing: "  ").isEmpty)
    #expect(WeeklyHours.never.text == "")
  }

  @Test(arguments: [
    ("Foo 09:00-17:00", "Foo"), ("Mon 9-17", "9"), ("Mon 09:00-25:00", "25:00"),
    ("Mon 09:60-10:00", "09:60"), ("Mon 24:00-06:00", "24:00"), ("09:00-17:00", "09:00-17:00"),
    ("Mon-", "Mon-"), ("Mon 09:00", "09:00"), ("always", "always"), (";", ";"),
    ("Mon 09:00-12:00,", ""), ("Mon-Wed-Fri 09:00-12:00", "Mon-Wed-Fri"),
    ("Mon 24:01-06:00", "24:01"),
  ])
  func problemsNameThePart(text: String, part: String) {
    let problem = #expect(throws: WeeklyHoursProblem.self) { try WeeklyHours(parsing: text) }
    #expect(problem?.part == part)
    #expect(problem?.description.contains("\"\(part)\"") == true)
  }

  @Test func problemsAreToldWithoutTheControlCharactersOfTheText() {
    for text in ["Mon\u{1B}[2J 09:00-17:00", "Mon 09:00\u{7}", "\u{9B}31m", "Fri \u{10}9"] {
      do throws(WeeklyHoursProblem) {
        _ = try WeeklyHours(parsing: text)
        Issue.record("hours out of \(text.debugDescription)")
      } catch {
        #expect(
          error.description.unicodeScalars.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint
              && $0.properties.generalCategory != .control
          })
        #expect(error.description.contains("\\u{"))
      }
    }
  }
}
