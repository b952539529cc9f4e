import Foundation
import Testing

/// `map` on exports as people bring them: what is printed, what is written, and how it ends.
@Suite struct MapCommandTests {
  private static let sheet = """
    Firma;Ansprechpartner;E-Mail;Land;Umsatz;Mitarbeiter
    Müller GmbH;Anna Groß;anna@mueller.de;Deutschland;350000;51-200
    Käse KG;Jörg Weiß;joerg@kaese.de;Frankreich;1.200.000 €;1.200
    n/a;Eva Lang;eva@gmx;CH;;12

    """

  private func write(_ text: String, in desk: TestDesk, as name: String = "kunden.csv") throws
    -> String
  {
    let bytes = text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
    try desk.write(bytes, to: name)
    return desk.path(name)
  }

  @Test func tellsWhatColumnsMean() throws {
    let desk = try TestDesk()
    let file = try write(Self.sheet, in: desk)
    let before = desk.read("signalbox.toml")
    let run = try desk.run("map", file)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    for words in [
      "kunden.csv: 3 rows, CSV with semicolons, Windows-1252",
      "Firma            company    suggested   66%  Müller GmbH · Käse KG",
      "E-Mail           email      built in   100%", "Firma = company: German for company",
      "not read: \"Frankreich\" (1)", "Missing\n  language:",
      "[intake.columns]\n\"Firma\" = \"company\"\n\"Ansprechpartner\" = \"name\"\n",
    ] {
      #expect(run.output.contains(words), "\(words)\n\(run.output)")
    }
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(desk.read("signalbox.toml") == before)
    #expect(!desk.exists("signalbox.sqlite"))
  }

  @Test func worksWithoutAWorkspace() throws {
    let folder = try TemporaryFolder.make("map")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/x.csv"
    try Data("Firma,Email\nA,a@b.de\n".utf8).write(to: URL(filePath: file))
    // Without -w, in a folder that belongs to no workspace.
    let run = try Signalbox.run(
      ["map", file], environment: ["SIGNALBOX_WORKSPACE": ""])
    #expect(run.status == 0 && run.output.contains("\"Firma\" = \"company\""), "\(run)")
    let missing = try Signalbox.run(["map", file, "-w", "/nonexistent/desk"])
    #expect(missing.status == 3 && missing.bytes.isEmpty, "\(missing)")
    #expect(missing.errors.split(separator: "\n").count == 1, "\(missing)")
  }

  @Test func writesTheBlockOnce() throws {
    let desk = try TestDesk()
    let file = try write(Self.sheet, in: desk)
    let text = "# mine\n[intake]\nsettle_seconds = 0 # soon\n\n[alerts]\nbell = false\n"
    try desk.write(text, to: "signalbox.toml")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: desk.path("signalbox.toml"))
    let run = try desk.run("map", file, "--write")
    #expect(run.status == 0 && run.output.contains("Wrote 5 names"), "\(run)")
    #expect(run.output.contains("signalbox reload"))
    let block = """

      [intake.columns]
      "Firma" = "company"
      "Ansprechpartner" = "name"
      "Land" = "country"
      "Umsatz" = "revenue"
      "Mitarbeiter" = "employees"

      """
    #expect(desk.text("signalbox.toml") == text + block)
    let mode = try FileManager.default.attributesOfItem(atPath: desk.path("signalbox.toml"))
    #expect(mode[.posixPermissions] as? Int == 0o640)
    let again = try desk.run("map", file, "--write")
    #expect(again.status == 0 && again.output.contains("Nothing to write"), "\(again)")
    #expect(desk.text("signalbox.toml") == text + block)
    #expect(again.output.contains("Firma            company    settings"))
    // What the map showed is what intake takes.
    try desk.drop(try #require(desk.read("kunden.csv")), as: "leads/kunden.csv")
    let taken = try desk.once()
    #expect(taken["rows"] == 3, "\(taken)")
    #expect(taken["rejected"] == 0, "\(taken)")
    try desk.expectSound()
  }

