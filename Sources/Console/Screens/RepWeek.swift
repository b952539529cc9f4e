import DeskRules
import LeadModel
import TerminalKit

/// The hours of a rep's week: what the contract says against what was observed, and when leads came in.
struct RepWeek: Sendable, Equatable {
  var reading = Reading()
  /// The newest answer.
  var report: Report?

  /// Lines that the grids take up, with a blank one above.
  static let height = 10
  /// Columns for contract and observed beside each other.
  static let minimumWidth = 60

  /// What is shown; nil until there is an answer.
  var grids: [Report.WeekGrid]? {
    report.map(\.weekGrids).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension ListScreen {
  /// The rep whose week is shown.
  var weekOf: RepID? {
    if case .rep(let row) = subject { row.id } else { nil }
  }

  /// Lines about the subject that a box has room for, with rows below them.
  func infoLines(in box: Rect) -> Int {
    let lines = infoLines + RepWeek.height
    guard weekOf != nil, week.grids != nil, box.width >= RepWeek.minimumWidth,
      box.height >= lines + 8
    else { return infoLines }
    return lines
  }
}

extension ConsoleModel {
  /// Asks for the week of the rep whose screen is seen.
  mutating func askWeek() {
    guard case .list(var screen)? = screens.last, let rep = screen.weekOf,
      screen.week.reading.isDue(now)
    else { return }
    let request = ReportRequest(name: "coverage", rep: rep)
    screen.week.reading.ask(ask(.report(request), .document(screen: screen.id, isSide: true)))
    screens[screens.count - 1] = .list(screen)
  }

  mutating func takeWeek(_ answer: DeskAnswer, _ id: Int, _ number: Int) {
    let soon = now + 1000
    changeListScreen(id) { screen in
      guard screen.week.reading.inFlight == number else { return }
      screen.week.reading.inFlight = nil
      switch answer {
      case .report(let report): screen.week.report = report
      case .working: screen.week.reading.retry(at: soon)
      // Without an answer the screen is what it is without the picture.
      default: break
      }
    }
  }
}
