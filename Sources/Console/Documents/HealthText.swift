import LeadModel
import TerminalKit

/// The health of routing as lights: how bad each way of failing is, what speaks for it, where to look.
struct HealthText {
  /// One way of failing.
  struct Light: Equatable {
    let name: String
    /// `green`, `amber` or `red`.
    let state: String
    let evidence: String
    let look: String
  }

  let lights: [Light]
  let context: DrawContext

  /// nil for reports that tell of something else.
  init?(report: Report, context: DrawContext) {
    guard report.name == "health", let section = report.sections.first, !section.rows.isEmpty,
      section.rows.allSatisfy({ $0.count == 4 })
    else { return nil }
    lights = section.rows.map { Light(name: $0[0], state: $0[1], evidence: $0[2], look: $0[3]) }
    self.context = context
  }

  var lines: [DocumentLine] {
    // The worst first; of equals as the report has them.
    let sorted = ["red", "amber", "green"].flatMap { state in lights.filter { $0.state == state } }
    let rest = lights.filter { light in !sorted.contains(light) }
    return (sorted + rest).flatMap { light -> [DocumentLine] in
      [
        DocumentLine(
          sign(light.state)
            + StyledText([
              Span(" " + TextWidth.pad(light.state, to: 6), style(light.state)),
              Span(light.name, Style(.text, .bold)),
            ]), indent: 9),
        DocumentLine(
          StyledText([Span("         "), Span(light.evidence), Span("  \(light.look)", .muted)]),
          indent: 9),
      ]
    }
  }

  /// How many of each, the bad ones by name: `1 red: too many rules, 2 amber, 5 green`.
  var summary: StyledText {
    let parts = ["red", "amber", "green"].compactMap { state -> StyledText? in
      let found = lights.filter { $0.state == state }
      guard !found.isEmpty else { return nil }
      let names = state == "red" ? ": " + found.map(\.name).joined(separator: ", ") : ""
      return sign(state) + StyledText(" \(found.count) \(state)\(names)", style(state))
    }
    guard let first = parts.first else { return "" }
    return parts.dropFirst().reduce(first) { $0 + StyledText("   ") + $1 }
  }

  private func sign(_ state: String) -> StyledText {
    let symbol: Symbol =
      switch state {
      case "green": .circleFull
      case "amber": .circleHalf
      default: .warning
      }
    return StyledText(context.glyphs[symbol], style(state))
  }

  private func style(_ state: String) -> Style {
    switch state {
    case "green": Style(.ok)
    case "amber": Style(.warn, .bold)
    default: Style(.breach, .bold)
    }
  }
}
