import DeskRules
import Foundation
import TerminalKit
import Testing

@testable import Console

/// Screens as they should look, kept as text in `Golden`.
/// `SIGNALBOX_REWRITE_GOLDEN=1 swift test --filter GoldenTests` writes them anew: look at each.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Golden")
  private static let rewrites =
    ProcessInfo.processInfo.environment["SIGNALBOX_REWRITE_GOLDEN"] == "1"

  static func check(
    _ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name + ".txt")
    if rewrites {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try Data(screen.utf8).write(to: file)
    }
    let wanted = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      screen == wanted, "the screen differs from Golden/\(name).txt:\n\(screen)",
      sourceLocation: sourceLocation)
  }
}

struct GoldenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60), (40, 10), (60, 15)]

  static func name(_ what: String, _ size: (Int, Int)) -> String { "\(what)-\(size.0)x\(size.1)" }

  /// What is shown, and the keys that lead there.
  static let stories: [(name: String, keys: String)] = [
    ("desk", ""), ("zoom-leads", "1"), ("zoom-reps", "4 z"), ("zoom-queues", "2 z"),
    ("lead", "enter"), ("lead-end", "enter G"), ("why-not", "w j o enter"),
    ("queue", "2 enter"), ("clock", "3 enter"), ("rep", "4 j j enter"),
    ("escalation", "5 enter"), ("help", "?"), ("help-filter", "? / s o r t"),
    ("palette", ": s o"), ("filter", "/ > 3 0 m"), ("filtered", "/ n o r d enter s s s"),
    ("filter-error", "/ o w e r : x"), ("escalate", "e"), ("escalate-sentence", "e enter H i"),
    ("away", "v 3 0 m enter"), ("contacted", "c"), ("alerts", "!"), ("paused", "p"),
    ("mine", "f2"), ("mine-escalations", "f2 shift-tab"), ("governance", "f4"),
    ("governance-changes", "f4 tab j"), ("governance-roster", "f4 shift-tab space space"),
    ("exception", "f4 enter"), ("change", "f4 tab enter"), ("change-end", "f4 tab enter G"),
    ("version", "f4 tab tab enter"), ("agenda", "f4 i"), ("log", "f5"),
    ("entry", "f5 j enter"), ("verify", "f5 V"), ("intake", "f6"), ("file", "f6 enter"),
    ("insights", "f3"), ("insights-health", "f3 j enter"),
    ("insights-week", "f3 enter"), ("report", "f3 / e s c a l enter enter"),
    ("marks", "space j space"),
    ("assign", "j j a"), ("assign-suggested", "j j a enter"), ("reassign", "r e v a enter"),
    ("exception-form", "x"), ("review", "5 enter o"), ("review-owner", "5 enter o e X enter"),
    ("bulk", "space space c enter"), ("undo", "j j A U"), ("disabled", "j r"),
  ]

  @Test(arguments: GoldenTests.stories.indices)
  func screens(_ index: Int) throws {
    let story = Self.stories[index]
    for size in Self.sizes {
      var desk = TestDesk(size.0, size.1)
      desk.press(story.keys)
      try Golden.check(desk.screen, Self.name(story.name, size))
    }
  }

  @Test func linkLost() throws {
    for size in Self.sizes {
      var desk = TestDesk(size.0, size.1)
      desk.send(.ticked(at("2026-03-02T09:14:02.000Z")))
      desk.send(.linkLost("connection refused"))
      desk.send(.ticked(desk.company.now))
      try Golden.check(desk.screen, Self.name("link-lost", size))
    }
  }

  @Test func hostileNames() throws {
    for size in Self.sizes {
      try Golden.check(
        TestDesk(size.0, size.1, company: .hostile).screen, Self.name("hostile", size))
    }
  }

  /// What people see who may do other things: a rep begins with an own desk, the council's window is
  /// open, escalations fell for a bad reason.
  @Test func others() throws {
    var rep = Company()
    rep.status.roles = ["rep"]
    rep.status.rep = "eva.lind"
    rep.status.actor = "eva.lind"
    var council = Company()
    council.status.roles = ["council"]
    council.status.council = CouncilWindow(
      isOpen: true, changesAt: at("2026-03-02T16:00:00.000Z"), zone: "UTC", quorum: 2)
    council.status.trustSignal = "fewer escalations may mean people gave up"
    for size in Self.sizes {
      try Golden.check(
        TestDesk(size.0, size.1, company: rep).screen, Self.name("rep-begins", size))
      try Golden.check(
        TestDesk(size.0, size.1, company: council).screen, Self.name("council-open", size))
    }
  }

  @Test func accessible() throws {
    for (name, keys) in [("accessible", ""), ("accessible-governance", "f4")] {
      for size in [(80, 24), (120, 40), (200, 60)] {
        var desk = TestDesk(size.0, size.1) { $0.isAccessible = true }
        desk.press(keys)
        try Golden.check(desk.screen, Self.name(name, size))
      }
    }
  }

  @Test func wide() throws {
    try Golden.check(TestDesk(300, 100).screen, "desk-300x100")
  }

  @Test func connecting() throws {
    let settings = ConsoleSettings(session: "test")
    let model = ConsoleModel(
      size: Size(cols: 120, rows: 40), glyphs: .unicode, settings: settings, now: Company().now)
    try Golden.check(model.view().trimmedText, "connecting-120x40")
  }

  @Test func tourAndReadOnly() throws {
    var desk = TestDesk(80, 24) {
      $0.showsTour = true
      $0.isReadOnly = true
    }
    try Golden.check(desk.screen, "tour-80x24")
    desk.press("j")
    try Golden.check(desk.screen, "read-only-80x24")
  }

  @Test func ascii() throws {
    try Golden.check(TestDesk(120, 40, glyphs: .ascii).screen, "ascii-120x40")
    try Golden.check(TestDesk(120, 40, glyphs: .linux).screen, "linux-120x40")
  }

  /// What each cell means, for the screens on which colour says most.
  @Test func meanings() throws {
    try Golden.check(TestDesk(120, 40).model.view().styleMap, "styles-desk-120x40")
    var desk = TestDesk(120, 40)
    desk.press("enter")
    try Golden.check(desk.model.view().styleMap, "styles-lead-120x40")
  }
}
