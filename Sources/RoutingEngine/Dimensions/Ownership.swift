import LeadModel

/// What dimensions 1 and 2 share: who gets a lead whose owner is away, and what is said of them.
///
/// An owner on leave or away keeps the lead unless a delegate is named who is active and not on leave on
/// the delegate's own local date. Delegates are not followed further. Being out of hours or over
/// capacity changes nothing but the flags, which describe whoever gets the lead.
enum Ownership {
  static func assign(
    _ owner: Int, route: RouteType, dimension: Int, _ facts: Facts, _ rules: RuleTables,
    _ standing: inout some StandingSource, _ run: inout Deliberation
  ) -> Ending {
    var receiver = owner
    if let delegate = delegate(of: owner, facts, rules, &standing, &run) {
      receiver = delegate
      run.delegator = owner
      run.flags.insert(.delegated)
    }
    let shift = standing.shift(of: receiver, facts, rules)
    let answer = standing.standing(of: receiver)
    run.consult(receiver) {
      $0.standing = answer
      $0.shift = shift
    }
    if !shift.isOn { run.flags.insert(.ownerOffShift) }
    if answer.load >= Overrides.capacity(of: receiver, facts, rules).figure {
      run.flags.insert(.ownerOverCapacity)
    }
    return .assigned(rep: receiver, route: route, dimension: dimension)
  }

  /// The act of going away is later than any plan of leave, so its delegate is asked first.
  private static func delegate(
    of owner: Int, _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Int? {
    for away in facts.away where away.rep == rules.roster[owner].id && away.covers(facts.at) {
      if let delegate = usable(away.delegate, rules, &standing, &run) { return delegate }
    }
    let delegates = standing.leaveDelegates(of: owner)
    run.consult(owner, names: delegates)
    for named in delegates {
      if let delegate = usable(named, rules, &standing, &run) { return delegate }
    }
    return nil
  }

  private static func usable(
    _ delegate: RepID?, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Int? {
    guard let index = rules.activeIndex(of: delegate) else { return nil }
    let isOnLeave = standing.isOnLeave(index)
    run.consult(index) { $0.isOnLeave = isOnLeave }
    return isOnLeave ? nil : index
  }

  /// ` (away; ana.silva stands in)`.
  static func writeDelegation(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let receiver = run.receiver, run.delegator != nil else { return }
    out.raw(", who is away; ")
    out.raw(rules.fragments.repIDs[receiver])
    out.raw(" stands in")
  }
}

extension AwayFact {
  /// Whether the rep is away at the instant.
  func covers(_ instant: Instant) -> Bool { until.map { instant < $0 } ?? true }
}

extension StandingSource {
  /// Whether the rep is on shift, by what the decision's facts say first: away, then hours of an
  /// exception, then calendars.
  mutating func shift(of rep: Int, _ facts: Facts, _ rules: RuleTables) -> ShiftAnswer {
    if !facts.away.isEmpty {
      let id = rules.roster[rep].id
      if facts.away.contains(where: { $0.rep == id && $0.covers(facts.at) }) {
        return ShiftAnswer(off: .away)
      }
    }
    if facts.exceptions.isEmpty { return shift(of: rep, hours: nil) }
    return shift(of: rep, hours: Overrides.hours(of: rep, facts, rules)?.hours)
  }
}
