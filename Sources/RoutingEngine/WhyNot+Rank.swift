import LeadModel

/// Answers about dimensions 6 and 7, where figures are compared.
extension WhyNotWriter {
  func ofCapacity(_ removal: Removal) -> WhyNot {
    let candidate = removal.candidate
    var values: [(String, String?)] = [
      ("load", String(candidate.load)), ("capacity", String(candidate.capacity)),
    ]
    var needed: [(String, String?)] = [("excluded", nil)]
    let why: String
    switch removal.reason {
    case .alreadyOwned: why = "\(person.name) has owned this lead before"
    case .onePerPass:
      let lead = run.leadInPass(of: removal, facts)
      why = "\(person.name) already got \(lead ?? "a lead") in this pass, which gives each rep one"
      if let lead { values.append(("lead_in_pass", lead)) }
    case .aboveMedian:
      guard let drain = facts.drain else {
        why = "\(person.name) holds more than the median of the pool, and others open soon"
        break
      }
      why = fuller(candidate, drain)
      values += [
        ("median", String(drain.median)), ("next_opening", drain.opening.at.description),
        ("next_rep", drain.opening.rep.text),
      ]
      needed = [("load", "at most \(drain.median)")]
    case .atCapacity, .offShift, .away, .onLeave:
      why = "\(person.name) holds \(candidate.load) of \(candidate.capacity) leads"
      let needed =
        candidate.capacity > 0
        ? ("load", "below \(candidate.capacity)") : ("capacity", "above \(candidate.load)")
      return tell(.capacity, why, values, [needed])
    }
    return tell(.capacity, why, [("excluded", removal.reason.rawValue)] + values, needed)
  }

  /// `Ana Silva holds 4 leads, more than the pool's median of 2, while Bo Ott starts at 09:30 Europe/Berlin`.
  private func fuller(_ candidate: Candidate, _ drain: DrainFact) -> String {
    let opening = drain.opening
    let next = rules.roster.index(of: opening.rep).map { rules.roster[$0].name } ?? opening.rep.text
    return
      "\(person.name) holds \(candidate.load) lead\(candidate.load == 1 ? "" : "s"), more than "
      + "the pool's median of \(drain.median), while \(next) starts at \(opening.localTime) "
      + opening.zone
  }

  func ofHours(_ removal: Removal) -> WhyNot {
    let why: String
    switch removal.reason {
    case .onLeave: why = "\(person.name) is on leave"
    case .away: why = "\(person.name) is away"
    default: why = "\(person.name) was not on shift at \(facts.at)"
    }
    return tell(
      .coverageHours, why,
      [
        ("at", facts.at.description), ("shift", removal.reason.rawValue),
        ("hours", Overrides.hours(of: rep, facts, rules)?.hours.text ?? person.hours.text),
        ("timezone", person.timezone ?? rules.ruleSet.organisation.timezone),
      ], [("shift", "on")])
  }

  /// On shift with room, and yet somebody else came first.
  func ofRank(_ own: Candidate) -> WhyNot {
    guard let chosen = run.chosen else {
      return tell(.coverageHours, "nobody was on shift", [], [])
    }
    let off = Set(run.offShift.map(\.candidate.rep))
    let ahead = run.candidates.filter { !off.contains($0.rep) && $0.precedes(own) }
      .sorted { $0.precedes($1) }
    let first = run.candidates[chosen]
    let key = first.decidingKey(against: own)
    let names = ahead.prefix(10).map { rules.roster[Int($0.rep)].id.text }
    return tell(
      .coverageHours,
      "\(person.name) ranked \(ahead.count + 1) of \(run.candidates.count - off.count) on shift; "
        + "\(rules.roster[Int(first.rep)].name) came first by \(key.words)",
      [("rank", String(ahead.count + 1)), ("ahead", names.joined(separator: ";"))]
        + figures(own, "") + figures(first, "first_") + [("key", key.name)],
      [needed(key, own, first)])
  }

  private func figures(_ candidate: Candidate, _ prefix: String) -> [(String, String?)] {
    [
      (prefix + "load", String(candidate.load)),
      (prefix + "capacity", String(candidate.capacity)), (prefix + "week", String(candidate.week)),
      (
        prefix + "last",
        candidate.last == .min ? nil : Instant(milliseconds: candidate.last).description
      ),
    ]
  }

  /// The change of the deciding figure that would have put the rep first.
  private func needed(
    _ key: Candidate.Key, _ own: Candidate, _ first: Candidate
  ) -> (String, String?) {
    switch key {
    case .share:
      // The largest load whose share of the own capacity is below that of the first.
      let product = Int64(first.load) * Int64(own.capacity)
      let below = product == 0 ? nil : (product - 1) / Int64(first.capacity)
      if let below { return ("load", "at most \(below)") }
      return ("first_load", "above 0")
    case .week:
      return first.week == 0 ? ("first_week", "above 0") : ("week", "below \(first.week)")
    case .last:
      return first.last == .min
        ? ("first_last", "some assignment")
        : ("last", "before \(Instant(milliseconds: first.last))")
    case .id: return ("rep", "an id before \(rules.roster[Int(first.rep)].id)")
    }
  }
}

extension Candidate.Key {
  /// As in values.
  var name: String {
    switch self {
    case .share: "share"
    case .week: "week"
    case .last: "last"
    case .id: "id"
    }
  }
  /// As in sentences.
  var words: String {
    switch self {
    case .share: "the smaller share of capacity"
    case .week: "fewer new leads this week"
    case .last: "the longer time since the last lead"
    case .id: "the smaller id"
    }
  }
}
