import LeadModel

/// Between dimensions 2 and 3: an exception that routes an account, domain or campaign to one rep.
///
/// Acts if the rep is active; an exception for an inactive rep is as if it were not there. It shows in
/// the trace only when it fires.
enum ExceptionRoute: DecisionStep {
  /// The exception that fired.
  struct Finding: Sendable {
    var number: Int64
    var rep: Int
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    if facts.exceptions.isEmpty { return nil }
    let winner = Overrides.narrowest(facts) {
      if case .routeTo(let rep) = $0.effect { rules.activeIndex(of: rep) != nil } else { false }
    }
    guard let winner, case .routeTo(let id) = winner.effect, let rep = rules.activeIndex(of: id)
    else { return nil }
    run.note(.assigned, .exception(Finding(number: winner.number, rep: rep)))
    return .assigned(rep: rep, route: .exception, dimension: 3)
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""exception":""#)
    out.integer(finding.number)
    out.raw(#"""#)
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw("exception ")
    out.integer(finding.number)
    out.raw(" routes this lead to ")
    out.raw(rules.fragments.repIDs[finding.rep])
  }
}
