import LeadModel

/// The words of a rule set as leads may write them: folded text to the id as the rule set spells
/// it.
struct Vocabulary: Sendable {
  let products: [String: ProductID]
  let segments: [String: SegmentID]
  let regions: [String: RegionID]
  let countryAliases: [String: CountryCode]
  let freeEmailDomains: Set<String>
  private let knowsRegionNA: Bool

  init(_ ruleSet: RuleSet) {
    var products: [String: ProductID] = [:]
    var segments: [String: SegmentID] = [:]
    var regions: [String: RegionID] = [:]
    // Ids first, so that no alias can take an id's place.
    for product in ruleSet.products { products[Folding.fold(product.id.text)] = product.id }
    for segment in ruleSet.segments { segments[Folding.fold(segment.id.text)] = segment.id }
    for region in ruleSet.regions { regions[Folding.fold(region.id.text)] = region.id }
    func learn<ID>(_ words: [String], as id: ID, in table: inout [String: ID]) {
      for word in words {
        let key = Folding.fold(CleanText.collapsed(word))
        if table[key] == nil { table[key] = id }
      }
    }
    for product in ruleSet.products {
      learn([product.name] + product.aliases, as: product.id, in: &products)
    }
    for segment in ruleSet.segments { learn([segment.name], as: segment.id, in: &segments) }
    for region in ruleSet.regions {
      learn([region.name] + region.aliases, as: region.id, in: &regions)
    }
    self.products = products
    self.segments = segments
    self.regions = regions
    knowsRegionNA = regions["na"] != nil
    countryAliases = Dictionary(
      ruleSet.countryAliases.map { (Folding.fold(CleanText.collapsed($0)), $1) },
      uniquingKeysWith: { first, _ in first })
    freeEmailDomains = Set(ruleSet.enrichment.freeEmailDomains.map { Folding.fold($0) })
  }

  /// Whether `NA` is no placeholder in the field: Namibia as country, North America as region.
  func meansSomething(na field: LeadField) -> Bool {
    field == .country || field == .region && knowsRegionNA
  }

  /// The country of any spelling that the rule set or the country table knows.
  func country(_ text: String) -> CountryCode? {
    let folded = Folding.fold(text)
    return countryAliases[folded] ?? CountryTable.shipped.code(alpha2Or3: folded)
      ?? CountryTable.shipped.code(name: folded)
  }
}
