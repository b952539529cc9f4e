import LeadModel
import Testing

@testable import RoutingEngine

@Suite struct PresenceGathererTests {
  private let reps = [
    Rep(id: "berlin", timezone: "Europe/Berlin"), Rep(id: "tokyo", timezone: "Asia/Tokyo"),
    Rep(id: "lost", timezone: "Mars/Base"), Rep(id: "adelaide", timezone: "Australia/Adelaide"),
    Rep(id: "home"),
  ]
  private let home = Zone("America/New_York") ?? .utc

  private func gatherer() -> PresenceGatherer { PresenceGatherer(reps, fallback: home) }

  @Test func minutesAreInTheRepsZone() {
    var gatherer = gatherer()
    for (rep, text) in [
      ("tokyo", "2026-03-01T15:30:00Z"), ("tokyo", "2026-03-01T15:31:59Z"),
      ("tokyo", "2026-03-01T15:31:00Z"), ("stranger", "2026-03-01T15:30:00Z"),
      ("lost", "2026-03-01T15:30:00Z"), ("berlin", "1969-12-31T23:59:59.999Z"),
    ] { gatherer.add(Moment(rep: rep, at: instant(text))) }
    let all = gatherer.all()
    func week(_ rep: RepID, _ text: String, _ seen: SeenMinutes) -> PresenceWeek {
      PresenceWeek(rep: rep, week: date(text), seen: seen)
    }
    let sunday = 6 * 24 + 10
    #expect(
      all.map(\.week) == [
        week("berlin", "1969-12-29", [3 * 24: 1 << 59]),
        week("lost", "2026-02-23", [sunday: 1 << 30]),
        week("stranger", "2026-02-23", [sunday: 1 << 30]),
        week("tokyo", "2026-03-02", [0: 3 << 30]),
      ])
    #expect(all.map(\.rows) == [1, 1, 1, 3])
    #expect(gatherer.next(10).isEmpty)
  }

  /// Against sets, by the wall clock as the rest of the engine reads it: in any order, twice, cut into any
  /// pieces.
  @Test func gatheringIsCountingMinutes() throws {
    var generator = SystemRandomNumberGenerator()
    let names = reps.map(\.id.text) + ["x", "", "Ärger", String(repeating: "long", count: 40)]
    let start = instant("2025-09-01T00:00:00Z")
    var moments = (0..<4000).map { _ in
      Moment(
        rep: names.randomElement(using: &generator) ?? "",
        at: start + Int64.random(in: 0..<(70 * Instant.day), using: &generator))
    }
    moments += moments.prefix(1000)
    moments.shuffle(using: &generator)
    var expected: [String: Set<Int>] = [:]
    var zones = ZoneCache()
    for moment in moments {
      let rep = reps.first { $0.id.text == moment.rep }
      let zone = rep?.timezone.flatMap { zones.zone($0) } ?? home
      let (week, cell) = WeekCells.cell(of: moment.at, in: zone)
      let minute = Int(zone.wall(at: moment.at).millisecondsOfDay / Instant.minute % 60)
      expected["\(moment.rep) \(week)", default: []].insert(cell * 60 + minute)
    }
    var gatherer = gatherer()
    var found: [String: Set<Int>] = [:]
    var rows = 0
    for (index, moment) in moments.enumerated() {
      gatherer.add(moment)
      guard index % 900 == 899 || index == moments.count - 1 else { continue }
      let all = gatherer.all(Int.random(in: 1...300, using: &generator))
      let order = all.map { "\($0.week.week) \($0.week.rep)" }
      #expect(order == order.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
      for gathered in all {
        rows += gathered.rows
        for (cell, minutes) in gathered.week.seen {
          for minute in 0..<60 where minutes >> UInt64(minute) & 1 == 1 {
            found["\(gathered.week.rep) \(gathered.week.week)", default: []]
              .insert(cell * 60 + minute)
          }
        }
      }
    }
    #expect(found == expected)
    #expect(rows == moments.count)
  }

  @Test func memoryHasAnEnd() {
    var gatherer = gatherer()
    var count = 0
    while !gatherer.isFull, count < 200_000 {
      gatherer.add(Moment(rep: "stranger \(count)", at: Instant(milliseconds: 0)))
      count += 1
    }
    #expect(gatherer.isFull && count <= 1 << 16)
    #expect(gatherer.all(10_000).count == count)
    #expect(!gatherer.isFull)
    gatherer.add(Moment(rep: "tokyo", at: Instant(milliseconds: 0)))
    #expect(gatherer.all().map(\.week.rep) == ["tokyo"])
  }

  @Test func weeksAreFound() {
    var weeks = SeenWeeks()
    var cells = WeekCells()
    cells[3] = true
    let monday = date("2026-03-02")
    for back in [4, 0, -3, 2, 2] { weeks.add(cells, to: monday + -7 * back) }
    weeks.add(WeekCells(), to: monday + 70)
    #expect(weeks.count == 4)
    #expect(weeks[monday + -14]?[3] == true && weeks[monday + -14]?[4] == false)
    #expect(weeks[monday + -7] == nil && weeks[monday + 70] == nil && weeks[monday + 21] == cells)
  }
}
