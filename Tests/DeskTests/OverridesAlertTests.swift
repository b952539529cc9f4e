import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let owned = header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"
private let waiting = header + "L-2,b@x.example,Y,FR,fr,2026-03-02T09:00:00Z\n"

@Suite struct AlertTests {
  /// One lead of Ana's and one that waits, both with broken promises.
  private func late() throws -> TestDesk {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.deliver(waiting, as: "leads/b.csv")
    test.wait(minutes: 130)
    try test.tick()
    return test
  }

  private func alerts(_ test: TestDesk, _ actor: Actor) throws -> [LeadNumber?] {
    try test.desk.alerts(for: actor, now: test.now).map(\.lead)
  }

  @Test func toldToThoseWhomTheyConcern() throws {
    let test = try late()
    let one = try test.row("L-1").number
    let two = try test.row("L-2").number
    #expect(try alerts(test, Cast.ana) == [one])
    #expect(try alerts(test, Cast.bo) == [])
    #expect(try alerts(test, Actor(name: "mara", roles: [.rep], rep: "mara")) == [two])
    // A manager of the desk who is no rep, by the name in the log.
    #expect(try alerts(test, Actor(name: "mara", roles: [.manager])) == [two])
    #expect(try alerts(test, Cast.viewer) == [])
    #expect(try alerts(test, Cast.admin) == [])
    let solo = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    #expect(try Set(alerts(test, solo)) == [one, two])
  }

  @Test func theRostersManagerHearsOfTheReps() throws {
    let reps = TestDesk.people.replacing("timezone,hours", with: "timezone,hours,manager")
      .replacing(
        "ana,Ana,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00",
        with: "ana,Ana,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00,bo")
    let test = try TestDesk(reps: reps)
    try test.deliver(owned)
    test.wait(minutes: 61)
    try test.tick()
    #expect(try alerts(test, Cast.bo).count == 1)
    #expect(try alerts(test, Cast.manager).isEmpty)
  }

  @Test func anyActAcknowledgesAlsoAfterARestart() throws {
    let test = try late()
    #expect(try alerts(test, Cast.ana).count == 1)
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: Cast.bo)
    #expect(try alerts(test, Cast.ana).isEmpty)
    try test.reopen()
    #expect(try alerts(test, Cast.ana).isEmpty)
    #expect(try alerts(test, Actor(name: "mara", roles: [.rep], rep: "mara")).count == 1)
  }

  @Test func theNewOwnerHearsOfItAgain() throws {
    let test = try late()
    try test.act(test.move(to: "bo"), by: Cast.manager)
    // The clock to first contact is past due still; whoever moved the lead knows that.
    #expect(try alerts(test, Cast.bo).isEmpty)
    test.wait(minutes: 61)
    try test.tick()
    #expect(try alerts(test, Cast.bo).count == 1)
    #expect(try alerts(test, Cast.ana).isEmpty)
  }

  @Test func analystsHearOfReviews() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: Cast.ana)
    try test.act(.disposition(lead: "L-1", code: "converted", at: nil), by: Cast.ana)
    test.wait(minutes: 121)
    try test.tick()
    #expect(try alerts(test, Cast.analyst).count == 1)
    #expect(try alerts(test, Cast.ana).isEmpty)
    try test.act(.claimEscalation(1, release: false), by: Cast.analyst)
    #expect(try alerts(test, Cast.second).isEmpty)
    try test.reopen()
    #expect(try alerts(test, Cast.second).isEmpty)
  }

  @Test func manyThatAreToldInOneMinuteAreOneLine() throws {
    let test = try TestDesk()
    let mara = Actor(name: "mara", roles: [.rep], rep: "mara")
    for number in 1...6 {
      let row = "Q-\(number),q\(number)@x.example,Y\(number),FR,fr,\(test.now)\n"
      try test.deliver(header + row, as: "leads/\(number).csv")
      test.wait(minutes: 3)
    }
    // Due at six different minutes, and told in one by whoever looks a day later.
    test.wait(minutes: 24 * 60)
    try test.tick()
    for _ in 0..<2 {
      let alerts = try test.desk.alerts(for: mara, now: test.now + 1)
      #expect(alerts.map(\.text) == ["6 promises were broken within a minute"])
      #expect(alerts.map(\.lead) == [nil])
      try test.reopen()
    }
    try test.act(.contact(lead: "Q-1", kind: "contacted", at: nil, channel: nil))
    #expect(try test.desk.alerts(for: mara, now: test.now + 1).count == 5)
  }

  @Test func whatSomebodyDidElsewhereAcknowledgesAndAMachineDoesNot() throws {
    for (auto, left) in [(true, 1), (false, 0)] {
      let test = try late()
      test.wait(minutes: 1)
      let file = "lead,kind,at,actor,auto\nL-1,note,\(test.now),ana,\(auto)\n"
      try test.deliver(file, as: "activities/a.csv")
      #expect(try alerts(test, Cast.ana).count == left)
      try test.reopen()
      #expect(try alerts(test, Cast.ana).count == left)
    }
  }

  @Test func withdrawingAnEscalationIsAnActOnItsLead() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: Cast.ana)
    test.wait(minutes: 61)
    try test.tick()
    #expect(try alerts(test, Cast.ana).count == 1)
    test.wait(minutes: 1)
    try test.act(.withdraw(escalation: 1), by: Cast.ana)
    #expect(try alerts(test, Cast.ana).isEmpty)
    try test.reopen()
    #expect(try alerts(test, Cast.ana).isEmpty)
  }

  @Test func onlyAdminsHearOfTheOperation() throws {
    let test = try TestDesk()
    test.desk.setIntake(.paused("the disk is full"))
    #expect(try test.desk.alerts(for: Cast.admin, now: test.now).map(\.id) == ["intake"])
    #expect(try test.desk.alerts(for: Cast.manager, now: test.now).isEmpty)
  }
}
