import LeadModel

/// Makes leads one after another, in the proportions of practice: of 100 leads, 34 have no usable
/// country, 22 no company size, and 12 come from somebody who asked before.
struct LeadGenerator: Sendable {
  private let book: CustomerBook
  private var random: SplitMix64
  private var number: Int
  /// Leads that a duplicate may repeat: the latest ones.
  private var earlier: [SampleLead] = []

  /// Where leads come from; may change as a day goes on.
  var origins = LeadOrigins.awake {
    didSet { weights = nil }
  }
  /// The weights of the markets, where they do not change from lead to lead.
  private var weights: [Int]?

  /// The purpose keeps the leads of one use apart from those of another, ids included.
  init(book: CustomerBook, seed: UInt64, purpose: String, origins: LeadOrigins = .awake) {
    self.book = book
    self.origins = origins
    random = SplitMix64(seed: seed, purpose: purpose)
    number = 1_000_000 * random.between(1, 400)
  }

  /// The next lead, submitted at that instant.
  mutating func next(at instant: Instant) -> SampleLead {
    number += 1
    if !earlier.isEmpty, random.percent(12) {
      return LeadRepeat.of(random.pick(earlier), number: number, at: instant, &random)
    }
    var lead = fresh(at: instant)
    if random.percent(8) { LeadSpelling.roughen(&lead, &random) }
    if random.below(1000) < 15 { HostileText.apply(to: &lead, &random) }
    if lead[.email] != nil {
      earlier.append(lead)
      if earlier.count > 600 { earlier.removeFirst(200) }
    }
    return lead
  }

  private mutating func fresh(at instant: Instant) -> SampleLead {
    switch random.below(100) {
    case ..<8: fromAccount(at: instant, where: { $0.isNamed }, trait: .namedAccount)
    case ..<14: fromAccount(at: instant, where: { !$0.dealOwner.isEmpty }, trait: .openDeal)
    case ..<19: fromAccount(at: instant, where: { _ in true }, trait: nil)
    case ..<22: fromSequence(at: instant)
    default: fromNewcomer(at: instant)
    }
  }

  private mutating func market(at instant: Instant) -> Market {
    if let weights { return Market.all[random.weighted(weights)] }
    let fresh = origins.weights(at: instant)
    if case .served = origins { weights = fresh }
    return Market.all[random.weighted(fresh)]
  }

  private mutating func fromNewcomer(at instant: Instant) -> SampleLead {
    let market = market(at: instant)
    let person = Maker.person(in: market, &random)
    let company = Maker.company(in: market, &random)
    var lead = LeadForm.filled(number, instant, person, company, market, &random)
    if random.percent(17) {
      lead[.email] = FreeMail.address(of: person, in: market, &random)
      lead.traits.insert(.freeMail)
      if random.percent(45) { lead[.company] = nil }
      lead[.website] = nil
    }
    return lead
  }

  private mutating func fromAccount(
    at instant: Instant, where isWanted: (SampleAccount) -> Bool, trait: SampleTrait?
  ) -> SampleLead {
    // Of companies, too, those are heard of whose people are awake.
    let market = market(at: instant)
    let wanted = book.accounts.filter(isWanted)
    let near = wanted.filter { $0.market.code == market.code }
    let account = random.pick(near.isEmpty ? wanted : near)
    let person = Maker.person(in: account.market, &random)
    var lead = LeadForm.filled(
      number, instant, person, account.company, account.market, &random)
    if let trait { lead.traits.insert(trait) }
    // Some write from home: then only the company's name tells.
    if random.percent(15) {
      lead[.email] = FreeMail.address(of: person, in: account.market, &random)
      lead[.website] = nil
      lead.traits.insert(.freeMail)
    }
    return lead
  }

  private mutating func fromSequence(at instant: Instant) -> SampleLead {
    let sequence = random.pick(book.sequences)
    let account = book.accounts[sequence.account]
    let person = account.people[sequence.person]
    var lead = LeadForm.filled(
      number, instant, person, account.company, account.market, &random)
    lead[.email] = account.email(person)
    lead.traits.insert(.inSequence)
    return lead
  }
}
