import LeadModel

/// A rep of the sample company: a row of the table in `RepTable`, with the office filled in.
struct SampleRep: Sendable {
  let id: String
  let name: String
  let status: String
  let office: Office
  let coverage: String
  let pools: String
  let products: String
  /// Blank takes the company's default.
  let capacity: String
  let hours: WeeklyHours
  let presence: PresenceHabit
  let clock: LocalTime

  var isActive: Bool { status == "active" }

  /// Whether the contract hours hold at that instant; leave and holidays are not asked.
  func isOnContractShift(at instant: Instant) -> Bool {
    let (date, minute) = clock.reading(at: instant)
    let today = date.weekday
    let yesterday = (today + 6) % 7
    return hours.windows.contains { window in
      if window.weekday == today, minute >= window.start {
        return minute < window.end || window.runsPastMidnight
      }
      return window.weekday == yesterday && window.runsPastMidnight && minute < window.end
    }
  }
}

/// How a rep's observed presence relates to the contract.
enum PresenceHabit: String, Sendable {
  /// Nearly every hour of the contract.
  case steady = ""
  /// Comes an hour after the contract says.
  case late
  /// Works on for an hour or two.
  case long
  /// Fridays end at noon.
  case fridays
  /// Started in the last three weeks: too little to go on.
  case new
  /// Never recorded: the contract answers.
  case none
}
