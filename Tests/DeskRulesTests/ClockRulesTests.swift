import LeadModel
import RoutingEngine
import Testing

@testable import DeskRules

/// Monday 2026-03-02 09:00 UTC.
private let nine = Instant(milliseconds: 1_772_442_000_000)
private let hour = Instant.hour

private func rules(_ slas: [SLARule] = []) -> RuleSet {
  RuleSet(
    segments: [Segment(id: "smb")], defaultSegment: "smb", pools: [],
    queues: [FallbackQueue(id: "world", manager: "mara", deputy: "dan", isDefault: true)],
    slas: slas)
}

private func schedules(_ hours: [(RepID, String)]) -> RosterSchedules {
  let reps = hours.map { rep, hours in
    Rep(id: rep, hours: (try? WeeklyHours(parsing: hours)) ?? .never)
  }
  return RosterSchedules(Roster(reps: reps), presence: ObservedPresence(), ruleSet: rules())
}

private func context(
  segment: SegmentID? = nil, region: RegionID? = nil, route: RouteType = .coverage,
  queue: QueueID? = nil
) -> ClockRules.Context {
  ClockRules.Context(segment: segment, region: region, route: route, queue: queue)
}

@Suite struct TermsTests {
  private func terms(_ kind: ClockKind, _ slas: [SLARule], _ context: ClockRules.Context)
    -> ClockRules.Terms
  {
    ClockRules(rules: rules(slas), schedules: schedules([]), analysts: []).terms(kind, context)
  }

  @Test func theBuiltInOnesFollowTheLast() {
    #expect(terms(.firstContact, [], context(segment: "Enterprise")).minutes == 30)
    #expect(terms(.firstContact, [], context(segment: "smb")).minutes == 60)
    #expect(terms(.owner, [], context()).minutes == 60)
    #expect(!terms(.owner, [], context()).workingTime)
    for kind in [ClockKind.queue, .escalation] {
      #expect(terms(kind, [], context()).minutes == 120)
      #expect(terms(kind, [], context()).workingTime)
    }
  }

  @Test func theFirstThatMatchesCounts() {
    let slas = [
      SLARule(clock: .owner, segments: ["smb"], regions: ["EMEA"], minutes: 5),
      SLARule(clock: .owner, segments: ["smb"], minutes: 10, time: .working, onBreach: .reroute),
      SLARule(clock: .owner, minutes: 20),
    ]
    #expect(terms(.owner, slas, context(segment: "smb", region: "EMEA")).minutes == 5)
    let second = terms(.owner, slas, context(segment: "smb"))
    #expect(second == ClockRules.Terms(minutes: 10, workingTime: true, reroutes: true))
    // What is missing meets no condition.
    #expect(terms(.owner, slas, context()).minutes == 20)
    #expect(terms(.queue, slas, context()).minutes == 120)
  }

  @Test func aRuleThatSaysNothingOfTimeKeepsTheUsual() {
    let slas = [SLARule(clock: .queue, queues: ["world"], minutes: 240)]
    #expect(terms(.queue, slas, context(queue: "world")).workingTime)
    #expect(terms(.queue, slas, context(queue: "other")).minutes == 120)
  }
}

@Suite struct WorkingClockTests {
  private func clocks(_ hours: [(RepID, String)]) -> ClockRules {
    ClockRules(rules: rules(), schedules: schedules(hours), analysts: [])
  }

  private func queueClock(_ clocks: ClockRules) -> ClockStarted {
    clocks.start(.queue, id: 1, lead: LeadNumber(1), owner: nil, at: nine, context(queue: "world"))
  }

  private func row(_ clock: ClockStarted) -> ClockRow {
    ClockRow(
      id: clock.id, kind: clock.kind, lead: clock.lead, escalation: nil, company: nil,
      owner: clock.owner, queue: clock.queue,
      state: ClockState(startedAt: clock.startedAt, dueAt: clock.dueAt, warnAt: clock.warnAt),
      workingTime: clock.workingTime, warned: false, breached: false)
  }

  @Test func managerOrDeputyIsEnough() {
    let clock = queueClock(clocks([("mara", "Mon 09:00-10:00"), ("dan", "Mon 11:00-17:00")]))
    #expect(clock.dueAt == nine + 3 * hour)
    #expect(clock.warnAt == nine + 5 * hour / 2)
  }

  @Test func whereNobodyEverWorksTimeElapses() {
    #expect(queueClock(clocks([])).dueAt == nine + 2 * hour)
  }

