import LeadModel

/// Dimension 1: the owner of a named account gets its leads, and those of its subsidiaries.
///
/// Reads the matched account and its parents, nearest first; the first that is named and has an active
/// owner decides. A named account without an active owner leaves the flag `owner_inactive`. No account:
/// skipped. Nobody may override it.
enum NamedAccount: DecisionStep {
  enum Finding: Sendable {
    case noAccount, notNamed, noActiveOwner
    /// How many parents up, 0 is the matched account itself; and the owner's position.
    case owner(level: Int, owner: Int)
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    guard let match = facts.account else {
      run.note(.skipped, .namedAccount(.noAccount))
      return nil
    }
    var finding = Finding.notNamed
    for level in 0...match.ancestors.count {
      let account = level == 0 ? match.account : match.ancestors[level - 1]
      guard account.named else { continue }
      guard let owner = rules.activeIndex(of: account.owner) else {
        run.flags.insert(.ownerInactive)
        finding = .noActiveOwner
        continue
      }
      run.note(.assigned, .namedAccount(.owner(level: level, owner: owner)))
      return Ownership.assign(
        owner, route: .namedAccount, dimension: 1, facts, rules, &standing, &run)
    }
    run.note(.passed, .namedAccount(finding))
    return nil
  }

  /// The account so many parents up.
  static func account(_ level: Int, _ facts: Facts) -> AccountFact? {
    guard let match = facts.account else { return nil }
    if level == 0 { return match.account }
    return level <= match.ancestors.count ? match.ancestors[level - 1] : nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    var level = 0
    if case .owner(let found, _) = finding { level = found }
    guard let account = account(level, facts) else { return }
    out.raw(#""account":"#)
    out.string(account.id.text)
    guard case .owner = finding else { return }
    out.raw(#","owner":"#)
    out.string(account.owner?.text)
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch finding {
    case .noAccount: out.raw("no account is known")
    case .notNamed: out.raw("neither the account nor a parent of it is named")
    case .noActiveOwner: out.raw("named, but without an active owner")
    case .owner(let level, let owner):
      guard let account = account(level, facts) else { return }
      out.escaped(account.name)
      out.raw(level == 0 ? " is named and owned by " : ", a parent, is named and owned by ")
      out.raw(rules.fragments.repIDs[owner])
      Ownership.writeDelegation(rules, run, to: out)
    }
  }
}
