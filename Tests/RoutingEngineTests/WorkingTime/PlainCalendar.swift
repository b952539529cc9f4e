import LeadModel
import RoutingEngine

/// Somebody's calendar in plain numbers: what the product's schedule is made from, and what the slow
/// reference goes by. Days and minutes count from 1970-01-01, minutes of windows from local midnight.
struct PlainCalendar {
  struct Window {
    /// Monday is 0.
    var weekday: Int
    var start: Int
    /// Not after the start: on the day after.
    var end: Int
  }

  struct Hours: CustomStringConvertible {
    var windows: [Window] = []
    /// What the product reads of the text that says the same.
    var weekly = WeeklyHours.never
    var description: String { "\"\(weekly.text)\"" }
  }

  var zone = "UTC"
  var hours = Hours()
  /// First and last day.
  var leave: [ClosedRange<Int>] = []
  var holidays: Set<Int> = []
  /// By the day that is the week's Monday, the hours of the week; nil is the contract model.
  var observed: [Int: Set<Int>]?
  /// Hours for a time, in minutes of UTC.
  var dated: [(time: Range<Int>, hours: Hours)] = []
  /// In minutes of UTC.
  var absences: [Range<Int>] = []

  /// The product's view of it.
  func schedule(_ zones: [String: Zone]) -> WorkSchedule {
    var schedule = WorkSchedule(
      zone: zones[zone] ?? .utc, hours: hours.weekly,
      leave: leave.map {
        Leave(rep: "r", from: Self.day($0.lowerBound), to: Self.day($0.upperBound))
      },
      holidays: Set(holidays.map(Self.day)), observed: observed.map(Self.weeks))
    for entry in dated {
      schedule = schedule.following(
        entry.hours.weekly, during: Self.time(entry.time))
    }
    for absence in absences { schedule = schedule.excluding(Self.time(absence)) }
    return schedule
  }

  private static func day(_ number: Int) -> LocalDate { LocalDate(daysSinceEpoch: Int32(number)) }

  private static func time(_ minutes: Range<Int>) -> Range<Instant> {
    Instant(
      milliseconds: Int64(minutes.lowerBound) * 60_000)..<Instant(
        milliseconds: Int64(minutes.upperBound) * 60_000)
  }

  private static func weeks(_ plain: [Int: Set<Int>]) -> SeenWeeks {
    var weeks = SeenWeeks()
    for (monday, cells) in plain {
      var set = WeekCells()
      for cell in cells { set[cell] = true }
      weeks.add(set, to: day(monday))
    }
    return weeks
  }
}

extension PlainCalendar {
  private static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Hours as people have them, and as nobody should: split, over night, over midnight of Sunday, all day,
  /// one minute long, overlapping, at odd minutes.
  static func randomHours(_ dice: inout Dice) throws -> Hours {
    if dice.oneIn(12) { return try allDay() }
    var hours = Hours()
    var written = ""
    for group in 0...dice.roll(2) {
      let (text, days) = randomDays(&dice)
      var windows: [(Int, Int)] = []
      for _ in 0...dice.roll(2) { windows.append(randomWindow(&dice)) }
      written += group == 0 ? text : "; " + text
      for (place, window) in windows.enumerated() {
        written += (place == 0 ? " " : ",") + clock(window.0) + "-" + clock(window.1)
      }
      for day in days {
        for window in windows {
          hours.windows.append(Window(weekday: day, start: window.0, end: window.1))
        }
      }
    }
    hours.weekly = try WeeklyHours(parsing: written)
    return hours
  }

  private static func allDay() throws -> Hours {
    Hours(
      windows: (0..<7).map { Window(weekday: $0, start: 0, end: 1440) },
      weekly: try WeeklyHours(parsing: "Mon-Sun 00:00-24:00"))
  }

  private static func randomDays(_ dice: inout Dice) -> (String, [Int]) {
    let first = dice.roll(7)
    switch dice.roll(4) {
    case 0: return ("Mon-Fri", [0, 1, 2, 3, 4])
    case 1: return (names[first], [first])
    case 2:
      let length = dice.roll(7)
      return (
        names[first] + "-" + names[(first + length) % 7], (0...length).map { (first + $0) % 7 }
      )
    default:
      let second = (first + 1 + dice.roll(6)) % 7
      return (names[first] + "," + names[second], [first, second])
    }
  }

  private static func randomWindow(_ dice: inout Dice) -> (Int, Int) {
    switch dice.roll(6) {
    case 0: return (540, 1020)
    case 1:
      // About where clocks are changed.
      let start = dice.roll(5) * 30
      return (start, start + 1 + dice.roll(180))
    case 2: return (1200 + dice.roll(240), dice.roll(480))
    case 3: return (dice.roll(1440), 1440)
    case 4:
      let start = dice.roll(1439)
      return (start, dice.oneIn(3) ? start : start + 1)
    default: return (dice.roll(1440), dice.roll(1441))
    }
  }

  private static func clock(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
  }

  /// A calendar with some of the hours, whose leave, holidays, absences and observations lie around a minute of UTC.
  static func random(
    in zone: String, around minute: Int, _ hours: [Hours], _ dice: inout Dice
  ) -> PlainCalendar {
    var calendar = PlainCalendar()
    calendar.zone = zone
    calendar.hours = dice.oneIn(40) ? Hours() : dice.pick(hours)
    let today = minute / 1440
    if dice.oneIn(3) {
      for _ in 0...dice.roll(2) {
        let first = today - 40 + dice.roll(60)
        calendar.leave.append(first...first + dice.roll(dice.oneIn(3) ? 15 : 3))
      }
    }
    if dice.oneIn(3) {
      for _ in 0..<4 { calendar.holidays.insert(today - 10 + dice.roll(20)) }
    }
    if dice.oneIn(4) { calendar.observed = randomWeeks(around: today, &dice) }
    if dice.oneIn(4) {
      for _ in 0...dice.roll(2) {
        let from = minute - 3000 + dice.roll(6000)
        let hours = dice.oneIn(5) ? Hours() : dice.pick(hours)
        calendar.dated.append((from..<from + dice.roll(5000), hours))
      }
    }
    if dice.oneIn(4) {
      for _ in 0...dice.roll(2) {
        let from = minute - 2000 + dice.roll(4000)
        calendar.absences.append(from..<from + dice.roll(dice.oneIn(2) ? 60 : 3000))
      }
    }
    return calendar
  }

  /// Eleven weeks up to the next, each seen in some of a few hours, or not at all.
  private static func randomWeeks(around today: Int, _ dice: inout Dice) -> [Int: Set<Int>] {
    let monday = today - (today + 3) % 7
    let usual = (0..<12).map { _ in dice.roll(168) }
    var weeks: [Int: Set<Int>] = [:]
    for back in -1..<10 where !dice.oneIn(4) {
      var cells = Set(dice.some(usual, oneIn: 2))
      cells.insert(dice.roll(168))
      weeks[monday - 7 * back] = cells
    }
    return weeks
  }
}
