import LeadModel

/// Dimension 2: the owner of an open opportunity at the matched account gets the lead.
///
/// Reads the open opportunities in the order in which they are asked (newest first, then the larger
/// amount, then the smaller id); the first with an active owner decides. None: passed. Nobody may
/// override it.
enum OpenOpportunity: DecisionStep {
  enum Finding: Sendable {
    case noAccount, none, noActiveOwner
    /// Which of the opportunities, and its owner's position.
    case owner(opportunity: Int, owner: Int)
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    guard facts.account != nil else {
      run.note(.skipped, .openOpportunity(.noAccount))
      return nil
    }
    for (index, opportunity) in facts.opportunities.enumerated() {
      guard let owner = rules.activeIndex(of: opportunity.owner) else { continue }
      run.note(.assigned, .openOpportunity(.owner(opportunity: index, owner: owner)))
      return Ownership.assign(
        owner, route: .openOpportunity, dimension: 2, facts, rules, &standing, &run)
    }
    run.note(.passed, .openOpportunity(facts.opportunities.isEmpty ? .none : .noActiveOwner))
    return nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard case .owner(let index, _) = finding else { return }
    out.raw(#""opportunity":"#)
    out.string(facts.opportunities[index].id.text)
    out.raw(#","owner":"#)
    out.string(facts.opportunities[index].owner?.text)
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch finding {
    case .noAccount: out.raw("no account is known")
    case .none: out.raw("the account has no open opportunity")
    case .noActiveOwner: out.raw("no open opportunity of the account has an active owner")
    case .owner(let index, let owner):
      out.raw("opportunity ")
      out.escaped(facts.opportunities[index].id.text)
      out.raw(" is open and owned by ")
      out.raw(rules.fragments.repIDs[owner])
      Ownership.writeDelegation(rules, run, to: out)
    }
  }
}
