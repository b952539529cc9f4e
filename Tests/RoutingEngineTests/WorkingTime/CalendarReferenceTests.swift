import Foundation
import LeadModel
import RoutingEngine
import Testing

/// The product's calendars against the slow reference, minute by minute, around changes of clocks.
@Suite struct CalendarReferenceTests {
  /// Zones whose clocks are worth a look, and one in which nothing ever happens.
  static let zones = [
    "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Havana",
    "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia", "Pacific/Fakaofo",
    "Asia/Pyongyang", "Europe/Istanbul", "America/Sao_Paulo", "America/Caracas",
    "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Tehran", "Europe/Volgograd", "Asia/Amman",
    "America/Godthab", "Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu",
    "Asia/Colombo", "Asia/Damascus", "Europe/Moscow", "America/Asuncion", "America/Santiago",
    "Pacific/Easter", "Pacific/Chatham", "Pacific/Norfolk", "Pacific/Tongatapu", "Pacific/Fiji",
    "Pacific/Kiritimati", "Africa/Windhoek", "Africa/Juba", "Africa/Sao_Tome", "Asia/Hovd",
    "Antarctica/Casey", "America/Caracas", "America/Argentina/San_Luis", "Europe/Lisbon",
    "America/Scoresbysund", "America/Metlakatla", "Asia/Almaty", "America/Mexico_City", "UTC",
  ]

  /// 1995 to 2040 in minutes.
  private static let years = (9131 * 1440, 25_568 * 1440)
  /// Minutes that the reference looks at, and at either end those that it cannot know.
  private static let length = 6 * 1440
  private static let margin = 2 * 1440

  /// Each batch takes other numbers. A difference is told with its batch and round.
  @Test(arguments: 0..<8)
  func minuteByMinute(batch: Int) throws {
    var table: [String: Zone] = [:]
    for name in Self.zones {
      let zone = try #require(Zone(name))
      table[name] = zone
    }
    for (place, name) in Self.zones.enumerated() where place % 8 == batch {
      let zone = try #require(TimeZone(identifier: name))
      let changes = SlowClock.changes(of: zone, from: Self.years.0, to: Self.years.1)
      var dice = Dice(seed: UInt64(1000 + place))
      let hours = try (0..<40).map { _ in try PlainCalendar.randomHours(&dice) }
      for round in 0..<8 {
        // Mostly around a change of clocks, else anywhere.
        let middle =
          changes.isEmpty || dice.oneIn(8)
          ? Self.years.0 + dice.roll(Self.years.1 - Self.years.0)
          : dice.pick(changes) - 600 + dice.roll(1200)
        let first = middle - Self.length / 2
        let clock = SlowClock(zone, first: first, count: Self.length)
        for _ in 0..<5 {
          let plain = PlainCalendar.random(in: name, around: middle, hours, &dice)
          let slow = SlowCalendar(plain, clock)
          let schedule = plain.schedule(table)
          let drawn = Case(seed: 1000 + place, round: round, calendars: [plain])
          Self.compareSpans(schedule, slow, drawn, &dice)
          Self.compareSums(WorkingTime(anyOf: [schedule]), [slow], drawn, &dice)
        }
      }
    }
  }

  /// Several people in other zones: the time at which any of them is there.
  @Test(arguments: 0..<4)
  func anybody(batch: Int) throws {
    var table: [String: Zone] = [:]
    var dice = Dice(seed: UInt64(90 + batch))
    let hours = try (0..<100).map { _ in try PlainCalendar.randomHours(&dice) }
    for round in 0..<40 {
      let middle = Self.years.0 + dice.roll(Self.years.1 - Self.years.0)
      var slow: [SlowCalendar] = []
      var schedules: [WorkSchedule] = []
      var drawn = Case(seed: 90 + batch, round: round, calendars: [])
      for _ in 0...dice.roll(3) {
        let name = dice.pick(Self.zones)
        if table[name] == nil { table[name] = Zone(name) }
        let zone = try #require(TimeZone(identifier: name))
        let plain = PlainCalendar.random(in: name, around: middle, hours, &dice)
        let clock = SlowClock(zone, first: middle - Self.length / 2, count: Self.length)
        slow.append(SlowCalendar(plain, clock))
        schedules.append(plain.schedule(table))
        drawn.calendars.append(plain)
      }
      Self.compareSums(WorkingTime(anyOf: schedules), slow, drawn, &dice)
    }
  }

