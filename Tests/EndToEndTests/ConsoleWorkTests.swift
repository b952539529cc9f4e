import Foundation
import Glibc
import Testing

/// A day's work at the console: acts by keys that end in the log, and what it keeps of the person.
@Suite(.enabled(if: Tmux.isThere, "needs tmux"))
struct ConsoleWorkTests {
  /// The person at the keyboard is the rep Ana Silva and manages the queue.
  private func desk(roles: String = #""rep", "manager""#) throws -> TestDesk {
    let desk = try TestDesk()
    let user = String(cString: getpwuid(geteuid()).pointee.pw_name)
    try desk.write(
      """
      [[person]]
      user = "\(user)"
      actor = "ana.silva"
      name = "Ana Silva"
      roles = [\(roles)]
      rep = "ana.silva"
      regions = ["EMEA", "LATAM", "NA"]

      """, to: "people.toml")
    try desk.drop(
      SmallCompany.leadHeader + SmallCompany.lead("L-1") + SmallCompany.lead("L-2", country: "BR"),
      as: "leads/today.csv")
    try desk.once(at: nil)
    return desk
  }

  /// Goes to the lead by the filter, so that which row comes first does not matter.
  private func find(_ lead: String, _ tmux: Tmux) throws {
    try tmux.press("/")
    try tmux.type(lead)
    try tmux.press("Enter")
    try tmux.expect("1 of 2")
  }

  /// Six keys and two words are enough for a dispute, from the desk to the log.
  @Test func escalatingTakesSixKeys() throws {
    let desk = try desk(roles: #""rep""#)
    let tmux = try Tmux()
    try tmux.shell("'\(Signalbox.path)' -w '\(desk.root)'")
    // The first screen of a rep is their own.
    try tmux.expect("My leads")
    try tmux.expect("Company L-1")
    var keys = 0
    func press(_ key: String) throws {
      keys += 1
      try tmux.press(key)
    }
    try press("e")
    try tmux.expect("wrong_segment")
    try tmux.type("wrong_segment")
    try press("Enter")
    try tmux.type("They have 2,000 people")
    try press("Enter")
    #expect(try eventually { try desk.kinds()["escalation.opened"] == 1 })
    #expect(keys <= 6)
  }

  @Test func claimedAndGivenOnByKeys() throws {
    let desk = try desk()
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.press("1")
    try tmux.expect("Company L-2")
    try find("L-2", tmux)
    try tmux.press("A")
    #expect(try eventually { try desk.kinds()["lead.claimed"] == 1 })
    try tmux.expect("U undo")
    try tmux.press("r")
    try tmux.expect("to whom")
    try tmux.type("ben.okoro")
    try tmux.press("Enter")
    try tmux.expect("reason")
    try tmux.type("wrong_language")
    try tmux.press("Enter")
    try tmux.expect("in a sentence")
    try tmux.type("He speaks Portuguese")
    try tmux.press("Enter")
    #expect(try eventually { try desk.kinds()["lead.reassigned"] == 1 })
    try tmux.expect("Ben O")
    let entries = try desk.log().filter { entry in
      ["lead.claimed", "lead.reassigned"].contains(entry["kind"] as? String ?? "")
    }
    #expect(entries.allSatisfy { $0["actor"] as? String == "ana.silva" }, "\(entries)")
    try tmux.press("Q")
    try tmux.expect("ready>")
    try desk.expectSound()
  }

  /// Who works in one role may do what that role may do, and the header says so.
  @Test func oneRoleAtATime() throws {
    let desk = try desk()
    let tmux = try Tmux()
    try tmux.open(desk, "--as rep")
    try tmux.expect("(as rep)")
    try tmux.expect("My leads")
    try tmux.expect("Company L-1")
    try tmux.press("r")
    try tmux.expect("your role (rep) may not do that")
    try tmux.press("c", "Enter")
    #expect(try eventually { try desk.kinds()["lead.contacted"] == 1 })
    let contact = try #require(
      try desk.log().first { $0["kind"] as? String == "lead.contacted" })
    #expect(contact["role"] as? String == "rep")
    let wrong = try desk.run("console", "--as", "boss")
    #expect(wrong.status == 2 && wrong.errors.contains("\"boss\" is no role"))
  }

