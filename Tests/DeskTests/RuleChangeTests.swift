import DeskRules
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// Rules come into force by request, votes and publication, inside the council's window.
@Suite struct RuleChangeTests {
  static let analyst = Actor(name: "lena", roles: [.analyst])
  static let carla = Actor(name: "carla", roles: [.council])
  static let omar = Actor(name: "omar", roles: [.council])
  static let petra = Actor(name: "petra", roles: [.council])
  /// In the usual window: Tuesday 14:30 in Berlin.
  static let tuesday = Instant("2026-03-03T13:30:00Z")
  static let wider = TestDesk.rules("[capacity]\ndefault = 9\n")

  @discardableResult
  private func propose(
    _ test: TestDesk, _ source: String = RuleChangeTests.wider, by actor: Actor = analyst,
    reason: String = "more room for the season", draft: Int64? = nil
  ) throws -> DeskAnswer {
    try test.act(.proposeRules(source: source, reason: reason, draft: draft), by: actor)
  }

  private func approve(_ test: TestDesk, _ number: Int64 = 1) throws {
    for actor in [Self.carla, Self.omar] {
      _ = try done(try test.act(.approveChange(number), by: actor))
    }
  }

  private func publish(_ test: TestDesk, _ number: Int64 = 1) throws -> DeskAnswer {
    test.go(to: max(test.now, Self.tuesday))
    return try test.act(.publishChange(number), by: Self.petra)
  }

  private func ask(_ test: TestDesk, _ request: DeskRequest) throws -> DeskAnswer {
    try test.desk.answerAboutRules(request, from: Self.analyst, now: test.now)
  }

  @Test func aRequestIsApprovedPublishedAndInForce() throws {
    let test = try TestDesk()
    #expect(try done(try propose(test)).text == "Filed as change 1, with 1 warning")
    try approve(test)
    let receipt = try done(try publish(test))
    #expect(receipt.text == "Published version 2 of the rules")
    #expect(test.desk.rules.ruleSet.version == 2)
    #expect(test.desk.rules.ruleSet.capacity.standard == 9)
    let stored = try #require(try test.desk.store.currentRuleSet())
    #expect(try RuleDocument.rules(in: stored.document) == test.desk.rules.ruleSet)
    let row = try #require(try test.desk.store.changeRequest(1)?.row)
    #expect(row.status == .published && row.version == 2 && row.approvals == ["carla", "omar"])
    // What was approved is, byte for byte, what is in force.
    let version = try #require(try test.desk.store.ruleVersions().first)
    #expect(version.hash == row.hash)
    #expect(version.author == "lena" && version.approvers == ["carla", "omar"])
    #expect(version.request == 1 && version.reason == "more room for the season")
    #expect(try test.text(of: "rules.toml") == Self.wider)
    let entry = try #require(try test.entries(.rulesPublished).last)
    #expect(entry.seq == receipt.entry && entry.actor == "petra" && entry.subject == "rules/2")
    #expect(entry.payload.contains(#""changed":["capacity.default"]"#))
    try test.check()
  }

  @Test func theReasonIsNotInTheLog() throws {
    let test = try TestDesk()
    try propose(test, reason: "Herr Meier asked for it")
    _ = try done(try test.act(.rejectChange(1, note: "not for Meier"), by: Self.carla))
    for row in try test.desk.store.log(limit: 100).rows {
      #expect(!row.payload.contains("Meier"))
    }
    #expect(try test.entries(.rulesRejected).count == 1)
  }

