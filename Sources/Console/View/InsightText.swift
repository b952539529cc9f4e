import LeadModel
import TerminalKit

/// Health and the leading figures of the last complete week, in a few lines.
struct InsightText {
  let insight: Insight
  let context: DrawContext

  var lines: [StyledText] {
    if let failure = insight.failure { return [StyledText(failure, Style(.warn))] }
    return [health, week] + insight.leading(4).map(line)
  }

  private var health: StyledText {
    let lights = insight.health.flatMap { HealthText(report: $0, context: context) }
    return StyledText(TextWidth.pad("health", to: 8), .muted)
      + (lights?.summary ?? asking(insight.health == nil))
  }

  private var week: StyledText {
    guard let latest = insight.weeks.first else {
      return StyledText(TextWidth.pad("week", to: 8), .muted) + asking(true)
    }
    let days = "\(context.clock.date(latest.from)) to \(context.clock.date(latest.to - 1))"
    let weeks = insight.weeks.count
    return StyledText([
      Span(TextWidth.pad("week", to: 8), .muted), Span(days),
      Span(weeks > 2 ? "   beside each figure the last \(weeks) weeks" : "", .muted),
    ])
  }

  private func asking(_ isMissing: Bool) -> StyledText {
    StyledText(isMissing ? "asking the desk" + context.glyphs[.ellipsis] : "not known", .muted)
  }

  private func line(_ figure: Report.Figure) -> StyledText {
    let style: Style = figure.breached ? Style(.breach, .bold) : .text
    return StyledText([
      Span("        "),
      Span(TextWidth.pad(ReportText.name(figure), to: 30) + " ", .muted),
      Span(
        TextWidth.pad(ReportText.number(figure.value, figure.unit), to: 10, align: .right) + "  ",
        style),
    ]) + ReportText.course(figure, insight, context)
      + (ReportText.limit(figure, context)
        ?? StyledText(figure.few ? "too few to judge" : "", .muted))
  }
}
