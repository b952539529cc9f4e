import Foundation
import Testing

/// Requests, votes and their effect through the program, inside the council's window and outside.
@Suite struct TrustStoryTests {
  /// Companies from the bound on count as large and go to Ben.
  private static func rules(window: String, from bound: Int = 1000) -> String {
    """
    [org]
    name = "Story desk"
    timezone = "UTC"
    [segments]
    default = "small"
    [[segment]]
    id = "small"
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
    id = "everyone"
    manager = "ana.silva"
    default = true
    [coverage]
    model = "contract"
    [council]
    window = "\(window)"
    quorum = 1

    """
  }

  private static let reps = """
    id,name,status,country,coverage,products,pools,capacity,timezone,hours
    ana.silva,Ana Silva,active,DE,DE:de,*,small,500,UTC,Mon-Sun 00:00-24:00
    ben.okoro,Ben Okoro,active,DE,DE:de,*,large,500,UTC,Mon-Sun 00:00-24:00

    """

  private static let open = "Mon-Sun 00:00-24:00"

  /// An hour on the day after tomorrow.
  private static var shut: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let today = Int(Date.now.timeIntervalSince1970 / 86_400)
    return days[(today + 3 + 2) % 7] + " 10:00-11:00"
  }

  private func desk(window: String) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(Self.rules(window: window), to: "rules.toml")
    try desk.write(Self.reps, to: "roster/reps.csv")
    try deliver(desk, "A")
    return desk
  }

  private func deliver(_ desk: TestDesk, _ name: String) throws {
    let header = "id,email,company,country,language,employees,campaign,submitted_at\n"
    let rows = (1...12).map {
      "\(name)-\($0),p@\(name)\($0).example,\(name)\($0),DE,de,\($0 * 100),pilot-\($0),"
        + "2026-03-02T09:00:00Z\n"
    }
    try desk.drop(header + rows.joined(), as: "leads/\(name).csv")
    let taken = try desk.once(at: nil)
    #expect(taken["assigned"] == 12, "\(taken.run)")
  }

  private func owner(_ desk: TestDesk, _ lead: String) throws -> String? {
    try JSON.object(desk.run("lead", lead, "--format", "json"))["owner"] as? String
  }

  private func expect(
    _ status: Int32, _ run: Run, _ words: String = "", _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, "\(run)", sourceLocation: place)
    #expect(
      words.isEmpty || (run.output + run.errors).contains(words), "\(run)", sourceLocation: place)
  }

  @Test func otherRulesDoWhatThePreviewSaid() throws {
    let desk = try desk(window: Self.open)
    let draft = desk.path("draft.toml")
    try desk.write(Self.rules(window: Self.open, from: 500), to: "draft.toml")
    expect(0, try desk.run("rules", "lint", draft))
    let preview = try JSON.object(desk.run("rules", "preview", draft, "--format", "json"))
    #expect(preview["leads"] as? Int == 12 && preview["changed"] as? Int == 5, "\(preview)")
    let moved = Dictionary(
      uniqueKeysWithValues: (preview["rows"] as? [[String: Any]] ?? []).map {
        ($0["lead"] as? String ?? "", $0["after"] as? String ?? "")
      })
    #expect(Set(moved.keys) == Set((5...9).map { "A-\($0)" }), "\(moved)")
    #expect(try desk.kinds()["rules.proposed"] == nil)

    expect(0, try desk.run("rules", "propose", draft, "--reason", "Ben takes smaller ones"))
    expect(1, try desk.run("rules", "publish", "1"))
    expect(0, try desk.run("rules", "approve", "1"))
    expect(0, try desk.run("rules", "publish", "1"), "version 2")
    expect(0, try desk.run("rules", "diff"), "employees_from")
    try deliver(desk, "B")
    for number in 1...12 {
      let then = try owner(desk, "A-\(number)")
      #expect(try owner(desk, "B-\(number)") == moved["A-\(number)", default: then ?? ""])
    }
    try rollsBack(desk)
    try desk.expectSound()
  }

  private func rollsBack(_ desk: TestDesk) throws {
    expect(0, try desk.run("rules", "rollback", "1", "--reason", "Ben is full"))
    expect(0, try desk.run("rules", "approve", "2"))
    expect(0, try desk.run("rules", "publish", "2"), "version 3")
    #expect(try desk.run("rules", "show").output == Self.rules(window: Self.open))
    try deliver(desk, "C")
    for number in 1...12 {
      #expect(try owner(desk, "C-\(number)") == owner(desk, "A-\(number)"))
    }
    let versions = try desk.run("rules", "list", "--format", "json").lines.map(JSON.object)
    #expect(versions.compactMap { $0["version"] as? Int } == [3, 2, 1], "\(versions)")
  }

  @Test func outsideTheWindowNothingTakesEffect() throws {
    let desk = try desk(window: Self.shut)
    expect(0, try desk.run("council", "window"), "closed and opens")
    try desk.write(Self.rules(window: Self.open), to: "draft.toml")
    expect(
      0, try desk.run("rules", "propose", desk.path("draft.toml"), "--reason", "Always open"))
    expect(0, try desk.run("rules", "approve", "1"))
    expect(0, try request(desk))
    for arguments in [["rules", "publish", "1"], ["exception", "approve", "1"]] {
      let run = try Signalbox.run(arguments + ["--format", "json", "-w", desk.root])
      expect(1, run, "10:00")
      #expect(try JSON.object(run)["refused"] as? String == "window", "\(run)")
      #expect(run.errorLines.count == 1, "\(run)")
    }
    // No is said at any time.
    expect(0, try desk.run("rules", "reject", "1", "--note", "Not always"))
    expect(0, try desk.run("exception", "reject", "1", "--note", "Not now"))
    try deliver(desk, "B")
    #expect(try owner(desk, "B-1") == "ana.silva")
    try desk.expectSound()
  }

  private func request(_ desk: TestDesk) throws -> Run {
    func day(_ days: Int) -> String {
      String((Date.now + Double(days) * 86_400).ISO8601Format().prefix(10))
    }
    return try desk.run(
      "exception", "request", "--kind", "route_to", "--rep", "ben.okoro", "--campaign", "pilot-1",
      "--code", "relationship", "--reason", "Ben ran the pilot", "--ref", "coverage:BR:pt",
      "--owner", "sales_ops", "--from", day(0), "--until", day(30))
  }

  @Test func anExceptionHoldsUntilItIsRevoked() throws {
    let desk = try desk(window: Self.open)
    expect(0, try request(desk))
    #expect(try states(desk) == ["requested"])
    expect(0, try desk.run("exception", "approve", "1"))
    #expect(try states(desk) == ["active"])
    // What does not hold together is refused with the other's number.
    expect(1, try request(desk), "exception 1")
    try deliver(desk, "B")
    #expect(try owner(desk, "B-1") == "ben.okoro" && owner(desk, "B-2") == "ana.silva")
    expect(0, try desk.run("exception", "revoke", "1", "--note", "The pilot is over"))
    #expect(try states(desk) == ["revoked"])
    try deliver(desk, "C")
    #expect(try owner(desk, "C-1") == "ana.silva")
    expect(0, try desk.run("exception", "show", "1"), "Ben ran the pilot")
    #expect(try !desk.run("log", "export").output.contains("Ben ran the pilot"))
    try desk.expectSound()
  }

  private func states(_ desk: TestDesk) throws -> [String] {
    try desk.run("exception", "list", "--format", "json").lines.map {
      try JSON.object($0)["state"] as? String ?? ""
    }
  }

  @Test func theAgendaFitsAPrinter() throws {
    let desk = try desk(window: Self.open)
    expect(0, try request(desk))
    try desk.write(Self.rules(window: Self.open, from: 500), to: "draft.toml")
    expect(
      0,
      try desk.run(
        "rules", "propose", desk.path("draft.toml"), "--reason", "Ben takes smaller ones"))
    let page = try desk.run("council", "agenda")
    expect(0, page, "Ben takes smaller ones")
    expect(0, page, "Ben ran the pilot")
    #expect(page.lines.allSatisfy { $0.count <= 80 }, "\(page)")
    let agenda = try JSON.object(desk.run("council", "agenda", "--format", "json"))
    #expect((agenda["changes"] as? [Any])?.count == 1)
    #expect((agenda["requested"] as? [Any])?.count == 1)
  }
}
