import Foundation
import GRDB
import LeadModel
import Testing

@testable import Store

/// Makes judgements as the desk would.
enum Audits {
  static let week = LocalDate(daysSinceEpoch: 20_514)

  static func judged(
    _ lead: Int64, decision: Int64, _ isRight: Bool, note: String? = "looked it up",
    by: String = "kim", minute: Int64 = 5, week: LocalDate = week
  ) -> CommitUnit {
    CommitUnit(
      changes: [
        .auditJudged(
          AuditJudged(
            lead: LeadNumber(lead), week: week, decision: decision, isRight: isRight, note: note,
            by: by, at: Maker.at(minute)))
      ],
      entries: [Council.entry(.auditJudged, "lead/\(lead)", by: by, minute: minute)])
  }
}

@Suite struct AuditTableTests {
  let store: Store

  init() throws {
    store = try Store.inMemory()
    var maker = Maker()
    // Entries 2 and 6 are assignments, 4 is not.
    try store.checked(
      maker.lead(), maker.lead(queue: "world", minute: 1), maker.lead(minute: 2))
  }

  @Test func theLatestOfALeadAndWeekCounts() throws {
    try store.checked(
      Audits.judged(1, decision: 2, false, note: "his account", minute: 5),
      Audits.judged(3, decision: 6, true, minute: 6),
      Audits.judged(1, decision: 2, true, note: "no, hers", by: "sam", minute: 7))
    let found = try store.judgements(from: Audits.week, through: Audits.week)
    #expect(
      found == [
        AuditJudgement(
          lead: LeadNumber(1), week: Audits.week, isRight: true, note: "no, hers", by: "sam",
          at: Maker.at(7)),
        AuditJudgement(
          lead: LeadNumber(3), week: Audits.week, isRight: true, note: "looked it up", by: "kim",
          at: Maker.at(6)),
      ])
    #expect(try store.judgements(from: Audits.week + 7, through: Audits.week + 7) == [])
    // Both stay, and are read with the lead.
    #expect(
      try store.notes(of: LeadNumber(1)).map { "\($0.kind) \($0.text)" } == [
        "judged his account", "judged no, hers",
      ])
  }

  /// An analyst who looks at it afterwards has done nothing with the lead.
  @Test func judgingIsNoAct() throws {
    try store.checked(Audits.judged(1, decision: 2, true))
    #expect(try store.hasActed(on: LeadNumber(1), since: Maker.start) == false)
  }

  @Test(arguments: [(1, 1), (1, 6), (2, 4), (1, 99)] as [(Int64, Int64)])
  func onlyAnAssignmentOfTheLeadIsJudged(_ lead: Int64, _ decision: Int64) throws {
    #expect(throws: StoreProblem.self) {
      try store.commit([Audits.judged(lead, decision: decision, true)])
    }
    try store.checked()
  }

  @Test func assignmentsAreReadByTime() throws {
    func leads(_ from: Int64, _ to: Int64) throws -> [Int64] {
      var leads: [Int64] = []
      try store.forEachEngineAssignment(from: Maker.at(from), to: Maker.at(to)) {
        leads.append($0.lead.value)
      }
      return leads.sorted()
    }
    #expect(try leads(0, 3) == [1, 3])
    #expect(try leads(0, 2) == [1])
    #expect(try leads(1, 2) == [])
    #expect(try store.engineAssignments(of: LeadNumber(3)) == [Maker.at(2)])
    #expect(try store.engineAssignments(of: LeadNumber(2)) == [])
  }

  @Test func theSentenceGoesWithThePerson() throws {
    try store.checked(Audits.judged(1, decision: 2, false), Audits.judged(3, decision: 6, true))
    try store.checked(
      CommitUnit(
        changes: [.personErased(lead: LeadNumber(1), at: Maker.at(9))],
        entries: [Council.entry(.personErased, "lead/1", by: "root", minute: 9)]))
    let found = try store.judgements(from: Audits.week, through: Audits.week)
    #expect(found.map(\.note) == [nil, "looked it up"])
    #expect(found.map(\.isRight) == [false, true])
  }

  @Test(arguments: [
    ("DELETE FROM audit_judgement", "every judgement has its log entry"),
    (
      "INSERT INTO audit_judgement VALUES (9, 3, 20514, 6, 'wrong', NULL, 'kim', 0)",
      "every judgement has its log entry"
    ),
    ("UPDATE audit_judgement SET decision = 4", "an assignment of that lead by the engine"),
  ])
  func eachRuleBites(sql: String, rule: String) throws {
    try store.checked(Audits.judged(1, decision: 2, true))
    try store.raw(sql)
    let found = try store.violations()
    #expect(found.contains { $0.rule.contains(rule) }, "\(found)")
  }

  @Test func itStaysInABackup() throws {
    let scratch = try Scratch()
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    var maker = Maker()
    try store.checked(maker.lead(), Audits.judged(1, decision: 2, false))
    let copy = scratch.folder + "/copy.sqlite"
    _ = try store.backup(to: copy)
    let restored = try Store.open(at: copy, mode: .readOnly)
    #expect(try restored.judgements(from: Audits.week, through: Audits.week).count == 1)
    #expect(try restored.violations() == [])
  }

  /// A store of the release before gets the table and keeps what it has.
  @Test func theSchemaBeforeIsBroughtUp() throws {
    let scratch = try Scratch()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction { db in
      for step in Migrations.steps.prefix(3) { try db.execute(sql: step) }
      try db.execute(sql: "DROP TABLE presence_count")
      try db.execute(sql: "INSERT INTO mark VALUES ('kept', 7)")
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = 3")
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try queue.close()
    chmod(scratch.store, 0o600)
    let store = try Store.open(at: scratch.store, mode: .readWrite)
    #expect(try store.value("PRAGMA user_version") == "4")
    #expect(try store.mark("kept") == Instant(milliseconds: 7))
    var maker = Maker()
    try store.checked(maker.lead(), Audits.judged(1, decision: 2, true))
    #expect(FileManager.default.fileExists(atPath: scratch.store + ".schema-3"))
  }
}
