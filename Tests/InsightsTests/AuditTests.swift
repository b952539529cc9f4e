import Insights
import LeadModel
import RoutingEngine
import Testing

private let week = ISOWeek(containing: LocalDate(daysSinceEpoch: 20_517))

private func assignment(_ number: Int64, id: String? = nil, entry: Int64? = nil) -> EngineAssignment
{
  EngineAssignment(
    lead: LeadNumber(number), publicID: id ?? "L-\(number)", entry: entry ?? number * 2,
    at: Instant(milliseconds: 1_772_442_000_000 + number))
}

private func judgement(_ number: Int64, _ isRight: Bool) -> AuditJudgement {
  AuditJudgement(
    lead: LeadNumber(number), week: week.monday, isRight: isRight, by: "kim",
    at: Instant(milliseconds: 0))
}

@Suite struct AuditSampleTests {
  /// Worked out by a program in another language.
  @Test func theSmallestHashesAreDrawn() {
    #expect(week.description == "2026-W10")
    var sample = AuditSample(of: week)
    for number in (1...200).shuffled() { sample.add(assignment(Int64(number))) }
    #expect(sample.assignments == 200)
    #expect(sample.drawn.count == 50)
    #expect(
      sample.drawn.prefix(6).map(\.publicID) == [
        "L-129", "L-68", "L-160", "L-101", "L-128", "L-148",
      ])
    #expect(sample.drawn.last?.publicID == "L-3")
  }

  @Test func ofFewAllAreDrawn() {
    var sample = AuditSample(of: week)
    for number in 1...7 { sample.add(assignment(Int64(number))) }
    #expect(Set(sample.drawn.map(\.lead.value)) == Set(1...7))
    #expect(sample.assignment(of: LeadNumber(8)) == nil)
  }

  /// Whatever the order, the last assignment of a lead stands for it, and it takes one place.
  @Test(arguments: [[2, 9, 5], [9, 5, 2], [5, 2, 9]] as [[Int64]])
  func aLeadIsDrawnOnce(_ entries: [Int64]) {
    var sample = AuditSample(of: week)
    for number in 2...60 { sample.add(assignment(Int64(number), entry: 100)) }
    let others = sample.drawn.map(\.lead)
    for entry in entries { sample.add(assignment(others[0].value, entry: 1000 + entry)) }
    #expect(sample.drawn.map(\.lead) == others)
    #expect(sample.drawn.first?.entry == 1009)
    #expect(sample.assignments == 62)
  }

  @Test(arguments: [[1, 2, 3], [3, 2, 1]] as [[Int64]])
  func leadsOfOneIdGoByTheirNumber(_ numbers: [Int64]) {
    var sample = AuditSample(of: week)
    for number in numbers { sample.add(assignment(number, id: "L-1")) }
    #expect(sample.drawn.map(\.lead.value) == [1, 2, 3])
  }
}

@Suite struct RoutingAccuracyTests {
  private func accuracy(_ judged: Int, wrong: Int) -> RoutingAccuracy {
    RoutingAccuracy(judged: judged, wrong: wrong)
  }