  /// What a difference is told with, to draw it again.
  private struct Case {
    var seed: Int
    var round: Int
    var calendars: [PlainCalendar]
  }

  private static func instant(_ minute: Int) -> Instant {
    Instant(milliseconds: Int64(minute) * 60_000)
  }

  /// Every minute lies in a span that says of all its minutes what the reference says.
  private static func compareSpans(
    _ schedule: WorkSchedule, _ slow: SlowCalendar, _ told: Case, _ dice: inout Dice
  ) {
    var place = margin
    while place < length - margin {
      let now = instant(slow.clock.first + place)
      let span = schedule.span(at: now)
      guard span.from <= now, now < span.until else {
        Issue.record("the span \(span) is not around \(now): \(told)")
        return
      }
      // From a minute in the middle of a span the answer is the same.
      let end = min(length - margin, minute(span.until) - slow.clock.first)
      let from = max(margin, minute(span.from) - slow.clock.first)
      let (state, isSecondary) = Self.state(span.answer)
      var other = from
      while other < max(end, place + 1) {
        if slow.states[other] != state || slow.isSecondary[other] != isSecondary {
          Issue.record(
            "at \(instant(slow.clock.first + other)) \(span), not \(slow.states[other]): \(told)")
          return
        }
        other += 1
      }
      place = max(end, place + 1)
      if dice.oneIn(4) { place -= min(place - margin, dice.roll(30)) }
    }
  }

  /// The first whole minute that is not before the instant.
  private static func minute(_ instant: Instant) -> Int {
    Int((instant.milliseconds + 59_999) / 60_000)
  }

  /// The reference's words for an answer.
  private static func state(_ answer: ShiftAnswer) -> (SlowCalendar.State, Bool) {
    let state: SlowCalendar.State =
      switch answer.off {
      case nil: .on
      case .onLeave: .onLeave
      case .away: .away
      default: .offShift
      }
    return (state, answer.path == .secondary)
  }

  private static func compareSums(
    _ time: WorkingTime, _ slow: [SlowCalendar], _ told: Case, _ dice: inout Dice
  ) {
    let first = slow[0].clock.first
    // Milliseconds of work up to the beginning of each minute.
    var sums = [Int64(0)]
    sums.reserveCapacity(length + 1)
    var isOn: [Bool] = []
    isOn.reserveCapacity(length)
    var sum: Int64 = 0
    var place = 0
    while place < length {
      var any = slow[0].states[place] == .on
      if slow.count > 1, !any { any = slow.contains { $0.states[place] == .on } }
      isOn.append(any)
      if any { sum += 60_000 }
      sums.append(sum)
      place += 1
    }
    let last = Int64(length - margin) * 60_000
    for _ in 0..<4 {
      let from = Int64(margin) * 60_000 + Int64(dice.roll((length - 2 * margin) * 60_000))
      let to = from + Int64(dice.roll(Int(last - from)))
      func sum(_ at: Int64) -> Int64 {
        let place = Int(at / 60_000)
        return sums[place] + (isOn[place] ? at % 60_000 : 0)
      }
      let zero = instant(first)
      let elapsed = time.elapsed(start: zero + from, end: zero + to)
      if elapsed != sum(to) - sum(from) {
        Issue.record(
          "\(elapsed) of \(sum(to) - sum(from)) from \(zero + from) to \(zero + to), \(told)")
      }
      let work = Int64(1 + dice.roll(dice.oneIn(2) ? 7_200_000 : 86_400_000))
      var place = Int(from / 60_000)
      while place < length - margin, sums[place + 1] - sum(from) < work { place += 1 }
      if place < length - margin {
        let begin = max(from, Int64(place) * 60_000)
        let exact = begin + work - (sum(begin) - sum(from))
        let answer = time.due(start: zero + from, work: work)
        if answer != zero + exact {
          Issue.record("due \(String(describing: answer)), not \(zero + exact), \(told)")
        }
      }
      var opening = from
      while opening < last, !isOn[Int(opening / 60_000)] {
        opening = (opening / 60_000 + 1) * 60_000
      }
      if opening < last {
        let answer = time.nextOpening(from: zero + from)
        if answer != zero + opening {
          Issue.record("opens \(String(describing: answer)), not \(zero + opening), \(told)")
        }
      }
    }
  }
}
