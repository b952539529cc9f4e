import DeskRules
import LeadModel
import Testing

@testable import Desk

private let lead = "id,email,company,country,language,submitted_at\n"
private let anna = lead + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"
private let nowhere = lead + "L-1,a@x.example,X,FR,fr,2026-03-02T09:00:00Z\n"

@Suite struct ClockTests {
  @Test func anAssignedLeadHasTwoClocks() throws {
    let test = try TestDesk()
    test.wait(minutes: 5)
    try test.deliver(anna)
    let first = try test.clock("L-1", .firstContact)
    #expect(first.state.startedAt == TestDesk.monday)
    #expect(first.state.dueAt == TestDesk.monday + 60 * Instant.minute)
    #expect(first.state.warnAt == TestDesk.monday + 45 * Instant.minute)
    let owner = try test.clock("L-1", .owner)
    #expect(owner.state.startedAt == test.now)
    #expect(owner.owner == (try test.row("L-1").owner))
    try test.check()
  }

  @Test func warnsAtThreeQuartersAndBreachesAtDueHoweverLate() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 44)
    try test.tick()
    #expect(try test.entries(.slaWarned).isEmpty)
    test.wait(minutes: 1)
    try test.tick()
    #expect(try test.entries(.slaWarned).count == 2)
    test.wait(minutes: 600)
    try test.tick()
    try test.tick()
    let breaches = try test.entries(.slaBreached)
    #expect(breaches.count == 2)
    #expect(breaches.allSatisfy { $0.payload.contains("\"due\":\"2026-03-02T10:00:00.000Z\"") })
    #expect(breaches.allSatisfy { $0.payload.contains("\"late_arrival\":false") })
    try test.check()
  }

  @Test func contactByTheOwnerMeetsBoth() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 20)
    let owner = try #require(try test.row("L-1").owner)
    try test.act(
      .contact(lead: "L-1", kind: "contacted", at: nil, channel: "phone"),
      by: Actor(name: owner.text, roles: [.rep], rep: owner))
    #expect(try test.clocks("L-1").map(\.state.end) == [.met, .met])
    #expect(try test.row("L-1").state == .working)
    try test.check()
  }

  @Test func contactBySomebodyElseLeavesTheOwnersClock() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    try test.act(
      .contact(lead: "L-1", kind: "meeting", at: nil, channel: nil),
      by: Actor(name: "zoe", roles: [.analyst], rep: "zoe"))
    #expect(try test.clock("L-1", .firstContact).state.end == .met)
    #expect(try test.clock("L-1", .owner).state.end == nil)
  }

  @Test func aLateStopStaysMissedAndTellsTheBreach() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 61)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    #expect(try test.clocks("L-1").map(\.state.end) == [.missed, .missed])
    #expect(try test.entries(.slaBreached).count == 2)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    try test.check()
  }

  @Test(arguments: [("disqualified", ClockEnd.void), ("converted", .met), ("recycled", .met)])
  func closingBeforeDue(code: String, end: ClockEnd) throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 10)
    try test.act(.disposition(lead: "L-1", code: code, at: nil))
    #expect(try test.clocks("L-1").map(\.state.end) == [end, end])
    #expect(try test.row("L-1").state == .closed)
    try test.check()
  }

  @Test func disqualifyingAfterDueStaysMissed() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 90)
    try test.act(.disposition(lead: "L-1", code: "disqualified", at: nil))
    #expect(try test.clocks("L-1").map(\.state.end) == [.missed, .missed])
  }

  @Test func aLeadThatComesAfterItsDueIsCountedWithoutAlert() throws {
    let test = try TestDesk()
    test.wait(minutes: 100)
    try test.deliver(anna)
    let breach = try #require(try test.entries(.slaBreached).first)
    #expect(breach.payload.contains("\"late_arrival\":true"))
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 1)
    guard case .status(let status) = test.desk.answer(.status, from: 0, now: test.now) else {
      Issue.record("no status")
      return
    }
    #expect(status.clocksPastDue == 1)
    #expect(status.alerts.isEmpty)
  }

  @Test func oneAlertALeadUntilSomebodyActs() throws {
    let test = try TestDesk()
    try test.deliver(anna)
    test.wait(minutes: 61)
    try test.tick()
    func alerts() -> [Alert] {
      guard case .status(let status) = test.desk.answer(.status, from: 0, now: test.now) else {
        return []
      }
      return status.alerts
    }
    #expect(alerts().count == 1)
    #expect(alerts().map(\.id) == alerts().map(\.id))
    try test.act(.escalate(lead: "L-1", code: "other", note: nil))
    #expect(alerts().isEmpty)
  }

  @Test func aRepeatOfACRMContactHasAClockThatContactStops() throws {
    let test = try TestDesk(files: [
      "crm/accounts.csv": "id,name\nA-1,X\n",
      "crm/contacts.csv":
        "id,email,account,in_sequence,sequence_owner\nC-1,a@x.example,A-1,true,bo\n",
    ])
    try test.deliver(anna)
    #expect(try test.row("L-1").duplicateOfContact == "contact:C-1")
    #expect(try test.clock("L-1", .firstContact).owner == "bo")
    test.wait(minutes: 5)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    #expect(try test.clock("L-1", .firstContact).state.end == .met)
    try test.check()
  }

  @Test func theQueueClockCountsTheManagersTimeLessAbsences() throws {
    let test = try TestDesk()
    try test.deliver(nowhere)
    let due = try test.clock("L-1", .queue).state.dueAt
    #expect(due == TestDesk.monday + 120 * Instant.minute)
    test.wait(minutes: 30)
    try test.act(.away(rep: "mara", minutes: 60, delegate: nil, code: "other"))
    #expect(try test.clock("L-1", .queue).state.dueAt == due + 60 * Instant.minute)
    test.wait(minutes: 20)
    try test.act(.back(rep: "mara"))
    #expect(try test.clock("L-1", .queue).state.dueAt == due + 20 * Instant.minute)
    try test.check()
  }

  @Test func anAbsenceThatEndsByItselfMovesNothing() throws {
    let test = try TestDesk()
    try test.deliver(nowhere)
    try test.act(.away(rep: "mara", minutes: 60, delegate: nil, code: "other"))
    let due = try test.clock("L-1", .queue).state.dueAt
    test.wait(minutes: 61)
    try test.tick()
    #expect(try test.entries(.repBack).count == 1)
    #expect(try test.clock("L-1", .queue).state.dueAt == due)
    #expect(due == TestDesk.monday + 180 * Instant.minute)
  }

  @Test func aQueueClockThatStartsWhileTheManagerIsAwayWaits() throws {
    let test = try TestDesk()
    try test.act(.away(rep: "mara", minutes: 60, delegate: nil, code: "other"))
    try test.deliver(nowhere)
    #expect(try test.clock("L-1", .queue).state.dueAt == TestDesk.monday + 180 * Instant.minute)
  }

  @Test func anotherRosterMovesRunningClocks() throws {
    let test = try TestDesk()
    try test.deliver(nowhere)
    test.wait(minutes: 60)
    // From today on the manager goes at 11:00, local time, which it is now: an hour is left for tomorrow.
    let reps = TestDesk.people.replacing(
      "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00",
      with: "mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-11:00")
    try test.deliver(reps, as: "roster/reps.csv")
    #expect(try test.clock("L-1", .queue).state.dueAt == Instant("2026-03-03T09:00:00Z"))
    #expect(try test.entries(.rosterChanged).count == 1)
    try test.check()
  }

  @Test func aReviewCountsTheAnalystsTime() throws {
    let test = try TestDesk(files: [
      "people.toml": """
      [[person]]
      user = "lena"
      roles = ["analyst"]
      timezone = "Europe/Berlin"
      hours = "Mon-Fri 09:00-11:00"
      """
    ])
    try test.deliver(anna)
    try test.act(.escalate(lead: "L-1", code: "other", note: "not mine"))
    let clock = try test.clock("L-1", .escalation)
    #expect(clock.state.dueAt == Instant("2026-03-03T09:00:00Z"))
    try test.act(.withdraw(escalation: 1))
    #expect(try test.desk.store.runningClocks(ofEscalation: 1).isEmpty)
    try test.check()
  }

  @Test func usedTimeIsCarriedOverToTheNextOwner() throws {
    let slow = """
      [[sla]]
      clock = "first_contact"
      minutes = 60
      time = "working"
      [[sla]]
      clock = "owner"
      minutes = 30
      on_breach = "reroute"
      """
    let reps = TestDesk.people.replacing(
      "bo,Bo,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00",
      with: "bo,Bo,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-10:40")
    let test = try TestDesk(rules: TestDesk.rules(slow), reps: reps)
    try test.deliver(anna)
    #expect(try test.row("L-1").owner == "ana")
    test.wait(minutes: 30)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    // Half of the hour is used; bo works ten more minutes today and the rest tomorrow.
    #expect(
      try test.clock("L-1", .firstContact).state.dueAt == Instant("2026-03-03T08:20:00Z"))
    try test.check()
  }

  @Test func reroutingNeverGoesBackSilently() throws {
    let rules = TestDesk.rules(
      """
      [[sla]]
      clock = "first_contact"
      minutes = 30
      on_breach = "reroute"
      [[sla]]
      clock = "owner"
      minutes = 30
      on_breach = "reroute"
      """)
    let test = try TestDesk(rules: rules)
    try test.deliver(anna)
    #expect(try test.row("L-1").owner == "ana")
    test.wait(minutes: 30)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.clocks("L-1").count { $0.kind == .owner } == 2)
    test.wait(minutes: 30)
    try test.tick()
    #expect(try test.row("L-1").state == .queued)
    test.wait(minutes: 60)
    try test.tick()
    #expect(try test.row("L-1").state == .queued)
    try test.check()
  }
}