  /// Below 93 % twice, or the whole interval below it; few never.
  @Test(arguments: [
    (50, 3, 50, 4, false), (50, 4, 50, 3, false), (50, 4, 50, 4, true), (50, 4, 19, 9, false),
    (50, 4, 0, 0, false), (19, 19, 19, 19, false), (20, 20, 0, 0, true), (50, 9, 0, 0, true),
    (50, 8, 50, 0, true), (50, 7, 50, 0, false), (20, 2, 20, 2, true),
  ])
  func itActs(_ judged: Int, _ wrong: Int, _ before: Int, _ wrongBefore: Int, _ isBreached: Bool) {
    let now = accuracy(judged, wrong: wrong)
    #expect(
      now.isBreached(after: accuracy(before, wrong: wrongBefore)) == isBreached,
      "\(now.interval as Any)")
  }

  @Test func itsFiguresHaveTheInterval() throws {
    let figures = accuracy(50, wrong: 3).figures(after: accuracy(0, wrong: 0))
    #expect(
      figures.map(\.figure) == [
        "routing_accuracy", "routing_accuracy_low", "routing_accuracy_high",
      ])
    #expect(figures.map(\.count) == [50, 50, 50])
    #expect(figures[0].value == 0.94)
    #expect(figures[0].threshold == 0.93)
    #expect(abs(try #require(figures[1].value) - 0.837_829) < 1e-6)
    #expect(abs(try #require(figures[2].value) - 0.979_385) < 1e-6)
    let nothing = accuracy(0, wrong: 0).figures()
    #expect(nothing.allSatisfy { $0.value == nil && $0.few && $0.threshold == nil })
  }
}

@Suite struct AuditReportTests {
  private func sample(_ week: ISOWeek, _ judgements: [Bool?]) -> AuditReport.Sample {
    AuditReport.Sample(
      week: week, assignments: 1234,
      lines: judgements.enumerated().map { index, isRight in
        let number = Int64(index + 1)
        return AuditReport.Line(
          audited: AuditedAssignment(
            key: index % 2 == 0 ? "EMEA" : nil, assignment: assignment(number), source: "web",
            company: "X", currentOwner: "bo", owner: index == 0 ? "ana" : "bo", route: .coverage,
            sentence: "Assigned to Ana: because"),
          judgement: isRight.map { judgement(number, $0) })
      })
  }

  private func report(
    _ samples: [AuditReport.Sample], before: RoutingAccuracy = RoutingAccuracy(),
    by: Report.Breakdown? = nil
  ) -> Report {
    AuditReport(samples, before: before).report(
      Period(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1)), by: by,
      labels: BreakdownLabels(by, in: .utc)
    ) { _ in "then" }
  }

  @Test func oneWeekListsItsSample() throws {
    let report = report([sample(week, [true, false, nil])])
    #expect(
      report.rows.map { "\($0.figure) \($0.value.map { "\($0)" } ?? "-") \($0.count)" }.prefix(4)
        == [
          "sampled 3.0 3", "judged 2.0 2", "wrong 1.0 1", "routing_accuracy 0.5 2",
        ])
    #expect(report.rows.allSatisfy { $0.by.isEmpty && !$0.breached })
    let section = try #require(report.sections.first)
    #expect(section.title == "Sample of 2026-W10")
    #expect(
      section.rows.map { [$0[0], $0[4], $0[7], $0[8]] } == [
        ["L-1", "ana (now bo)", "right", "kim, then"], ["L-2", "bo", "wrong", "kim, then"],
        ["L-3", "bo", "not judged", ""],
      ])
    #expect(section.rows.allSatisfy { $0.count == section.columns.count })
    #expect(report.notes.first == "2026-W10: 3 of 1,234 assignments by the engine; 1 to judge.")
  }

  @Test func weeksRunning() {
    let bad = Array(repeating: true as Bool?, count: 46) + Array(repeating: false, count: 4)
    let report = report([sample(week, bad), sample(week.advanced(by: 1), bad)])
    let weekly = report.rows.filter { $0.figure == "routing_accuracy" && !$0.by.isEmpty }
    #expect(weekly.map { $0.by[0].value } == ["2026-W10", "2026-W11"])
    #expect(weekly.map(\.breached) == [false, true])
    #expect(report.rows.first { $0.figure == "routing_accuracy" }?.threshold == nil)
  }

  @Test func itIsBrokenDown() {
    let report = report([sample(week, [true, false, nil])], by: .region)
    let parts = report.rows.filter { $0.figure == "judged" && !$0.by.isEmpty }
    #expect(parts.map { $0.by[0].value } == ["EMEA", "none"])
    #expect(parts.map(\.value) == [1, 1])
  }
}
