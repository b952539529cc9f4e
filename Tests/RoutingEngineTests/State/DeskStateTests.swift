import LeadModel
import RoutingEngine
import Testing

/// A desk with reps r0, r1, … and an inactive one called `gone`.
func desk(
  reps: Int = 3, hours: String = "Mon-Fri 09:00-17:00", leave: [Leave] = [],
  rules: RuleSet = smallRules(), at: Instant
) throws -> DeskState {
  let working = try WeeklyHours(parsing: hours)
  let roster = Roster(
    reps: (0..<reps).map {
      Rep(id: RepID("r\($0)"), timezone: "Europe/Berlin", hours: working)
    } + [Rep(id: "gone", status: "left")], leave: leave)
  let schedules = RosterSchedules(roster, presence: ObservedPresence(), ruleSet: rules)
  return DeskState(ruleSet: rules, schedules: schedules, at: at)
}

extension DeskState {
  /// A new lead that was assigned at once.
  mutating func assign(
    _ number: Int64, to rep: RepID, email: String? = nil, at: Instant
  ) {
    enter(
      number: LeadNumber(number), publicID: "L\(number)", receivedAt: at,
      keys: LeadKeys(emailKey: email, phone: nil, lastName: nil))
    place(LeadNumber(number), state: .assigned, owner: rep, at: at)
  }

  mutating func standing(_ rep: RepID) -> RepStanding {
    schedules.roster.index(of: rep).map { standing(of: $0) } ?? RepStanding(load: -1)
  }
}

@Suite struct DeskStateTests {
  // A Monday in Berlin.
  private let monday = instant("2026-03-02T10:00:00+01:00")

  @Test func assignmentsCountInLoadWeekAndLast() throws {
    var desk = try desk(at: monday)
    desk.assign(1, to: "r0", at: monday)
    desk.assign(2, to: "r0", at: monday + 1)
    desk.changeState(of: LeadNumber(1), to: .working)
    #expect(desk.standing("r0") == RepStanding(load: 2, week: 2, lastAssigned: monday + 1))
    desk.place(LeadNumber(2), state: .assigned, owner: "r1", at: monday + 2)
    #expect(desk.standing("r0") == RepStanding(load: 1, week: 2, lastAssigned: monday + 1))
    #expect(desk.standing("r1") == RepStanding(load: 1, week: 1, lastAssigned: monday + 2))
    desk.changeState(of: LeadNumber(1), to: .closed)
    #expect(desk.standing("r0").load == 0)
    #expect(desk.brokenInvariants() == [])
  }

  @Test func onlyCountedStatesAreLoad() throws {
    let rules = smallRules(capacity: CapacityRules(counts: [.assigned]))
    var desk = try desk(rules: rules, at: monday)
    desk.assign(1, to: "r0", at: monday)
    desk.changeState(of: LeadNumber(1), to: .working)
    #expect(desk.standing("r0").load == 0)
    desk.adopt(ruleSet: smallRules(), schedules: desk.schedules)
    #expect(desk.standing("r0").load == 1)
  }

