import Insights
import LeadModel

/// The grids of one thing, side by side: each shows what it counts over the hours of a week.
struct WeekPanels {
  /// What the grids are of; empty for the whole.
  var by: [Report.Term]
  var grids: [Report.WeekGrid]
  /// The zone of the hours, where it is told.
  var zone: String?

  /// Grids that are broken down alike, in order of appearance.
  static func groups(_ report: Report) -> [WeekPanels] {
    var groups: [WeekPanels] = []
    for grid in report.weekGrids {
      if let place = groups.firstIndex(where: { $0.by == grid.by }) {
        groups[place].grids.append(grid)
      } else {
        groups.append(WeekPanels(by: grid.by, grids: [grid], zone: report.hoursZone))
      }
    }
    return groups
  }

  var title: String {
    let hours = "The week by hour" + (zone.map { ", \($0)" } ?? "")
    return by.isEmpty
      ? hours : hours + ": " + by.map { "\($0.name.words) \($0.value)" }.joined(separator: ", ")
  }

  /// What the darkest cell stands for. Shares of one thing are shaded alike, so that they compare.
  func most(_ grid: Report.WeekGrid) -> Double {
    guard grid.unit == .share else { return grid.most }
    return grids.filter { $0.unit == .share }.map(\.most).max() ?? 0
  }

  /// One picture of a group.
  enum Panel {
    case grid(Report.WeekGrid)
    case difference(WeekDifference)
  }

  /// The grids, with the difference of contract and observation after those two.
  var panels: [Panel] {
    guard let difference = WeekDifference(grids) else { return grids.map { .grid($0) } }
    let rest = grids.filter { !WeekDifference.contains($0) }
    let place = rest.lastIndex { $0.unit == .share }.map { $0 + 1 } ?? 0
    return rest[..<place].map { .grid($0) } + [.difference(difference)]
      + rest[place...].map { .grid($0) }
  }

  // MARK: Text

  private static let shades = ["·", "░", "▒", "▓", "█"]
  /// The name of the day and a blank.
  private static let label = 4
  private static let gap = 3

  /// The grids, as many beside each other as there is room for.
  func lines(width: Int) -> [String] {
    let panels = self.panels
    let cell = Self.label + 48 <= width && panels.count == 1 ? 2 : 1
    let each = Self.label + 24 * cell
    let beside = max(1, (width + Self.gap) / (each + Self.gap))
    var lines = PlainText.wrapped(PlainText.clean(title), width)
    for start in stride(from: 0, to: panels.count, by: beside) {
      let row = panels[start..<min(start + beside, panels.count)].map { panel($0, cell, each) }
      lines.append("")
      for line in 0..<(row.first?.count ?? 0) {
        let text = row.map { PlainText.padded($0[line], each) }
          .joined(separator: String(repeating: " ", count: Self.gap))
        lines.append(String(text.reversed().drop { $0 == " " }.reversed()))
      }
    }
    let isDifferent = panels.contains { if case .difference = $0 { true } else { false } }
    return lines + (isDifferent ? [""] + PlainText.wrapped(WeekDifference.legend, width) : [])
  }

  /// A heading, the hours, a line for each day.
  private func panel(_ panel: Panel, _ cell: Int, _ width: Int) -> [String] {
    let heading: String
    let mark: (Int) -> String
    switch panel {
    case .grid(let grid):
      let most = most(grid)
      let darkest = most > 0 ? "█ \(FigureText.value(most, grid.unit))" : "none"
      heading = "\(PlainText.clean(grid.figure.words)), \(darkest)"
      mark = { Self.shade(grid.cells[$0], of: most) }
    case .difference(let difference):
      heading = WeekDifference.title
      mark = difference.mark
    }
    let hours = stride(from: 0, to: 24, by: 6).map { PlainText.padded("\($0)", 6 * cell) }.joined()
    let days = Report.weekdays.indices.map { day in
      Report.weekdays[day] + " "
        + (0..<24).map { String(repeating: mark(day * 24 + $0), count: cell) }.joined()
    }
    return [heading, String(repeating: " ", count: Self.label) + hours] + days
  }

  /// A dot only for nothing, full only from the last step on.
  private static func shade(_ value: Double?, of most: Double) -> String {
    guard let value, value > 0, most > 0 else { return "·" }
    let last = shades.count - 1
    return shades[min(last, max(1, Int((value / most * Double(last)).rounded())))]
  }
}
