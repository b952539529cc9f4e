import Foundation
import Glibc
import Testing

/// What lies in the drop directory and how it is written, and what becomes of it.
@Suite struct DeliveryTests {
  private static let header = SmallCompany.leadHeader

  @Test func whatIsKnownIsTakenOnce() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...30), as: "leads/a.csv")
    #expect(try desk.once()["assigned"] == 30)
    try desk.drop(SmallCompany.leads((1...30).reversed()), as: "leads/b.csv")
    let again = try desk.once()
    #expect(again["redelivered"] == 30 && again["assigned"] == 0, "\(again.run)")
    try desk.drop(SmallCompany.leads(1...31), as: "leads/a.csv")
    #expect(try desk.once()["assigned"] == 1)
    #expect(
      desk.files("processed") == ["2026-03-02/a (2).csv", "2026-03-02/a.csv", "2026-03-02/b.csv"]
        || desk.files("processed").count == 3)
    try desk.expectSound()
  }

  /// New content of a lead that waits is decided again; one that has an owner keeps it.
  @Test func updatesMoveOnlyThoseWhoWait() throws {
    let desk = try TestDesk.withTwoLeads()
    try desk.drop(
      Self.header + SmallCompany.lead("L-1", company: "Other name", country: "US")
        + SmallCompany.lead("L-2", country: "FR"), as: "leads/b.csv")
    let taken = try desk.once(at: "2026-03-02T09:20:00Z")
    #expect(taken["updated"] == 2 && taken["redelivered"] == 0, "\(taken.run)")
    #expect(try owner(of: "L-1", on: desk) == "ana.silva")
    #expect(try owner(of: "L-2", on: desk) == "cleo.marsh")
    #expect(try desk.kinds()["lead.updated"] == 2)
    try desk.expectSound()
  }

  @Test func jsonIsRead() throws {
    let desk = try TestDesk()
    let lead = { (id: String) in
      #"{"id":"\#(id)","email":"\#(id)@\#(id).example","company":"Müller & Söhne \#(id)","country":"DE"}"#
    }
    try desk.drop("[\(lead("a1")),\(lead("a2"))]", as: "leads/1.json")
    try desk.drop(lead("b1"), as: "leads/2.json")
    try desk.drop("{\"leads\":[\(lead("c1"))]}", as: "leads/3.json")
    try desk.drop("\(lead("d1"))\n{\"id\":\n\(lead("d2"))\n", as: "leads/4.ndjson")
    try desk.drop("\(lead("e1"))\n", as: "leads/5.jsonl")
    let taken = try desk.once()
    #expect(taken["assigned"] == 7 && taken["rejected"] == 1, "\(taken.run)")
    #expect(desk.files("rejected") == ["4.ndjson.rows.csv"])
    try desk.expectSound()
  }

  @Test func wideTextIsRead() throws {
    let desk = try TestDesk()
    let text = "id\temail\tcompany\tcountry\nŁ-1\ta@b.example\tŁódź Sp. z o.o.\tDE\n"
    var little: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { little += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    try desk.drop(little, as: "leads/wide.tsv")
    #expect(try desk.once()["assigned"] == 1)
    #expect(try desk.run("explain", "Ł-1").status == 0)
  }

  @Test func whatIsNoTextIsRefusedByItsContent() throws {
    let desk = try TestDesk()
    try desk.drop(
      [0x1F, 0x8B, 8, 0, 1, 2, 3, 4] + [UInt8](repeating: 7, count: 100), as: "leads/a.csv")
    try desk.drop([0x50, 0x4B, 3, 4, 20, 0] + [UInt8](repeating: 9, count: 100), as: "leads/b.csv")
    try desk.drop([], as: "leads/c.csv")
    try desk.drop("no,such,columns\n1,2,3\n", as: "leads/d.csv")
    let taken = try desk.once()
    #expect(taken.run.status == 1 && taken["files_rejected"] == 4, "\(taken.run)")
    #expect(desk.text("rejected/a.csv.error.txt")?.contains("gzip") == true)
    #expect(desk.text("rejected/b.csv.error.txt")?.contains("zip") == true)
    #expect(desk.text("rejected/c.csv.error.txt")?.contains("empty") == true)
    #expect(desk.files("rejected").count == 8 && desk.files("drop").isEmpty)
    #expect(try desk.kinds()["intake.rejected"] == 4)
    try desk.expectSound()
  }

  @Test func whatIsNoFileIsLeftWhereItLies() throws {
    let desk = try TestDesk()
    let leads = desk.path("drop/leads/")
    try desk.write(Self.header + SmallCompany.lead("L-9"), to: "secret.csv")
    try #require(symlink(desk.path("secret.csv"), leads + "link.csv") == 0)
    try #require(symlink(leads + "loop.csv", leads + "loop.csv") == 0)
    try #require(mkfifo(leads + "pipe.csv", 0o600) == 0)
    try #require(mkdir(leads + "folder.csv", 0o700) == 0)
    let unfinished = [
      "a.csv.part", "b.tmp", ".c.csv", "d.csv~", "e.crdownload", "f.swp", "g.partial",
    ]
    for name in unfinished { try desk.write(Self.header + "x", to: "drop/leads/" + name) }
    try desk.drop(Self.header + SmallCompany.lead("L-1"), as: "leads/real.csv")
    let taken = try desk.once()
    #expect(taken["rows"] == 1 && taken["assigned"] == 1, "\(taken.run)")
    for name in unfinished + ["link.csv", "loop.csv", "pipe.csv", "folder.csv"] {
      #expect(desk.exists("drop/leads/" + name), "\(name)")
    }
    for words in ["symbolic link", "FIFO", "directory"] {
      #expect(taken.run.errors.contains(words), "\(taken.run)")
    }
  }

  @Test func anyNameIsTakenAndShownEscaped() throws {
    let desk = try TestDesk()
    let names = [
      "new\nline.csv", "esc\u{1B}[31m.csv", "-rf.csv", "ü ö.csv", "..csv", "a\u{202E}vsc.csv",
    ]
    for (number, name) in names.enumerated() {
      try desk.drop(Self.header + SmallCompany.lead("L-\(number)"), as: "leads/" + name)
    }
    let taken = try desk.once()
    // A name that begins with a dot is nobody's business.
    #expect(taken["assigned"] == names.count - 1, "\(taken.run)")
    #expect(desk.files("processed").count == names.count - 1)
    let shown = try desk.run("log", "show", "--last", "100")
    #expect(!shown.bytes.contains(0x1B) && !shown.output.contains("\u{202E}"), "\(shown)")
    #expect(shown.lines.count == (try desk.log().count))
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func whatCannotBeReadStays() throws {
    let desk = try TestDesk()
    try desk.drop(Self.header + SmallCompany.lead("L-1"), as: "leads/mine.csv")
    chmod(desk.path("drop/leads/mine.csv"), 0)
    let taken = try desk.once()
    #expect(taken["rows"] == 0 && taken.run.errors.contains("mode 0"), "\(taken.run)")
    #expect(desk.exists("drop/leads/mine.csv"))
  }

  @Test func rosterAndCustomersReplaceAsAWhole() throws {
    let desk = try TestDesk()
    try desk.drop(Self.header + SmallCompany.lead("L-1"), as: "leads/a.csv")
    try desk.once()
    // Ana leaves Germany to Cleo; and Globex is Ben's.
    let reps = SmallCompany.reps.replacingOccurrences(of: "DE:de;AT:de", with: "AT:de")
      .replacingOccurrences(of: "FR:fr;GB:en", with: "FR:fr;GB:en;DE:de")
    try desk.drop(reps, as: "roster/reps.csv")
    try desk.drop(
      "id,name,domains,named,owner,country,segment,type,parent\n"
        + "A-1,Globex,globex.example,true,ben.okoro,DE,,customer,\n", as: "crm/accounts.csv")
    try desk.drop(
      Self.header + SmallCompany.lead("L-2")
        + SmallCompany.lead("L-3", company: "Globex", email: "x@globex.example"),
      as: "leads/b.csv")
    let taken = try desk.once(at: "2026-03-02T09:20:00Z")
    #expect(taken.run.status == 0 && taken["assigned"] == 2, "\(taken.run)")
    #expect(try owner(of: "L-2", on: desk) == "cleo.marsh")
    #expect(try owner(of: "L-3", on: desk) == "ben.okoro")
    #expect(desk.text("roster/reps.csv") == reps)
    let kinds = try desk.kinds()
    #expect(kinds["roster.changed"] == 2)

    // A table with errors replaces nothing, and every error is listed.
    try desk.drop(
      "id,name,status,coverage\nana.silva,Ana,active,Atlantis:xx\nana.silva,Again,active,DE:de\n",
      as: "roster/reps.csv")
    try desk.drop(
      "id,name,domains,named,owner\nA-1,Globex,globex.example,perhaps,ben.okoro\n",
      as: "crm/accounts.csv")
    let refused = try desk.once(at: "2026-03-02T09:25:00Z")
    #expect(refused.run.status == 1 && refused["files_rejected"] == 2, "\(refused.run)")
    let errors = try #require(desk.text("rejected/reps.csv.error.txt"))
    #expect(errors.contains("reps.csv:2") && errors.contains("reps.csv:3"), "\(errors)")
    #expect(desk.text("roster/reps.csv") == reps)
    #expect(try desk.kinds()["dataset.replaced"] == kinds["dataset.replaced"])
    try desk.expectSound()
  }

  @Test func activitiesStopClocks() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...4), as: "leads/a.csv")
    try desk.once()
    let activities = """
      lead,kind,at,actor,channel,auto
      L-1,contacted,2026-03-02T09:20:00Z,ben.okoro,phone,false
      l-2@l-2.example,contacted,2026-03-02T09:21:00Z,cleo.marsh,email,false
      L-3,contacted,2026-03-02T09:22:00Z,mailer,email,true
      L-99,contacted,2026-03-02T09:22:00Z,ana.silva,phone,false

      """
    try desk.drop(activities, as: "activities/calls.csv")
    let taken = try desk.once(at: "2026-03-02T09:25:00Z")
    #expect(taken.run.status == 1 && taken["rejected"] == 1, "\(taken.run)")
    #expect(taken.run.errors.contains("\"L-99\""), "\(taken.run)")
    #expect(try desk.kinds()["lead.contacted", default: 0] >= 2)
    // Two hours on, the clocks of those who were not reached have run out: 3 and 4.
    try desk.once(at: "2026-03-02T12:00:00Z")
    let breached = try desk.log().filter { $0["kind"] as? String == "sla.breached" }
      .compactMap { $0["subject"] as? String }
    #expect(Set(breached) == ["lead/3", "lead/4"], "\(breached)")
    try desk.drop(activities, as: "activities/calls.csv")
    let again = try desk.once(at: "2026-03-02T12:00:00Z")
    #expect(again["redelivered"] == 3 && again["updated"] == 0, "\(again.run)")
    try desk.expectSound()
  }

  @Test func presenceAdds() throws {
    let desk = try TestDesk()
    try desk.once()
    try desk.drop(
      "rep,at\nana.silva,2026-03-02T08:00:00Z\nana.silva,2026-03-02T08:10:00Z\n",
      as: "roster/presence-1.csv")
    try desk.drop("rep,at\nben.okoro,2026-03-02T08:00:00Z\n", as: "roster/presence-2.csv")
    let taken = try desk.once()
    #expect(taken.run.status == 0 && taken["files"] == 2, "\(taken.run)")
    #expect(desk.files("processed").count == 2)
    try desk.expectSound()
  }

  @Test func aDropDirectoryThatGoesIsNotTakenForEmpty() throws {
    let desk = try TestDesk()
    let host = try desk.serve()
    try #require(rename(desk.path("drop"), desk.path("elsewhere")) == 0)
    #expect(try eventually { try desk.kinds()["intake.paused"] == 1 })
    try #require(rename(desk.path("elsewhere"), desk.path("drop")) == 0)
    #expect(try eventually { try desk.kinds()["intake.resumed"] == 1 })
    try desk.drop(Self.header + SmallCompany.lead("L-1"), as: "leads/a.csv")
    #expect(try eventually { try desk.run("explain", "L-1").status == 0 })
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    try desk.expectSound()
  }

  private func owner(of lead: String, on desk: TestDesk) throws -> String? {
    let entries = try desk.run("explain", lead, "--format", "json").output
    let rows = try JSONSerialization.jsonObject(with: Data(entries.utf8)) as? [[String: Any]] ?? []
    return rows.last { $0["outcome"] != nil }?["owner"] as? String
  }
}
