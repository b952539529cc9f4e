import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

/// The weekly audit, from assignments to the figures that it makes.
@Suite struct AuditTests {
  private static let header = "id,email,company,country,language,submitted_at\n"
  private static let hooks = "[[notify]]\ncommand = [\"/bin/a\"]\non = [\"threshold\"]\n"

  /// A week with so many assignments, on the Monday after it.
  private func audited(_ leads: Int, site: String = "") throws -> TestDesk {
    let test = try TestDesk(
      reps: TestDesk.people.replacingOccurrences(of: "all,5", with: "all,500"), site: site)
    try deliver(1...leads, to: test)
    test.go(to: TestDesk.monday + 7 * Instant.day)
    return test
  }

  private func deliver(_ numbers: ClosedRange<Int>, to test: TestDesk) throws {
    let rows = numbers.map { "L-\($0),p\($0)@x\($0).example,X \($0),DE,de,2026-03-02T09:00:00Z\n" }
    try test.deliver(Self.header + rows.joined(), as: "leads/\(numbers.lowerBound).csv")
  }

  private func judge(_ lead: String, _ judgement: String, _ note: String = "looked it up") -> Act {
    .judge(JudgeOrder(lead: lead, judgement: judgement, note: note))
  }

  private func sample(_ report: Report) throws -> [[String]] {
    try #require(report.sections.first).rows
  }

