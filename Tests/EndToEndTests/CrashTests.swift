import Foundation
import Glibc
import Testing

/// A host that is killed at any moment loses nothing, doubles nothing, and leaves nothing half done.
@Suite struct CrashTests {
  @Test func killedHostsLoseNothing() throws {
    let desk = try TestDesk()
    let leads = 1000
    let filesOf = 125
    var names: [String] = []
    for start in stride(from: 1, through: leads, by: filesOf) {
      names.append("part-\(String(format: "%04d", start)).csv")
      // Every hundredth row is broken, and some leads come twice.
      let text = SmallCompany.leads(start..<(start + filesOf))
      try desk.write(
        text + ",,,,,\n" + SmallCompany.lead("L-\(start)", country: "DE"),
        to: "waiting/" + names[names.count - 1])
    }
    let content = try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try #require(desk.read("waiting/" + $0))) })

    // Twice at random moments of each file, the second time while it is taken up again; a third time
    // could make it one that brings hosts down.
    var random = SystemRandomNumberGenerator()
    for name in names.prefix(4) {
      for isFirst in [true, false] {
        let host = try Signalbox.start(["run", "-w", desk.root])
        _ = eventually { desk.hostProcess == host.pid || !host.isRunning }
        if isFirst { try deliver(name, to: desk) }
        usleep(UInt32.random(in: 0..<80_000, using: &random))
        host.signal(SIGKILL)
        #expect(try host.wait().status == 128 + SIGKILL)
      }
      try desk.once(at: nil)
    }
    for name in names.dropFirst(4) { try deliver(name, to: desk) }
    #expect(try desk.once(at: nil)["files"] == names.count - 4)

    for name in names {
      let places = ["drop", "processed", "rejected"].flatMap { folder in
        desk.files(folder).filter { $0.hasSuffix(name) }.map { folder + "/" + $0 }
      }
      #expect(places.count == 1, "\(name) is in \(places)")
      #expect(desk.read(places.first ?? "") == content[name])
    }
    try desk.expectSound()
    // Each id is one lead; the row that came once more changed nothing but what it says.
    var received: [String: Int] = [:]
    for line in try desk.run("log", "export").lines where line.contains(#""kind":"lead.received""#)
    {
      let payload = try #require(JSONKeys.value("payload", of: line))
      received[try #require(JSONKeys.value("lead", of: payload)), default: 0] += 1
    }
    #expect(received.count == leads)
    #expect(received.values.allSatisfy { $0 == 1 })
    let rejected = desk.files("rejected").filter { $0.hasSuffix(".rows.csv") }
    #expect(rejected.count >= names.count)
  }

  /// Only attempts that come no further make a file one that brings hosts down.
  @Test func aLongFileGetsThroughManyKills() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...6000), as: "leads/long.csv")
    for _ in 1...3 {
      let known =
        desk.exists("signalbox.sqlite") ? try desk.kinds()["lead.received", default: 0] : 0
      guard known < 6000 else { break }
      let host = try Signalbox.start(["run", "-w", desk.root])
      let hasComeFurther = try eventually {
        try desk.run("explain", "web/L-\(known + 1)").status == 0
      }
      #expect(hasComeFurther, "\(host.errorsSoFar)")
      host.signal(SIGKILL)
      _ = try host.wait()
    }
    let taken = try desk.once(at: nil)
    #expect(taken.run.status == 0, "\(taken.run)")
    #expect(desk.files("processed").count == 1 && desk.files("rejected").isEmpty)
    #expect(try desk.kinds()["lead.received"] == 6000)
    try desk.expectSound()
  }

  /// A host killed between writing its key and the key's public half left a log that nobody could verify.
  @Test func aKeyGetsItsPublicHalfAgain() throws {
    let desk = try TestDesk.withTwoLeads()
    try #require(unlink(desk.path("keys/checkpoint.pub")) == 0)
    #expect(try desk.run("log", "verify").status == 1)
    try desk.once()
    try desk.expectSound()
  }

  @Test func twoHostsNeverServeOneDesk() throws {
    let desk = try TestDesk()
    let host = try desk.serve()
    let second = try desk.run("run")
    #expect(second.status == 4 && second.errors.contains("another host"), "\(second)")
    try desk.drop(SmallCompany.leads(1...5), as: "leads/a.csv")
    let asked = try desk.once(at: nil)
    #expect(asked["assigned"] == 5, "asked of the host: \(asked.run)")
    let given = try desk.run("run", "--once", "--at", TestDesk.monday)
    #expect(given.status == 3, "\(given)")
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    #expect(!desk.exists("link/desk.sock"))
    try desk.expectSound()
  }

  @Test func aHostThatIsAskedToReloadGoesOn() throws {
    let desk = try TestDesk()
    let host = try desk.serve()
    for round in 1...3 {
      host.signal(SIGHUP)
      #expect(
        try eventually {
          try desk.kinds()["people.changed"] == round || !host.isRunning
        })
      #expect(host.isRunning, "\(host.errorsSoFar)")
    }
    host.signal(SIGTERM)
    let end = try host.wait()
    #expect(end.status == 0 && end.errors.contains("ended"), "\(end)")
    try desk.expectSound()
  }

  private func deliver(_ name: String, to desk: TestDesk) throws {
    try #require(
      rename(desk.path("waiting/" + name), desk.path("drop/leads/" + name)) == 0)
  }
}
