import Foundation
import Testing

/// The sample desk, on which everything is alive.
@Suite struct DemoTests {
  @Test func leadsArriveAndPeopleWork() throws {
    let desk = try TestDesk()
    let demo = try Signalbox.run(
      ["demo", "--headless", "--for", "12", "--dir", desk.path("demo")])
    #expect(demo.status == 0, "\(demo)")
    let workspace = ["-w", desk.path("demo")]
    for (arguments, words) in [
      (["doctor"], "invariants: hold"), (["log", "verify"], "intact"), (["replay"], " 0 differ"),
    ] {
      let run = try Signalbox.run(arguments + workspace)
      #expect(run.status == 0 && run.output.contains(words), "\(run)")
    }
    let log = try Signalbox.run(["log", "export"] + workspace).output
    for kind in ["lead.received", "lead.assigned", "lead.queued", "lead.contacted"] {
      #expect(log.contains("\"kind\":\"\(kind)\""), "nothing of \(kind)")
    }
  }

  @Test func aTemporaryDemoLeavesNothing() throws {
    let folder = try TemporaryFolder.make("demo")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let demo = try Signalbox.run(
      ["demo", "--headless", "--for", "1"], environment: ["TMPDIR": folder])
    #expect(demo.status == 0, "\(demo)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test(.enabled(if: Tmux.isThere, "needs tmux"))
  func everyPaneOfTheDemoHasRows() throws {
    let folder = try TemporaryFolder.make("demo")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tmux = try Tmux(columns: 160, rows: 50, environment: ["TMPDIR": folder])
    try tmux.shell("'\(Signalbox.path)' demo")
    try tmux.expect("Q quit")
    // Sentences that panes without rows show instead.
    try tmux.expect("row in every pane") { screen in
      screen.contains("Lead queue") && screen.contains("fallback-") && screen.contains("E-0")
        && screen.contains("first ") && screen.contains("wk ")
        && !screen.contains("nothing is disputed")
    }
    try tmux.press("Q")
    try tmux.expect("ready>")
    let isGone = try eventually {
      try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    }
    #expect(isGone)
  }
}
