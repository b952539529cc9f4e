import LeadModel

/// The customers in the CRM with the indexes that matching needs: built once per version of the
/// data.
public struct CustomerBook: Sendable {
  /// In byte order of ids.
  let accounts: [Account]
  private let byID: [AccountID: Int]
  private let byDomain: [String: [Int]]
  private let byName: [String: [Int]]
  private let openOpportunities: [AccountID: [OpportunityFact]]
  private let inSequence: [String: [SequenceContact]]

  /// A contact in an active sequence.
  struct SequenceContact {
    var id: ContactID
    var owner: RepID
  }

  /// No customers.
  public static let empty = CustomerBook(accounts: [], opportunities: [], contacts: [])

  /// Takes the rows in any order. Of two accounts with one id the first stands.
  public init(accounts: [Account], opportunities: [Opportunity], contacts: [Contact]) {
    var byID: [AccountID: Int] = [:]
    var kept: [Account] = []
    for account in accounts where byID[account.id] == nil {
      byID[account.id] = kept.count
      kept.append(account)
    }
    kept.sort { $0.id < $1.id }
    var byDomain: [String: [Int]] = [:]
    var byName: [String: [Int]] = [:]
    for (index, account) in kept.enumerated() {
      byID[account.id] = index
      for domain in Set(account.domains.map(Self.domainKey)) where !domain.isEmpty {
        byDomain[domain, default: []].append(index)
      }
      if let key = CompanyName.key(account.name) { byName[key, default: []].append(index) }
    }
    self.accounts = kept
    self.byID = byID
    self.byDomain = byDomain
    self.byName = byName
    openOpportunities = Self.ordered(opportunities)
    inSequence = Self.sequences(contacts)
  }

  /// A domain as leads have it, whatever way the CRM writes it.
  private static func domainKey(_ text: String) -> String {
    let text = CleanText.collapsed(text)
    return DomainForm.host(ofWebsite: text) ?? Folding.lowercased(text)
  }

  /// Open ones by account: newest first, then the larger amount, then the smaller id.
  private static func ordered(_ all: [Opportunity]) -> [AccountID: [OpportunityFact]] {
    Dictionary(grouping: all.filter(\.open), by: \.account).mapValues { group in
      group.sorted { a, b in
        let (newA, newB) = (a.updatedAt?.milliseconds ?? .min, b.updatedAt?.milliseconds ?? .min)
        if newA != newB { return newA > newB }
        if a.amount ?? 0 != b.amount ?? 0 { return a.amount ?? 0 > b.amount ?? 0 }
        return a.id < b.id
      }
      .map { OpportunityFact(id: $0.id, owner: $0.owner) }
    }
  }

  /// Contacts in a sequence that somebody owns, by email key, smallest id first.
  private static func sequences(_ contacts: [Contact]) -> [String: [SequenceContact]] {
    var table: [String: [SequenceContact]] = [:]
    for contact in contacts where contact.inSequence {
      guard let owner = contact.sequenceOwner,
        let key = EmailForm(CleanText.collapsed(contact.email))?.key
      else { continue }
      table[key, default: []].append(SequenceContact(id: contact.id, owner: owner))
    }
    return table.mapValues { $0.sorted { $0.id < $1.id } }
  }
}

extension CustomerBook {
  /// The account that a lead belongs to, or that its company name fits several.
  struct MatchResult {
    var match: AccountMatch?
    var isAmbiguous = false
  }

  /// Matches by account id, else by domain or the longest parent of it that any account lists, else
  /// by company name. `country` is the lead's, given or inferred from other sources than the
  /// account.
  func match(_ lead: NormalisedLead, country: CountryCode?) -> MatchResult {
    if let id = lead.accountID, let index = byID[id] {
      return MatchResult(match: result(index, via: .id))
    }
    if let domain = lead.domain, !byDomain.isEmpty {
      for candidate in DomainForm.withParents(domain) {
        guard let found = byDomain[String(candidate)] else { continue }
        let index = preferred(found, country: country)
        return MatchResult(match: result(index, via: .domain, isShared: found.count > 1))
      }
    }
    guard let name = lead.company, let key = CompanyName.key(name), let named = byName[key] else {
      return MatchResult()
    }
    let found = named.filter { index in
      guard let country, let theirs = accounts[index].country else { return true }
      return country == theirs
    }
    switch found.count {
    case 0: return MatchResult()
    case 1: return MatchResult(match: result(found[0], via: .name))
    default: return MatchResult(isAmbiguous: true)
    }
  }

  /// Of accounts that share a domain: in the lead's country, then named, then without a parent,
  /// then the smallest id; each rule breaks the ties left by the one before.
  private func preferred(_ found: [Int], country: CountryCode?) -> Int {
    func rank(_ index: Int) -> (Int, Int, Int, Int) {
      let account = accounts[index]
      return (
        country != nil && account.country == country ? 0 : 1, account.named ? 0 : 1,
        account.parent == nil ? 0 : 1, index
      )
    }
    return found.min { rank($0) < rank($1) } ?? found[0]
  }

  private func result(_ index: Int, via: AccountMatch.Via, isShared: Bool = false) -> AccountMatch {
    AccountMatch(
      via: via, account: fact(index), ancestors: ancestors(of: index), domainIsShared: isShared)
  }

  /// The parents upwards, at most ten, each once: an account that comes again ends the chain.
  private func ancestors(of index: Int) -> [AccountFact] {
    var chain: [Int] = []
    var current = index
    while chain.count < 10, let parent = accounts[current].parent, let next = byID[parent],
      next != index, !chain.contains(next)
    {
      chain.append(next)
      current = next
    }
    return chain.map(fact)
  }

  private func fact(_ index: Int) -> AccountFact {
    let account = accounts[index]
    return AccountFact(
      id: account.id, name: account.name, named: account.named, owner: account.owner,
      country: account.country, segment: account.segment, type: account.type)
  }

  /// Open opportunities of the account in the order in which their owners are asked.
  func opportunities(of account: AccountID) -> [OpportunityFact] {
    openOpportunities[account] ?? []
  }

  /// The contact in sequence with that email key whose owner takes part, smallest id first.
  func contactInSequence(
    emailKey: String, isActive: (RepID) -> Bool
  ) -> (id: ContactID, owner: RepID)? {
    guard let contacts = inSequence[emailKey] else { return nil }
    return contacts.first { isActive($0.owner) }.map { ($0.id, $0.owner) }
  }
}

extension CustomerBook {
  /// The account and its parents upwards, as dimension 1 climbs them; empty for an account that nobody knows.
  public func lineage(of account: AccountID) -> [AccountFact] {
    byID[account].map { [fact($0)] + ancestors(of: $0) } ?? []
  }

  /// The accounts that list the domain or one below it, in byte order of ids.
  public func accounts(under domain: String) -> [AccountID] {
    let found = byDomain.filter { listed, _ in
      listed == domain || listed.hasSuffix("." + domain)
    }
    return Set(found.values.joined()).sorted().map { accounts[$0].id }
  }
}
