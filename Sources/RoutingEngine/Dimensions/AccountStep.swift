import LeadModel

/// The account that the lead belongs to, found before the decision.
///
/// By id or domain is primary; by company name is contingent. Missing: dimensions 1 and 2 are skipped.
enum AccountStep: DecisionStep {
  enum Finding: Sendable { case matched, ambiguous, none }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    if facts.accountIsAmbiguous { run.flags.insert(.ambiguousAccount) }
    guard let match = facts.account else {
      run.note(.passed, .account(facts.accountIsAmbiguous ? .ambiguous : .none))
      return nil
    }
    if match.domainIsShared { run.flags.insert(.sharedDomain) }
    switch match.via {
    case .id: run.accountOrigin = .given
    case .domain: run.accountOrigin = .crm
    case .name:
      run.accountOrigin = .company
      run.isContingent = true
    }
    run.note(.matched, path: match.via == .name ? .secondary : .primary, .account(.matched))
    return nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""account":"#)
    out.string(facts.account?.account.id.text)
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch finding {
    case .none: out.raw("no account matches")
    case .ambiguous: out.raw("several accounts have this company name")
    case .matched:
      guard let match = facts.account else { return }
      out.escaped(match.account.name)
      switch match.via {
      case .id: out.raw(" by its id")
      case .domain: out.raw(" by its domain")
      case .name: out.raw(" by the company name")
      }
      if match.domainIsShared { out.raw(", which other accounts list too") }
    }
  }
}
