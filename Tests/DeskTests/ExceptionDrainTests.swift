import DeskRules
import LeadModel
import RoutingEngine
import Testing

@testable import Desk

private let header = "id,email,company,country,language,campaign,submitted_at\n"

private func lead(
  _ number: Int, domain: String = "x.example", country: String = "DE", campaign: String = ""
) -> String {
  "L-\(number),p\(number)@\(domain),X\(number),\(country),de,\(campaign),2026-03-02T09:00:00Z\n"
}

private let gap = [ExceptionReference(kind: .coverage, id: "AT:de")]

/// What waits, and what clocks and screens read, follows exceptions.
@Suite struct ExceptionDrainTests {
  private let tuesday = Instant("2026-03-03T09:00:00Z")

  private func austria(from: String, to: String = "2026-04-01") -> ExceptionOrder {
    Council.order(.coverageFor, value: "AT:de", from: from, to: to, references: gap)
  }

  private func capacities(_ test: TestDesk, at now: Instant) throws -> [Int] {
    guard case .reps(let rows) = try test.desk.rows(WindowRequest(list: .reps), now: now).rows
    else { return [] }
    return rows.map(\.capacity)
  }

  @Test func whoeverWaitsIsTriedAgainOnceItIsApproved() throws {
    let test = try Council.desk()
    try test.deliver(header + lead(1, country: "AT"))
    #expect(try test.row("L-1").reason == .noCoverage)
    try test.request(austria(from: "2026-03-02"))
    try test.tick()
    try test.approve(1)
    test.wait(minutes: 10)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.entries(.leadDrained).count == 1)
    try test.check()
  }

  @Test func oneThatBeginsLaterWakesTheQueuesThatInstant() throws {
    let test = try Council.desk()
    try test.request(austria(from: "2026-03-03T09:00:00Z"))
    try test.approve(1)
    try test.deliver(header + lead(1, country: "AT"))
    try test.tick()
    test.go(to: tuesday - 30_000)
    try test.tick()
    #expect(try test.desk.tick(now: test.now) == tuesday)
    test.go(to: tuesday - 1)
    try test.tick()
    #expect(try test.row("L-1").owner == nil)
    // A pass may have been made a moment before; the next keeps its distance.
    test.go(to: tuesday + 10 * Instant.minute)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    try test.check()
  }

  @Test func oneThatEndsFreesWhatItHeldBack() throws {
    let test = try Council.desk()
    for rep in ["ana", "bo"] as [RepID] {
      try test.request(
        Council.order(.capacityOf, rep: rep, value: "0", to: "2026-03-03T09:00:00Z"))
    }
    try test.approve(1)
    try test.approve(2)
    try test.deliver(header + lead(1))
    #expect(try test.row("L-1").reason == .allAtCapacity)
    #expect(try capacities(test, at: test.now) == [0, 0, 0])
    test.go(to: tuesday - 1)
    try test.tick()
    #expect(try test.row("L-1").owner == nil)
    test.go(to: tuesday + 10 * Instant.minute)
    try test.tick()
    #expect(try test.row("L-1").owner != nil)
    #expect(try capacities(test, at: test.now) == [5, 5, 0])
    try test.check()
  }

  @Test func aRevokedOneHoldsNoLongerAndWhatItHeldBackIsTried() throws {
    let test = try Council.desk()
    for rep in ["ana", "bo"] as [RepID] {
      try test.request(Council.order(.capacityOf, rep: rep, value: "0"))
    }
    try test.approve(1)
    try test.approve(2)
    try test.deliver(header + lead(1))
    try test.tick()
    _ = try test.done(
      test.act(.revokeException(2, note: "Enough people are back"), by: Council.pia))
    test.wait(minutes: 10)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func hoursOfARepOpenAShift() throws {
    let saturday = Instant("2026-03-07T09:00:00Z")
    let test = try Council.desk()
    try test.request(
      Council.order(.hoursOf, value: "Sat 10:00-12:00", from: "2026-03-07", to: "2026-03-09"))
    try test.approve(1)
    test.go(to: Instant("2026-03-06T17:00:00Z"))
    try test.deliver(header + lead(1))
    #expect(try test.row("L-1").reason == .outsideHours)
    let payload = try #require(try test.entries(.leadQueued).last?.payload)
    #expect(payload.contains("10:00 Europe/Berlin"))
    try test.tick()
    test.go(to: saturday)
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    #expect(test.desk.shift(of: "bo", now: saturday).off == nil)
    #expect(test.desk.shift(of: "bo", now: saturday).changesAt == saturday + 2 * Instant.hour)
    // On Monday the rep's own hours hold again.
    #expect(test.desk.shift(of: "bo", now: Instant("2026-03-09T09:00:00Z")).off == nil)
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }

  @Test func hoursForSomeLeadsOnlyOpenAShiftForThose() throws {
    let test = try Council.desk()
    try test.request(
      Council.order(
        .hoursOf, account: "A-1", value: "Sat 10:00-12:00", from: "2026-03-07", to: "2026-03-09"))
    try test.approve(1)
    test.go(to: Instant("2026-03-06T17:00:00Z"))
    try test.deliver(header + lead(1, domain: "acme.example") + lead(2))
    try test.tick()
    test.go(to: Instant("2026-03-07T09:00:00Z"))
    try test.tick()
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-2").owner == nil)
    #expect(test.desk.shift(of: "bo", now: test.now).off == .offShift)
  }

  @Test func clocksOfWorkingTimeMoveWithTheHoursOfTheirManager() throws {
    let test = try Council.desk()
    try test.deliver(header + lead(1, country: "AT"))
    let due = try test.clock("L-1", .queue).state.dueAt
    #expect(due == test.now + 2 * Instant.hour)
    try test.request(Council.order(.hoursOf, rep: "mara", value: "Mon-Fri 15:00-16:00"))
    try test.approve(1)
    // An hour a day in the afternoon: 16:00 on Tuesday.
    #expect(try test.clock("L-1", .queue).state.dueAt == Instant("2026-03-03T15:00:00Z"))
    _ = try test.done(test.act(.revokeException(1, note: "As before"), by: Council.pia))
    #expect(try test.clock("L-1", .queue).state.dueAt == due)
    try test.check()
  }

  @Test func anUndecidedOneChangesNothing() throws {
    let test = try Council.desk()
    try test.request(Council.toAcme)
    _ = try test.done(test.act(.approveException(1), by: Council.lena))
    #expect(test.desk.rules.exceptions.isEmpty)
    try test.deliver(header + lead(1, domain: "acme.example"))
    #expect(try test.row("L-1").route == .coverage)
    _ = try test.done(test.act(.rejectException(1, note: "No"), by: Council.omar))
    #expect(try test.exception(1).status == .rejected)
    #expect(try test.exception(1).approvals == ["lena"])
  }

  @Test func theyHoldAfterARestartAndInADryRun() throws {
    let test = try Council.desk()
    try test.request(Council.toAcme)
    try test.approve(1)
    try test.reopen()
    #expect(test.desk.rules.exceptions.map(\.number) == [1])
    try test.put(header + lead(7, domain: "acme.example"), as: "dry.csv")
    var dry = try DryRun(test.workspace, rulesPath: nil, now: test.now)
    var out = ""
    dry.decide(file: test.workspace.drop + "/dry.csv") {
      out += String(decoding: $0, as: UTF8.self)
    }
    #expect(out.contains(#""route":"exception""#))
    try test.deliver(header + lead(1, domain: "acme.example"))
    #expect(try test.row("L-1").route == .exception)
    try test.desk.reload(now: test.now)
    #expect(test.desk.rules.exceptions.map(\.number) == [1])
  }

  @Test func seventeenEndEachAtItsInstant() throws {
    let test = try Council.desk()
    let start = Instant("2026-03-03T10:00:00.000Z")
    for number in 1...17 {
      let sunset = start + Int64(number) * 7
      try test.request(
        Council.order(
          .routeTo, campaign: "c\(number)", from: "2026-03-02", to: sunset.description))
      try test.approve(Int64(number))
    }
    for number in 1...17 {
      let sunset = start + Int64(number) * 7
      for (id, at) in [(number, sunset - 1), (number + 20, sunset)] {
        test.go(to: at)
        try test.deliver(
          header + lead(id, campaign: "C\(number)"), as: "leads/\(id).csv")
      }
      #expect(try test.row("L-\(number)").route == .exception, "\(number)")
      #expect(try test.row("L-\(number + 20)").route != .exception, "\(number)")
    }
    try test.tick()
    #expect(test.desk.rules.exceptions.isEmpty)
    #expect(try Replaying(test.desk.store).run().different == 0)
    try test.check()
  }
}

