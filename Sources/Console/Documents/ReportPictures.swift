import LeadModel
import TerminalKit

/// Figures of a report that say more as a picture: a week of hours as shades, a course as columns.
struct ReportPictures {
  let report: Report
  let context: DrawContext

  var lines: [DocumentLine] { heatMap + courses }

  // MARK: Weekday by hour

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Figures that are broken down by weekday and hour, as a grid of 7 by 24.
  private var heatMap: [DocumentLine] {
    var cells: [Int: Double] = [:]
    for figure in report.rows {
      guard let value = figure.value, let weekday = term("weekday", figure),
        let hour = term("hour", figure), let day = Self.day(weekday), let at = Self.hour(hour)
      else { continue }
      cells[day * 24 + at, default: 0] += value
    }
    guard let most = cells.values.max(), most > 0 else { return [] }
    let hours = stride(from: 0, to: 24, by: 3).map { TextWidth.pad("\($0)", to: 6) }.joined()
    let rows = (0..<7).map { day in
      DocumentLine(
        StyledText([Span(Self.weekdays[day] + "  ", .muted)])
          + StyledText((0..<24).map { cell(cells[day * 24 + $0], of: most) }))
    }
    return [
      .blank, .heading("The week by hour", note: "darkest \(ReportText.number(most, .count))"),
      DocumentLine(StyledText("     " + hours, .muted)),
    ] + rows
  }

  private func cell(_ value: Double?, of most: Double) -> Span {
    guard let value else { return Span(context.glyphs[.middleDot] + " ", .muted) }
    let shade = HeatMap.shade(value / most, glyphs: context.glyphs)
    return Span(shade + shade, Style(.barFull))
  }

  private static func day(_ text: String) -> Int? {
    if let number = Int(text), (1...7).contains(number) { return number - 1 }
    return weekdays.firstIndex { text.lowercased().hasPrefix($0.lowercased()) }
  }

  private static func hour(_ text: String) -> Int? {
    Int(text.prefix { $0.isNumber }).flatMap { (0..<24).contains($0) ? $0 : nil }
  }

  // MARK: Courses

  /// Figures that are broken down by time alone, each as a row of columns in the order given.
  private var courses: [DocumentLine] {
    var names: [String] = []
    var values: [String: [Double?]] = [:]
    for figure in report.rows where figure.by.count == 1 {
      guard let by = figure.by.first, ["week", "day", "hour", "weekday", "month"].contains(by.name)
      else { continue }
      if values[figure.figure] == nil { names.append(figure.figure) }
      values[figure.figure, default: []].append(figure.value)
    }
    let long = names.filter { (values[$0]?.count ?? 0) > 2 }
    guard !long.isEmpty else { return [] }
    return [.blank, .heading("Over time")]
      + long.map { name in
        let course = values[name] ?? []
        return DocumentLine(
          StyledText([
            Span(TextWidth.pad(name, to: 32) + "  ", .muted),
            Span(
              Sparkline.text(course, width: course.count, glyphs: context.glyphs),
              Style(.barFull)),
          ]))
      }
  }

  private func term(_ name: String, _ figure: Report.Figure) -> String? {
    figure.by.first { $0.name == name }?.value
  }
}
