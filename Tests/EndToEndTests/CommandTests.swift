import Foundation
import Testing

/// The command line on a small desk: what is printed, and with which status it ends.
@Suite struct CommandTests {
  @Test func saysItsVersion() throws {
    #expect(try Signalbox.run(["--version"]).output.hasPrefix("signalbox "))
  }

  @Test func aNewWorkspaceIsWell() throws {
    let folder = try TemporaryFolder.make("init")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try Signalbox.run(["init", folder + "/desk"])
    #expect(made.status == 0, "\(made)")
    let doctor = try Signalbox.run(["doctor", "-w", folder + "/desk"])
    #expect(doctor.status == 0 && !doctor.output.contains("WRONG"), "\(doctor)")
    let again = try Signalbox.run(["init", folder + "/desk"])
    #expect(again.status == 3 && again.errors.contains("is not empty"), "\(again)")
  }

  @Test func aLeadIsTakenInAndExplained() throws {
    let desk = try TestDesk()
    try desk.drop(
      SmallCompany.leadHeader + SmallCompany.lead("L-1")
        + SmallCompany.lead("L-2", country: "BR"), as: "leads/today.csv")
    let taken = try desk.once()
    #expect(taken.run.status == 0)
    #expect(taken["rows"] == 2 && taken["assigned"] == 1 && taken["queued"] == 1)

    let story = try desk.run("explain", "L-1")
    #expect(story.output.contains("Assigned to Ana Silva"), "\(story)")
    let whyNot = try desk.run("explain", "L-1", "--why-not", "ben.okoro", "--format", "json")
    let answer = try JSON.object(whyNot)
    #expect(answer["lead"] as? String == "L-1" && answer["rep"] as? String == "ben.okoro")
    #expect(answer["step"] as? String == "coverage")
    #expect(Set(answer.keys) == ["lead", "rep", "step", "why", "values", "needed"])
    try desk.expectSound()

    #expect(desk.files("processed") == ["2026-03-02/today.csv"])
    #expect(desk.files("drop").isEmpty && desk.files("rejected").isEmpty)
  }

  /// What ended how: every status once, with the words that say why in one line.
  @Test(arguments: [
    (["explain", "nobody"], 1, "no lead is known as \"nobody\""),
    (["explain", "L-"], 1, "fits several leads"),
    (["explain", "L-1", "--why-not", "nobody"], 1, "there is no rep \"nobody\""),
    (["log", "show", "--last", "0"], 2, "--last takes 1 to 500"),
    (["run", "--once", "--at", "yesterday"], 2, "\"yesterday\" is no instant"),
    (["frobnicate"], 2, "frobnicate"),
    (["explain"], 2, "lead"),
    (["away", "soon", "--code", "other"], 2, "\"soon\" is no duration"),
    (["assign", "L-2", "--code", "x", "--note", "y"], 2, "name the rep, or say --suggested"),
    (["escalate", "L-1"], 2, "say why with --code"),
    (["escalate", "L-1", "--withdraw"], 1, "has no open escalation"),
    (["review", "E-x", "--claim"], 2, "E-x"),
    (["review", "E-0001", "--outcome", "correct"], 2, "--outcome needs --note"),
    (["report", "quees"], 2, "did you mean \"queues\"?"),
    (["exception", "show", "7"], 1, "7"),
    (["erase", "L-1"], 2, "say --yes"),
    (["run", "--at", "2026-03-02T09:15:00Z"], 3, "--at goes with --once"),
    (["run", "--once", "--at", "2026-01-01T00:00:00Z"], 3, "before the log's last entry"),
  ])
  func endsWithItsStatus(_ arguments: [String], _ status: Int, _ words: String) throws {
    let desk = try TestDesk.withTwoLeads()
    let run = try Signalbox.run(arguments + ["-w", desk.root])
    #expect(run.status == status, "\(run)")
    #expect(run.errors.contains(words), "\(run)")
    #expect(run.bytes.isEmpty, "\(run)")
    expectOneLine(run)
  }

  @Test func aMissingWorkspaceIsSaid() throws {
    for arguments in [["doctor"], ["explain", "x"], ["run", "--once"], ["log", "verify"]] {
      let run = try Signalbox.run(arguments + ["-w", "/nonexistent/desk"])
      #expect(run.status == 3 && run.errors.contains("\"/nonexistent/desk\" does not exist"))
      expectOneLine(run)
    }
    let empty = try TemporaryFolder.make("empty")
    defer { try? FileManager.default.removeItem(atPath: empty) }
    let run = try Signalbox.run(["run", "--once", "-w", empty])
    #expect(run.status == 3 && run.errors.contains("signalbox init"), "\(run)")
  }

