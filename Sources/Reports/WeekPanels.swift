import Insights
import LeadModel

/// The grids of one thing, side by side: each shows what it counts over the hours of a week.
struct WeekPanels {
  /// What the grids are of; empty for the whole.
  var by: [Report.Term]
  var grids: [Report.WeekGrid]

  /// Grids that are broken down alike, in order of appearance.
  static func groups(_ grids: [Report.WeekGrid]) -> [WeekPanels] {
    var groups: [WeekPanels] = []
    for grid in grids {
      if let place = groups.firstIndex(where: { $0.by == grid.by }) {
        groups[place].grids.append(grid)
      } else {
        groups.append(WeekPanels(by: grid.by, grids: [grid]))
      }
    }
    return groups
  }

  var title: String {
    by.isEmpty
      ? "The week by hour"
      : "The week by hour: " + by.map { "\($0.name.words) \($0.value)" }.joined(separator: ", ")
  }

  /// What the darkest cell stands for. Shares of one thing are shaded alike, so that they compare.
  func most(_ grid: Report.WeekGrid) -> Double {
    guard grid.unit == .share else { return grid.most }
    return grids.filter { $0.unit == .share }.map(\.most).max() ?? 0
  }

  // MARK: Text

  private static let shades = ["·", "░", "▒", "▓", "█"]
  /// The name of the day and a blank.
  private static let label = 4
  private static let gap = 3

  /// The grids, as many beside each other as there is room for.
  func lines(width: Int) -> [String] {
    let cell = Self.label + 48 <= width && grids.count == 1 ? 2 : 1
    let each = Self.label + 24 * cell
    let beside = max(1, (width + Self.gap) / (each + Self.gap))
    var lines = [PlainText.clean(title)]
    for start in stride(from: 0, to: grids.count, by: beside) {
      let row = grids[start..<min(start + beside, grids.count)].map { panel($0, cell, each) }
      lines.append("")
      for line in 0..<(row.first?.count ?? 0) {
        let text = row.map { PlainText.padded($0[line], each) }
          .joined(separator: String(repeating: " ", count: Self.gap))
        lines.append(String(text.reversed().drop { $0 == " " }.reversed()))
      }
    }
    return lines
  }

  /// A heading, the hours, a line for each day.
  private func panel(_ grid: Report.WeekGrid, _ cell: Int, _ width: Int) -> [String] {
    let most = most(grid)
    let name = PlainText.clean(grid.figure.words)
    let darkest = most > 0 ? "█ \(FigureText.value(most, grid.unit))" : "none"
    let hours = stride(from: 0, to: 24, by: 6).map { PlainText.padded("\($0)", 6 * cell) }.joined()
    let days = Report.weekdays.indices.map { day in
      Report.weekdays[day] + " "
        + (0..<24).map { hour in
          String(repeating: Self.shade(grid.cells[day * 24 + hour], of: most), count: cell)
        }.joined()
    }
    return ["\(name), \(darkest)", String(repeating: " ", count: Self.label) + hours] + days
  }

  /// A dot only for nothing, full only from the last step on.
  private static func shade(_ value: Double?, of most: Double) -> String {
    guard let value, value > 0, most > 0 else { return "·" }
    let last = shades.count - 1
    return shades[min(last, max(1, Int((value / most * Double(last)).rounded())))]
  }

  // MARK: HTML

  private static let side = 26
  private static let height = 22

  var html: String {
    "<h2>\(HTMLReport.escaped(title))</h2>\n" + grids.map(figure).joined()
  }

  /// The cells as squares with their value in them, which the shade only underlines.
  private func figure(_ grid: Report.WeekGrid) -> String {
    let name = HTMLReport.escaped(grid.figure.words)
    let unit = grid.unit == .share ? ", per cent" : ""
    let (width, height) = (40 + 24 * Self.side, 22 + 7 * Self.height)
    var out = """
      <figure><figcaption>\(name)\(unit)</figcaption>
      <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-label="\(name) by weekday and hour" font-family="sans-serif" font-size="10" \
      text-anchor="middle">

      """
    for hour in 0..<24 {
      out += "<text x=\"\(40 + hour * Self.side + Self.side / 2)\" y=\"14\">\(hour)</text>\n"
    }
    let most = most(grid)
    for (day, label) in Report.weekdays.enumerated() {
      out += "<text x=\"18\" y=\"\(20 + day * Self.height + 15)\">\(label)</text>\n"
      for hour in 0..<24 { out += square(grid, day, hour, most) }
    }
    return out + "</svg></figure>\n"
  }

  private func square(_ grid: Report.WeekGrid, _ day: Int, _ hour: Int, _ most: Double) -> String {
    let value = grid.cells[day * 24 + hour] ?? 0
    let share = most > 0 ? value / most : 0
    let (x, y) = (40 + hour * Self.side, 20 + day * Self.height)
    // From paper to the blue of the bars.
    let mix = [(255, 59), (255, 110), (255, 165)].map { from, to in
      "\(from + Int((Double(to - from) * share).rounded()))"
    }.joined(separator: ",")
    var out =
      "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.side - 1)\" height=\"\(Self.height - 1)\" "
    out += "fill=\"rgb(\(mix))\" stroke=\"#ddd\"/>"
    if value > 0 {
      let shown = grid.unit == .share ? value * 100 : value
      let text = FigureText.decimal(shown, places: 0)
      out += "<text x=\"\(x + Self.side / 2)\" y=\"\(y + 15)\""
      out += " fill=\"\(share > 0.6 ? "#fff" : "#1a1a1a")\">\(text)</text>"
    }
    return out + "\n"
  }
}
