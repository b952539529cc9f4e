import LeadModel

/// The second half of the sentence of a lead that waits: why nobody could be found.
enum QueueSentence {
  static func write(
    _ reason: QueueReason, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch reason {
    case .noGeo: out.raw("neither a country nor a region is known.")
    case .noCoverage: writeNoCoverage(rules, run, to: out)
    case .segmentPoolEmpty: writePoolEmpty(rules, run, to: out)
    case .allAtCapacity: writeNoRoom(rules, run, to: out)
    case .outsideHours: writeOutsideHours(facts, rules, run, to: out)
    case .regionOff:
      out.raw("routing is off in ")
      if let region = run.region { out.raw(rules.fragments.regionNames[region]) }
      out.raw(".")
    }
  }

  private static func writeNoCoverage(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    out.raw("nobody active ")
    if case .coverage(.pair(let failed?)) = run.finding(at: .coverage), let country = run.country {
      out.raw("covers ")
      out.raw(rules.places.name(of: country))
      out.raw(" in ")
      out.raw(rules.places.name(of: failed))
      if let language = run.language {
        out.raw(" or in ")
        out.raw(rules.places.name(of: language))
      }
    } else {
      PoolPhrase.writePlace(.verb, rules, run, to: out)
    }
    out.raw(".")
  }

  private static func writePoolEmpty(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard case .segment(.emptyQueues(let pool)) = run.finding(at: .segment),
      let entering = run.counts(at: .segment)?.entering
    else { return }
    if entering == 1 {
      out.raw("the only rep ")
    } else {
      out.raw("none of the ")
      out.integer(entering)
      out.raw(" reps ")
    }
    PoolPhrase.write(.participle, rules, run, to: out)
    out.raw(entering == 1 ? " is not in the pool " : " is in the pool ")
    out.raw(rules.fragments.pools[pool])
    out.raw(".")
  }

  private static func writeNoRoom(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    let entering = run.counts(at: .capacity)?.entering ?? 0
    writeAll(entering, to: out)
    PoolPhrase.write(.participle, rules, run, to: out)
    out.raw(entering == 1 ? " is at capacity" : " are at capacity")
    if run.full.contains(where: { $0.reason != .atCapacity }) { out.raw(" or left out this time") }
    if let region = run.region {
      out.raw(", and nobody else in ")
      out.raw(rules.fragments.regionNames[region])
      out.raw(" can take it")
    }
    out.raw(".")
  }

  private static func writeOutsideHours(
    _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    let count = run.candidates.count
    writeAll(count, to: out)
    PoolPhrase.write(.participle, rules, run, to: out)
    if !run.full.isEmpty { out.raw(" with room") }
    out.raw(count == 1 ? " is " : " are ")
    let hoursOnly = run.offShift.allSatisfy { $0.reason == .offShift }
    out.raw(hoursOnly ? "outside working hours; " : "not at work; ")
    guard let opening = run.nextOpening else {
      out.raw("nobody starts within 14 days.")
      return
    }
    out.raw("the next starts ")
    // A time of day is clear by itself for a day.
    if opening.at - facts.at >= Instant.day {
      out.raw("on ")
      out.raw(Self.weekdays[opening.localDate.weekday])
      out.raw(" ")
      out.escaped(opening.localDate.description)
      out.raw(" ")
    }
    out.raw("at ")
    out.escaped(opening.localTime)
    out.raw(" ")
    out.escaped(opening.zone)
    out.raw(".")
  }

  private static let weekdays: [StaticString] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private static func writeAll(_ count: Int, to out: ByteWriter) {
    switch count {
    case 1: out.raw("the only rep ")
    case 2: out.raw("both reps ")
    default:
      out.raw("all ")
      out.integer(count)
      out.raw(" reps ")
    }
  }
}

extension Deliberation {
  /// What the step of that name found, if it was taken.
  func finding(at name: StepName) -> StepEvent.Finding? {
    for step in steps where step.name == name { return step.finding }
    return nil
  }
}
