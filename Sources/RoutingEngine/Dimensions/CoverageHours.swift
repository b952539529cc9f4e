import LeadModel

/// Dimension 7: the first in rank who is on shift at the instant of the decision gets the lead.
///
/// Nobody on shift: the fallback queue with `outside_hours` and the next opening. The path is secondary
/// where the contract model answered for want of observations, which makes nothing contingent.
enum CoverageHours: DecisionStep {
  enum Finding: Sendable { case chosen, nobody }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let before = run.candidates.count
    var onShift = 0
    var path = StepPath.primary
    var chosenPath = StepPath.primary
    let hasExceptions = !facts.exceptions.isEmpty
    for position in 0..<before {
      let candidate = run.candidates[position]
      let answer = standing.shift(of: Int(candidate.rep), facts, rules)
      run.consulted[Int(candidate.entry)].shift = answer
      if answer.path == .secondary { path = .secondary }
      if hasExceptions, let exception = Overrides.hours(of: Int(candidate.rep), facts, rules) {
        run.fire(exception.exception, at: .coverageHours)
      }
      if let reason = answer.off {
        run.offShift.append(Removal(candidate: candidate, reason: reason))
        run.pool.remove(Int(candidate.rep))
        continue
      }
      onShift += 1
      if run.place(position) { chosenPath = answer.path }
    }
    if let chosen = run.chosen {
      run.note(
        .assigned, path: chosenPath, counts: (before, onShift), .coverageHours(.chosen))
      return .assigned(rep: Int(run.candidates[chosen].rep), route: .coverage, dimension: 7)
    }
    run.askedForOpening = true
    run.nextOpening = standing.nextOpening(among: run.candidates.map { Int($0.rep) })
    run.note(.queued, path: path, counts: (before, 0), .coverageHours(.nobody))
    return .queued(.outsideHours)
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {}

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard let counts = run.counts(at: .coverageHours) else { return }
    switch finding {
    case .chosen:
      out.integer(counts.leaving)
      out.raw(" of ")
      out.integer(counts.entering)
      out.raw(counts.leaving == 1 ? " is on shift; " : " are on shift; ")
      if let chosen = run.chosen {
        out.raw(rules.fragments.repIDs[Int(run.candidates[chosen].rep)])
        out.raw(" is first in rank")
      }
    case .nobody:
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" is on shift")
    }
  }
}
