import LeadModel

// Who covers what, outside of a decision.
extension CompiledRules {
  /// The active reps who cover the country in the language by the roster, in byte order of their ids.
  public func covering(_ country: CountryCode, in language: LanguageCode) -> [RepID] {
    var reps: [RepID] = []
    tables.coverage.set(tables.coverage.row(country, language)).forEach {
      reps.append(roster[$0].id)
    }
    return reps
  }

  /// The place of a coverage entry as the rule set or the country table spells it; nil where it is neither
  /// `*` nor a region nor a country.
  public func canonicalPlace(_ text: String) -> String? {
    switch CoverageTable.Place(text, tables.places) {
    case .everywhere: "*"
    case .region(let region): ruleSet.regions[region].id.text
    case .country(let country): country.description
    case nil: nil
    }
  }

  /// Whether every pair that the second entry covers is covered by the first one alone.
  public func covers(_ wide: CoverageEntry, _ narrow: CoverageEntry) -> Bool {
    guard wide.language == nil || wide.language == narrow.language,
      let outer = CoverageTable.Place(wide.place, tables.places),
      let inner = CoverageTable.Place(narrow.place, tables.places)
    else { return false }
    if outer == .everywhere || outer == inner { return true }
    guard case .region(let region) = outer, case .country(let country) = inner else { return false }
    return tables.places.region(of: country) == region
  }

  /// The product of that id, name or alias.
  public func product(_ text: String) -> ProductID? {
    let wanted = Folding.fold(text)
    return ruleSet.products.first { product in
      ([product.id.text, product.name] + product.aliases).contains { Folding.fold($0) == wanted }
    }?.id
  }

  /// The segment of that id or name.
  public func segment(_ text: String) -> SegmentID? {
    tables.segments.names[text].map { ruleSet.segments[$0].id }
  }
}

extension RoutingException.Scope {
  /// A domain in the form that leads have it, from a website or a domain as people write them; nil where the
  /// text is neither.
  public static func domain(_ text: String) -> String? {
    DomainForm.host(ofWebsite: CleanText.collapsed(text))
  }
}
