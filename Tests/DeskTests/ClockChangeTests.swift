import DeskRules
import LeadModel
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"

/// What running clocks see of other rules and rosters, and what they do not.
@Suite struct ClockChangeTests {
  private static let council = "[council]\nwindow = \"Mon-Sun 00:00-24:00\"\nquorum = 1\n"
  private static let sendingOn =
    "[[sla]]\nclock = \"owner\"\nminutes = 30\non_breach = \"reroute\"\n"

  private static func rules(_ slas: String = "", manager: String = "mara") -> String {
    TestDesk.rules(council + slas)
      .replacing("manager = \"mara\"", with: "manager = \"\(manager)\"")
  }

  private static func reps(_ hours: String, of rep: String) -> String {
    let lines = TestDesk.people.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      line.hasPrefix(rep + ",")
        ? String(line).replacing("Mon-Fri 09:00-17:00", with: hours) : String(line)
    }.joined(separator: "\n")
  }

  private func deliver(_ test: TestDesk, country: String = "DE") throws {
    try test.deliver(header + "L-1,a@x.example,X,\(country),de,\(test.now)\n")
  }

  private func publish(_ test: TestDesk, _ source: String) throws {
    let orders: [(Act, Actor)] = [
      (.proposeRules(source: source, reason: "other promises", draft: nil), Cast.analyst),
      (.approveChange(1), Cast.council), (.publishChange(1), Cast.council),
    ]
    for (act, actor) in orders { _ = try test.text(act, by: actor) }
  }

  @Test func aPromiseSendsTheLeadOnThoughNoRuleSaysSoAnyMore() throws {
    let test = try TestDesk(rules: Self.rules(Self.sendingOn))
    try deliver(test)
    let owner = try test.row("L-1").owner
    try publish(test, Self.rules())
    test.wait(minutes: 30)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 1)
    #expect(try test.row("L-1").owner != owner)
    try test.check()
  }

  @Test func aPromiseThatSentNobodyOnDoesNotBeginTo() throws {
    let test = try TestDesk(rules: Self.rules())
    try deliver(test)
    let owner = try test.row("L-1").owner
    try publish(test, Self.rules(Self.sendingOn))
    test.wait(minutes: 60)
    try test.tick()
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(try test.row("L-1").owner == owner)
    try test.check()
  }

  @Test func theQueuesNewManagerAnswersForWhatIsLeft() throws {
    let test = try TestDesk(
      rules: Self.rules(), reps: Self.reps("Mon-Fri 09:00-11:00", of: "mara"))
    try deliver(test, country: "FR")
    #expect(try test.clock("L-1", .queue).state.dueAt == Instant("2026-03-03T09:00:00Z"))
    test.wait(minutes: 30)
    try publish(test, Self.rules(manager: "bo"))
    let clock = try test.clock("L-1", .queue).state
    #expect(clock.dueAt == TestDesk.monday + 120 * Instant.minute)
    #expect(clock.warnAt == TestDesk.monday + 90 * Instant.minute)
    try test.check()
  }

  @Test func timeThatElapsesKnowsNoRoster() throws {
    let test = try TestDesk()
    try deliver(test, country: "FR")
    test.wait(minutes: 15)
    try test.deliver(Self.reps("Mon-Fri 09:00-10:30", of: "mara"), as: "roster/reps.csv")
    let contact = try test.clock("L-1", .firstContact).state
    #expect(contact.warnAt == TestDesk.monday + 45 * Instant.minute)
    #expect(contact.dueAt == TestDesk.monday + 60 * Instant.minute)
    #expect(try test.clock("L-1", .queue).state.dueAt > TestDesk.monday + Instant.day)
    try test.check()
  }

  @Test func whoDoesNotSayUntilWhenPutsOffAPromiseForFourteenDays() throws {
    let test = try TestDesk()
    try deliver(test, country: "FR")
    test.wait(minutes: 30)
    try test.act(.away(rep: "mara", minutes: nil, delegate: nil, code: "other"))
    let due = TestDesk.monday + 120 * Instant.minute
    #expect(try test.clock("L-1", .queue).state.dueAt == due + 14 * Instant.day)
    test.wait(minutes: 10)
    try test.act(.back(rep: "mara"))
    #expect(try test.clock("L-1", .queue).state.dueAt == due + 10 * Instant.minute)
    try test.check()
  }
}
