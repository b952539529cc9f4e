import LeadModel

/// Everything between a raw record and the facts of its decision: one path for live routing, dry
/// runs and previews.
public struct Router: Sendable {
  /// The rules in force.
  public let ruleSet: RuleSet
  /// Brings records into normal form.
  public let normaliser: Normaliser
  /// The customers that leads are matched with.
  public var book: CustomerBook
  /// Approved exceptions, whatever their dates.
  public var exceptions: [RoutingException]
  private let inference: CountryInference
  private let regionOfCountry: [CountryCode: Int]
  private let regionByID: [RegionID: Int]

  /// Takes one version of rules and data. `digest` gives the SHA-256 of bytes as 64 hex digits.
  public init(
    ruleSet: RuleSet, site: IntakeDefaults, book: CustomerBook, geo: GeoTable,
    exceptions: [RoutingException] = [], digest: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.ruleSet = ruleSet
    normaliser = Normaliser(ruleSet: ruleSet, site: site, digest: digest)
    self.book = book
    self.exceptions = exceptions.sorted { $0.number < $1.number }
    inference = CountryInference(ruleSet: ruleSet, geo: geo)
    var regionOfCountry: [CountryCode: Int] = [:]
    for (index, region) in ruleSet.regions.enumerated() {
      for country in region.countries { regionOfCountry[country] = index }
    }
    self.regionOfCountry = regionOfCountry
    regionByID = Dictionary(
      ruleSet.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Normalises a record and gathers the facts of its first decision, taken at the instant of
  /// receipt.
  public func gather(
    _ record: LeadRecord, receivedAt: Instant, state: inout DeskState
  ) -> (lead: NormalisedLead, facts: Facts) {
    let lead = normaliser.normalise(record, receivedAt: receivedAt)
    return (lead, gather(lead, at: receivedAt, state: &state))
  }

  /// Gathers the facts of a decision on a lead in normal form. `number` is that of a lead which is
  /// known already and is decided again; `excluded` are the reps that this pass leaves out.
  public func gather(
    _ lead: NormalisedLead, number: LeadNumber? = nil, at: Instant, excluded: [ExcludedRep] = [],
    state: inout DeskState
  ) -> Facts {
    state.advance(to: at)
    var inferred = lead.country == nil ? inference.answers(for: lead) : []
    let found = book.match(lead, country: lead.country ?? inferred.first?.country)
    if lead.country == nil {
      inferred = inference.adding(account: found.match?.account.country, to: inferred)
    }
    let earlier = state.earlier(
      than: lead, number: number, keys: LeadKeys(lead), book: book)
    return Facts(
      lead: lead.id, source: lead.source, at: at, intakeFlags: lead.flags, country: lead.country,
      region: lead.region, language: lead.language, products: lead.products,
      campaign: lead.campaign.map { Folding.fold($0) }, employees: lead.employees,
      enrichedAt: lead.enrichedAt, revenue: lead.revenue, segment: lead.segment,
      lifecycle: lead.lifecycle, accountType: lead.accountType, inferred: inferred,
      account: found.match, accountIsAmbiguous: found.isAmbiguous,
      opportunities: found.match.map { book.opportunities(of: $0.account.id) } ?? [],
      duplicate: earlier.hit, duplicateOwnerInactive: earlier.ownerInactive,
      returning: earlier.returning,
      exceptions: exceptions.isEmpty ? [] : scoped(lead, account: found.match?.account.id),
      away: state.away, excluded: excluded)
  }

  /// The exceptions whose scope holds for the lead.
  private func scoped(_ lead: NormalisedLead, account: AccountID?) -> [RoutingException] {
    exceptions.filter { exception in
      let scope = exception.scope
      if let wanted = scope.account, wanted != account { return false }
      if let wanted = scope.domain {
        guard let domain = lead.domain else { return false }
        let key = Folding.lowercased(wanted)
        if !DomainForm.withParents(domain).contains(where: { $0 == key }) { return false }
      }
      if let wanted = scope.campaign {
        guard let campaign = lead.campaign, Folding.fold(campaign) == Folding.fold(wanted) else {
          return false
        }
      }
      return true
    }
  }

  /// The region of the lead that the facts are of: that of its country, given or inferred; without
  /// a country, or with one in no region, the given one.
  public func region(of facts: Facts) -> Region? {
    let country = facts.country ?? facts.inferred.first?.country
    let index = country.flatMap { regionOfCountry[$0] } ?? facts.region.flatMap { regionByID[$0] }
    return index.map { ruleSet.regions[$0] }
  }
}
