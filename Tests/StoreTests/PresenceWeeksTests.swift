import GRDB
import LeadModel
import Testing

@testable import Store

@Suite struct PresenceWeeksTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  private let monday = LocalDate(daysSinceEpoch: 20_514)

  private func seen(_ cells: (Int, UInt64)...) -> SeenMinutes {
    var seen = SeenMinutes()
    for (cell, minutes) in cells { seen.append(cell: cell, minutes: minutes) }
    return seen
  }
  private func week(_ rep: RepID, _ back: Int, _ seen: SeenMinutes) -> PresenceWeek {
    PresenceWeek(rep: rep, week: monday + -7 * back, seen: seen)
  }
  private func add(_ weeks: PresenceWeek...) throws {
    try store.checked(CommitUnit(changes: [.presenceAdded(weeks)]))
  }
  private func all(
    _ span: ClosedRange<LocalDate> = LocalDate.allWeeks
  ) throws -> [PresenceWeek] {
    var all: [PresenceWeek] = []
    try store.forEachPresenceWeek(span) { all.append($0) }
    return all
  }

  @Test func minutesAreJoined() throws {
    try add(week("ana", 0, seen((9, 0b11), (167, 1))), week("bo", 0, seen((0, 1))))
    let once = try all()
    // The same again, in another order, changes nothing.
    try add(week("bo", 0, seen((0, 1))), week("ana", 0, seen((9, 0b10))))
    #expect(try all() == once)
    try add(week("ana", 0, seen((8, 1), (9, 0b110))), week("ana", 2, seen((5, 1))))
    #expect(
      try all() == [
        week("ana", 2, seen((5, 1))), week("ana", 0, seen((8, 1), (9, 0b111), (167, 1))),
        week("bo", 0, seen((0, 1))),
      ])
    try add(week("ana", 0, SeenMinutes()))
    #expect(try all().count == 3)
  }

  @Test func whatIsUnknownIsTold() throws {
    try add(week("ana", 0, seen((9, 0b11))))
    let asked = [
      week("ana", 0, seen((9, 0b111), (10, 1))), week("ana", 0, seen((9, 0b01))),
      week("bo", 0, seen((9, 1))),
    ]
    #expect(
      try store.unknownMinutes(of: asked) == [
        seen((9, 0b100), (10, 1)), SeenMinutes(), seen((9, 1)),
      ])
  }

  @Test func decisionsReadHoursOfTheirSpanAndReps() throws {
    try add(
      week("ana", 0, seen((9, 1), (167, 1 << 59))), week("ana", 3, seen((0, 1))),
      week("ana", 4, seen((1, 1))), week("bo", 1, seen((2, 1))))
    let observed = try store.observedPresence(monday + -21...monday, of: ["ana", "cleo"])
    #expect(observed.reps == 1)
    let weeks = observed.weeks(of: "ana")
    #expect(weeks.count == 2 && weeks[monday + -28] == nil)
    #expect(weeks[monday + -21]?[0] == true)
    #expect((0..<168).filter { weeks[monday]?[$0] == true } == [9, 167])
    #expect(try all(monday + -7...monday + -7).map(\.rep) == ["bo"])
  }

  @Test(arguments: [
    "(20515, 'ana', zeroblob(9))", "(20514, '', zeroblob(9))", "(20514, 'ana', zeroblob(0))",
    "(20514, 'ana', zeroblob(10))", "(20514, 'ana', zeroblob(1521))", "(20514, NULL, zeroblob(9))",
  ]) func theSchemaRefusesOtherRows(values: String) throws {
    #expect(throws: DatabaseError.self) {
      try store.raw("INSERT INTO presence_week (week, rep, minutes) VALUES \(values)")
    }
  }

  @Test func minutesOutOfFormAreFound() throws {
    try add(week("ana", 0, seen((9, 1))))
    try store.raw("UPDATE presence_week SET minutes = zeroblob(9)")
    #expect(
      try store.violations().map(\.examples) == [["rep ana, week of 2026-03-02"]])
    #expect(throws: StoreProblem.self) { try all() }
  }
}
