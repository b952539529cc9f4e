import Foundation
import Glibc
import Testing

/// Rules and settings that are wrong: told with their places, and nothing comes of them.
@Suite struct SettingsTests {
  private static let wrong =
    SmallCompany.rules.replacingOccurrences(of: "ana.silva", with: "anna.silva")
    + "[dedupe]\nwindow_dys = 3\nperson = 7\n"

  /// Every line names its place.
  private func expectPlaces(_ run: Run, _ file: String, _ place: SourceLocation = #_sourceLocation)
  {
    #expect(run.errorLines.count >= 2, "\(run)", sourceLocation: place)
    for line in run.errorLines {
      #expect(
        line.firstMatch(of: #/^signalbox: (\S+?):\d+:\d+: error: /#)?.output.1 == file[...],
        "\(run)", sourceLocation: place)
    }
  }

  @Test func rulesAreCheckedBeforeTheFirstStart() throws {
    let desk = try TestDesk()
    let good = try desk.run("rules", "lint")
    #expect(good.status == 0 && good.errors.isEmpty, "\(good)")
    try desk.write(Self.wrong, to: "draft.toml")
    let draft = desk.path("draft.toml")
    expectPlaces(try desk.run("rules", "lint", draft), draft)
    #expect(try desk.run("rules", "lint", draft).status == 1)
    // The roster of the folder is what they are held against.
    let unknown = SmallCompany.rules.replacingOccurrences(of: "ana.silva", with: "anna.silva")
    try desk.write(unknown, to: "draft.toml")
    let run = try desk.run("rules", "lint", draft)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    #expect(run.lines.first?.hasPrefix("\(draft):16:11: warning: ") == true, "\(run)")
    #expect(run.output.contains("did you mean \"ana.silva\"?"), "\(run)")
    #expect(!desk.exists("signalbox.sqlite"))

    unlink(desk.path("roster/reps.csv"))
    let blind = try desk.run("rules", "lint", draft)
    #expect(blind.status == 3 && blind.errors.contains("reps.csv is missing"), "\(blind)")
  }

  @Test func aProposalWithMistakesIsToldLineByLine() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let host = try desk.serve()
    try desk.write(Self.wrong, to: "draft.toml")
    let draft = desk.path("draft.toml")
    let run = try desk.run("rules", "propose", draft, "--reason", "It seemed right")
    #expect(run.status == 2, "\(run)")
    expectPlaces(run, draft)
    #expect(try desk.run("rules", "list", "--format", "json").lines.count == 1)
    #expect(host.isRunning)
  }

  @Test func settingsThatDoNotHoldChangeNothing() throws {
    let desk = try TestDesk()
    try desk.write("[[person]]\nuser = \"root\"\nroles = [\"admin\"]\n", to: "people.toml")
    try desk.once(at: nil)
    let host = try desk.serve()
    let before = try desk.log().count
    try desk.write("[[person]]\nuser = \"root\"\nroles = [\"king\"]\n", to: "people.toml")
    try desk.write(SmallCompany.site + "setle_seconds = 1\n", to: "signalbox.toml")
    let run = try desk.run("reload")
    #expect(run.status == 3 && run.bytes.isEmpty, "\(run)")
    #expect(run.errorLines.count == 2, "\(run)")
    #expect(run.errors.contains("signalbox.toml:6:1: ") && run.errors.contains("people.toml:3:"))
    #expect(try desk.log().count == before)
    #expect(host.isRunning)
    // The people before stay in force.
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-1"), as: "leads/a.csv")
    #expect(try eventually { try desk.run("contact", "L-1").status == 0 })

    try desk.write("[[person]]\nuser = \"root\"\nroles = [\"viewer\"]\n", to: "people.toml")
    try desk.write(SmallCompany.site, to: "signalbox.toml")
    #expect(try desk.run("reload").status == 0)
    #expect(try desk.run("contact", "L-1").status == 5)
  }

  @Test func openSettingsAreToldWithTheirRepair() throws {
    let desk = try TestDesk()
    try desk.write("[[person]]\nuser = \"root\"\nroles = [\"admin\"]\n", to: "people.toml")
    func finding(_ name: String) throws -> String? {
      try desk.run("doctor").lines.first {
        $0.contains("permissions") && $0.contains("/\(name) may be")
      }
    }
    for name in ["people.toml", "signalbox.toml"] {
      let repair = "chmod 600 \(desk.path(name))"
      for (mode, words) in [
        (mode_t(0o600), nil), (0o644, "note  permissions: \(desk.path(name)) may be read"),
        (0o620, "note  permissions: \(desk.path(name)) may be written"),
        (0o602, "WRONG permissions: \(desk.path(name)) may be written"),
      ] as [(mode_t, String?)] {
        chmod(desk.path(name), mode)
        let found = try finding(name)
        #expect((found == nil) == (words == nil), "\(name) \(String(mode, radix: 8))")
        guard let words else { continue }
        #expect(found?.hasPrefix(words) == true, "\(found ?? "")")
        #expect(found?.hasSuffix(repair) == true, "\(found ?? "")")
      }
      chmod(desk.path(name), 0o600)
    }
  }
}
