import DeskRules
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// What other rules would have done with real leads.
@Suite struct PreviewTests {
  private static let header =
    "id,email,company,country,language,employees,products,submitted_at\n"

  /// Two segments, each with a pool of its own.
  private static func rules(_ more: String = "", from bound: Int = 100) -> String {
    """
    [org]
    timezone = "Europe/Berlin"
    [segments]
    default = "smb"
    [[segment]]
    id = "smb"
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
    \(more)
    """
  }

  private static let people = """
    id,name,status,country,coverage,pools,capacity,timezone,hours
    ana,Ana,active,DE,DE:de,large,50,Europe/Berlin,Mon-Fri 09:00-17:00
    bo,Bo,active,DE,DE:de,small,50,Europe/Berlin,Mon-Fri 09:00-17:00
    cy,Cy,active,DE,DE:de,small,50,Europe/Berlin,Mon-Fri 09:00-17:00
    mara,Mara,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

    """

  private func desk(leads: Int = 12) throws -> TestDesk {
    let test = try TestDesk(rules: Self.rules(), reps: Self.people)
    for number in 1...leads {
      try test.deliver(Self.lead(number), as: "leads/\(number).csv")
      test.wait(minutes: 5)
    }
    return test
  }

  private static func lead(_ number: Int, country: String = "DE", id: String = "L") -> String {
    header
      + "\(id)-\(number),p\(id)\(number)@x\(id)\(number).example,X\(number),\(country),de,"
      + "\(number * 25),,2026-03-02T09:00:00Z\n"
  }

  private func preview(
    _ test: TestDesk, _ rules: PreviewRequest.Rules, rolled: Bool = false, offset: Int = 0,
    limit: Int = 100
  ) throws -> PreviewSummary {
    let request = PreviewRequest(
      rules: rules, rolled: rolled, offset: offset, limit: limit)
    let answer = try test.desk.answerAboutRules(
      .preview(request), from: RuleChangeTests.analyst, now: test.now)
    guard case .previewed(let summary) = answer else {
      Issue.record("no preview: \(answer)")
      throw Unexpected()
    }
    return summary
  }

  @Test func theSameRulesChangeNothing() throws {
    let test = try desk()
    let summary = try preview(test, .version(1))
    #expect(summary.leads == 12 && summary.changed == 0 && summary.rows.isEmpty)
    #expect(summary.mode == "as recorded")
    #expect(summary.before == "version 1" && summary.after == "version 1")
    #expect(summary.reps.allSatisfy { $0.before == $0.after })
    #expect(summary.reps.reduce(0) { $0 + $1.before } == 12)
  }

