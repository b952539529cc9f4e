import LeadModel

extension DeskState {
  /// What is wrong with figures that are kept beside their source; empty when all is right. Costs a
  /// pass over all open leads: for tests and for `doctor`.
  public func brokenInvariants() -> [String] {
    var broken: [String] = []
    var loads = Array(repeating: Int32(0), count: people.count)
    for case let lead? in leads where lead.owner >= 0 {
      if !lead.isReleased, rules.counts(lead.state) { loads[Int(lead.owner)] += 1 }
    }
    for (person, rep) in people.enumerated() where loads[person] != tallies.loads[person] {
      broken.append(
        "the load of \"\(rep)\" is kept as \(tallies.loads[person]) and counts \(loads[person])")
    }
    for (slot, lead) in leads.enumerated() {
      guard let lead else { continue }
      if !lead.state.isOpen { broken.append("\(lead.number) is kept as open and is \(lead.state)") }
      if lead.received <= at - rules.releaseAfter, !lead.isReleased {
        broken.append("\(lead.number) is too old to count as load and still does")
      }
      for key in lead.keys.all {
        var isFound = false
        index.forEach(key) { if Int($0) == slot { isFound = true } }
        if !isFound { broken.append("\(lead.number) is not found by its own key") }
      }
    }
    return broken
  }
}
