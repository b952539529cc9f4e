import DeskRules
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// A week in which people disagree with the desk, make exceptions and change the rules: what was decided
/// how, and that the desk does from then on what it said it would.
@Suite struct StoryTests {
  private static let lena = Actor(name: "lena", roles: [.analyst])
  private static let max = Actor(name: "max", roles: [.manager])
  private static let council = ["omar", "pia"].map { Actor(name: $0, roles: [.council]) }
  private static let tuesday = Instant("2026-03-03T14:05:00+01:00")
  private static let sunset = Instant("2026-03-05T11:00:00+01:00")

  /// Companies from the bound on go to Ana, smaller ones to Bo. Cy covers France only.
  private static func rules(from bound: Int) -> String {
    """
    [org]
    timezone = "Europe/Berlin"
    [segments]
    default = "small"
    [[segment]]
    id = "small"
    employees_from = 0
    [[segment]]
    id = "large"
    employees_from = \(bound)
    [[pool]]
    id = "large"
    segments = ["large"]
    [[pool]]
    id = "small"
    [[queue]]
    id = "world"
    manager = "mara"
    default = true
    [coverage]
    model = "contract"
    [council]
    window = "Tue 14:00-16:00"
    quorum = 2

    """
  }

  private static let people = """
    id,name,status,country,coverage,pools,capacity,timezone,hours
    ana,Ana,active,DE,DE:de,large,500,Europe/Berlin,Mon-Fri 09:00-17:00
    bo,Bo,active,DE,DE:de,small,500,Europe/Berlin,Mon-Fri 09:00-17:00
    cy,Cy,active,FR,FR:fr,small,500,Europe/Berlin,Mon-Fri 09:00-17:00
    mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

    """

  private static func desk() throws -> TestDesk {
    try TestDesk(rules: rules(from: 800), reps: people)
  }

  private static func lead(
    _ id: String, employees: Int = 10, campaign: String = "", at instant: Instant
  ) -> String {
    "\(id),p@\(id).example,\(id),DE,de,\(employees),\(campaign),\(instant)\n"
  }

  private static func deliver(
    _ test: TestDesk, _ rows: [String], as name: String
  ) throws {
    let header = "id,email,company,country,language,employees,campaign,submitted_at\n"
    let summary = try test.deliver(header + rows.joined(), as: "leads/\(name).csv")
    #expect(summary.counts.assigned == rows.count, "\(summary)")
  }

  /// So many companies, each 25 people larger than the one before.
  private static func deliver(_ test: TestDesk, companies count: Int, as name: String) throws {
    try deliver(
      test, (1...count).map { lead("\(name)-\($0)", employees: $0 * 25, at: test.now) }, as: name)
  }

  private static func person(_ rep: RepID) -> Actor {
    Actor(name: rep.text, roles: [.rep], rep: rep)
  }

  // MARK: Escalations

  @Test func sixtyThreeEscalations() throws {
    let test = try Self.desk()
    try Self.deliver(test, companies: 63, as: "m")
    test.wait(minutes: 5)
    for number in 1...63 {
      let owner = try #require(try test.row("m-\(number)").owner)
      _ = try test.done(
        test.act(
          .escalate(lead: "m-\(number)", code: "wrong_territory", note: nil),
          by: Self.person(owner)))
    }
    test.wait(minutes: 60)
    // 41 were right, 17 say that the rules should change, 5 were wrong.
    for number in 1...63 {
      let outcome = number <= 41 ? "correct" : number <= 58 ? "refine_rule" : "routing_error"
      let order = ReviewOrder(
        escalation: Int64(number), outcome: outcome, note: "Looked at \(number)",
        owner: outcome == "routing_error" ? "cy" : nil)
      _ = try test.done(test.act(.review(order), by: Self.lena))
    }
    try expectOutcomes(test)
    // The owner's clock starts again for whom the lead was corrected to; the lead's own goes on.
    #expect(try test.clock("m-63", .owner).owner == "cy")
    #expect(try test.clock("m-63", .firstContact).state.startedAt == TestDesk.monday)
    try expectSound(test)
  }