  @Test func everyChangedLeadIsListedWithBothSentences() throws {
    let test = try desk()
    // Of 100 to 300 employees, those below 200 are no longer large: 4, 5, 6 and 7.
    let summary = try preview(test, .text(Self.rules(from: 200)))
    #expect(summary.changed == 4)
    #expect(summary.rows.map(\.lead) == ["L-4", "L-5", "L-6", "L-7"])
    #expect(summary.rows.allSatisfy { $0.before == "ana" && ["bo", "cy"].contains($0.after) })
    let row = try #require(summary.rows.first)
    #expect(row.sentenceBefore.hasPrefix("Assigned to Ana: "))
    #expect(row.sentenceAfter.hasPrefix("Assigned to Cy: "), "\(row.sentenceAfter)")
    #expect(
      summary.reps.first { $0.name == "ana" }
        == PreviewSummary.Count(kind: "rep", name: "ana", before: 9, after: 5))
    #expect(summary.moves.reduce(0) { $0 + $1.leads } == 4)
    #expect(summary.moves.allSatisfy { $0.from == "ana" })
    // The page is a part of the same list.
    let page = try preview(test, .text(Self.rules(from: 200)), offset: 1, limit: 2)
    #expect(page.rows == Array(summary.rows[1...2]) && page.changed == 4)
  }

  @Test func whatTheRecordDoesNotHoldComesFromTheHistory() throws {
    let test = try desk(leads: 6)
    // Bo has the first of the small ones and works on it: at the fourth lead Cy, who has fewer, is next.
    let summary = try preview(test, .text(Self.rules(from: 1000)))
    #expect(summary.changed == 3)
    // 1 to Bo, 2 to Cy, 3 to Bo; the fourth finds Bo with two and Cy with one.
    #expect(summary.rows.map(\.after) == ["cy", "cy", "cy"])
    #expect(summary.rows[0].sentenceAfter.contains("1 of 50"), "\(summary.rows[0].sentenceAfter)")
    #expect(summary.assumptions.contains { $0.hasPrefix("For 2 reps at 3 leads") })
    // What happens later does not change what was so then.
    _ = try test.act(.contact(lead: "L-2", kind: "contacted", at: nil, channel: nil))
    _ = try test.act(.disposition(lead: "L-2", code: "converted", at: nil))
    let later = try preview(test, .text(Self.rules(from: 1000)))
    #expect(later.rows == summary.rows)
  }

  @Test func derivedFiguresAreThoseThatADeskHadThen() throws {
    let test = try desk(leads: 9)
    var past: [(Instant, LeadNumber, [RepStanding])] = []
    for number in 10...16 {
      past.append((test.now, LeadNumber(Int64(number)), Figures(test.desk.state).standings))
      try test.deliver(Self.lead(number % 7 + 1, id: "M"), as: "leads/m\(number).csv")
      test.wait(minutes: 1)
      if number % 2 == 0 {
        _ = try? test.act(
          .contact(lead: "L-\(number - 9)", kind: "contacted", at: nil, channel: nil))
        _ = try? test.act(.disposition(lead: "L-\(number - 9)", code: "converted", at: nil))
      }
      test.wait(minutes: 700)
      try test.desk.drainOnce(now: test.now)
    }
    let rules = test.desk.rules.ruleSet
    let roster = test.desk.rules.schedules.roster
    var history = try FigureHistory(
      test.desk.store, rules: rules, zone: test.desk.rules.schedules.organisationZone,
      from: TestDesk.monday, to: test.now)
    for (at, lead, standings) in past {
      history.advance(to: at, before: lead)
      #expect(roster.reps.map { history.standing(of: $0.id) } == standings, "at \(at)")
    }
  }

  @Test func factsAreGatheredAgainWhereTheRulesReadThemOtherwise() throws {
    let test = try desk(leads: 2)
    try test.deliver(Self.lead(3, country: "Teutonia"), as: "leads/t.csv")
    #expect(try test.row("L-3").queue == "world")
    let summary = try preview(
      test, .text(Self.rules("[countries]\naliases = { Teutonia = \"DE\" }\n")))
    #expect(summary.rows.map(\.lead) == ["L-3"])
    #expect(summary.rows.first?.before == "queue world" && summary.rows.first?.after == "bo")
    #expect(summary.assumptions.contains { $0.contains("gathered again") })
    #expect(
      summary.counts.contains(
        PreviewSummary.Count(kind: "queue", name: "world", before: 1, after: 0)))
  }

  @Test func otherCountsOfLoadAreDerivedForEveryRep() throws {
    let test = try desk(leads: 3)
    _ = try done(
      try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil)))
    try test.deliver(Self.lead(1, id: "M"), as: "leads/m.csv")
    #expect(try test.row("M-1").owner == "cy")
    // Where only untouched leads count, Bo and Cy have one each, and Cy had theirs earlier.
    let summary = try preview(test, .text(Self.rules("[capacity]\ncounts = [\"assigned\"]\n")))
    #expect(summary.changed == 0)
    let row = try preview(
      test, .text(Self.rules("[capacity]\ncounts = [\"working\"]\n")))
    #expect(row.assumptions.contains { $0.contains("count load or weeks differently") })
    #expect(row.leads == 4)
  }

  @Test func regionsThatGoLiveShowWhomTheyGiveLeadsTo() throws {
    let shadow = "[[region]]\nid = \"HOME\"\ncountries = [\"DE\"]\nmode = \"shadow\"\n"
    let test = try TestDesk(rules: Self.rules(shadow), reps: Self.people)
    for number in 1...3 {
      try test.deliver(Self.lead(number), as: "leads/\(number).csv")
      test.wait(minutes: 5)
    }
    let live = try preview(
      test, .text(Self.rules(shadow.replacing("mode = \"shadow\"", with: "mode = \"live\""))))
    #expect(live.leads == 3 && live.changed == 3)
    #expect(live.rows.first?.before == "bo in shadow" && live.rows.first?.after == "bo")
  }

  @Test func previewsWriteNothingAndRefuseWhatIsNotThere() throws {
    let test = try desk(leads: 2)
    let head = try test.desk.store.head()
    _ = try preview(test, .text(Self.rules(from: 1)))
    #expect(try test.desk.store.head() == head)
    for (rules, kind) in [
      (PreviewRequest.Rules.text("x = 1"), Refusal.Kind.usage), (.change(4), .unknown),
      (.version(7), .unknown),
    ] {
      let answer = try test.desk.answerAboutRules(
        .preview(PreviewRequest(rules: rules)), from: RuleChangeTests.analyst, now: test.now)
      #expect(try refused(answer).refused == kind)
    }
  }

  // MARK: What then happens

  /// Rules of a council that meets all day, so that they can be published at any time.
  private static let open = "[council]\nwindow = \"Mon-Sun 00:00-24:00\"\nquorum = 1\n"
  private static let old = rules(open)
  private static let new = rules(open, from: 200)

  /// The same leads at the same instants, and people who work on some of them; before the lead of a number
  /// other rules are published.
  private func play(_ leads: Int, publishingBefore change: Int? = nil) throws -> TestDesk {
    let test = try TestDesk(rules: Self.old, reps: Self.people)
    for number in 1...leads {
      if number == change { try publish(Self.new, test) }
      // Some with numbers that both rules read alike.
      let size = number % 5 == 0 ? 1 : number
      try test.deliver(Self.lead(size, id: "L\(number)"), as: "leads/\(number).csv")
      test.wait(minutes: 3)
      if number % 4 == 0 { work(on: "L\(number - 2)-\(number - 2)", test) }
      test.wait(minutes: 2)
    }
    return test
  }

  private func publish(_ rules: String, _ test: TestDesk) throws {
    _ = try done(
      try test.act(
        .proposeRules(source: rules, reason: "smaller", draft: nil), by: RuleChangeTests.analyst))
    _ = try done(try test.act(.approveChange(1), by: RuleChangeTests.carla))
    _ = try done(try test.act(.publishChange(1), by: RuleChangeTests.petra))
  }

  private func work(on lead: String, _ test: TestDesk) {
    _ = try? test.act(.contact(lead: lead, kind: "contacted", at: nil, channel: nil))
    _ = try? test.act(.disposition(lead: lead, code: "converted", at: nil))
  }

  private func owners(_ test: TestDesk) throws -> [String: String] {
    let rows = try test.desk.store.leads(LeadQuery(), limit: 100).rows
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.publicID, $0.owner?.text ?? "nobody") })
  }

  /// Each lead gets what the preview said, on a desk as it stood before that lead, once the rules are
  /// published.
  @Test func whatWasForetoldHappens() throws {
    let leads = 12
    let test = try play(leads)
    let foretold = try preview(test, .text(Self.new))
    #expect(foretold.changed > 2)
    let before = try owners(test)
    for number in [1, 4, 6, 7, 12] {
      let then = try play(number, publishingBefore: number)
      let lead = try #require(
        try then.desk.store.recordedLead(LeadNumber(Int64(number)))
      ).row
      let row = foretold.rows.first { $0.number == lead.number }
      #expect(lead.owner?.text == row?.after ?? before[lead.publicID], "lead \(number)")
    }
  }

  @Test func rolledUnderTheSameRulesIsWhatHappened() throws {
    let test = try play(14)
    let summary = try preview(test, .version(1), rolled: true)
    #expect(summary.mode == "rolled" && summary.changed == 0 && summary.leads == 14)
    var counts: [String: Int] = [:]
    for owner in try owners(test).values { counts[owner, default: 0] += 1 }
    #expect(Dictionary(uniqueKeysWithValues: summary.reps.map { ($0.name, $0.after) }) == counts)
  }

  @Test func rolledGivesWaitingLeadsAwayWhenSomebodyComesOnShift() throws {
    let test = try TestDesk(rules: Self.old, reps: Self.people)
    test.go(to: Instant("2026-03-02T17:00:00Z"))
    for number in 1...2 { try test.deliver(Self.lead(number), as: "leads/\(number).csv") }
    #expect(try test.row("L-1").state == .queued)
    test.go(to: Instant("2026-03-03T08:00:00Z"))
    try test.tick()
    #expect(try test.entries(.leadDrained).count == 2)
    test.wait(minutes: 60)
    try test.deliver(Self.lead(3), as: "leads/3.csv")
    let summary = try preview(test, .version(1), rolled: true)
    #expect(summary.changed == 0 && summary.leads == 3)
    #expect(summary.assumptions.contains { $0.contains("one for each rep in a pass: 2 before") })
    var counts: [String: Int] = [:]
    for owner in try owners(test).values { counts[owner, default: 0] += 1 }
    #expect(Dictionary(uniqueKeysWithValues: summary.reps.map { ($0.name, $0.after) }) == counts)
  }

  @Test func rolledForetellsAllThatFollows() throws {
    let test = try play(14)
    let foretold = try preview(test, .text(Self.new), rolled: true)
    let before = try owners(test)
    let then = try owners(try play(14, publishingBefore: 1))
    for (lead, owner) in then {
      let row = foretold.rows.first { $0.lead == lead }
      #expect(owner == row?.after ?? before[lead], "\(lead)")
    }
    #expect(foretold.rows.count == foretold.changed && foretold.changed > 2)
  }
}

private struct Unexpected: Error {}