  /// What is pasted is never keys: not on a list, and in a line it is text.
  @Test func whatIsPastedIsNeverKeys() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    let before = try desk.log().count
    try tmux.paste("ey\nQ\nc\n\n:quit\n")
    try tmux.press("/")
    try tmux.paste("Q:!L-2")
    try tmux.expect("Q:!L-2")
    try tmux.press("Escape")
    try tmux.expect("filter gone") { !$0.contains("Q:!L-2") && $0.contains("L-1") }
    #expect(try desk.log().count == before)
  }

  @Test func keysCanBeChosen() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.setUp("[keys]\nescalate = \"E\"\ndown = [\"j\", \"ctrl-n\"]\n", as: "keys.toml")
    try tmux.open(desk)
    try tmux.expect("E escalate")
    try tmux.expect("Company L-1")
    try tmux.press("E")
    try tmux.expect("wrong_segment")
    // Ctrl-C rather than Esc and Q, which as bytes could be Alt-Q.
    try tmux.press("C-c")
    try tmux.expect("ready>")

    try tmux.setUp("[keys]\nescalate = \"a\"\n", as: "keys.toml")
    try tmux.open(desk)
    try tmux.expect("keys as shipped")
    try tmux.expect("e escalate")
    let file = desk.path("keys.toml")
    try desk.write("[keys]\nescalate = \"a\"\nquit = []\n", to: "keys.toml")
    let check = try Signalbox.run(["keys", "--check", file])
    #expect(check.status == 1 && check.errorLines.count == 2, "\(check)")
    #expect(check.errors.contains("keys.toml:2:12") && check.errors.contains("\"assign\""))
  }

  @Test func listsAreLeftAsTheyWere() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    try find("L-1", tmux)
    try tmux.press("s", "Q")
    try tmux.expect("ready>")
    try tmux.open(desk)
    let screen = try tmux.expect("1 of 2")
    #expect(screen.contains("sorted by age"), "\(screen)")
    try tmux.press("Escape")
    try tmux.expect("Company L-2")
  }

  /// The palette shows a theme before it is chosen, and Esc takes it back.
  @Test func aThemeIsSeenBeforeItIsChosen() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    let plain = try tmux.colours()
    func ground(_ screen: String) -> String? {
      screen.firstMatch(of: /48;5;\d+/).map { String($0.output) }
    }
    try tmux.press(":")
    try tmux.type("theme daylight")
    #expect(try eventually { ground(try tmux.colours()) != ground(plain) })
    try tmux.press("Escape")
    #expect(try eventually { ground(try tmux.colours()) == ground(plain) })
  }

  /// A host whose log is not the one that this user saw is told in a banner that stays.
  @Test func aCutLogIsToldToWhoeverSawMore() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let earlier = try #require(try backup(desk))
    let known = try #require(desk.read("checkpoints/checkpoints.txt"))
    let tmux = try Tmux()
    try tmux.open(desk)
    try desk.drop(SmallCompany.leads(5...9), as: "leads/more.csv")
    try tmux.expect("Company L-9")
    #expect(try desk.run("log", "checkpoint").status == 0)
    try tmux.press("Q")
    try tmux.expect("ready>")
    // Connects once more, so that the newest checkpoint has been seen.
    try tmux.open(desk)
    try tmux.expect("Company L-9")
    try tmux.press("Q")
    try tmux.expect("ready>")

    let host = try #require(desk.hostProcess)
    kill(host, SIGKILL)
    #expect(eventually { kill(host, 0) != 0 })
    for name in ["", "-wal", "-shm"] { unlink(desk.path("signalbox.sqlite" + name)) }
    try desk.write(earlier, to: "signalbox.sqlite")
    try desk.write(known, to: "checkpoints/checkpoints.txt")
    try tmux.open(desk)
    try tmux.expect("THE LOG IS NOT THE ONE YOU SAW")
    try tmux.press("!")
    try tmux.expect("Ask who runs the desk")
  }

  private func backup(_ desk: TestDesk) throws -> [UInt8]? {
    let run = try desk.run("backup", desk.path("earlier.sqlite"))
    #expect(run.status == 0, "\(run)")
    return desk.read("earlier.sqlite")
  }
}
