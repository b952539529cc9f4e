import DeskRules
import LeadModel
import Testing

@testable import Desk

/// The desk's time against a system's clock that is set.
@Suite struct DeskClockTests {
  private func reading(_ wall: Instant, _ monotonic: Int64) -> DeskClock.Reading {
    DeskClock.Reading(wall: wall, before: monotonic, after: monotonic)
  }

  @Test func timeStandsStillUntilTheClockHasCaughtUp() throws {
    let test = try TestDesk()
    let start = test.now + Instant.minute
    var clock = DeskClock(test.desk, reading(start, 0))
    #expect(clock.now(reading(start + 1000, 1000)) == start + 1000)
    let back = start - Instant.hour
    #expect(clock.now(reading(back, 2000)) == start + 1000)
    #expect(clock.now(reading(back + Instant.minute, 62_000)) == start + 1000)
    #expect(try test.entries(.clockJumped).count == 1)
    let entry = try #require(try test.entries(.clockJumped).first)
    #expect(entry.at == start + 1000)
    #expect(entry.payload == "{\"from\":\"\(start + 2000)\",\"to\":\"\(back)\"}")
    // A second step while time stands still is one more.
    #expect(clock.now(reading(back - Instant.hour, 63_000)) == start + 1000)
    #expect(try test.entries(.clockJumped).count == 2)
    #expect(
      clock.now(reading(start + 5000, 63_000 + 2 * Instant.hour + 5000)) == start + 5000)
    #expect(try test.entries(.clockJumped).count == 2)
  }

  @Test func leapsForwardAreLoggedAndLongWaitsAreNone() throws {
    let test = try TestDesk()
    var clock = DeskClock(test.desk, reading(test.now, 0))
    _ = clock.now(reading(test.now + Instant.day, Instant.day))
    #expect(try test.entries(.clockJumped).isEmpty)
    let ahead = test.now + 3650 * Instant.day
    #expect(clock.now(reading(ahead, Instant.day + 20)) == ahead)
    #expect(try test.entries(.clockJumped).count == 1)
    // Whoever needs long to read two clocks sees no jump.
    let slow = DeskClock.Reading(
      wall: ahead + 10, before: Instant.day + 30, after: Instant.day + 90_000)
    _ = clock.now(slow)
    _ = clock.now(reading(ahead + 90_000, Instant.day + 90_100))
    #expect(try test.entries(.clockJumped).count == 1)
  }

  @Test func aDeskThatIsOpenedMeanwhileHasNothingToAdd() throws {
    let test = try TestDesk()
    let start = test.now + Instant.hour
    var clock = DeskClock(test.desk, reading(start, 0))
    let back = start - 40 * Instant.minute
    _ = clock.now(reading(back, 0))
    test.go(to: back + Instant.minute)
    try test.reopen()
    clock = DeskClock(test.desk, reading(test.now, 100))
    #expect(clock.now(reading(test.now, 100)) == start)
    #expect(try test.entries(.clockJumped).count == 1)
    // Once it has caught up, a step is a step again, also one that nobody saw.
    _ = clock.now(reading(start + 1000, 100 + 39 * Instant.minute + 1000))
    test.go(to: start - 30 * Instant.minute)
    try test.reopen()
    clock = DeskClock(test.desk, reading(test.now, 0))
    #expect(clock.now(reading(test.now, 0)) == start)
    #expect(try test.entries(.clockJumped).count == 2)
    try test.check()
  }

  @Test func timeGoesOnFromAFileThatWasTakenUp() throws {
    let test = try TestDesk()
    test.wait(minutes: 90)
    try test.put(
      "id,email,company,country,language,submitted_at\nL-1,a@x.example,X,DE,de,\(test.now)\n",
      as: "leads/a.csv")
    while try test.desk.store.unfinishedFiles().isEmpty { _ = test.step() }
    let taken = test.now
    test.go(to: TestDesk.monday + Instant.minute)
    try test.reopen()
    var clock = DeskClock(test.desk, reading(test.now, 0))
    #expect(clock.now(reading(test.now, 0)) == taken)
    test.go(to: taken)
    try test.takeIn()
    let row = try test.row("L-1")
    #expect(row.receivedAt == taken)
    // No promise is due before it was made.
    #expect(try test.clock("L-1", .owner).state.startedAt >= row.receivedAt)
    #expect(try test.entries(.slaBreached).isEmpty)
    try test.check()
  }

  @Test func clocksAreToldOnceThoughTheTimeIsSetBackAndForth() throws {
    let test = try TestDesk()
    try test.deliver(
      "id,email,company,country,language,submitted_at\nL-1,a@x.example,X,DE,de,\(test.now)\n")
    var clock = DeskClock(test.desk, reading(test.now, 0))
    let due = test.now + Instant.hour
    for (wall, monotonic) in [
      (due, Instant.hour), (due - 30 * Instant.minute, Instant.hour),
      (due + Instant.hour, Instant.hour), (due - Instant.day, Instant.hour + 5),
    ] {
      let now = clock.now(reading(wall, monotonic))
      while try test.desk.tick(now: now) == now {}
      test.go(to: wall)
      try test.reopen()
      clock = DeskClock(test.desk, reading(wall, monotonic))
    }
    #expect(try test.entries(.slaBreached).count == 2)
    #expect(try test.entries(.clockJumped).count == 3)
    try test.check()
  }
}
