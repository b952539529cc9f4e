import LeadModel
import TerminalKit

/// What figures say over the hours of a week: 7 lines of 24 shades, as many grids beside each other as
/// there is room for.
struct WeekGridText {
  /// All of one thing, so that shares of it compare.
  let grids: [Report.WeekGrid]
  let context: DrawContext
  /// The columns that there are.
  let width: Int

  /// The name of the day and a blank.
  private static let label = 4
  private static let gap = 3

  /// The grids of a report with a heading for each thing that they are of.
  static func lines(_ report: Report, context: DrawContext, width: Int) -> [DocumentLine] {
    var groups: [(by: [Report.Term], grids: [Report.WeekGrid])] = []
    for grid in report.weekGrids {
      if let place = groups.firstIndex(where: { $0.by == grid.by }) {
        groups[place].grids.append(grid)
      } else {
        groups.append((grid.by, [grid]))
      }
    }
    let zone = report.hoursZone.map { ["hours of \($0)"] } ?? []
    return groups.flatMap { by, grids in
      let note = (by.map { "\($0.name) \($0.value)" } + zone).joined(separator: ", ")
      return [DocumentLine.blank, .heading("The week by hour", note: note)]
        + WeekGridText(grids: grids, context: context, width: width).lines.map { DocumentLine($0) }
    }
  }

  var lines: [StyledText] {
    let cells = width >= Self.label + 48 && grids.count == 1 ? 2 : 1
    let each = Self.label + 24 * cells
    let beside = max(1, (width + Self.gap) / (each + Self.gap))
    return stride(from: 0, to: grids.count, by: beside).flatMap { start -> [StyledText] in
      let panels = grids[start..<min(start + beside, grids.count)].map { panel($0, cells, each) }
      return (0..<9).map { line in
        panels.enumerated().reduce(StyledText([])) { text, panel in
          text + StyledText(panel.offset == 0 ? "" : String(repeating: " ", count: Self.gap))
            + panel.element[line]
        }
      }
    }
  }

  /// As many grids as stand beside each other, and no more.
  var firstLines: [StyledText] {
    let beside = max(1, (width + Self.gap) / (Self.label + 24 + Self.gap))
    let shown = Array(grids.prefix(beside))
    return WeekGridText(grids: shown, context: context, width: width).lines
  }

  /// A heading with what the darkest shade stands for, the hours, a line for each day.
  private func panel(_ grid: Report.WeekGrid, _ cells: Int, _ width: Int) -> [StyledText] {
    let most = most(grid)
    let darkest = most > 0 ? ReportText.number(most, grid.unit) : "none"
    let name = grid.figure.map { $0 == "_" ? " " : String($0) }.joined()
    let hours = stride(from: 0, to: 24, by: 6).map { TextWidth.pad("\($0)", to: 6 * cells) }
    return [
      StyledText([
        Span(name, .text),
        Span(TextWidth.pad(" \(darkest)", to: width - TextWidth.columns(name)), .muted),
      ]), StyledText(String(repeating: " ", count: Self.label) + hours.joined(), .muted),
    ]
      + Report.weekdays.indices.map { day in
        StyledText(TextWidth.pad(Report.weekdays[day], to: Self.label), .muted)
          + StyledText(
            (0..<24).map { hour in
              cell(
                grid.cells[day * 24 + hour], of: most, count: cells, Self.style(of: grid.figure))
            })
      }
  }

  /// What the darkest cell stands for: the same in all shares of one thing.
  private func most(_ grid: Report.WeekGrid) -> Double {
    guard grid.unit == .share else { return grid.most }
    return grids.filter { $0.unit == .share }.map(\.most).max() ?? 0
  }

  /// What is amiss stands out from what is there: by its heading, and where there are colours by them too.
  private static func style(of figure: String) -> Style {
    switch figure {
    case "leads_in_gaps", "sla_misses": Style(.breach)
    case "promised_not_seen": Style(.warn)
    default: Style(.barFull)
    }
  }

  private func cell(_ value: Double?, of most: Double, count: Int, _ style: Style) -> Span {
    guard let value, value > 0, most > 0 else {
      return Span(String(repeating: context.glyphs[.middleDot], count: count), .muted)
    }
    let shade = HeatMap.shade(value / most, glyphs: context.glyphs)
    return Span(String(repeating: shade, count: count), style)
  }
}
