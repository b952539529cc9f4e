import Insights
import LeadModel

/// Horizontal bars of one figure, with its line where it has one.
struct BarChart {
  private static let mostBars = 30
  private static let labelWidth = 170
  private static let barWidth = 400
  private static let rowHeight = 20

  private let title: String
  private let unit: Report.Unit
  private let bars: [(label: String, figure: Report.Figure, value: Double)]
  private let limit: Double?
  private let most: Double

  /// nil where there is nothing to compare: fewer than two bars, or none longer than nothing.
  init?(_ block: Report.FigureBlock, figure name: String) {
    let figures = block.rows.compactMap { row in
      block[row, name].flatMap { figure in
        figure.value.map { (label: row.joined(separator: " "), figure: figure, value: $0) }
      }
    }
    guard figures.count > 1, let unit = figures.first?.figure.unit else { return nil }
    // Where there are too many, those that are longest.
    let shown =
      figures.count <= Self.mostBars
      ? figures : Array(figures.sorted { $0.value > $1.value }.prefix(Self.mostBars))
    limit = shown.compactMap(\.figure.threshold).first
    let longest = max(shown.map(\.value).max() ?? 0, limit ?? 0)
    guard longest > 0 else { return nil }
    most = unit == .share ? max(1, longest) : longest
    title = name.words
    self.unit = unit
    bars = shown
  }

  var svg: String {
    let width = Self.labelWidth + Self.barWidth + 90
    let height = Self.rowHeight * bars.count + 8
    let name = HTMLReport.escaped(title)
    var out = """
      <figure><figcaption>\(name)</figcaption>
      <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-label="\(name)" font-family="sans-serif" font-size="12">

      """
    for (index, bar) in bars.enumerated() { out += row(bar.label, bar.figure, bar.value, index) }
    if let limit {
      let x = Self.labelWidth + length(limit)
      out += "<line x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"\(height)\" "
      out += "class=\"limit\" stroke-dasharray=\"4 3\"/>\n"
    }
    return out + "</svg></figure>"
  }

  private func row(
    _ label: String, _ figure: Report.Figure, _ value: Double, _ index: Int
  ) -> String {
    let y = index * Self.rowHeight + 4
    let length = length(value)
    let fill = figure.breached ? "bad" : figure.few ? "few" : "heat"
    let short = label.count > 24 ? label.prefix(23) + "…" : label[...]
    let text = FigureText.value(value, unit)
    return """
      <text class="ink" x="\(Self.labelWidth - 8)" y="\(y + 12)" text-anchor="end">\
      \(HTMLReport.escaped(String(short)))</text>
      <rect x="\(Self.labelWidth)" y="\(y)" width="\(length)" height="14" class="\(fill)"/>
      <text class="ink" x="\(Self.labelWidth + length + 6)" y="\(y + 12)">\(text)</text>

      """
  }

  private func length(_ value: Double) -> Int {
    Int((max(0, value) / most * Double(Self.barWidth)).rounded())
  }
}
