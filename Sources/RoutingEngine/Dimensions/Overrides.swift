import LeadModel

/// What exceptions change for one rep at one dimension.
///
/// Of two that match, the narrower scope wins (account, then domain, then campaign), then the smaller
/// number. Nearly every lead has none, and then nothing is compared.
enum Overrides {
  /// The rep's capacity at dimension 6, and the exception that sets it.
  static func capacity(
    of rep: Int, _ facts: Facts, _ rules: RuleTables
  ) -> (figure: Int, exception: Int64?) {
    if facts.exceptions.isEmpty { return (Int(rules.capacities[rep]), nil) }
    let id = rules.roster[rep].id
    let winner = narrowest(facts) {
      if case .capacityOf(id, _) = $0.effect { true } else { false }
    }
    guard let winner, case .capacityOf(_, let figure) = winner.effect else {
      return (Int(rules.capacities[rep]), nil)
    }
    return (figure, winner.number)
  }

  /// The hours that replace the rep's own at dimension 7.
  static func hours(
    of rep: Int, _ facts: Facts, _ rules: RuleTables
  ) -> (hours: WeeklyHours, exception: Int64)? {
    if facts.exceptions.isEmpty { return nil }
    let id = rules.roster[rep].id
    let winner = narrowest(facts) {
      if case .hoursOf(id, _) = $0.effect { true } else { false }
    }
    guard let winner, case .hoursOf(_, let hours) = winner.effect else { return nil }
    return (hours, winner.number)
  }

  /// The segment that the account or domain counts as, where the rule set knows it.
  static func segment(_ facts: Facts, _ rules: RuleTables) -> (segment: Int, exception: Int64)? {
    if facts.exceptions.isEmpty { return nil }
    let winner = narrowest(facts) {
      if case .segmentOf(let id) = $0.effect { rules.segments.names[id.text] != nil } else { false }
    }
    guard let winner, case .segmentOf(let id) = winner.effect,
      let segment = rules.segments.names[id.text]
    else { return nil }
    return (segment, winner.number)
  }

  /// All in force, the narrowest first.
  static func inForce(_ facts: Facts) -> [RoutingException] {
    if facts.exceptions.isEmpty { return [] }
    return facts.exceptions.filter { $0.isActive(at: facts.at) }
      .sorted { ($0.scope.width, $0.number) < ($1.scope.width, $1.number) }
  }

  /// The exception in force that matches and has the narrowest scope.
  static func narrowest(
    _ facts: Facts, _ matches: (RoutingException) -> Bool
  ) -> RoutingException? {
    var best: RoutingException?
    for exception in facts.exceptions where exception.isActive(at: facts.at) && matches(exception) {
      guard let current = best else {
        best = exception
        continue
      }
      if (exception.scope.width, exception.number) < (current.scope.width, current.number) {
        best = exception
      }
    }
    return best
  }
}

extension RoutingException.Scope {
  /// 0 is the narrowest.
  var width: Int { account != nil ? 0 : domain != nil ? 1 : campaign != nil ? 2 : 3 }
}
