import Insights
import LeadModel
import RoutingEngine
import Settings

/// Turns what `leakage.toml` says into the terms of the estimate, and asks for what is missing by name.
struct LeakageQuestions {
  /// ISO 4217, where the file names none.
  let currency: String
  /// Every segment that a lead can have; nil is that of leads without one.
  let segments: Set<SegmentID?>
  private var questions: [String] = []

  init(currency: String, segments: Set<SegmentID?>) {
    self.currency = currency
    self.segments = segments
  }

  /// - Throws: a line for each key that is missing, or that does not go with another.
  /// `inputs` are nil where there is no such file.
  mutating func terms(
    _ inputs: LeakageInputs?, file: String
  ) throws(WorkspaceProblem) -> LeakageTerms {
    if inputs == nil {
      questions.append("\"\(file)\" is missing: the estimate goes by figures that only you know")
    }
    let inputs = inputs ?? .unknown
    let hourly = need(inputs.repHourlyCost, "rep_hourly_cost", "what an hour of a rep costs")
    let blended = need(
      inputs.blendedHourlyCost, "blended_hourly_cost",
      "what an hour of those who sort out escalations and reassignments costs")
    let hours = [
      (inputs.hours.duplicate, "hours.duplicate", "hours that a duplicate takes"),
      (inputs.hours.escalation, "hours.escalation", "hours that an escalation takes"),
      (inputs.hours.reassignment, "hours.reassignment", "hours that a reassignment takes"),
    ].map { Billionths(need($0.0, $0.1, $0.2) ?? 0) }
    var terms = LeakageTerms(
      currency: inputs.currency ?? currency, repHourlyCost: hourly ?? 0,
      blendedHourlyCost: blended ?? 0, duplicateHours: hours[0], escalationHours: hours[1],
      reassignmentHours: hours[2], figures: nil)
    let all = inputs.figures
    askForFigures(all, inputs.segments)
    terms.figures = figures(all, "conversion")
    for (segment, own) in inputs.segments {
      terms.segments[segment] = figures(
        own.filled(from: all), "segment.\(segment.text).conversion")
    }
    guard questions.isEmpty else { throw .badSettings(questions) }
    return terms
  }

  private mutating func need<Value>(_ value: Value?, _ key: String, _ meaning: String) -> Value? {
    if value == nil {
      questions.append("leakage.toml: \"\(key)\" is missing: \(meaning)")
    }
    return value
  }

  /// Asks for figures that some segment has neither itself nor in common with the others.
  private mutating func askForFigures(
    _ all: LeakageInputs.Figures, _ own: [SegmentID: LeakageInputs.Figures]
  ) {
    func isMissing(_ has: (LeakageInputs.Figures) -> Bool) -> Bool {
      !has(all)
        && segments.contains { segment in
          !(segment.flatMap { own[$0] }.map(has) ?? false)
        }
    }
    let needed: [(String, String, (LeakageInputs.Figures) -> Bool)] = [
      ("acv", "what a won lead is worth a year", { $0.acv != nil }),
      (
        "friction_discount", "what a duplicate costs in discounts",
        { $0.frictionDiscount != nil }
      ),
      (
        "conversion.under_1h", "the share of leads won with first contact within the hour, 0 to 1",
        { $0.conversion.underOneHour != nil }
      ),
      (
        "conversion.drop_1h_to_24h",
        "how much lower that is with first contact in 1 to 24 h, as [low, middle, high]",
        { $0.conversion.dropWithinDay != nil }
      ),
      (
        "conversion.drop_over_24h",
        "how much lower that is with first contact after 24 h, as [low, middle, high]",
        { $0.conversion.dropLater != nil }
      ),
    ]
    for (key, meaning, has) in needed where isMissing(has) {
      questions.append("leakage.toml: \"\(key)\" is missing: \(meaning)")
    }
  }

  /// nil where something is missing, which then is asked for or needed by nobody.
  private mutating func figures(
    _ figures: LeakageInputs.Figures, _ place: String
  ) -> LeakageTerms.Figures? {
    guard let acv = figures.acv, let discount = figures.frictionDiscount,
      let won = figures.conversion.underOneHour, let day = figures.conversion.dropWithinDay,
      let later = figures.conversion.dropLater
    else { return nil }
    for (key, drop) in [("drop_1h_to_24h", day), ("drop_over_24h", later)] where drop.high > won {
      questions.append(
        "leakage.toml: \"\(place).\(key)\" goes up to \(drop.high), more than is won within the hour "
          + "(\(won)): no lead can lose more than it has")
    }
    return LeakageTerms.Figures(
      acv: acv, frictionDiscount: discount, conversion: Billionths(won),
      dropWithinDay: day.drop, dropLater: later.drop)
  }
}

extension LeakageInputs.Figures {
  /// The same with what is absent taken from others.
  fileprivate func filled(from others: Self) -> Self {
    var figures = self
    figures.acv = acv ?? others.acv
    figures.frictionDiscount = frictionDiscount ?? others.frictionDiscount
    let (own, all) = (conversion, others.conversion)
    figures.conversion.underOneHour = own.underOneHour ?? all.underOneHour
    figures.conversion.dropWithinDay = own.dropWithinDay ?? all.dropWithinDay
    figures.conversion.dropLater = own.dropLater ?? all.dropLater
    return figures
  }
}

extension LeakageInputs.Range3 {
  fileprivate var drop: LeakageTerms.Drop { LeakageTerms.Drop(low, middle, high) }
}
