import LeadModel
import RoutingEngine
import Testing

/// Leave, holidays and shifts as decisions meet them: the calendars are real, the standing is the desk's.
@Suite struct LeaveRoutingTests {
  /// Ana owns a named account in Berlin; bo works in Auckland and cy in New York.
  private func decide(
    at text: String, leave: [Leave], holidays: [Holiday] = [], boStatus: String = "active",
    hours: String = "Mon-Sun 00:00-24:00", isNamed: Bool = true
  ) throws -> Verdict {
    let zones = ["ana": "Europe/Berlin", "bo": "Pacific/Auckland", "cy": "America/New_York"]
    let working = try WeeklyHours(parsing: hours)
    let reps = zones.keys.sorted().map { id in
      Rep(
        id: RepID(id), status: id == "bo" ? boStatus : "active", country: "DE",
        coverage: id == "ana" ? [CoverageEntry(place: "DE", language: "de")] : [],
        pools: [], timezone: zones[id], hours: working)
    }
    let rules = smallRules()
    let roster = Roster(reps: reps, leave: leave, holidays: holidays)
    let schedules = RosterSchedules(roster, presence: ObservedPresence(), ruleSet: rules)
    var state = DeskState(ruleSet: rules, schedules: schedules, at: instant(text))
    var engine = RoutingEngine(CompiledRules(rules, roster: schedules.roster, rosterVersion: "1"))
    let account = AccountFact(id: "acme", name: "Acme", named: true, owner: "ana")
    let facts = Facts(
      lead: "L1", source: "web", at: instant(text), country: "DE", region: "EMEA", language: "de",
      account: isNamed ? AccountMatch(via: .domain, account: account) : nil)
    return engine.decide(facts, standing: &state)
  }

  private func leave(
    _ rep: RepID, _ from: String, _ to: String, delegate: RepID? = nil
  ) -> Leave {
    Leave(rep: rep, from: date(from), to: date(to), delegate: delegate)
  }

  @Test func theDelegateStandsInOnTheOwnersLocalDate() throws {
    let away = [leave("ana", "2026-09-28", "2026-09-28", delegate: "cy")]
    // Midnight in Berlin is 22:00 UTC of the day before.
    #expect(try decide(at: "2026-09-27T21:59:00Z", leave: away).owner == "ana")
    #expect(try decide(at: "2026-09-27T22:00:00Z", leave: away).owner == "cy")
    #expect(try decide(at: "2026-09-27T22:00:00Z", leave: away).flags.contains(.delegated))
    #expect(try decide(at: "2026-09-28T22:00:00Z", leave: away).owner == "ana")
  }

  @Test func aDelegateIsOnLeaveByTheDelegatesOwnDate() throws {
    let both = [
      leave("ana", "2026-09-28", "2026-09-30", delegate: "bo"),
      leave("bo", "2026-09-29", "2026-09-29"),
    ]
    // 29 September in Auckland begins at 11:00 UTC on the 28th and ends so on the 29th.
    #expect(try decide(at: "2026-09-28T10:59:00Z", leave: both).owner == "bo")
    #expect(try decide(at: "2026-09-28T11:00:00Z", leave: both).owner == "ana")
    #expect(try decide(at: "2026-09-29T10:59:00Z", leave: both).owner == "ana")
    #expect(try decide(at: "2026-09-29T11:00:00Z", leave: both).owner == "bo")
  }

  @Test func entriesAreAskedInFileOrder() throws {
    let entries = [
      leave("ana", "2026-09-28", "2026-10-02"),
      leave("ana", "2026-09-28", "2026-09-29", delegate: "bo"),
      leave("ana", "2026-09-28", "2026-10-02", delegate: "cy"),
    ]
    #expect(try decide(at: "2026-09-29T08:00:00Z", leave: entries).owner == "bo")
    #expect(try decide(at: "2026-09-30T08:00:00Z", leave: entries).owner == "cy")
    #expect(
      try decide(at: "2026-09-29T08:00:00Z", leave: entries, boStatus: "left").owner == "cy")
    let reversed = Array(entries.reversed())
    #expect(try decide(at: "2026-09-29T08:00:00Z", leave: reversed).owner == "cy")
  }

  @Test func aDelegateOffShiftOrOnHolidayGetsItStill() throws {
    let away = [leave("ana", "2026-09-28", "2026-09-28", delegate: "cy")]
    let holiday = [Holiday(country: "DE", date: date("2026-09-28"))]
    let verdict = try decide(at: "2026-09-28T08:00:00Z", leave: away, holidays: holiday)
    #expect(verdict.owner == "cy" && verdict.flags.contains(.ownerOffShift))
    // A holiday is no leave: it asks for no delegate.
    #expect(try decide(at: "2026-09-28T08:00:00Z", leave: [], holidays: holiday).owner == "ana")
  }

  @Test func aNightShiftEndsWhereTheDayOffBegins() throws {
    let hours = "Mon-Fri 22:00-06:00"
    func owner(_ text: String, _ leave: [Leave], _ holidays: [Holiday] = []) throws -> RepID? {
      try decide(at: text, leave: leave, holidays: holidays, hours: hours, isNamed: false).owner
    }
    let tuesday = [leave("ana", "2026-09-29", "2026-09-29")]
    #expect(try owner("2026-09-28T23:30:00+02:00", tuesday) == "ana")
    #expect(try owner("2026-09-29T00:00:00+02:00", tuesday) == nil)
    #expect(try owner("2026-09-29T23:30:00+02:00", tuesday) == nil)
    #expect(try owner("2026-09-30T01:00:00+02:00", tuesday) == "ana")
    let holiday = [Holiday(country: "DE", date: date("2026-09-29"))]
    #expect(try owner("2026-09-29T02:00:00+02:00", [], holiday) == nil)
    #expect(try owner("2026-09-30T02:00:00+02:00", [], holiday) == "ana")
  }

  @Test func splitShiftsAndPartTimeDecideWhoIsThere() throws {
    let hours = "Mon,Wed 09:00-12:30,13:30-18:00"
    func owner(_ text: String) throws -> RepID? {
      try decide(at: text, leave: [], hours: hours, isNamed: false).owner
    }
    #expect(try owner("2026-09-28T12:29:00+02:00") == "ana")
    #expect(try owner("2026-09-28T12:30:00+02:00") == nil)
    #expect(try owner("2026-09-28T13:30:00+02:00") == "ana")
    #expect(try owner("2026-09-29T10:00:00+02:00") == nil)
    #expect(try owner("2026-09-30T10:00:00+02:00") == "ana")
  }
}
