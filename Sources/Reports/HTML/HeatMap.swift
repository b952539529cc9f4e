import Insights
import LeadModel

/// The hours of a week as squares with their value in them, which the shade only underlines.
///
/// Colours are those of the page, so that they fit paper, light and dark screens.
struct HeatMap {
  private static let side = 28
  private static let height = 22
  private static let left = 40
  private static let top = 20

  /// One square.
  private struct Square {
    var text = ""
    /// 0…1.
    var shade = 0.0
    /// `heat`, `missing` or `beyond`.
    var colour = "heat"
    var isGap = false
  }

  private let caption: String
  private let squares: [Square]

  init(_ panel: WeekPanels.Panel, in group: WeekPanels) {
    switch panel {
    case .grid(let grid):
      let most = group.most(grid)
      caption = grid.figure.words + (grid.unit == .share ? ", per cent" : "")
      squares = grid.cells.map { value in
        guard let value, value > 0, most > 0 else { return Square() }
        return Square(text: Self.number(value, grid.unit), shade: value / most)
      }
    case .difference(let difference):
      caption =
        "seen against contract, per cent: − promised and not seen, + beyond the contract; "
        + "framed: leads came in and nobody was there"
      squares = difference.cells.indices.map { cell in
        Self.square(difference.cells[cell], isGap: difference.gaps.contains(cell))
      }
    }
  }

  private static func square(_ cell: WeekDifference.Cell, isGap: Bool) -> Square {
    switch cell {
    case .asPromised: Square(isGap: isGap)
    case .missing(let part):
      Square(text: "−" + number(part, .share), shade: part, colour: "missing", isGap: isGap)
    case .beyond(let part):
      Square(text: "+" + number(part, .share), shade: part, colour: "beyond", isGap: isGap)
    }
  }

  private static func number(_ value: Double, _ unit: Report.Unit) -> String {
    FigureText.decimal(unit == .share ? value * 100 : value, places: 0)
  }

  var svg: String {
    let (width, height) = (Self.left + 24 * Self.side, Self.top + 2 + 7 * Self.height)
    let name = HTMLReport.escaped(caption)
    var out = """
      <figure><figcaption>\(name)</figcaption>
      <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-label="\(name), by weekday and hour" font-family="sans-serif" font-size="10" \
      text-anchor="middle">

      """
    for hour in 0..<24 {
      let x = Self.left + hour * Self.side + Self.side / 2
      out += "<text class=\"ink\" x=\"\(x)\" y=\"14\">\(hour)</text>\n"
    }
    for (day, label) in Report.weekdays.enumerated() {
      let y = Self.top + day * Self.height + 15
      out += "<text class=\"ink\" x=\"18\" y=\"\(y)\">\(label)</text>\n"
      for hour in 0..<24 { out += square(day, hour) }
    }
    // Frames last, so that no neighbour covers them.
    for cell in squares.indices where squares[cell].isGap { out += frame(cell / 24, cell % 24) }
    return out + "</svg></figure>\n"
  }

  private func square(_ day: Int, _ hour: Int) -> String {
    let square = squares[day * 24 + hour]
    let (x, y) = (Self.left + hour * Self.side, Self.top + day * Self.height)
    let size = "width=\"\(Self.side - 1)\" height=\"\(Self.height - 1)\""
    var out = "<rect class=\"cell\" x=\"\(x)\" y=\"\(y)\" \(size)/>"
    guard square.shade > 0 else { return out + "\n" }
    let opacity = FigureText.decimal(0.12 + 0.88 * min(1, square.shade), places: 2)
    out +=
      "<rect class=\"\(square.colour)\" fill-opacity=\"\(opacity)\" x=\"\(x)\" y=\"\(y)\" \(size)/>"
    out += "<text class=\"\(square.shade > 0.5 ? "on" : "ink")\" x=\"\(x + Self.side / 2)\""
    return out + " y=\"\(y + 15)\">\(square.text)</text>\n"
  }

  private func frame(_ day: Int, _ hour: Int) -> String {
    let (x, y) = (Self.left + hour * Self.side, Self.top + day * Self.height)
    return "<rect class=\"gap\" x=\"\(x)\" y=\"\(y)\" width=\"\(Self.side - 1)\" "
      + "height=\"\(Self.height - 1)\"/>\n"
  }
}

extension WeekPanels {
  var html: String {
    "<h2>\(HTMLReport.escaped(title))</h2>\n"
      + panels.map { HeatMap($0, in: self).svg }.joined()
  }
}
