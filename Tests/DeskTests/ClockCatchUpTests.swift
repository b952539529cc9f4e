import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let hook = "[[notify]]\ncommand = [\"/bin/a\"]\non = [\"sla_warning\", \"sla_breach\"]\n"

private func lead(_ id: String, country: String = "DE", at instant: Instant) -> String {
  header + "\(id),\(id)@\(id).example,\(id),\(country),de,\(instant)\n"
}

/// Promises that ran out while nobody looked.
@Suite struct ClockCatchUpTests {
  private func due(_ test: TestDesk) throws -> [String] {
    try test.entries(.slaBreached).map { entry in
      let parts = entry.payload.components(separatedBy: "\"due\":\"")
      return String((parts.last ?? "").prefix(16))
    }
  }

  @Test func breachesAreCaughtUpWithInTheOrderInWhichTheyFellDue() throws {
    let test = try TestDesk(
      rules: TestDesk.rules(
        """
        [[sla]]
        clock = "first_contact"
        minutes = 120
        [[sla]]
        clock = "owner"
        minutes = 45
        """), site: hook)
    try test.deliver(lead("L-1", at: test.now))
    test.wait(minutes: 60)
    // Warned of later than the first lead's first contact, and due earlier.
    try test.deliver(lead("L-2", at: test.now), as: "leads/b.csv")
    test.wait(minutes: 600)
    try test.reopen()
    try test.tick()
    let told = try due(test)
    #expect(told.count == 4 && told == told.sorted(), "\(told)")
    // No warning of what is broken already, and each breach is told to programs once.
    #expect(try test.entries(.slaWarned).isEmpty)
    #expect(try test.desk.dueNotifications(now: test.now).count == 4)
    try test.reopen()
    try test.tick()
    #expect(try due(test).count == 4)
    #expect(try test.desk.dueNotifications(now: test.now).count == 4)
    try test.check()
  }

  @Test func aLeadThatCameInTimeIsNoLateArrivalThoughItWaitedForUs() throws {
    let test = try TestDesk(site: hook)
    try test.put(lead("L-1", at: test.now - 50 * Instant.minute), as: "leads/a.csv")
    // The file is taken up before due, and decided on after a stop.
    _ = test.step()
    while try test.desk.store.files(offset: 0, limit: 1).rows.isEmpty { _ = test.step() }
    let claimed = test.now
    test.wait(minutes: 30)
    try test.reopen()
    try test.takeIn()
    let row = try test.row("L-1")
    try test.tick()
    let breach = try #require(try test.entries(.slaBreached).first)
    let isLate = row.receivedAt > claimed + 10 * Instant.minute
    #expect(breach.payload.contains("\"late_arrival\":\(isLate)"), "\(row.receivedAt)")
    #expect(try test.entries(.slaBreached).count == 1)
    try test.check()
  }

  @Test func aLateArrivalIsCountedAndNothingElse() throws {
    let test = try TestDesk(
      rules: TestDesk.rules(
        "[[sla]]\nclock = \"first_contact\"\nminutes = 60\non_breach = \"reroute\"\n"),
      site: hook)
    try test.deliver(lead("L-1", at: test.now - 61 * Instant.minute))
    let owner = try test.row("L-1").owner
    try test.tick()
    #expect(try test.row("L-1").owner == owner)
    #expect(try test.desk.dueNotifications(now: test.now).isEmpty)
    #expect(try test.entries(.slaBreached).count == 1)
    #expect(try test.entries(.slaWarned).isEmpty)
    let solo = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    #expect(try test.desk.alerts(for: solo, now: test.now + 1).isEmpty)
    let figures = try test.desk.store.attainment(
      since: TestDesk.monday - Instant.day, now: test.now)
    #expect(figures.reps.values.map { [$0.met, $0.due] } == [[0, 1]])
    // At its due it was still to be kept.
    try test.deliver(lead("L-2", at: test.now - 60 * Instant.minute), as: "leads/b.csv")
    #expect(try test.entries(.slaBreached).count == 1)
    try test.tick()
    #expect(
      try test.entries(.slaBreached).last?.payload.contains("\"late_arrival\":false") == true)
  }

  @Test func yearsForwardAtOnce() throws {
    let test = try TestDesk()
    try test.deliver(lead("L-1", at: test.now))
    try test.deliver(lead("L-2", country: "FR", at: test.now), as: "leads/b.csv")
    test.go(to: Instant("2036-03-02T09:00:00Z"))
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 4)
    try test.check()
  }

  @Test func whatAMachineSaysKeepsNoPromise() throws {
    let test = try TestDesk()
    try test.deliver(lead("L-1", at: test.now))
    test.wait(minutes: 5)
    let rows = ["contacted", "meeting", "disqualified", "converted"].enumerated().map {
      "L-1,\($0.element),\(test.now - Int64($0.offset)),ana,true\n"
    }
    try test.deliver(
      "lead,kind,at,actor,auto\n" + rows.joined(), as: "activities/a.csv")
    #expect(try test.clocks("L-1").allSatisfy { $0.state.end == nil })
    #expect(try test.row("L-1").state == .assigned)
    let parts = try #require(try test.desk.store.lead(try test.row("L-1").number))
    #expect(parts.activities.count == 4 && parts.activities.allSatisfy(\.auto))
    try test.check()
  }

  @Test func importedLeadsAndShadowedOnesHaveNoClocks() throws {
    let rules = TestDesk.rules(
      """
      [[region]]
      id = "NORDICS"
      countries = ["SE"]
      mode = "shadow"
      [[region]]
      id = "SOUTH"
      countries = ["IT"]
      mode = "off"
      """)
    let test = try TestDesk(rules: rules)
    try test.deliver(lead("L-1", country: "SE", at: test.now))
    #expect(try test.row("L-1").state == .shadowed)
    #expect(try test.clocks("L-1").isEmpty)
    // A region that is off has its queue, and that has a promise.
    try test.deliver(lead("L-2", country: "IT", at: test.now), as: "leads/b.csv")
    #expect(try test.clocks("L-2").map(\.kind) == [.firstContact, .queue])
    try Files.write(
      Array("id,email,company,country,owner\nL-3,c@c.example,C,DE,ana\n".utf8),
      to: test.workspace.path("book.csv"))
    var book = BookImport(test.desk, now: test.now)
    #expect(try book.take(file: test.workspace.path("book.csv")).owned == 1)
    #expect(try test.clocks("L-3").isEmpty)
    try test.check()
  }
}
