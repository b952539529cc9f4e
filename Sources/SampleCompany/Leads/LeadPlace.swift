import LeadModel

/// Where a lead says it is. About a third say nothing that can be used; most of those give
/// themselves away by address, phone or network.
enum LeadPlace {
  static func fill(_ lead: inout SampleLead, _ market: Market, _ random: inout SplitMix64) {
    let city = random.pick(market.cities)
    if random.percent(60) { lead[.city] = city.name }
    if random.percent(35) { lead[.state] = city.state }
    if random.percent(30) { lead[.postalCode] = Maker.digits(city.postalCode, &random) }
    if random.percent(34) {
      lead.traits.insert(.incompleteGeo)
      incomplete(&lead, market, &random)
    } else {
      lead[.country] = spelled(market, &random)
      if random.percent(12) { lead[.region] = market.region }
    }
  }

  private static func incomplete(
    _ lead: inout SampleLead, _ market: Market, _ random: inout SplitMix64
  ) {
    switch random.below(100) {
    case ..<58: lead[.country] = nil
    case ..<75: lead[.country] = random.pick(["N/A", "-", "Select", "unknown", "?", "null"])
    case ..<90: lead[.country] = random.pick(oddities)
    default: lead[.region] = random.pick([market.region, regionWords[market.region] ?? "EMEA"])
    }
    // Some leave no trace at all, however one looks.
    if random.percent(18) {
      lead[.phone] = nil
      lead[.ip] = nil
      lead[.website] = nil
      lead[.city] = nil
      lead[.state] = nil
      lead[.postalCode] = nil
    } else if lead[.ip] == nil, lead[.phone]?.hasPrefix("+1") != false, random.percent(75) {
      lead[.ip] = Maker.address(in: market, &random)
    }
  }

  private static func spelled(_ market: Market, _ random: inout SplitMix64) -> String {
    guard let code = CountryCode(market.code), let entry = CountryTable.shipped.entry(code) else {
      return market.code
    }
    switch random.below(100) {
    case ..<45: return entry.name
    case ..<80: return market.code
    case ..<86: return entry.alpha3
    case ..<90: return entry.name.uppercased()
    case ..<93: return " \(entry.name) "
    default: return random.pick([entry.name] + entry.aliases)
    }
  }

  private static let oddities = [
    "EU", "Benelux", "U.S. of A.", "Europe", "Worldwide", "Other", "Atlantis", "0", "United",
    "the north",
  ]
  private static let regionWords = [
    "NA": "North America", "EMEA": "Europe", "APAC": "Asia Pacific", "LATAM": "LATAM",
  ]
}