  @Test func aBadSettingIsNamedWithItsPlace() throws {
    let desk = try TestDesk()
    try desk.write(SmallCompany.site + "setle_seconds = 1\n", to: "signalbox.toml")
    let run = try desk.run("run", "--once")
    #expect(run.status == 3, "\(run)")
    #expect(run.errors.contains("signalbox.toml:6:1"), "\(run)")
    #expect(run.errors.contains("settle_seconds"), "\(run)")
    expectOneLine(run)
    #expect(!desk.exists("signalbox.sqlite"))
  }

  @Test func aBadRuleIsNamedWithItsPlace() throws {
    let desk = try TestDesk()
    let rules = SmallCompany.rules.replacingOccurrences(of: "ana.silva", with: "anna.silva")
    try desk.write(rules, to: "rules.toml")
    let run = try desk.run("doctor")
    #expect(run.output.contains("rules.toml:16:11"), "\(run)")
    #expect(run.output.contains("did you mean \"ana.silva\"?"), "\(run)")
  }

  @Test func aStoreThatIsNoneIsLeftAlone() throws {
    let desk = try TestDesk()
    try desk.write(
      "this is no database, and nothing may be written to it\n", to: "signalbox.sqlite")
    for arguments in [["run", "--once"], ["log", "verify"], ["explain", "x"]] {
      let run = try Signalbox.run(arguments + ["-w", desk.root])
      #expect(run.status == 4, "\(run)")
      expectOneLine(run)
    }
    #expect(desk.text("signalbox.sqlite")?.hasPrefix("this is no database") == true)
  }

  /// A desk where somebody is described belongs to those who are; all others only look on.
  @Test func whoMayNotIsToldWhoMay() throws {
    let desk = try TestDesk()
    try desk.write(
      "[[person]]\nuser = \"somebody-else\"\nroles = [\"admin\"]\n", to: "people.toml")
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-1"), as: "leads/a.csv")
    try desk.once(at: nil)
    let run = try desk.run("contact", "L-1")
    #expect(run.status == 5, "\(run)")
    expectOneLine(run)
    #expect(try desk.kinds()["act.refused"] == 1)
    #expect(try desk.run("explain", "L-1").status == 0)
  }

  /// `frob` is refused with status 2 whatever the terminal; a console without one likewise.
  @Test func aConsoleNeedsATerminal() throws {
    let run = try TestDesk.withTwoLeads().run()
    #expect(run.status == 2 && run.errors.contains("needs a terminal"), "\(run)")
    #expect(!run.bytes.contains(0x1B) && !run.errors.contains("\u{1B}"))
    expectOneLine(run)
  }

  /// Every command that the help lists has an example in its own help.
  @Test func helpHasExamples() throws {
    var seen = 0
    func look(_ words: [String]) throws {
      let run = try Signalbox.run(words + ["--help"])
      #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
      seen += 1
      let parts = run.output.components(separatedBy: "USAGE:")
      #expect(parts[0].contains((["signalbox"] + words).joined(separator: " ")), "\(run)")
      let list = run.output.components(separatedBy: "SUBCOMMANDS:").dropFirst().joined()
      for line in list.split(separator: "\n")
      where line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.hasPrefix("  See ") {
        let name = line.split(separator: " ")[0]
        try look(words + [String(name)])
      }
    }
    try look([])
    #expect(seen >= 55)
  }

  /// What is printed through a pipe has no colour, with `NO_COLOR` or without.
  @Test func pipesGetPlainText() throws {
    let desk = try TestDesk.withTwoLeads()
    for environment in [[:], ["NO_COLOR": "1"], ["COLORTERM": "truecolor"]] {
      for arguments in [["doctor"], ["explain", "L-1"], ["log", "show"]] {
        let run = try Signalbox.run(arguments + ["-w", desk.root], environment: environment)
        #expect(run.status == 0 && !run.bytes.contains(0x1B), "\(run)")
      }
    }
  }

  @Test func theEnvironmentNamesWorkspaceAndClock() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-1"), as: "leads/a.csv")
    let run = try Signalbox.run(
      ["run", "--once"],
      environment: ["SIGNALBOX_WORKSPACE": desk.root, "SIGNALBOX_NOW": TestDesk.monday])
    #expect(run.status == 0, "\(run)")
    let entries = try desk.log()
    #expect(entries.allSatisfy { $0["at"] as? String == "2026-03-02T09:15:00.000Z" })
    let payloads = entries.compactMap { $0["payload"] as? [String: Any] }
    #expect(payloads.count == entries.count && !payloads.isEmpty)
    #expect(payloads.allSatisfy { $0["clock"] as? String == "given" })
    try desk.expectSound()
  }

  private func expectOneLine(_ run: Run, _ location: SourceLocation = #_sourceLocation) {
    #expect(run.errorLines.count == 1, "\(run)", sourceLocation: location)
    for word in ["Fatal error", "Stack", "0x", ".swift"] {
      #expect(!run.errors.contains(word), "\(run)", sourceLocation: location)
    }
  }
}
