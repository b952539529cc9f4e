import LeadModel
import TerminalKit

/// The trace of a decision, step by step: what was asked, who was left, who was dropped and why.
struct TraceLines {
  let decision: Decision
  let context: DrawContext

  var lines: [DocumentLine] {
    let heading = DocumentLine.heading(
      "The trace", note: Spell.plural(decision.steps.count, "step"))
    return [heading] + decision.steps.flatMap(step)
  }

  private static let nameWidth = 20
  private static let resultWidth = 11
  private static let inset = "    "

  private func step(_ step: Decision.Step) -> [DocumentLine] {
    var lines = [DocumentLine(title(step), indent: 6)]
    if let why = step.why, !why.isEmpty {
      lines.append(DocumentLine(StyledText(Self.inset + why), indent: 4))
    }
    if let fields = read(step) { lines.append(fields) }
    lines += (step.ranked ?? []).enumerated().map { ranked($0.element, place: $0.offset + 1) }
    lines += (step.removed ?? []).map(removed)
    if let opening = step.nextOpening {
      lines.append(
        DocumentLine(
          StyledText(Self.inset + "next on shift \(context.clock.near(opening, now: context.now))"),
          indent: 4))
    }
    return lines
  }

  private func title(_ step: Decision.Step) -> StyledText {
    let number = step.dimension.map { "\($0)" } ?? context.glyphs[.middleDot]
    var spans = [
      Span(TextWidth.pad(number, to: 2, align: .right) + "  ", .muted),
      Span(TextWidth.pad(step.step.words, to: Self.nameWidth), Style(.text, .bold)),
      Span(TextWidth.pad(step.result.rawValue, to: Self.resultWidth), style(step.result)),
    ]
    if let entering = step.entering, let leaving = step.leaving {
      let counts = "\(entering) \(context.glyphs[.arrowRight]) \(leaving)"
      spans.append(Span(TextWidth.pad(counts, to: 11), .text))
    }
    if step.path == .secondary { spans.append(Span("~ secondary path", Style(.contingent))) }
    return StyledText(spans)
  }

  private func style(_ result: StepResult) -> Style {
    switch result {
    case .assigned: Style(.ok, .bold)
    case .matched, .narrowed: Style(.accent)
    case .queued, .relaxed: Style(.warn)
    case .duplicate: Style(.duplicate)
    case .inferred: Style(.contingent)
    case .skipped, .passed: .muted
    }
  }

  private func read(_ step: Decision.Step) -> DocumentLine? {
    guard let fields = step.fields, !fields.isEmpty else { return nil }
    let pairs = fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value ?? "–")" }
    let separator = "  \(context.glyphs[.middleDot])  "
    return DocumentLine(
      StyledText(Self.inset + pairs.joined(separator: separator), .muted), indent: 4)
  }

  private func ranked(_ rep: Decision.Ranked, place: Int) -> DocumentLine {
    let isOwner = rep.rep == decision.owner
    let last = rep.last.map { "last \(context.clock.near($0, now: decision.at))" } ?? "never yet"
    return DocumentLine(
      StyledText([
        Span(Self.inset + TextWidth.pad("\(place)", to: 3, align: .right) + " ", .muted),
        Span(
          TextWidth.pad(context.names.name(rep.rep), to: 18), Style(.text, isOwner ? .bold : [])),
        Span(" "),
      ]) + context.loadBar(rep.load, of: rep.capacity, width: 10)
        + StyledText([
          Span(TextWidth.pad("\(rep.load)/\(rep.capacity)", to: 8, align: .right)),
          Span("  wk \(TextWidth.pad("\(rep.week)", to: 4))", .muted), Span(last, .muted),
          Span(isOwner ? "  \(context.glyphs[.check])" : "", Style(.ok)),
        ]))
  }

  private func removed(_ rep: Decision.Removed) -> DocumentLine {
    var why = rep.why.words
    if let load = rep.load, let capacity = rep.capacity { why += " \(load)/\(capacity)" }
    return DocumentLine(
      StyledText([
        Span(Self.inset + "  \(context.glyphs[.cross]) ", Style(.warn)),
        Span(TextWidth.pad(context.names.name(rep.rep), to: 18)),
        Span(" " + why, .muted),
      ]))
  }
}
