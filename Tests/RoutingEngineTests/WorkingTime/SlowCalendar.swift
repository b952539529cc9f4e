import Foundation

/// Offsets of one zone from UTC, minute by minute, as Foundation tells them, and what the clock on the wall
/// shows. Everything else is plain arithmetic of minutes and days.
struct SlowClock {
  /// In minutes of UTC since 1970.
  let first: Int
  /// What the clock shows in each minute, in minutes since 1970-01-01 00:00 of that clock.
  let wall: [Int]
  /// The lowest and the highest minute that the clock shows.
  let lowest: Int
  let highest: Int
  /// For each minute from the lowest: where it is shown first and last; -1 where it never is.
  private var shownFirst: [Int] = []
  private var shownLast: [Int] = []

  init(_ zone: TimeZone, first: Int, count: Int) {
    self.first = first
    var wall: [Int] = []
    wall.reserveCapacity(count)
    var lowest = Int.max
    var highest = Int.min
    for place in 0..<count {
      let minute = first + place
      let shown = minute + Self.offset(zone, minute)
      wall.append(shown)
      if shown < lowest { lowest = shown }
      if shown > highest { highest = shown }
    }
    self.wall = wall
    self.lowest = lowest
    self.highest = highest
    shownFirst = Array(repeating: -1, count: highest - lowest + 1)
    shownLast = shownFirst
    for place in 0..<count {
      let shown = wall[place] - lowest
      if shownFirst[shown] < 0 { shownFirst[shown] = place }
      shownLast[shown] = place
    }
  }

  /// Minutes east of UTC.
  static func offset(_ zone: TimeZone, _ minute: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minute) * 60)) / 60
  }

  /// Where the clock first shows the time, or jumps over it.
  func opening(_ shown: Int) -> Int { place(shown, shownFirst) }
  /// Where the clock last shows the time, or jumps over it.
  func closing(_ shown: Int) -> Int { place(shown, shownLast) }

  private func place(_ shown: Int, _ places: [Int]) -> Int {
    if shown < lowest { return 0 }
    var at = shown - lowest
    while at < places.count {
      if places[at] >= 0 { return places[at] }
      // Skipped: the first instant after the gap.
      at += 1
      while at < places.count, shownFirst[at] < 0 { at += 1 }
      return at < places.count ? shownFirst[at] : wall.count
    }
    return wall.count
  }

  /// The minutes of UTC at which a zone's offset changes between two, found by asking at noon of each day.
  static func changes(of zone: TimeZone, from: Int, to: Int) -> [Int] {
    var changes: [Int] = []
    var low = from
    var offset = offset(zone, low)
    while low < to {
      let high = low + 1440
      let next = Self.offset(zone, high)
      if next != offset {
        var (before, after) = (low, high)
        while after - before > 1 {
          let middle = (before + after) / 2
          if Self.offset(zone, middle) == offset { before = middle } else { after = middle }
        }
        changes.append(after)
      }
      low = high
      offset = next
    }
    return changes
  }
}

/// The slow reference: who is on shift in each minute, decided by walking through the minutes.
struct SlowCalendar {
  /// 0 is on shift, else why not.
  enum State: UInt8 { case on, offShift, onLeave, away }

  let clock: SlowClock
  private(set) var states: [State]
  /// Whether the contract model answered for want of observations.
  private(set) var isSecondary: [Bool]

  init(_ calendar: PlainCalendar, _ clock: SlowClock) {
    self.clock = clock
    let count = clock.wall.count
    states = Array(repeating: .offShift, count: count)
    isSecondary = Array(repeating: false, count: count)
    let contract = Self.minutes(calendar.hours, clock)
    let dated = calendar.dated.map { ($0.time, Self.minutes($0.hours, clock)) }
    var day = Int.min
    var isHoliday = false
    var isLeave = false
    var cells: Set<Int>?
    let hasDates = !dated.isEmpty
    var place = -1
    while place + 1 < count {
      place += 1
      let wall = clock.wall[place]
      let today = wall >= 0 ? wall / 1440 : (wall - 1439) / 1440
      if today != day {
        day = today
        isHoliday = calendar.holidays.contains(day)
        isLeave = calendar.leave.contains { $0.contains(day) }
        cells = Self.cells(calendar, monday: day - (day + 3) % 7)
      }
      let minute = clock.first + place
      if isLeave {
        states[place] = .onLeave
      } else if isHoliday {
        states[place] = .offShift
      } else if hasDates, let (_, hours) = dated.first(where: { $0.0.contains(minute) }) {
        states[place] = hours[place] ? .on : .offShift
      } else if let cells {
        let cell = (day + 3) % 7 * 24 + (wall - day * 1440) / 60
        states[place] = cells.contains(cell) ? .on : .offShift
      } else {
        states[place] = contract[place] ? .on : .offShift
        isSecondary[place] = calendar.observed != nil
      }
      if !calendar.absences.isEmpty, calendar.absences.contains(where: { $0.contains(minute) }) {
        if states[place] != .onLeave {
          states[place] = .away
          isSecondary[place] = false
        }
      }
    }
  }

  /// The minutes that lie in a window.
  private static func minutes(_ hours: PlainCalendar.Hours, _ clock: SlowClock) -> [Bool] {
    var isIn = Array(repeating: false, count: clock.wall.count)
    for day in clock.lowest / 1440 - 2...clock.highest / 1440 + 1 {
      for window in hours.windows where window.weekday == (day + 3) % 7 {
        let end = window.end <= window.start ? window.end + 1440 : window.end
        let from = clock.opening(day * 1440 + window.start)
        let until = clock.closing(day * 1440 + end)
        var place = from
        while place < until {
          isIn[place] = true
          place += 1
        }
      }
    }
    return isIn
  }

  /// The hours of a week by the eight weeks before; nil where the contract model answers.
  private static func cells(_ calendar: PlainCalendar, monday: Int) -> Set<Int>? {
    guard let observed = calendar.observed, !calendar.hours.windows.isEmpty else { return nil }
    var seen: [Set<Int>] = []
    var counted = 0
    for back in 1...8 {
      let week = monday - 7 * back
      var isAway = true
      for day in 0..<7 where calendar.hours.windows.contains(where: { $0.weekday == day }) {
        let date = week + day
        if !calendar.holidays.contains(date), !calendar.leave.contains(where: { $0.contains(date) })
        {
          isAway = false
        }
      }
      if isAway { continue }
      counted += 1
      if let cells = observed[week], !cells.isEmpty { seen.append(cells) }
    }
    if seen.count < 4 { return nil }
    return Set((0..<168).filter { cell in 2 * seen.count { $0.contains(cell) } >= counted })
  }
}
