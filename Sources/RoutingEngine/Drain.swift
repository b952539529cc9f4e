import LeadModel

// What a drain pass asks of the decision that was taken last.
extension RoutingEngine {
  /// Whether the rep carried more, before this decision, than the median of the reps with room.
  public func isAboveMedian(_ rep: RepID) -> Bool {
    guard let index = rules.roster.index(of: rep),
      let own = run.candidates.first(where: { Int($0.rep) == index })
    else { return false }
    let loads = run.candidates.map(\.load).sorted()
    return own.load > loads[(loads.count - 1) / 2]
  }

  /// The reps with room who were not on shift.
  public var idleCandidates: [RepID] {
    run.offShift.filter { $0.reason == .offShift }.map { rules.roster[Int($0.candidate.rep)].id }
  }
}
