import Foundation
import LeadModel
import RoutingEngine
import Testing

/// What must hold of sums of working time for any calendars, start and work: 100,000 drawn ones.
@Suite struct CalendarPropertyTests {
  private static let batches = 20
  private static let perBatch = 5000

  /// Days of 1995 to 2040.
  private static let days = (9131, 25_568)

  @Test(arguments: 0..<Self.batches)
  func sumsOfAnyCalendars(batch: Int) throws {
    var dice = Dice(seed: UInt64(7000 + batch))
    var zones: [String: Zone] = [:]
    for _ in 0..<6 {
      let name = dice.pick(CalendarReferenceTests.zones)
      let zone = try #require(Zone(name))
      zones[name] = zone
    }
    let names = zones.keys.sorted()
    // Hours are read once: each calendar has some of these, beside all that is its own.
    let hours = try (0..<400).map { _ in try PlainCalendar.randomHours(&dice) }
    for round in 0..<Self.perBatch {
      let minute = Self.minute(of: zones, names, &dice)
      var calendars = [PlainCalendar.random(in: dice.pick(names), around: minute, hours, &dice)]
      while dice.oneIn(5) {
        calendars.append(.random(in: dice.pick(names), around: minute, hours, &dice))
      }
      let time = WorkingTime(anyOf: calendars.map { $0.schedule(zones) })
      let start = Instant(milliseconds: Int64(minute) * 60_000 + Int64(dice.roll(60_000)))
      let longest = dice.oneIn(60) ? 80 : dice.oneIn(8) ? 16 : 3
      let work = Int64(dice.roll(longest * 3_600_000))
      if let broken = Self.broken(time, start, work, &dice) {
        Issue.record(
          "\(broken): seed \(7000 + batch), round \(round), from \(start), work \(work): \(calendars)"
        )
      }
    }
  }

  /// A minute within some days of a change of clocks of one of the zones, or any at all.
  private static func minute(
    of zones: [String: Zone], _ names: [String], _ dice: inout Dice
  ) -> Int {
    var minute = (days.0 + dice.roll(days.1 - days.0)) * 1440 + dice.roll(1440)
    guard let zone = zones[dice.pick(names)], dice.oneIn(2) else { return minute }
    // Steps of ten days until the offset is another: what changed it is nearby.
    let offset = zone.offset(at: Instant(milliseconds: Int64(minute) * 60_000))
    for _ in 0..<36 {
      let next = minute + 14_400
      if zone.offset(at: Instant(milliseconds: Int64(next) * 60_000)) != offset { break }
      minute = next
    }
    return minute + dice.roll(14_400)
  }

  /// The first law that does not hold; nil when all do.
  private static func broken(
    _ time: WorkingTime, _ start: Instant, _ work: Int64, _ dice: inout Dice
  ) -> String? {
    guard let due = time.due(start: start, work: work) else {
      // Never within three years: then surely not within some weeks.
      let weeks = time.elapsed(start: start, end: start + 60 * Instant.day)
      return weeks < work ? nil : "due is never, yet \(weeks) is done"
    }
    if due < start { return "due \(due) is before the start" }
    let elapsed = time.elapsed(start: start, end: due)
    if elapsed != work { return "elapsed is \(elapsed)" }
    if work == 0 { return due == start ? nil : "no work is due at \(due)" }
    return dice.oneIn(10) ? brokenBetween(time, start, work, due, &dice) : nil
  }

  /// The same of parts of the time.
  private static func brokenBetween(
    _ time: WorkingTime, _ start: Instant, _ work: Int64, _ due: Instant, _ dice: inout Dice
  ) -> String? {
    let middle = start + Int64(dice.roll(Int(due - start) + 1))
    let before = time.elapsed(start: start, end: middle)
    if before < 0 || before > work || before > middle - start { return "\(before) to \(middle)" }
    if before + time.elapsed(start: middle, end: due) != work { return "parts do not add up" }
    if time.elapsed(start: start, end: due - 1) != work - 1 { return "due is not the first" }
    // More work is due later, and what begins later is due no earlier.
    let less = Int64(dice.roll(Int(work)))
    guard let earlier = time.due(start: start, work: less), earlier < due else {
      return "\(less) of work is not due before"
    }
    if let later = time.due(start: middle, work: work), later < due {
      return "begun at \(middle) it is due before"
    }
    let opening = time.nextOpening(from: start)
    let first = time.due(start: start, work: 1).map { $0 - 1 }
    if let opening, opening != first { return "opens at \(opening), first work at \(first as Any)" }
    if opening == nil, let first, first <= start + 14 * Instant.day { return "opens at \(first)" }
    return nil
  }
}
