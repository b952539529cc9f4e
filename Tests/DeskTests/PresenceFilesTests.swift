import Foundation
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

/// Presence as it is delivered while the desk works.
@Suite struct PresenceFilesTests {
  private static let rules = TestDesk.rules().replacing("\"contract\"", "\"observed\"")

  /// Everything that is kept, a line for each week.
  private func kept(_ test: TestDesk) throws -> [String] {
    var lines: [String] = []
    try test.desk.store.forEachPresenceWeek { week in
      lines.append("\(week.rep) \(week.week) \(week.seen.map { "\($0.cell):\($0.minutes)" })")
    }
    return lines
  }

  /// Rows of `rep,at` without the header, for a rep seen at the same hour of so many days.
  private func rows(_ rep: String, days: Int, at time: String = "T19:30:00Z") -> String {
    (1...days).map { day in
      "\(rep),\(LocalDate(daysSinceEpoch: 20_514 - Int32(day)))\(time)\n"
    }.joined()
  }

  private func entries(_ test: TestDesk) throws -> [String] {
    try test.entries(.datasetReplaced).filter { $0.subject == "dataset/presence" }.map {
      String(decoding: $0.payload.utf8, as: UTF8.self)
    }
  }

  @Test func rowsThatAreKnownChangeNothing() throws {
    let test = try TestDesk()
    let head = "rep,at\n"
    let taken = try test.deliver(
      head + "ana,2026-02-02T09:00:00Z\nana,2026-02-02T09:01:00Z\n", as: "roster/presence-1.csv")
    #expect(taken.counts == IntakeCounts(rows: 2, updated: 2))
    let once = try kept(test)
    #expect(once == ["ana 2026-02-02 [\"10:3\"]"])
    // The same file, one that overlaps, the same rows in another order and zone.
    let again = try test.deliver(
      head + "ana,2026-02-02T09:00:00Z\nana,2026-02-02T09:01:00Z\n", as: "roster/presence-1.csv")
    #expect(again.counts == IntakeCounts(rows: 2, redelivered: 2))
    try test.deliver(
      head + "ana,2026-02-02T10:01:59+01:00\nana,2026-02-02T09:00:00.5Z\n",
      as: "roster/presence-2.csv")
    #expect(try kept(test) == once)
    #expect(try entries(test).count == 1)
    try test.deliver(
      head + "ana,2026-02-02T09:01:00Z\nana,2026-02-02T09:02:00Z\nbo,2026-02-02T09:00:00Z\n",
      as: "roster/presence-3.csv")
    #expect(try kept(test) == ["ana 2026-02-02 [\"10:7\"]", "bo 2026-02-02 [\"10:1\"]"])
    let entry = try #require(try entries(test).last)
    #expect(entry.contains(#""rows":3,"weeks":2,"minutes":2"#), "\(entry)")
    #expect(test.names(in: "processed").count { $0.hasSuffix(".csv") } == 4)
    try test.check()
  }

  /// What comes in is gone by at once: an evening at which only bo is seen.
  @Test func decisionsFollow() throws {
    let test = try TestDesk(rules: Self.rules, now: Instant("2026-03-02T19:30:00Z"))
    #expect(try !isOn(test, "bo"))
    try test.deliver("rep,at\n" + rows("bo", days: 56), as: "roster/presence-a.csv")
    #expect(try isOn(test, "bo") && !isOn(test, "ana"))
    try test.reopen()
    #expect(try isOn(test, "bo") && !isOn(test, "ana"))
    try test.check()
  }

  private func isOn(_ test: TestDesk, _ rep: RepID) throws -> Bool {
    try #require(test.desk.rules.schedules.schedule(of: rep)).span(at: test.now).answer.isOn
  }

  @Test func aFileWithErrorsAddsNothing() throws {
    let test = try TestDesk()
    let text = "rep,at\nana,2026-02-02T09:00:00Z\nana,yesterday\n,2026-02-02\nana,2026-02-02,x\n"
    let taken = try test.deliver(text, as: "roster/presence.csv")
    #expect(taken.filesRejected == 1)
    #expect(try kept(test) == [] && entries(test) == [])
    let error = try test.text(of: "rejected/presence.csv.error.txt")
    #expect(error.split(separator: "\n").count == 3, "\(error)")
    #expect(error.contains("presence.csv:3: column \"at\": \"yesterday\" is no instant"))
    try test.check()
  }

