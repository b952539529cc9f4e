import LeadModel

/// A decision for people at a terminal: the sentence first, then the facts, then each step on a line of
/// its own, with names, results and counts below each other.
public enum DecisionText {
  /// Several lines, the last without line end. Control characters in values are shown as `·`.
  public static func render(_ decision: Decision) -> String {
    var lines = [clean(decision.sentence), ""]
    lines.append("lead      \(clean(decision.lead)) from \(clean(decision.source))")
    lines.append("decided   \(decision.at) by rules \(decision.ruleset)\(rosterNote(decision))")
    lines.append("outcome   \(outcome(decision))")
    if !decision.flags.isEmpty {
      lines.append("flags     \(decision.flags.map(\.rawValue).joined(separator: ", "))")
    }
    lines.append("facts     \(facts(decision.leadFields))")
    lines.append("")
    lines += steps(decision.steps)
    return lines.joined(separator: "\n")
  }

  private static func rosterNote(_ decision: Decision) -> String {
    decision.roster.isEmpty ? "" : ", roster \(clean(String(decision.roster.prefix(12))))"
  }

  private static func outcome(_ decision: Decision) -> String {
    var text = decision.outcome.rawValue
    if let owner = decision.owner { text += " to \(clean(owner.text))" }
    if let queue = decision.queue { text += " in \(clean(queue.text))" }
    if let target = decision.duplicateOf { text += " of \(clean(target))" }
    text += ", route \(decision.route.rawValue)"
    if let dimension = decision.dimension { text += ", dimension \(dimension)" }
    if let reason = decision.reason { text += ", \(reason.rawValue)" }
    return text + (decision.contingent ? ", contingent" : "")
  }

  private static func facts(_ facts: Decision.LeadFacts) -> String {
    let named: [(String, Decision.Value)] = [
      ("country", facts.country), ("language", facts.language), ("region", facts.region),
      ("account", facts.account), ("segment", facts.segment), ("product", facts.product),
    ]
    let known = named.compactMap { name, fact in
      fact.value.map { "\(name) \(clean($0)) (\(clean(fact.from ?? "")))" }
    }
    return known.isEmpty ? "none" : known.joined(separator: ", ")
  }

  private static func steps(_ steps: [Decision.Step]) -> [String] {
    let nameWidth = steps.map { label($0).count }.max() ?? 0
    let resultWidth = steps.map(\.result.rawValue.count).max() ?? 0
    let counts = steps.map(counts)
    let countWidth = counts.map(\.count).max() ?? 0
    return zip(steps, counts).flatMap { step, count in
      var line = "\(pad(label(step), nameWidth))  \(pad(step.result.rawValue, resultWidth))  "
      line += step.path == .secondary ? "2nd  " : "     "
      line += "\(pad(count, countWidth))  \(clean(step.why ?? fields(step)))"
      return [trimmed(line)] + people(step, indent: nameWidth + 2)
    }
  }

  /// `3 coverage`; steps that are no dimension stand without a number.
  private static func label(_ step: Decision.Step) -> String {
    "\(step.dimension.map(String.init) ?? " ") \(step.step.rawValue)"
  }

  private static func counts(_ step: Decision.Step) -> String {
    guard let entering = step.entering, let leaving = step.leaving else { return "" }
    return "\(entering) → \(leaving)"
  }

  private static func fields(_ step: Decision.Step) -> String {
    (step.fields ?? [:]).sorted { Bytes.precedes($0.key, $1.key) }
      .compactMap { key, value in value.map { "\(key) \($0)" } }.joined(separator: ", ")
  }

  private static func people(_ step: Decision.Step, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    let ranked = step.ranked ?? []
    let removed = step.removed ?? []
    let width = (ranked.map(\.rep.text.count) + removed.map(\.rep.text.count)).max() ?? 0
    var lines = ranked.enumerated().map { place, rep in
      space + "\(pad("\(place + 1).", 3)) \(pad(clean(rep.rep.text), width))  "
        + "\(rep.load) of \(rep.capacity) leads, \(rep.week) this week, "
        + (rep.last.map { "last \($0)" } ?? "none before")
    }
    lines += removed.map { rep in
      var line = space + "–   \(pad(clean(rep.rep.text), width))  \(rep.why.rawValue)"
      if let load = rep.load, let capacity = rep.capacity {
        line += ", \(load) of \(capacity) leads"
      }
      if let lead = rep.lead { line += ", got \(clean(lead)) in this pass" }
      if let median = rep.median {
        line += ", the pool's median is \(median)"
        if let opening = rep.nextOpening { line += ", others come at \(opening)" }
      }
      return line
    }
    if let opening = step.nextOpening { lines.append(space + "next opening \(opening)") }
    return lines
  }

  private static func pad(_ text: String, _ width: Int) -> String { text.padded(to: width) }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Data must not steer the terminal: controls and marks that turn the direction of writing are shown
  /// as dots.
  static func clean(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if isPlain { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: "·"
          default: scalar
          }
        }))
  }
}

extension String {
  /// With spaces at the end, up to so many characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