  @Test func whoMayNotWriteDoesNot() throws {
    let desk = try TestDesk()
    let file = try write(Self.sheet, in: desk)
    let before = desk.read("signalbox.toml")
    try desk.write("[intake.columns]\n\"firma\" = \"sgment\"\n", to: "signalbox.toml")
    let bad = try desk.run("map", file, "--write")
    #expect(bad.status == 3 && bad.errors.contains("did you mean \"segment\"?"), "\(bad)")
    try desk.write(try #require(before), to: "signalbox.toml")
    let elsewhere = try Signalbox.run(
      ["map", file, "--write"], environment: ["SIGNALBOX_WORKSPACE": ""])
    #expect(elsewhere.status == 3, "\(elsewhere)")
    #expect(desk.read("signalbox.toml") == before)
  }

  @Test func aLinkStaysALink() throws {
    let desk = try TestDesk()
    let file = try write(Self.sheet, in: desk)
    try FileManager.default.moveItem(
      atPath: desk.path("signalbox.toml"), toPath: desk.path("real.toml"))
    try FileManager.default.createSymbolicLink(
      atPath: desk.path("signalbox.toml"), withDestinationPath: "real.toml")
    #expect(try desk.run("map", file, "--write").status == 0)
    #expect(desk.text("real.toml")?.contains("\"Firma\" = \"company\"") == true)
    let kind = try FileManager.default.attributesOfItem(atPath: desk.path("signalbox.toml"))[.type]
    #expect(kind as? FileAttributeType == .typeSymbolicLink)
  }

  @Test func programsReadJSON() throws {
    let desk = try TestDesk()
    let file = try write(Self.sheet, in: desk)
    let run = try desk.run("map", file, "--format", "json")
    let all = try JSON.object(run)
    #expect(Set(all.keys) == ["files", "basis", "columns", "block", "written"])
    #expect(all["written"] is NSNull)
    let map = try #require((all["files"] as? [[String: Any]])?.first)
    #expect(
      Set(map.keys) == [
        "path", "unreadable", "format", "encoding", "delimiter", "rows", "leads", "rejected",
        "rejections", "refusal", "looks_like", "columns", "fields", "missing", "notes",
      ])
    #expect(map["rows"] as? Int == 3 && map["delimiter"] as? String == ";")
    let column = try #require((map["columns"] as? [[String: Any]])?.first)
    #expect(column["known"] as? String == "suggested" && column["filled"] as? Int == 2)
    let fields = try #require(map["fields"] as? [[String: Any]])
    let country = try #require(fields.first { $0["field"] as? String == "country" })
    #expect(country["filled"] as? Int == 3 && country["read"] as? Int == 2)
    let written = try JSON.object(try desk.run("map", file, "--format", "json", "--write"))
    #expect((written["written"] as? [String: Any])?["added"] is [Any])
  }

  /// What ended how.
  @Test(arguments: [
    ("leer.csv", "", 1, "the file is empty"),
    ("a.xlsx", "PK", 1, "rename it"),
    ("branche.csv", "Branche,Hobby\nBau,Angeln\n", 1, "Intake would refuse it"),
    ("accounts.csv", "id,name,domains,owner\n1,A,a.de,x\n", 1, "looks like crm/accounts.csv"),
    ("rows.csv", "email\na@b.de\n\"\"\n-\n", 1, "would be rejected"),
    ("good.csv", "email,company\na@b.de,A\n", 0, "good.csv: 1 row"),
  ])
  func endsWithItsStatus(_ name: String, _ text: String, _ status: Int, _ words: String) throws {
    let desk = try TestDesk()
    let run = try desk.run("map", try write(text, in: desk, as: name))
    #expect(run.status == status, "\(run)")
    #expect((run.output + run.errors).contains(words), "\(run)")
  }

  @Test func severalFilesAtOnce() throws {
    let desk = try TestDesk()
    let first = try write(Self.sheet, in: desk)
    let second = try write("Telefon,Email\n+49 30 123456,a@b.de\n", in: desk, as: "b.csv")
    let run = try desk.run("map", first, desk.path("none.csv"), second)
    #expect(run.status == 1 && run.errors.contains("there is no such file"), "\(run)")
    #expect(run.output.contains("\"Telefon\" = \"phone\"") && run.output.contains("b.csv: 1 row"))
    #expect(try Signalbox.run(["map"]).status == 2)
    let fifo = desk.path("pipe.csv")
    try #require(mkfifo(fifo, 0o600) == 0)
    #expect(try desk.run("map", fifo).errors.contains("no regular file"))
  }
}