  /// A file of several steps, given up after each of them in turn, and taken up again: the same in the end.
  @Test func whereverItStopsItGoesOn() throws {
    let text = "rep,at\n" + (0..<20).map { rows("r\($0)", days: 400) }.joined()
    var whole: [String] = []
    for steps in [200, 0, 2, 3, 4, 5] {
      let test = try TestDesk()
      try test.put(text, as: "roster/presence.csv")
      // Looks and the claim first.
      while try test.desk.store.unfinishedFiles().isEmpty { _ = test.step() }
      for _ in 0..<steps { _ = test.step() }
      try test.reopen()
      try test.takeIn()
      if whole.isEmpty { whole = try kept(test) }
      #expect(try kept(test) == whole && whole.count == 20 * 58, "\(steps)")
      #expect(test.names(in: "processed").count { $0.hasSuffix(".csv") } == 1)
      #expect(try entries(test).count == 3, "\(steps)")
      try test.check()
    }
  }

  /// A writer that goes on after the file was claimed loses nothing.
  @Test func whatIsAddedLaterIsRead() throws {
    let test = try TestDesk(site: "")
    try test.put("rep,at\nana,2026-02-02T09:00:00Z\n", as: "roster/presence.csv")
    while try test.desk.store.unfinishedFiles().isEmpty { _ = test.step() }
    let handle = try #require(
      FileHandle(forWritingAtPath: test.workspace.work + "/roster/presence.csv"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Array("ana,2026-02-02T09:01:00Z\n".utf8))
    try handle.close()
    try test.takeIn()
    #expect(try kept(test) == ["ana 2026-02-02 [\"10:3\"]"])
    #expect(test.names(in: "processed").count { $0.hasSuffix(".csv") } == 1)
    try test.check()
  }

  /// The desk decides between two steps of a large file.
  @Test func othersHaveTheirTurn() throws {
    let test = try TestDesk()
    let line = "ana,2026-02-02T09:00:00Z\n"
    try test.put(
      "rep,at\n" + String(repeating: line, count: 100_000), as: "roster/presence.csv")
    while try test.desk.store.unfinishedFiles().isEmpty { _ = test.step() }
    var steps = 0
    while try !test.desk.store.unfinishedFiles().isEmpty, steps < 100 {
      _ = test.step()
      steps += 1
    }
    #expect((5...20).contains(steps), "\(steps)")
    #expect(try kept(test) == ["ana 2026-02-02 [\"10:1\"]"])
    try test.check()
  }

  @Test func peopleOutsideTheRosterWaitForIt() throws {
    let test = try TestDesk(rules: Self.rules, now: Instant("2026-03-02T19:30:00Z"))
    let taken = try test.deliver(
      "rep,at\n" + rows("new.one", days: 56) + "ana,2031-01-01T00:00:00Z\n",
      as: "roster/presence.csv")
    #expect(
      taken.messages.contains { $0.contains("56 rows are of people") && $0.contains("new.one") })
    #expect(taken.messages.contains { $0.contains("1 row is of weeks that have not begun") })
    #expect(try kept(test).count == 9)
    try test.deliver(
      TestDesk.people + "new.one,New,active,DE,DE:de,all,5,Europe/Berlin,Mon-Fri 09:00-17:00\n",
      as: "roster/reps.csv")
    #expect(try isOn(test, "new.one"))
    try test.check()
  }

  @Test func theFirstStartLoadsTheFolder() throws {
    let presence = "rep,at\n" + rows("bo", days: 56)
    let test = try TestDesk(
      rules: Self.rules, files: ["roster/presence.csv": presence],
      now: Instant("2026-03-02T19:30:00Z"))
    #expect(try isOn(test, "bo") && !isOn(test, "ana"))
    #expect(try entries(test).count == 1)
    try test.check()
    try test.reopen()
    #expect(try entries(test).count == 1)
    let dry = try DryRun(test.workspace, rulesPath: nil, now: test.now)
    #expect(dry.messages == [])
  }

  @Test func aFirstStartWithErrorsSaysAll() throws {
    let error = #expect(throws: DeskProblem.self) {
      try TestDesk(files: ["roster/presence.csv": "rep,at\nana,x\nana,y\n"])
    }
    guard case .workspace(.badSettings(let lines)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("roster/presence.csv:") })
  }
}

