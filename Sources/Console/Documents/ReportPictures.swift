import LeadModel
import TerminalKit

/// Figures of a report that say more as a picture: a week of hours as shades, a course as columns.
struct ReportPictures {
  let report: Report
  let context: DrawContext
  /// The columns that there are.
  let width: Int

  var lines: [DocumentLine] {
    WeekGridText.lines(report, context: context, width: width) + courses
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
}