  @Test func managersWhoAreNoRepsHaveHoursToo() {
    let hours = (try? WeeklyHours(parsing: "Mon 10:00-17:00")) ?? .never
    let clocks = ClockRules(
      rules: rules(), schedules: schedules([]), analysts: [],
      others: ["mara": WorkSchedule(zone: .utc, hours: hours)])
    #expect(queueClock(clocks).dueAt == nine + 3 * hour)
  }

  @Test func absencesOfOneLeaveTheOther() {
    var clocks = clocks([("mara", "Mon 09:00-17:00"), ("dan", "Mon 09:00-10:00")])
    clocks.absences = ["mara": nine..<nine + 3 * hour]
    #expect(queueClock(clocks).dueAt == nine + 4 * hour)
  }

  @Test func workThatIsLeftMovesAndNoneIsLost() {
    let before = clocks([("mara", "Mon 09:00-17:00")])
    let clock = row(queueClock(before))
    var after = before
    let now = nine + hour / 2
    after.absences = ["mara": now..<now + 4 * hour]
    let moved = before.rescheduling([clock], under: after, at: now)
    #expect(
      moved == [
        .clockRescheduled(clock: 1, due: nine + 6 * hour, warn: nine + 11 * hour / 2)
      ])
    // Back at once: as if nothing had been.
    var there = clock
    there.state.dueAt = nine + 6 * hour
    there.state.warnAt = nine + 11 * hour / 2
    #expect(
      after.rescheduling([there], under: before, at: now) == [
        .clockRescheduled(clock: 1, due: nine + 2 * hour, warn: nine + 3 * hour / 2)
      ])
  }

  @Test func whatIsDueStaysAndSoDoesAWarningThatIsOver() {
    let before = clocks([("mara", "Mon 09:00-17:00")])
    let clock = row(queueClock(before))
    let after = clocks([("mara", "Mon 09:00-10:45; Tue 09:00-17:00")])
    #expect(before.rescheduling([clock], under: after, at: nine + 2 * hour).isEmpty)
    let late = nine + 7 * hour / 4
    #expect(
      before.rescheduling([clock], under: after, at: late) == [
        .clockRescheduled(
          clock: 1, due: nine + Instant.day + hour / 4, warn: nine + 3 * hour / 2)
      ])
  }
}

@Suite struct AuthorityTests {
  private func may(
    _ deed: Authority.Deed, _ role: ActorRole, rep: RepID? = nil, regions: Set<RegionID> = [],
    subject: Authority.Subject = Authority.Subject(rep: "ana", region: "EMEA")
  ) -> Bool {
    Authority.check(
      deed, by: Actor(name: "x", roles: [role], rep: rep, regions: regions), on: subject) == nil
  }

  @Test func theTableOfContact() {
    #expect(!may(.logContact, .viewer))
    #expect(may(.logContact, .rep, rep: "ana"))
    #expect(!may(.logContact, .rep, rep: "bo"))
    #expect(!may(.logContact, .rep))
    #expect(may(.logContact, .manager, regions: ["EMEA"]))
    #expect(!may(.logContact, .manager, regions: ["APAC"]))
    #expect(may(.logContact, .analyst))
    #expect(!may(.logContact, .council))
    #expect(may(.logContact, .admin))
  }

  @Test func theTableOfEscalatingAndGoingAway() {
    #expect(
      ActorRole.allCases.filter { may(.escalate, $0) } == [
        .rep, .manager, .analyst, .council, .admin,
      ])
    #expect(may(.goAway, .rep, rep: "ana"))
    #expect(!may(.goAway, .rep, rep: "bo"))
    #expect(may(.goAway, .manager, regions: ["EMEA"]))
    #expect(!may(.goAway, .analyst))
    #expect(!may(.goAway, .council))
    #expect(may(.goAway, .admin))
  }

  @Test func aRefusalNamesTheRolesThatMay() throws {
    let refusal = try #require(
      Authority.check(
        .logContact, by: Actor(name: "eve", roles: [.viewer]),
        on: Authority.Subject(rep: nil, region: nil)))
    #expect(refusal.refused == .role)
    for role in ["rep", "manager", "analyst", "admin"] { #expect(refusal.why.contains(role)) }
    #expect(!refusal.why.contains("council"))
  }

  @Test func aLeadWithoutRegionHasNoManager() {
    #expect(
      !may(
        .logContact, .manager, regions: ["EMEA"],
        subject: Authority.Subject(rep: nil, region: nil)))
  }
}