/// Addresses as they are delivered while the desk works.
@Suite struct AddressFilesTests {
  private let head = "start,end,country\n"

  private func country(_ test: TestDesk, _ text: String) throws -> String? {
    test.desk.data.geo.country(of: try #require(IPAddress(text)))?.description
  }

  @Test func rangesAreReplacedAsAWhole() throws {
    let test = try TestDesk(files: ["geo/ip-country.csv": head + "9.0.0.0,9.0.0.255,FR\n"])
    #expect(try country(test, "9.0.0.7") == "FR")
    try test.deliver(
      head + "8.0.0.0,8.0.0.255,DE\n2a00::,2a00::ffff,DE\n", as: "crm/ip-country.csv")
    #expect(try country(test, "9.0.0.7") == nil && country(test, "8.0.0.7") == "DE")
    #expect(try country(test, "2a00::7") == "DE")
    #expect(try test.text(of: "geo/ip-country.csv").contains("8.0.0.0"))
    #expect(try test.entries(.datasetReplaced).last?.payload.contains(#""rows":2"#) == true)
    let again = try test.deliver(
      head + "8.0.0.0,8.0.0.255,FR\n8.0.0.9,8.0.1.0,FR\n", as: "crm/ip-country.csv")
    #expect(again.filesRejected == 1)
    #expect(try country(test, "8.0.0.7") == "DE")
    #expect(
      try test.text(of: "rejected/ip-country.csv.error.txt").contains(
        "overlaps the range on line 2"))
    try test.reopen()
    #expect(try country(test, "8.0.0.7") == "DE")
    try test.check()
  }

  @Test func aLeadFindsItsCountry() throws {
    let test = try TestDesk()
    try test.deliver(head + "84.0.0.0,84.0.255.255,DE\n", as: "crm/ip-country.csv")
    try test.deliver(
      "id,email,company,language,ip,submitted_at\nL-1,p1@x1.example,X,de,84.0.7.7,2026-03-02T09:00:00Z\n"
    )
    let lead = try test.row("L-1")
    #expect(lead.state == .assigned && lead.facts.country == "DE")
    try test.check()
  }

  /// What did not change is not read again: the very memory is the same after another table came.
  @Test func otherTablesAreKeptAsTheyAre() throws {
    let test = try TestDesk(files: ["geo/ip-country.csv": head + "9.0.0.0,9.0.0.255,FR\n"])
    try test.deliver("id,name\nA,Acme\n", as: "crm/accounts.csv")
    #expect(try country(test, "9.0.0.7") == "FR" && test.desk.data.accounts.count == 1)
    // Were the store asked for it, this would be found missing.
    let fresh = try DeskData.current(test.desk.store, reusing: test.desk.data)
    #expect(fresh.geo == test.desk.data.geo && fresh.accounts == test.desk.data.accounts)
    try test.deliver("rep,at\nana,2026-02-02T09:00:00Z\n", as: "roster/presence.csv")
    #expect(try country(test, "9.0.0.7") == "FR" && test.desk.data.accounts.count == 1)
    try test.check()
  }

  @Test func doctorTellsOfACopyThatDiffers() throws {
    let test = try TestDesk(files: ["geo/ip-country.csv": head + "9.0.0.0,9.0.0.255,FR\n"])
    func notices() -> [String] {
      Doctor(test.workspace).examine(now: test.now).filter { $0.what == "geo" }.map(\.text)
    }
    #expect(notices() == [])
    try Files.write(
      Array((head + "9.0.0.0,9.0.0.255,DE\n").utf8), to: test.workspace.path("geo/ip-country.csv"))
    #expect(notices().count == 1)
  }
}

extension String {
  fileprivate func replacing(_ old: String, _ new: String) -> String {
    replacingOccurrences(of: old, with: new)
  }
}