/// Each kind acts at its dimension, and says so in the trace.
@Suite struct ExceptionKindTests {
  private static let rules = """
    [[segment]]
    id = "enterprise"
    employees_from = 1000
    [[product]]
    id = "platform"
    [[product]]
    id = "analytics"
    """
  private static let people = """
    id,name,status,country,coverage,products,pools,capacity,timezone,hours
    ana,Ana,active,DE,DE:de,platform,big,5,Europe/Berlin,Mon-Fri 09:00-17:00
    bo,Bo,active,DE,DE:de,,small,5,Europe/Berlin,Mon-Fri 09:00-17:00
    mara,Mara,active,DE,,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

    """
  private static let pools = """
    [[pool]]
    id = "big"
    segments = ["enterprise"]
    [[pool]]
    id = "small"
    segments = ["smb"]
    """

  private func decided(_ order: ExceptionOrder, _ lead: String) throws -> (LeadRow, String) {
    let rules = TestDesk.rules(Council.window + Self.rules)
      .replacing("[[pool]]\nid = \"all\"", with: Self.pools)
    let test = try TestDesk(
      rules: rules, reps: Self.people, files: ["crm/accounts.csv": Council.crm])
    try test.request(order)
    try test.approve(1)
    try test.deliver("id,email,company,country,language,products,submitted_at\n" + lead)
    let payload = try #require(try test.entries(.leadAssigned).last?.payload)
    #expect(try Replaying(test.desk.store).run().identical == 1)
    return (try test.row("L-1"), payload)
  }

  @Test func productFor() throws {
    let order = Council.order(.productFor, value: "platform")
    let (row, payload) = try decided(
      order, "L-1,p1@x.example,X,DE,de,platform,2026-03-02T09:00:00Z\n")
    #expect(row.owner == "bo")
    #expect(payload.contains(#""exception":"1""#))
  }

  @Test func segmentOf() throws {
    let order = Council.order(.segmentOf, rep: nil, account: "A-1", value: "enterprise")
    let (row, payload) = try decided(
      order, "L-1,p1@acme.example,X,DE,de,,2026-03-02T09:00:00Z\n")
    #expect(row.owner == "ana" && row.facts.segment == "enterprise")
    #expect(payload.contains(#""from":"exception:1""#))
  }
}