  @Test func oldLeadsAreReleased() throws {
    var desk = try desk(at: monday)
    desk.assign(1, to: "r0", at: monday)
    desk.assign(2, to: "r0", at: monday + Instant.day)
    desk.advance(to: monday + 14 * Instant.day - 1)
    #expect(desk.standing("r0").load == 2)
    desk.advance(to: monday + 14 * Instant.day)
    #expect(desk.standing("r0").load == 1)
    // A released lead that changes hands is load of nobody.
    desk.place(LeadNumber(1), state: .assigned, owner: "r1", at: monday + 14 * Instant.day)
    #expect(
      desk.standing("r1")
        == RepStanding(
          load: 0, week: 1, lastAssigned: monday + 14 * Instant.day))
    desk.seed(
      LeadSeed(
        number: LeadNumber(3), publicID: "old", receivedAt: monday, state: .assigned, owner: "r2",
        keys: LeadKeys(emailKey: nil, phone: nil, lastName: nil)))
    #expect(desk.standing("r2").load == 0)
    #expect(desk.brokenInvariants() == [])
  }

  @Test func weeksBeginMondayMidnightOfTheOrganisation() throws {
    var desk = try desk(at: monday)
    let sunday = instant("2026-03-08T23:59:59+01:00")
    desk.assign(1, to: "r0", at: sunday)
    #expect(desk.standing("r0").week == 1)
    desk.advance(to: instant("2026-03-09T00:00:00+01:00"))
    #expect(desk.standing("r0") == RepStanding(load: 1, week: 0, lastAssigned: sunday))
    // An act that comes before any decision of the new week begins it too.
    desk.assign(2, to: "r0", at: instant("2026-03-16T08:00:00+01:00"))
    #expect(desk.standing("r0").week == 1)
  }

  @Test func seedsCountAsLoadButNotAsAssignments() throws {
    var desk = try desk(at: monday)
    desk.seed(
      LeadSeed(
        number: LeadNumber(1), publicID: "a", receivedAt: monday - 1, state: .working, owner: "r0",
        keys: LeadKeys(emailKey: nil, phone: nil, lastName: nil)))
    desk.seed(rep: "r0", week: 7, lastAssigned: monday - 5)
    #expect(desk.standing("r0") == RepStanding(load: 1, week: 7, lastAssigned: monday - 5))
  }

  @Test func aNewRosterKeepsWhatPeopleCarry() throws {
    var desk = try desk(reps: 2, at: monday)
    desk.assign(1, to: "r1", at: monday)
    desk.assign(2, to: "r2", at: monday)
    let larger = try self.desk2(reps: 3)
    desk.adopt(ruleSet: smallRules(), schedules: larger)
    #expect(desk.standing("r1").load == 1)
    #expect(desk.standing("r2") == RepStanding(load: 1, week: 1, lastAssigned: monday))
  }

  private func desk2(reps: Int) throws -> RosterSchedules {
    try desk(reps: reps, at: monday).schedules
  }

  @Test func shadowedLeadsHaveFiguresOfTheirOwn() throws {
    var desk = try desk(at: monday)
    desk.enter(
      number: LeadNumber(1), publicID: "a", receivedAt: monday,
      keys: LeadKeys(emailKey: "a@b.c", phone: nil, lastName: nil))
    desk.place(LeadNumber(1), state: .shadowed, owner: "r0", region: "EMEA", at: monday)
    #expect(desk.standing("r0") == RepStanding())
    desk.shadowRegion = "EMEA"
    #expect(desk.standing("r0") == RepStanding(load: 1, week: 1, lastAssigned: monday))
    desk.shadowRegion = "NA"
    #expect(desk.standing("r0") == RepStanding())
    desk.shadowRegion = "EMEA"
    desk.advance(to: monday + 14 * Instant.day)
    #expect(desk.standing("r0") == RepStanding(load: 0, week: 0, lastAssigned: monday))
  }

  @Test func shiftsAndAbsence() throws {
    var desk = try desk(at: monday)
    let index = try #require(desk.schedules.roster.index(of: "r0"))
    #expect(desk.shift(of: index, hours: nil).isOn)
    desk.goAway(AwayFact(rep: "r0", until: monday + Instant.hour, delegate: "r1"))
    #expect(desk.shift(of: index, hours: nil).off == .away)
    desk.advance(to: monday + Instant.hour)
    #expect(desk.shift(of: index, hours: nil).isOn)
    desk.goAway(AwayFact(rep: "r0"))
    desk.advance(to: monday + Instant.day)
    #expect(desk.shift(of: index, hours: nil).off == .away)
    desk.comeBack("r0")
    #expect(desk.shift(of: index, hours: nil).isOn)
    desk.advance(to: instant("2026-03-03T17:00:00+01:00"))
    #expect(desk.shift(of: index, hours: nil).off == .offShift)
    let late = try WeeklyHours(parsing: "Mon-Fri 12:00-20:00")
    #expect(desk.shift(of: index, hours: late).isOn)
    desk.advance(to: instant("2026-03-03T20:00:00+01:00"))
    #expect(desk.shift(of: index, hours: late).off == .offShift)
  }

  @Test func nextOpenings() throws {
    let leave = Leave(rep: "r0", from: date("2026-03-01"), to: date("2026-03-03"), delegate: "r1")
    var desk = try desk(leave: [leave], at: instant("2026-03-02T18:00:00+01:00"))
    let (r0, r1) = (
      try #require(desk.schedules.roster.index(of: "r0")),
      try #require(desk.schedules.roster.index(of: "r1"))
    )
    #expect(desk.isOnLeave(r0) && !desk.isOnLeave(r1))
    #expect(desk.leaveDelegates(of: r0) == ["r1"])
    let opening = desk.nextOpening(among: [r0, r1])
    let first = try #require(opening)
    #expect(first.rep == "r1")
    #expect(first.at == instant("2026-03-03T09:00:00+01:00"))
    #expect(first.localTime == "09:00" && first.zone == "Europe/Berlin")
    #expect(first.localDate == date("2026-03-03"))
    desk.goAway(AwayFact(rep: "r1", until: instant("2026-03-04T11:00:00+01:00")))
    #expect(desk.nextOpening(among: [r1, r0])?.rep == "r0")
    #expect(desk.nextOpening(among: [r1])?.at == instant("2026-03-04T11:00:00+01:00"))
    desk.goAway(AwayFact(rep: "r1"))
    #expect(desk.nextOpening(among: [r1]) == nil)
  }

  @Test func keptOpeningsAreThoseWorkedOutAnew() throws {
    var numbers = SeededNumbers(state: 11)
    var kept = try desk(hours: "Tue 22:00-02:00; Sat 09:00-12:00", at: monday)
    var now = monday
    for _ in 0..<200 {
      now = now + Int64.random(in: -10 * Instant.hour...20 * Instant.hour, using: &numbers)
      kept.advance(to: now)
      var fresh = try desk(hours: "Tue 22:00-02:00; Sat 09:00-12:00", at: now)
      #expect(kept.nextOpening(among: [1, 2]) == fresh.nextOpening(among: [1, 2]))
      #expect(kept.shift(of: 1, hours: nil) == fresh.shift(of: 1, hours: nil))
    }
  }
}
