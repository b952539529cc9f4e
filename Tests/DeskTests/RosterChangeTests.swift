import DeskRules
import LeadModel
import Testing

@testable import Desk

/// The roster is data, but no back door to the rules.
@Suite struct RosterChangeTests {
  private static let other = """
    id,name,status,country,coverage,pools,capacity,timezone,hours
    ana,Ana,active,DE,DE:de;AT:de,all,9,Europe/Berlin,Mon-Fri 09:00-17:00
    cy,Cy,active,AT,AT:de,all,5,Europe/Vienna,Mon-Fri 09:00-17:00
    mara,Mara Moser,active,DE,,all,0,Europe/Berlin,Mon-Fri 09:00-17:00

    """

  @Test func everyChangeOfARepIsLoggedAndLaidBeforeTheCouncil() throws {
    let test = try TestDesk()
    try test.deliver(Self.other, as: "roster/reps.csv")
    let entries = try test.entries(.rosterChanged)
    // A name decides on nothing.
    #expect(entries.map(\.subject) == ["rep/ana", "rep/bo", "rep/cy"])
    #expect(
      entries[0].payload.contains(#""coverage":{"old":"DE:de","new":"DE:de;AT:de"}"#))
    let rows = try test.desk.store.rosterChanges(unreviewedOnly: true, limit: 10)
    #expect(
      rows.reversed().map { "\($0.id) \($0.rep) \($0.field)" }
        == ["1 ana coverage", "2 ana capacity", "3 bo rep", "4 cy rep"])
    #expect(rows[0].old == nil && rows[0].new?.contains("AT:de") == true)
    #expect(rows[1].old?.contains("DE:de") == true && rows[1].new == nil)
    try test.check()
  }

  @Test func theCouncilTicksThem() throws {
    let test = try TestDesk()
    try test.deliver(Self.other, as: "roster/reps.csv")
    let carla = RuleChangeTests.carla
    #expect(
      try refused(try test.act(.reviewRoster([]), by: RuleChangeTests.analyst)).refused == .role)
    #expect(
      try done(try test.act(.reviewRoster([2]), by: carla)).text == "Reviewed 1 roster change")
    #expect(try refused(try test.act(.reviewRoster([2]), by: carla)).refused == .conflict)
    #expect(try refused(try test.act(.reviewRoster([99]), by: carla)).refused == .unknown)
    _ = try done(try test.act(.reviewRoster([]), by: carla))
    #expect(try test.desk.store.unreviewedRosterCount() == 0)
    #expect(try refused(try test.act(.reviewRoster([]), by: carla)).refused == .conflict)
    #expect(try test.entries(.rosterReviewed).count == 2)
  }

  @Test func theSameRosterAgainChangesNothing() throws {
    let test = try TestDesk()
    try test.deliver(TestDesk.people, as: "roster/reps.csv")
    #expect(try test.entries(.rosterChanged).isEmpty)
  }
}
