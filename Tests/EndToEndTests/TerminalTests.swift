import Foundation
import Glibc
import Testing

/// What the console writes to terminals of every kind.
@Suite(.enabled(if: Tmux.isThere, "needs tmux"))
struct TerminalTests {
  /// A kind of terminal and what it may be told of colours.
  struct Kind: Sendable, CustomTestStringConvertible {
    enum Colours { case none, few, palette }
    let term: String
    let most: Colours
    var testDescription: String { term }
  }

  @Test(arguments: [
    Kind(term: "vt100", most: .none), Kind(term: "linux", most: .few),
    Kind(term: "xterm", most: .few), Kind(term: "screen", most: .few),
    Kind(term: "xterm-256color", most: .palette), Kind(term: "screen-256color", most: .palette),
    Kind(term: "tmux-256color", most: .palette),
  ])
  func coloursGoNoFurtherThanTheTerminal(_ kind: Kind) throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.shell("TERM=\(kind.term) '\(Signalbox.path)' -w '\(desk.root)'")
    try tmux.expect("Company L-1")
    let codes = try Self.colourCodes(tmux.colours())
    switch kind.most {
    case .none: #expect(codes.isEmpty, "\(codes)")
    case .few: #expect(!codes.isEmpty && codes.allSatisfy { !$0.contains(";") }, "\(codes)")
    case .palette:
      #expect(codes.contains { $0.hasPrefix("38;5;") })
      #expect(!codes.contains { $0.hasPrefix("38;2;") }, "\(codes)")
    }
    try tmux.press("Q")
    try tmux.expect("ready>")
  }

  @Test func monoNeedsNoColour() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk, "--theme mono")
    try tmux.expect("Company L-1")
    #expect(try Self.colourCodes(tmux.colours()).isEmpty)
  }

  @Test(arguments: ["--ascii", "LC_ALL=C"])
  func plainTerminalsGetPlainCharacters(_ how: String) throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    let isOption = how.hasPrefix("--")
    try tmux.shell(
      "\(isOption ? "" : how) '\(Signalbox.path)' -w '\(desk.root)' \(isOption ? how : "")")
    let screen = try tmux.expect("Company L-1")
    let body = screen.split(separator: "\n").filter { !$0.contains("ready>") }
    #expect(body.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "\(screen)")
  }

  /// Sixty sizes as fast as they come: the last one is drawn, and keys answer.
  @Test func aStormOfSizesPasses() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk)
    try tmux.expect("Company L-1")
    for step in 0..<60 { try tmux.resize(30 + step * 7 % 170, 6 + step * 5 % 60) }
    try tmux.resize(120, 40)
    let screen = try tmux.expect("whole frame") {
      $0.contains("Company L-1") && $0.contains("Q quit")
        && $0.split(separator: "\n", omittingEmptySubsequences: false).count >= 40
    }
    #expect(screen.split(separator: "\n").allSatisfy { $0.count <= 120 })
    try tmux.press("?")
    try tmux.expect("Keys in pane 1")
    try tmux.press("q", "Q")
    try tmux.expect("ready>")
  }

  /// Whatever stands in a lead's fields, the terminal gets no sequence that came from there.
  @Test func nothingOfTheDataReachesTheTerminal() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let hostile = [
      "\u{1B}]0;pwned\u{7}Title", "\u{1B}]52;c;cHduZWQ=\u{7}Clip", "\u{1B}[2J\u{1B}[31mRed",
      "\u{9B}31mC1", "\u{202E}gro.live\u{202C}", "a\u{200D}b\u{200B}c\u{2066}d",
      String(repeating: "e\u{301}\u{301}\u{301}", count: 200),
      String(repeating: "x", count: 10_000),
      "\u{1B}]8;;https://evil\u{1B}\\link",
    ]
    let rows = hostile.enumerated().map { number, text in
      SmallCompany.lead("H-\(number)", company: "\"\(text)\"")
    }
    try desk.drop(SmallCompany.leadHeader + rows.joined(), as: "leads/hostile.csv")
    try desk.once(at: nil)
    let tmux = try Tmux()
    let stream = try tmux.record()
    try tmux.open(desk)
    try tmux.expect("8;;https")
    for _ in hostile {
      try tmux.press("Enter")
      try tmux.expect("The decision")
      try tmux.press("q", "j")
      try tmux.expect("SLA countdowns")
    }
    try tmux.press("Q")
    try tmux.expect("ready>")
    let bytes = try #require(FileManager.default.contents(atPath: stream))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("Lead queue"))
    for sequence in [
      "\u{1B}]0;pwned", "\u{1B}]52;c;cHduZWQ=", "\u{1B}]8;;https://evil", "\u{9B}31m", "\u{202E}",
      "\u{2066}", "\u{200B}",
    ] {
      #expect(!text.contains(sequence), "\(sequence.debugDescription)")
    }
  }

  /// One bell and one notification for what is new; terminals without such things get neither, and the
  /// site can turn them off.
  @Test(arguments: ["", "TERM=linux", "mute", "site"])
  func alertsCallOnce(_ how: String) throws {
    let desk = try TestDesk()
    let calls = how == "site" ? "bell = false\ndesktop = false\ntitle = false\n" : ""
    try desk.write(
      SmallCompany.site + "[alerts]\nqueue_depth = 2\n" + calls, to: "signalbox.toml")
    try desk.drop(
      SmallCompany.leadHeader + SmallCompany.lead("L-2", country: "BR"), as: "leads/one.csv")
    try desk.once(at: nil)
    let tmux = try Tmux()
    let stream = try tmux.record()
    let prelude = how.hasPrefix("TERM") ? how : ""
    let option = how == "mute" ? "--mute" : ""
    try tmux.shell("\(prelude) '\(Signalbox.path)' -w '\(desk.root)' \(option)")
    try tmux.expect("Company L-2")
    for number in 3...4 {
      let row = SmallCompany.lead("L-\(number)", country: "BR")
      try desk.drop(SmallCompany.leadHeader + row, as: "leads/more-\(number).csv")
      try tmux.expect("Company L-\(number)")
      try tmux.expect("1 alert")
    }
    try tmux.press("Q")
    try tmux.expect("ready>")
    let text = String(
      decoding: try #require(FileManager.default.contents(atPath: stream)), as: UTF8.self)
    let isHeard = how.isEmpty
    #expect(text.components(separatedBy: "\u{1B}]9;").count == (isHeard ? 2 : 1))
    #expect(text.contains("\u{1B}]2;") == (isHeard || how == "mute"))
    // What ends the control strings is a bell as well, but is none.
    let strings = text.components(separatedBy: "\u{1B}]").dropFirst().count
    #expect(text.count { $0 == "\u{7}" } - strings == (isHeard ? 1 : 0))
  }

  /// For screen readers: nothing but words, one list at a time, and no seconds.
  @Test func theAccessibleScreenHasNoBorders() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let tmux = try Tmux()
    try tmux.open(desk, "--accessible")
    let screen = try tmux.expect("Company L-1")
    #expect(!screen.contains { "─│┌┐└┘━┃┏┓┗┛░█".contains($0) }, "\(screen)")
    let header = try #require(screen.split(separator: "\n").first { $0.contains("Signalbox ") })
    #expect(header.firstMatch(of: /\d\d:\d\d:\d\d/) == nil, "\(screen)")
    try tmux.press("Tab")
    try tmux.expect("everyone")
  }

  /// The colours of a captured screen: `31`, `38;5;81` …
  private static func colourCodes(_ screen: String) -> [String] {
    screen.components(separatedBy: "\u{1B}[").dropFirst().flatMap { part -> [String] in
      guard let codes = part.split(separator: "m", maxSplits: 1).first else { return [] }
      var numbers = codes.split(separator: ";").compactMap { Int($0) }[...]
      var found: [String] = []
      while let code = numbers.popFirst() {
        switch code {
        case 38, 48:
          let count = numbers.first == 2 ? 4 : 2
          found.append(([code] + numbers.prefix(count)).map(String.init).joined(separator: ";"))
          numbers = numbers.dropFirst(count)
        case 30...37, 40...47, 90...97, 100...107: found.append(String(code))
        default: break
        }
      }
      return found
    }
  }
}