  @Test func theSampleIsDrawnAndJudged() throws {
    let test = try audited(60)
    var report = try test.report("audit")
    #expect(report.from == Instant("2026-03-01T23:00:00Z"))
    #expect(report.to == Instant("2026-03-08T23:00:00Z"))
    #expect(report.value("sampled") == 50)
    #expect(report.value("routing_accuracy") == nil)
    let lines = try sample(report)
    #expect(lines.count == 50)
    #expect(lines.allSatisfy { $0[6].hasPrefix("Assigned to") && $0[7] == "not judged" })
    #expect(lines.allSatisfy { $0[3] == "2026-03-02 10:00" && $0[5] == "coverage" })

    let (first, second) = (lines[0][0], lines[1][0])
    #expect(
      try test.text(judge(first, "right"), by: Cast.analyst)
        .hasSuffix("in 2026-W10 is judged right"))
    try test.act(judge(second, "wrong", "Mrs Zyzzyx is with Bo"), by: Cast.analyst)
    report = try test.report("audit")
    #expect(report.value("judged") == 2)
    #expect(report.value("routing_accuracy") == 0.5)
    #expect(report.figure("routing_accuracy")?.few == true)
    #expect(
      try sample(report)[1].suffix(3) == [
        "wrong", "kim, 2026-03-09 10:00", "Mrs Zyzzyx is with Bo",
      ])

    // The log tells it without the sentence.
    let entry = try #require(try test.entries(.auditJudged).last)
    #expect(entry.subject == "lead/\(try test.row(second).number.value)")
    #expect(entry.role == "analyst")
    #expect(entry.payload.hasPrefix(#"{"lead":"\#(second)","week":"2026-W10","decision":"#))
    #expect(entry.payload.contains(#""judgement":"wrong","before":null,"note":""#))
    #expect(!entry.payload.contains("Zyzzyx"))
    try test.check()
  }

  @Test func judgingAgainTakesThePlaceOfTheFirst() throws {
    let test = try audited(5)
    try test.act(judge("L-1", "wrong"), by: Cast.analyst)
    test.wait(minutes: 5)
    #expect(
      try test.text(judge("L-1", "right"), by: Cast.second)
        .hasSuffix("is judged right, before wrong by kim"))
    let report = try test.report("audit")
    #expect(report.value("judged") == 1)
    #expect(report.value("wrong") == 0)
    #expect(try test.entries(.auditJudged).last?.payload.contains(#""before":"wrong""#) == true)
    try test.check()
  }

  /// What somebody did before can still be taken back: the audit is passed over.
  @Test func anActBeforeItIsTakenBack() throws {
    let test = try audited(3)
    try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil), by: Cast.analyst)
    try test.act(judge("L-1", "right"), by: Cast.second)
    let text = try test.text(.undo(lead: "L-1"), by: Cast.analyst)
    #expect(text.contains("taken back"))
    #expect(try test.report("audit").value("judged") == 1)
    try test.check()
  }

  @Test func whatIsNotOfTheSampleIsRefused() throws {
    let test = try audited(60)
    let drawn = Set(try sample(test.report("audit")).map { $0[0] })
    let left = try #require((1...60).map { "L-\($0)" }.first { !drawn.contains($0) })
    #expect(
      try test.refusal(judge(left, "right"), by: Cast.analyst)?.why.contains(
        "is not in the sample of 2026-W10") == true)
    // This week's are drawn when it is over; those that wait were not assigned.
    try test.deliver(
      Self.header + "N-1,n@n.example,N,DE,de,2026-03-09T08:00:00Z\n"
        + "Q-1,q@q.example,Q,JP,ja,2026-03-09T08:00:00Z\n", as: "leads/new.csv")
    let early = try #require(try test.refusal(judge("N-1", "right"), by: Cast.analyst))
    #expect(early.refused == .conflict)
    #expect(early.why.contains("2026-W11 has not ended"))
    #expect(
      try test.refusal(judge("Q-1", "right"), by: Cast.analyst)?.why.contains(
        "has assigned #62 (Q) to nobody") == true)
    #expect(try test.refusal(judge("L-1", "fine"), by: Cast.analyst)?.refused == .usage)
    #expect(try test.refusal(judge("L-1", "right", " "), by: Cast.analyst)?.refused == .usage)
    for actor in [Cast.ana, Cast.manager, Cast.council, Cast.viewer] {
      #expect(try test.refusal(judge("L-1", "right"), by: actor)?.refused == .role)
    }
    #expect(try test.entries(.auditJudged).isEmpty)
    try test.check()
  }

  /// A week that has not ended has no sample; one that has is the same for every asker, ever after.
  @Test func weeksThatHaveEnded() throws {
    let test = try audited(60)
    let before = try sample(test.report("audit")).map { $0[0] }
    let open = ReportRequest(name: "audit", from: test.now, to: test.now + Instant.day)
    guard
      case .refused(let refusal) = try test.desk.answer(open, for: Cast.analyst, now: test.now)
    else { return #expect(Bool(false)) }
    #expect(refusal.why.contains("has ended yet"))
    try deliver(61...90, to: test)
    test.go(to: TestDesk.monday + 14 * Instant.day)
    let report = try test.report("audit", from: TestDesk.monday, to: test.now)
    #expect(report.sections.map(\.title) == ["Sample of 2026-W10", "Sample of 2026-W11"])
    #expect(report.sections[0].rows.map { $0[0] } == before)
    #expect(report.sections[1].rows.count == 30)
    #expect(report.value("sampled", ["week": "2026-W11"]) == 30)
    try test.reopen()
    #expect(
      try test.report("audit", from: TestDesk.monday, to: test.now).sections == report.sections)
  }

  @Test func theWeeksFiguresHaveIt() throws {
    let test = try audited(30, site: Self.hooks)
    let leads = try sample(test.report("audit")).map { $0[0] }
    for (index, lead) in leads.enumerated() {
      try test.act(judge(lead, index < 8 ? "wrong" : "right"), by: Cast.analyst)
    }
    let report = try test.report("kpi")
    let figure = try #require(report.figure("routing_accuracy"))
    #expect(figure.value == 22.0 / 30)
    #expect(figure.count == 30)
    #expect(figure.threshold == 0.93)
    #expect(figure.breached)
    #expect((report.value("routing_accuracy_high") ?? 1) < 0.93)
    #expect(report.figure("routing_errors_of_reviewed") != nil)
    let breached = try test.desk.agenda(for: Cast.council, now: test.now).sections
      .first { $0.title == "Thresholds breached" }
    #expect(breached?.rows.contains { $0[0] == "routing_accuracy" } == true)
    // Told once, when the twentieth judgement showed it.
    let told = try test.desk.dueNotifications(now: test.now)
    #expect(told.count == 1)
    let text = String(decoding: try #require(told.first).payload, as: UTF8.self)
    #expect(text.contains(#""event":"threshold""#))
    #expect(text.contains("Routing accuracy of 2026-W10 is 60 % of 20 judged, below 93 %"))
    // And the rules that those assignments went by.
    let rules = try test.report("rules", from: TestDesk.monday, to: test.now)
    #expect(rules.value("accuracy", ["pool": "all"]) == 22.0 / 30)
    #expect(rules.value("accuracy", ["segment": "smb"]) == 22.0 / 30)
    #expect(rules.figure("accuracy", ["queue": "world"])?.count == 0)
    try test.check()
  }

  @Test func theSentenceIsForThoseWhoMayReadThePerson() throws {
    let test = try audited(3)
    try test.act(judge("L-1", "wrong", "Mrs Zyzzyx is with Bo"), by: Cast.analyst)
    func notes(_ actor: Actor) throws -> [String] {
      guard
        case .report(let report) = try test.desk.answer(
          ReportRequest(name: "audit"), for: actor, now: test.now)
      else { return [] }
      return try sample(report).map { $0[9] }.filter { !$0.isEmpty }
    }
    #expect(try notes(Cast.second) == ["Mrs Zyzzyx is with Bo"])
    #expect(try notes(Cast.viewer) == ["(sentence withheld)"])
    try test.act(.erase(lead: "L-1"), by: Cast.admin)
    #expect(try notes(Cast.second) == [])
    #expect(try test.report("audit").value("wrong") == 1)
    // Who is gone can still be judged; nothing is kept of the sentence.
    try test.act(judge("L-1", "right", "It was Zyzzyx"), by: Cast.analyst)
    #expect(try notes(Cast.second) == [])
    #expect(try test.entries(.auditJudged).last?.payload.contains(#""note":null"#) == true)
    try test.check()
  }
}
