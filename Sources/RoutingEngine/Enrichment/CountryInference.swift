import LeadModel

/// What secondary sources say about the country of a lead that does not name one.
public struct CountryInference: Sendable {
  private let order: [GeoSource]
  private let geo: GeoTable
  private let topLevels: [String: CountryCode]

  /// Takes the sources and their order from the rule set.
  public init(ruleSet: RuleSet, geo: GeoTable) {
    order = ruleSet.enrichment.geo
    self.geo = geo
    topLevels = Self.topLevels(less: ruleSet.enrichment.genericCCTLDs)
  }

  /// What each configured source other than `account` says, in the configured order. The account is
  /// asked after it has been matched, and the match itself wants the country: see
  /// ``adding(account:to:)``.
  func answers(for lead: NormalisedLead) -> [GeoAnswer] {
    var answers: [GeoAnswer] = []
    for source in order {
      if let country = country(of: lead, from: source) {
        answers.append(GeoAnswer(source: source, country: country))
      }
    }
    return answers
  }

  /// The answers with that of the matched account in its place.
  func adding(account country: CountryCode?, to answers: [GeoAnswer]) -> [GeoAnswer] {
    guard let country, let place = order.firstIndex(of: .account) else { return answers }
    let before = Set(order[..<place])
    let index = answers.firstIndex { !before.contains($0.source) } ?? answers.count
    var all = answers
    all.insert(GeoAnswer(source: .account, country: country), at: index)
    return all
  }

  private func country(of lead: NormalisedLead, from source: GeoSource) -> CountryCode? {
    switch source {
    case .domain:
      // The website first; one that is sold worldwide says nothing, and then the email may.
      lead.websiteHost.flatMap(country(ofDomain:))
        ?? lead.companyEmailDomain.flatMap(country(ofDomain:))
    case .ip: lead.ip.flatMap(geo.country(of:))
    case .phone: lead.phone.flatMap(DiallingCodes.country(ofPhone:))
    case .account: nil
    }
  }

  private func country(ofDomain domain: String) -> CountryCode? {
    topLevels[String(DomainForm.topLevel(of: domain))]
  }

  /// Country-code top-level domains are the alpha-2 codes, but for the United Kingdom's `uk`.
  private static func topLevels(less generic: [String]) -> [String: CountryCode] {
    var table: [String: CountryCode] = ["uk": "GB"]
    for entry in CountryTable.shipped.all {
      table[entry.code.description.lowercased()] = entry.code
    }
    for name in generic { table[Folding.fold(name)] = nil }
    return table
  }
}

/// The country that an international telephone number is in.
enum DiallingCodes {
  /// The country with the longest code that the number begins with; nil for a national number, and
  /// for codes that no country is the main user of, such as `+1`.
  static func country(ofPhone phone: String) -> CountryCode? {
    var code = 0
    var found: CountryCode?
    for (index, byte) in phone.utf8.enumerated() {
      if index == 0 {
        guard byte == UInt8(ascii: "+") else { return nil }
        continue
      }
      code = code * 10 + Int(byte) - 48
      if let country = table[code] { found = country }
      if index == longest { break }
    }
    return found
  }

  private static let longest = 4
  /// No code begins with 0, so the number tells all its digits.
  private static let table: [Int: CountryCode] = Dictionary(
    CountryTable.shipped.all.compactMap { entry in
      entry.diallingCode.flatMap { Int($0) }.map { ($0, entry.code) }
    }, uniquingKeysWith: { first, _ in first })
}
