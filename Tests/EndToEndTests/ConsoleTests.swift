import Foundation
import Glibc
import Testing

/// The console in a real terminal, driven by keys and read from the screen.
@Suite(.enabled(if: Tmux.isThere, "needs tmux"))
struct ConsoleTests {
  @Test func itShowsTheDeskAndGivesTheTerminalBack() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    let before = try tmux.settings()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    for pane in ["Lead queue", "Fallback queues", "SLA countdowns", "Rep load", "Escalations"] {
      try tmux.expect(pane)
    }
    try tmux.press("Q")
    try tmux.expect("ready>")
    #expect(try !tmux.screen().contains("Lead queue"))
    #expect(try tmux.settings() == before)
  }

  @Test func aLeadTellsItsStory() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    // By its filter, so that which row comes first does not matter.
    try tmux.press("/")
    try tmux.type("L-1")
    try tmux.press("Enter")
    try tmux.expect("1 of 2")
    try tmux.press("Enter")
    try tmux.expect("Assigned to Ana Silva")
    try tmux.expect("coverage")
    try tmux.press("w")
    try tmux.type("ben.okoro")
    try tmux.press("Enter")
    try tmux.expect("does not cover DE")
    try tmux.press("?")
    try tmux.expect("Keys on a lead")
    try tmux.press("Escape")
    try tmux.expect("help gone") { !$0.contains("Keys on a lead") }
    try tmux.press("q")
    try tmux.expect("Lead queue")
    try tmux.press("Q")
    try tmux.expect("ready>")
  }

  @Test func actsEndInTheLog() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    try tmux.press("/")
    try tmux.type("L-1")
    try tmux.press("Enter")
    try tmux.expect("1 of 2")
    // Dispute: the key, the code, on to the sentence, the sentence, and go.
    try tmux.press("e")
    try tmux.expect("wrong_segment")
    try tmux.type("wrong_segment")
    try tmux.press("Enter")
    try tmux.type("They have 2,000 people")
    try tmux.press("Enter")
    #expect(try eventually { try desk.kinds()["escalation.opened"] == 1 })
    try tmux.press("c")
    try tmux.press("Enter")
    #expect(try eventually { try desk.kinds()["lead.contacted"] == 1 })
    try tmux.press("Q")
    try tmux.expect("ready>")
    try desk.expectSound()
  }

  /// Keys beside those that move never change anything.
  @Test func strayKeysAreHarmless() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    let before = try desk.log().count
    try tmux.press("C-d", "C-k", "C-s", "Escape", "f", "i", "l", "m", "o", "u", "x", "b", "C-x")
    try tmux.type("\u{1B}[200~dd:q\u{1B}[201~")
    try tmux.press("Escape", "Escape")
    try tmux.expect("Q quit")
    #expect(try desk.log().count == before)
  }

  @Test func everySizeIsDrawn() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    for (columns, rows) in [(80, 24), (40, 10), (200, 60), (20, 5), (10, 2), (120, 40)] {
      try tmux.resize(columns, rows)
      if columns >= 40 {
        try tmux.expect("frame of \(columns)×\(rows)") {
          $0.contains("Q quit") && $0.contains("? help") && Self.width($0) <= columns
            && Self.width($0) > columns * 3 / 4
            && (columns < 80 || $0.contains("Company L-1"))
        }
      }
    }
    // A storm of sizes: the last one counts.
    for step in 1...25 { try tmux.resize(40 + step * 3, 10 + step) }
    try tmux.resize(120, 40)
    try tmux.expect("Company L-1")
    try tmux.press("Q")
    try tmux.expect("ready>")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT])
  func signalsGiveTheTerminalBack(_ signal: Int32) throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    let before = try tmux.settings()
    try tmux.open(desk)
    let console = try #require(try consoles(of: desk).first)
    kill(console, signal)
    try tmux.expect("ready>")
    try tmux.shell("echo status-$?")
    try tmux.expect("status-\(128 + signal)")
    #expect(try tmux.settings() == before)
    #expect(try !tmux.screen().contains("Lead queue"))
  }

  /// A terminal that is closed ends its console, also where hang-ups are ignored; the host goes on.
  @Test(arguments: ["", "trap '' HUP; "])
  func aClosedTerminalEndsItsConsole(_ prelude: String) throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.shell("\(prelude)'\(Signalbox.path)' -w '\(desk.root)'")
    try tmux.expect("Company L-1")
    let console = try #require(try consoles(of: desk).first)
    try tmux.command("kill-server")
    #expect(eventually { kill(console, 0) != 0 })
    #expect(try desk.run("explain", "L-1").status == 0)
    #expect(desk.hostProcess != nil)
  }

  @Test func itStopsAndComesBack() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    let before = try tmux.settings()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    try tmux.press("C-z")
    try tmux.expect("Stopped")
    #expect(try tmux.settings() == before)
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-7"), as: "leads/while.csv")
    try tmux.resize(100, 30)
    try tmux.shell("fg")
    try tmux.expect("Company L-7")
    #expect(Self.width(try tmux.screen()) <= 100)
    try tmux.press("Q")
    try tmux.expect("ready>")
    #expect(try tmux.settings() == before)
  }

  @Test func twoConsolesSeeWhatHappens() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let (one, two) = (try Tmux(), try Tmux())
    try one.open(desk)
    try two.open(desk)
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-8"), as: "leads/new.csv")
    #expect(try eventually { try desk.run("explain", "L-8").status == 0 })
    let logged = ContinuousClock.now
    for tmux in [one, two] { try tmux.expect("Company L-8") }
    // A tenth of a second on an idle machine; this tells being told from looking now and then.
    #expect(ContinuousClock.now - logged < .seconds(30))

    let host = try #require(desk.hostProcess)
    kill(host, SIGKILL)
    // Both are served again, by one new host, and what was there is there.
    #expect(eventually { desk.hostProcess.map { $0 != host } ?? false })
    try desk.drop(SmallCompany.leadHeader + SmallCompany.lead("L-9"), as: "leads/newer.csv")
    for tmux in [one, two] {
      try tmux.expect("Company L-9")
      try tmux.expect("Company L-8")
      try tmux.press("Q")
      try tmux.expect("ready>")
    }
    try desk.expectSound()
  }

  @Test func itSaysThatTheHostIsGone() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    // With the settings broken no new host can start, so the message stays.
    let host = try #require(desk.hostProcess)
    try desk.write("[nonsense\n", to: "signalbox.toml")
    kill(host, SIGKILL)
    try tmux.expect("notice of the lost host") {
      $0.contains("signalbox.toml") || $0.contains("the host ended")
    }
    try tmux.expect("Company L-1")
    try desk.write(SmallCompany.site, to: "signalbox.toml")
    #expect(eventually { desk.hostProcess != nil })
    try tmux.expect("notice gone") { !$0.contains("the host ended") }
    try tmux.press("Q")
    try tmux.expect("ready>")
  }

  @Test(arguments: ["dumb", "no-such-terminal"])
  func aTerminalThatCannotDrawIsRefused(_ term: String) throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.shell("TERM=\(term) '\(Signalbox.path)' -w '\(desk.root)'; echo status-$?")
    try tmux.expect("status-2")
  }

  @Test func withoutColourNothingIsColoured() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux(environment: ["NO_COLOR": "1"])
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    let coloured = try tmux.colours().contains { line in line == "\u{1B}" }
    let codes = try tmux.colours().components(separatedBy: "\u{1B}[").dropFirst()
      .compactMap { $0.split(separator: "m").first }
      .flatMap { $0.split(separator: ";") }.compactMap { Int($0) }
    #expect(codes.allSatisfy { $0 < 30 || $0 == 39 || $0 == 49 }, "\(codes) \(coloured)")
    try tmux.press("Q")
    try tmux.expect("ready>")
  }

  @Test func readOnlyLeavesActsOut() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk, "--readonly")
    try tmux.expect("Company L-1")
    let entries = try desk.log().count
    try tmux.press("e", "c", "Enter", "Escape", "d", "v", "Escape")
    try tmux.expect("Q quit")
    #expect(try desk.log().count == entries)
  }

  /// The columns of the longest line; only plain characters are counted on.
  private static func width(_ screen: String) -> Int {
    screen.split(separator: "\n").map(\.count).max() ?? 0
  }

  /// The processes whose command line names the desk, but for its host.
  private func consoles(of desk: TestDesk) throws -> [pid_t] {
    let host = desk.hostProcess
    return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
      .filter { pid in
        let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return pid != host && words.first == Signalbox.path && words.contains(desk.root)
      }
  }
}