  private func expectOutcomes(_ test: TestDesk) throws {
    let rows = try (1...63).map { try #require(try test.desk.store.escalation($0)) }
    let outcomes = Dictionary(grouping: rows) { $0.outcome ?? "" }.mapValues(\.count)
    #expect(outcomes == ["correct": 41, "refine_rule": 17, "routing_error": 5])
    #expect(rows.allSatisfy { $0.closingNote == "Looked at \($0.number)" && $0.closedBy == "lena" })
    // Those that the rules got wrong are with whom they belong to, all others stay.
    for number in 1...63 {
      let row = try test.row("m-\(number)")
      let usual: RepID = number * 25 >= 800 ? "ana" : "bo"
      #expect(row.owner == (number > 58 ? "cy" : usual), "\(row)")
      #expect(row.route == (number > 58 ? .manual : .coverage), "\(row)")
    }
    let drafts = try test.desk.store.changeRequests().filter { $0.kind == .draft }
    #expect(drafts.count == 17 && drafts.allSatisfy { $0.status == .open })
    #expect(Set(drafts.compactMap(\.escalation)) == Set(42...58))
    let clocks = try test.entries(.slaBreached).filter { $0.subject.hasPrefix("escalation/") }
    #expect(clocks.isEmpty)
    guard
      case .report(let report) = try test.desk.answer(
        ReportRequest(name: "escalations", from: TestDesk.monday, to: test.now + 1),
        for: Self.lena, now: test.now)
    else { throw TestDesk.NotDone() }
    #expect(report.rows.first { $0.figure == "filed" && $0.by.isEmpty }?.count == 63)
  }

  // MARK: Exceptions

  @Test func fortyOneExceptions() throws {
    let test = try Self.desk()
    for number in 1...41 { try request(test, number) }
    // One vote may be given early; the one that makes the quorum waits for the window.
    for number in 1...Int64(41) {
      _ = try test.done(test.act(.approveException(number), by: Self.council[0]))
    }
    let early = try test.act(.approveException(1), by: Self.council[1])
    #expect(test.refusal(early).refused == .window, "\(early)")
    try Self.deliver(test, pilots(at: test.now, "early"), as: "early")
    #expect(try owners(of: "early", test) == Array(repeating: "bo", count: 41))

    test.go(to: Self.tuesday)
    for number in 1...Int64(41) {
      _ = try test.done(test.act(.approveException(number), by: Self.council[1]))
    }
    try Self.deliver(test, pilots(at: test.now, "in"), as: "in")
    #expect(try owners(of: "in", test) == Array(repeating: "cy", count: 41))
    #expect(try test.row("in-1").route == .exception)

    // The last millisecond before the sunset of 17 of them, and the sunset: nothing has to run between.
    test.go(to: Self.sunset - 1)
    try Self.deliver(test, pilots(at: test.now, "before"), as: "before")
    #expect(try owners(of: "before", test) == Array(repeating: "cy", count: 41))
    #expect(try states(test) == [.active: 41])
    test.go(to: Self.sunset)
    try Self.deliver(test, pilots(at: test.now, "after"), as: "after")
    #expect(
      try owners(of: "after", test)
        == Array(repeating: "bo", count: 17) + Array(repeating: "cy", count: 24))
    #expect(try states(test) == [.expired: 17, .active: 24])
    #expect(try test.row("after-17").route == .coverage)
    try expectSound(test)
  }

  /// Leads of the campaign of exception `number` go to Cy: of the first 17 until Thursday noon.
  private func request(_ test: TestDesk, _ number: Int) throws {
    let order = ExceptionOrder(
      terms: ExceptionTerms(kind: .routeTo, rep: "cy", campaign: "pilot-\(number)"),
      code: "relationship", reason: "Cy ran pilot \(number)",
      references: [ExceptionReference(kind: .coverage, id: "BR:pt")], ownerRole: "sales_ops",
      effective: "2026-03-02", sunset: number <= 17 ? "\(Self.sunset)" : "2026-05-01")
    _ = try test.done(test.act(.requestException(order), by: Self.max))
  }

  private func pilots(at instant: Instant, _ name: String) -> [String] {
    (1...41).map { Self.lead("\(name)-\($0)", campaign: "pilot-\($0)", at: instant) }
  }

  private func owners(of name: String, _ test: TestDesk) throws -> [RepID?] {
    try (1...41).map { try test.row("\(name)-\($0)").owner }
  }

  private func states(_ test: TestDesk) throws -> [ExceptionState: Int] {
    let rows = try test.desk.exceptions(number: nil)
    return Dictionary(grouping: rows) { $0.state(at: test.now) }.mapValues(\.count)
  }

  // MARK: Other rules

  @Test func otherRulesDoWhatThePreviewSaid() throws {
    let test = try Self.desk()
    try Self.deliver(test, companies: 63, as: "m")
    test.wait(minutes: 60)
    let source = Self.rules(from: 400)
    _ = try test.done(
      test.act(
        .proposeRules(source: source, reason: "Ana takes smaller ones", draft: nil), by: Self.lena))
    let preview = try preview(test)
    #expect(preview.leads == 63 && preview.changed == 16 && preview.rows.count == 16)

    for member in Self.council {
      _ = try test.done(test.act(.approveChange(1), by: member))
    }
    let early = test.refusal(try test.act(.publishChange(1), by: Self.council[0]))
    #expect(early.refused == .window && early.why.contains("14:00"), "\(early)")
    #expect(test.desk.ruleVersion == 1)

    test.go(to: Self.tuesday)
    _ = try test.done(test.act(.publishChange(1), by: Self.council[0]))
    #expect(test.desk.ruleVersion == 2)
    try Self.deliver(test, companies: 63, as: "t")
    // Each lead's twin goes where the preview said, and all others where the lead went.
    let moved = Dictionary(
      uniqueKeysWithValues: preview.rows.map { ($0.lead, RepID($0.after)) })
    for number in 1...63 {
      let (then, now) = (try test.row("m-\(number)"), try test.row("t-\(number)"))
      #expect(now.owner == moved["m-\(number)", default: then.owner ?? ""], "\(number): \(now)")
      #expect(then.owner == (number * 25 >= 800 ? "ana" : "bo"))
    }
    try expectSound(test)
  }

  private func preview(_ test: TestDesk) throws -> PreviewSummary {
    let request = PreviewRequest(rules: .change(1))
    guard
      case .previewed(let summary) = try test.desk.answerAboutRules(
        .preview(request), from: Self.lena, now: test.now)
    else { throw TestDesk.NotDone() }
    return summary
  }

  /// Store, counts and state agree, and every decision comes out again.
  private func expectSound(_ test: TestDesk) throws {
    try test.check()
    let replay = try Replaying(test.desk.store).run()
    #expect(replay.different == 0 && replay.identical > 0, "\(replay)")
  }
}