  @Test func whatIsWrongIsToldWithItsPlace() throws {
    let test = try TestDesk()
    let source = Self.wider + "defualt = 3\nrelease_after_days = \"x\"\n"
    let refusal = try refused(try propose(test, source))
    #expect(refusal.refused == .usage)
    let lines = refusal.why.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("rules.toml:") }, "\(lines)")
    #expect(try refused(try propose(test, TestDesk.rules())).refused == .conflict)
    #expect(try refused(try propose(test, reason: " ")).refused == .usage)
  }

  @Test func quorumIsOfTheVersionInForceAndNeverTheAuthors() throws {
    let test = try TestDesk()
    let source = TestDesk.rules("[council]\nquorum = 1\n")
    _ = try done(try propose(test, source, by: Self.carla))
    #expect(try refused(try test.act(.approveChange(1), by: Self.carla)).refused == .role)
    _ = try done(try test.act(.approveChange(1), by: Self.omar))
    #expect(try refused(try test.act(.approveChange(1), by: Self.omar)).refused == .conflict)
    let refusal = try refused(try publish(test))
    #expect(refusal.refused == .quorum && refusal.why.contains("1 more"), "\(refusal.why)")
    _ = try done(try test.act(.approveChange(1), by: Self.petra))
    #expect(try refused(try test.act(.publishChange(1), by: Self.carla)).refused == .role)
    _ = try done(try publish(test))
    #expect(test.desk.rules.ruleSet.council.quorum == 1)
  }

  @Test func outsideTheWindowNothingIsPublished() throws {
    let test = try TestDesk()
    try propose(test)
    try approve(test)
    let refusal = try refused(try test.act(.publishChange(1), by: Self.petra))
    #expect(refusal.refused == .window && refusal.why.contains("2026-03-03 14:00"))
    guard case .changeRequest(let detail) = try ask(test, .changeRequest(1)) else {
      return #expect(Bool(false), "no detail")
    }
    #expect(detail.obstacle == refusal.why)
    #expect(
      detail.differences == [RuleDifference(path: "capacity.default", old: "20", new: "9")])
    test.go(to: Instant("2026-03-03T15:00:00Z"))
    #expect(try refused(try test.act(.publishChange(1), by: Self.petra)).refused == .window)
    // Rejecting is possible at any time.
    _ = try done(try test.act(.rejectChange(1, note: "no"), by: Self.petra))
    #expect(try refused(try test.act(.approveChange(1), by: Self.carla)).refused == .conflict)
  }

  @Test func rulesMadeOnAnEarlierVersionAreStale() throws {
    let test = try TestDesk()
    try propose(test)
    try propose(test, TestDesk.rules("[capacity]\ndefault = 7\n"))
    try approve(test, 1)
    try approve(test, 2)
    try propose(test, TestDesk.rules("[capacity]\ndefault = 8\n"))
    _ = try done(try publish(test, 1))
    let refusal = try refused(try publish(test, 2))
    #expect(refusal.refused == .stale && refusal.why.contains("version 2 has been published"))
    // Nobody has to vote on what cannot be published.
    #expect(try refused(try test.act(.approveChange(3), by: Self.carla)).refused == .stale)
  }

  @Test func whatIsAskedForAlreadyIsNotAskedForTwice() throws {
    let test = try TestDesk()
    try propose(test)
    try propose(test, TestDesk.rules("[capacity]\ndefault = 7\n"))
    let again = Act.proposeRules(
      source: TestDesk.rules("[capacity]\ndefault = 7\n"), reason: "me too", draft: nil)
    let refusal = try refused(try test.act(again, by: Self.analyst))
    #expect(refusal.refused == .conflict && refusal.why.contains("change 2"))
    try approve(test, 1)
    _ = try done(try publish(test, 1))
    let rollback = Act.proposeRollback(version: 1, reason: "too much")
    _ = try done(try test.act(rollback, by: Self.analyst))
    #expect(try refused(try test.act(rollback, by: Self.analyst)).why.contains("change 3"))
    _ = try done(try test.act(.rejectChange(3, note: "no"), by: Self.petra))
    _ = try done(try test.act(rollback, by: Self.analyst))
  }

  @Test func anEarlierVersionComesBackUnderANewNumber() throws {
    let test = try TestDesk()
    try propose(test)
    try approve(test, 1)
    _ = try done(try publish(test, 1))
    _ = try done(
      try test.act(.proposeRollback(version: 1, reason: "too much"), by: Self.analyst))
    try approve(test, 2)
    #expect(
      try done(try publish(test, 2)).text
        == "Published version 3 of the rules, which is version 1 again")
    #expect(test.desk.rules.ruleSet.version == 3)
    #expect(test.desk.rules.ruleSet.capacity.standard == 20)
    #expect(try test.entries(.rulesRolledBack).count == 1)
    #expect(try test.text(of: "rules.toml") == TestDesk.rules())
    #expect(
      try refused(
        try test.act(.proposeRollback(version: 9, reason: "x"), by: Self.analyst)
      ).refused == .unknown)
    guard case .ruleDifference(let same) = try ask(test, .ruleDifference(from: 1, to: 3)),
      case .ruleDifference(let other) = try ask(test, .ruleDifference(from: 2, to: 3))
    else { return #expect(Bool(false), "no difference") }
    #expect(same.isEmpty && other.map(\.path) == ["capacity.default"])
  }

  @Test func aTextThatSomebodyGoesOnEditingIsLeftAlone() throws {
    let test = try TestDesk()
    try propose(test)
    try approve(test)
    let inHand = Array("# work in hand\n".utf8)
    try Files.write(inHand, to: test.workspace.rulesFile)
    _ = try done(try publish(test))
    #expect(try test.text(of: "rules.toml") == "# work in hand\n")
    #expect(test.desk.takeMessages().contains { $0.hasPrefix("rules.toml was left as it is") })
    guard case .text(let text) = try ask(test, .ruleText(version: nil)) else {
      return #expect(Bool(false), "no text")
    }
    #expect(text == Self.wider)
  }

  @Test func oneWhoOwnsTheWorkspaceAloneDecidesAlone() throws {
    let test = try TestDesk()
    let solo = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    _ = try done(try propose(test, by: solo))
    #expect(
      try done(try test.act(.approveChange(1), by: solo)).text
        == "Approved change 1: 1 of 1 approvals")
    test.go(to: Self.tuesday)
    _ = try done(try test.act(.publishChange(1), by: solo))
    #expect(try test.entries(.rulesPublished).last?.role == "solo")
  }

  @Test func whoMayNotIsTold() throws {
    let test = try TestDesk()
    let rep = Actor(name: "ana", roles: [.rep], rep: "ana")
    #expect(try refused(try propose(test, "nonsense", by: rep)).refused == .role)
    try propose(test)
    for act in [Act.approveChange(1), .publishChange(1), .rejectChange(1, note: "x")] {
      #expect(try refused(try test.act(act, by: Self.analyst)).refused == .role)
    }
    #expect(try refused(try test.act(.approveChange(9), by: Self.carla)).refused == .unknown)
    #expect(try test.entries(.actRefused).count == 5)
  }

  @Test func queuedLeadsAreTriedAgainAndRunningClocksKeepTheirPromise() throws {
    let full = TestDesk.rules(
      """
      [[sla]]
      clock = "queue"
      minutes = 90
      """)
    let test = try TestDesk(rules: full)
    // Nobody covers France in French.
    let header = "id,email,company,country,language,submitted_at\n"
    try test.deliver(header + "L-1,p@x.example,X,XX,de,2026-03-02T09:00:00Z\n")
    let before = try test.clock("L-1", .queue).state
    let other = TestDesk.rules(
      """
      [countries]
      aliases = { XX = "DE" }
      [[sla]]
      clock = "queue"
      minutes = 10
      """)
    _ = try done(try propose(test, other))
    try approve(test)
    _ = try done(try publish(test))
    #expect(try test.clock("L-1", .queue).state.dueAt == before.dueAt)
    try test.tick()
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.entries(.leadDrained).count == 1)
    let replay = try LogReading(test.workspace).replay()
    #expect(replay.identical == 2 && replay.different == 0)
    try test.check()
  }
}

/// The receipt of an act that was done.
func done(_ answer: DeskAnswer, _ place: SourceLocation = #_sourceLocation) throws -> ActReceipt {
  guard case .done(let receipt) = answer else {
    Issue.record("not done: \(answer)", sourceLocation: place)
    throw Unexpected()
  }
  return receipt
}

/// Why an act was not done.
func refused(_ answer: DeskAnswer, _ place: SourceLocation = #_sourceLocation) throws -> Refusal {
  guard case .refused(let refusal) = answer else {
    Issue.record("not refused: \(answer)", sourceLocation: place)
    throw Unexpected()
  }
  return refusal
}

private struct Unexpected: Error {}
