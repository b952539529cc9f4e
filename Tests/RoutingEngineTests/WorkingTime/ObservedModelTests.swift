import LeadModel
import RoutingEngine
import Testing

@Suite struct ObservedModelTests {
  private let monday = date("2026-03-02")

  /// A rep in Berlin with contract hours Mon–Fri 09–17 who was seen on Tuesdays at 20 o'clock in so
  /// many of the weeks before, counted back from the last, and in one other hour of others.
  private func schedule(
    evenings: [Int], otherwise: [Int] = [], leave: [Leave] = [],
    hours: String = "Mon-Fri 09:00-17:00"
  ) throws -> WorkSchedule {
    let rows =
      evenings.map { PresenceWeek(rep: "r", week: monday + -7 * $0, seen: [24 + 20: 0b111]) }
      + otherwise.map { PresenceWeek(rep: "r", week: monday + -7 * $0, seen: [5: 1]) }
    let rep = Rep(
      id: "r", country: "DE", timezone: "Europe/Berlin", hours: try WeeklyHours(parsing: hours))
    let schedules = RosterSchedules(
      Roster(reps: [rep], leave: leave), presence: ObservedPresence(rows),
      ruleSet: smallRules(coverageModel: .observed))
    return try #require(schedules.schedule(of: "r"))
  }

  private let evening = instant("2026-03-03T20:30:00+01:00")
  private let morning = instant("2026-03-03T10:00:00+01:00")

  @Test func halfOfTheWeeksIsEnough() throws {
    let seen = try schedule(evenings: [1, 3, 5, 8])
    #expect(seen.span(at: evening).answer == ShiftAnswer(off: nil, path: .primary))
    #expect(seen.span(at: morning).answer == ShiftAnswer(off: .offShift, path: .primary))
    #expect(seen.span(at: evening).from == instant("2026-03-03T20:00:00+01:00"))
    #expect(seen.span(at: evening).until == instant("2026-03-03T21:00:00+01:00"))
    let less = try schedule(evenings: [1, 3, 5], otherwise: [2])
    #expect(less.span(at: evening).answer == ShiftAnswer(off: .offShift, path: .primary))
  }

  @Test func fewerThanFourWeeksAskTheContract() throws {
    let few = try schedule(evenings: [1, 2, 3])
    #expect(few.span(at: evening).answer == ShiftAnswer(off: .offShift, path: .secondary))
    #expect(few.span(at: morning).answer == ShiftAnswer(off: nil, path: .secondary))
    let outside = try schedule(evenings: [1, 2, 3, 9, 0])
    #expect(outside.span(at: morning).answer.path == .secondary)
  }

  @Test func noHoursAskTheContractWhichSaysNo() throws {
    let none = try schedule(evenings: [1, 2, 3, 4], hours: "")
    #expect(none.span(at: evening).answer == ShiftAnswer(off: .offShift, path: .secondary))
  }

  @Test func weeksWhollyAwayDoNotCountNorPresenceInThem() throws {
    // Weeks 1 to 2 wholly away: 6 counted, 3 present is half.
    let away = Leave(rep: "r", from: monday + -14, to: monday + -3)
    let three = try schedule(evenings: [3, 4, 5], otherwise: [6], leave: [away])
    #expect(three.span(at: evening).answer.isOn)
    // The Friday of week 1 is no leave: 7 counted, 3 present is less than half.
    let short = Leave(rep: "r", from: monday + -14, to: monday + -4)
    #expect(
      try !schedule(evenings: [3, 4, 5], otherwise: [6], leave: [short]).span(at: evening)
        .answer.isOn)
    // Presence while wholly away is ignored: three weeks are left, which are too few.
    let ignored = try schedule(evenings: [1, 2, 3, 4, 5], leave: [away])
    #expect(ignored.span(at: evening).answer.path == .secondary)
  }

  @Test func leaveAndHolidaysGoFirst() throws {
    let leave = Leave(rep: "r", from: monday + 1, to: monday + 1, delegate: "d")
    let onLeave = try schedule(evenings: [1, 2, 3, 4], leave: [leave])
    #expect(onLeave.span(at: evening).answer.off == .onLeave)
    #expect(onLeave.delegates(on: monday + 1) == ["d"])
    #expect(onLeave.delegates(on: monday) == [])
  }
}
