import Insights
import LeadModel

/// A report as one page that needs nothing else: tables, bar charts as inline SVG, fit for print.
public enum HTMLReport {
  public static func text(_ report: Report) -> String {
    let title = report.title
    let time = LocalTime(named: report.zone)
    var out = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title)) \(time.day(report.from))</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <h1>\(escaped(title))</h1>
      <p>\(time.minute(report.from)) to \(time.minute(report.to)) \(escaped(time.name))</p>

      """
    for section in report.sections where section.isFirst { out += list(section) }
    for block in report.figureBlocks {
      out += block.names.isEmpty ? whole(block) : broken(block)
    }
    for group in WeekPanels.groups(report) { out += group.html }
    for section in report.sections where !section.isFirst { out += list(section) }
    for note in report.notes { out += "<p class=\"note\">\(escaped(note))</p>\n" }
    out += foot(report)
    return out + "</body>\n</html>\n"
  }

  /// Colours have names, so that a dark screen turns them all; paper is always light.
  private static let style = """
    :root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #666; --line: #ddd;
      --bad: #a00; --heat: #3b6ea5; --few: #b9c6d8; --missing: #b3401f; --beyond: #2f7d4f; --on: #fff; }
    @media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e6e6e6; --soft: #a0a6ad;
      --line: #3a4047; --bad: #ff7b72; --heat: #7fb0e6; --few: #4a5a6d; --missing: #f0936f;
      --beyond: #7fcf9c; --on: #0d1013; } }
    @media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb;
      --bad: #a00; --heat: #3b6ea5; --few: #b9c6d8; --missing: #b3401f; --beyond: #2f7d4f; --on: #fff; } }
    body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
      margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
    h1 { font-size: 1.5rem; margin-bottom: 0; }
    h2 { font-size: 1.1rem; margin-top: 2rem; }
    table { border-collapse: collapse; margin: 0.75rem 0; }
    th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0;
      border-bottom: 1px solid var(--line); }
    figure { margin: 1rem 0; }
    figcaption, .note { color: var(--soft); }
    .n { text-align: right; white-space: nowrap; }
    .count { color: var(--soft); }
    .breached { font-weight: bold; color: var(--bad); }
    svg { max-width: 100%; height: auto; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    svg .ink { fill: var(--ink); }
    svg .on { fill: var(--on); }
    svg .cell { fill: none; stroke: var(--line); }
    svg .heat { fill: var(--heat); }
    svg .few { fill: var(--few); }
    svg .missing { fill: var(--missing); }
    svg .beyond { fill: var(--beyond); }
    svg .bad { fill: var(--bad); }
    svg .limit { stroke: var(--bad); }
    svg .gap { fill: none; stroke: var(--ink); stroke-width: 2; }
    footer { margin-top: 2rem; color: var(--soft); font-size: 0.85rem; overflow-wrap: anywhere; }
    @media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; }
      h2 { break-after: avoid; } thead { display: table-header-group; } }

    """

  // MARK: Figures

  private static func whole(_ block: Report.FigureBlock) -> String {
    let hasLimits = !block.limits.isEmpty
    var out = "<table>\n<thead><tr><th>figure</th><th class=\"n\">value</th>"
    out += hasLimits ? "<th class=\"n\">limit</th></tr></thead>\n" : "</tr></thead>\n"
    out += "<tbody>\n"
    for figure in block.figures.compactMap({ block[[], $0] }) {
      let limit = figure.threshold.map { FigureText.value($0, figure.unit) } ?? ""
      out += "<tr><td>\(escaped(figure.figure.words))</td>\(cell(figure))"
      out += hasLimits ? "<td class=\"n\">\(limit)</td></tr>\n" : "</tr>\n"
    }
    return out + "</tbody>\n</table>\n"
  }

  private static func broken(_ block: Report.FigureBlock) -> String {
    var out = "<h2>By \(escaped(block.names.joined(separator: " and ").words))</h2>\n"
    for name in block.figures {
      if let chart = BarChart(block, figure: name) { out += chart.svg + "\n" }
    }
    out += "<table>\n<thead><tr>"
    out += block.names.map { "<th>\(escaped($0.words))</th>" }.joined()
    out += block.figures.map { "<th class=\"n\">\(escaped($0.words))</th>" }.joined()
    out += "</tr></thead>\n<tbody>\n"
    for row in block.rows {
      let values = row.map { "<td>\(escaped($0))</td>" }.joined()
      let cells = block.figures.map { block[row, $0].map(cell) ?? "<td></td>" }.joined()
      out += "<tr>\(values)\(cells)</tr>\n"
    }
    out += "</tbody>\n</table>\n"
    for (name, limit, unit) in block.limits {
      out += "<p>Limit of \(escaped(name.words)): \(FigureText.value(limit, unit))</p>\n"
    }
    return out
  }

  private static func cell(_ figure: Report.Figure) -> String {
    let style = figure.breached ? "n breached" : "n"
    guard let value = figure.value else { return "<td class=\"n\">–</td>" }
    let text = FigureText.value(value, figure.unit)
    var marks = figure.unit == .count ? [] : [FigureText.grouped(Int64(figure.count))]
    if figure.few, figure.unit != .count { marks.append("few") }
    if figure.breached { marks.append("breached") }
    let more =
      marks.isEmpty ? "" : " <span class=\"count\">(\(marks.joined(separator: ", ")))</span>"
    return "<td class=\"\(style)\">\(text)\(more)</td>"
  }

  // MARK: Lists

  private static func list(_ section: Report.Section) -> String {
    var out = "<h2>\(escaped(section.title))</h2>\n"
    guard !section.rows.isEmpty else { return out + "<p>none</p>\n" }
    out += "<table>\n<thead><tr>"
    out += section.columns.map { "<th>\(escaped($0))</th>" }.joined()
    out += "</tr></thead>\n<tbody>\n"
    for row in section.rows {
      out += "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
    }
    return out + "</tbody>\n</table>\n"
  }

  private static func foot(_ report: Report) -> String {
    guard let head = report.head else { return "" }
    let entries = report.entries.map { "\(FigureText.grouped($0)) entries, " } ?? ""
    return "<footer>Log: \(entries)head \(escaped(head))</footer>\n"
  }

  /// Text that means nothing to a browser, in elements and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": out += "·"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
