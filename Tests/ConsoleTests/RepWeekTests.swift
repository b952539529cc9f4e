import DeskRules
import LeadModel
import TerminalKit
import Testing

@testable import Console

/// The hours of a rep's week, where the rep is looked at.
@Suite struct RepWeekTests {
  /// Contract Monday to Friday 09–17, seen from 10 on, one lead on Sunday.
  private static let report: Report = {
    func figures(
      _ name: String, _ unit: Report.Unit, _ value: (Int, Int) -> Double
    ) -> [Report.Figure] {
      (0..<168).map { cell in
        Report.Figure(
          name, unit,
          by: [
            Report.Term("weekday", Report.weekdays[cell / 24]),
            Report.Term("hour", cell % 24 < 10 ? "0\(cell % 24)" : "\(cell % 24)"),
          ], value: value(cell / 24, cell % 24), count: 1)
      }
    }
    let now = Company().now
    return Report(
      name: "coverage", from: now - Instant.day, to: now,
      rows: figures("contract", .share) { $0 < 5 && (9..<17).contains($1) ? 1 : 0 }
        + figures("observed", .share) { $0 < 5 && (10..<17).contains($1) ? 1 : 0 }
        + figures("leads", .count) { $0 == 6 && $1 == 3 ? 1 : 0 })
  }()

  /// Sends a message and answers all questions, that for coverage with the report.
  private func send(_ message: ConsoleMessage, to desk: inout TestDesk) -> [DeskRequest] {
    var asked: [DeskRequest] = []
    var open = desk.model.update(message)
    while !open.isEmpty {
      guard case .ask(let request, let tag) = open.removeFirst() else { continue }
      asked.append(request)
      var answer = desk.answer(request)
      if case .report(let report) = request, report.name == "coverage" {
        answer = .report(Self.report)
      }
      open += desk.model.update(.answered(answer, to: tag))
    }
    return asked
  }

  private func open(_ cols: Int, _ rows: Int, glyphs: GlyphSet = .unicode) -> TestDesk {
    var desk = TestDesk(cols, rows, glyphs: glyphs)
    desk.press("4 j j")
    _ = send(.keyPressed(.enter), to: &desk)
    return desk
  }

  @Test func contractStandsBesideWhatWasObserved() throws {
    let desk = open(120, 40)
    let lines = desk.screen.split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.contains("contract 100.0 %") })
    #expect(lines[heading].contains("observed 100.0 %"))
    let days = lines[(heading + 2)...]
    let bare = "·········"
    #expect(days.first?.contains("Mon \(bare)████████·······   Mon \(bare)·███████") == true)
    #expect(lines[heading + 8].contains("Sun ························   Sun ····"))
    // The leads are the third picture, and the rows of the list stand below.
    #expect(lines[heading].contains("leads 1"))
    #expect(desk.screen.contains("Nordwind AG"))
  }

  @Test func plainTerminalsShowItInPlainCharacters() throws {
    let desk = open(80, 32, glyphs: .ascii)
    let lines = desk.screen.split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.contains("contract 100.0 %") })
    let days = lines[heading...(heading + 8)]
    #expect(days.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(!lines[heading].contains("leads"))
  }

  @Test func whereThereIsNoRoomTheRowsComeFirst() {
    for (cols, rows) in [(80, 20), (56, 40), (40, 10)] {
      let desk = open(cols, rows)
      #expect(!desk.screen.contains("contract 100.0 %"), "\(cols)×\(rows)")
      #expect(desk.screen.contains("Nordwind"))
    }
  }

  @Test func itIsAskedForOnceAndAgainWhenTheLinkWasLost() {
    var desk = TestDesk(120, 40)
    desk.press("4 j j")
    let wanted = { (asked: [DeskRequest]) -> Int in
      asked.count { if case .report(let report) = $0 { report.rep != nil } else { false } }
    }
    #expect(wanted(send(.keyPressed(.enter), to: &desk)) == 1)
    #expect(wanted(send(.keyPressed(.character("j")), to: &desk)) == 0)
    _ = send(.linkLost("gone"), to: &desk)
    #expect(desk.screen.contains("contract 100.0 %"))
    #expect(wanted(send(.linkRestored, to: &desk)) == 1)
  }

  @Test func theHoursOfAReportArePictures() {
    let desk = open(120, 40)
    let lines = WeekGridText.lines(Self.report, context: desk.model.context, width: 76)
    // Blank, heading, two rows of pictures.
    #expect(lines.count == 2 + 2 * 9)
  }
}
