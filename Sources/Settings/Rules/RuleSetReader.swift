import LeadModel
import RoutingEngine

/// Turns the tables of `rules.toml` into a rule set, noting problems and places on the way.
///
/// Things are read before the settings that name them.
struct RuleSetReader {
  let file: TableReader
  var places: [RulePart: Place] = [:]
  /// Where each country is listed under a region.
  var listedCountries: [CountryCode: Place] = [:]
  var regions = Vocabulary<RegionID>(kind: "region")
  var products = Vocabulary<ProductID>(kind: "product")
  var segments = Vocabulary<SegmentID>(kind: "segment")
  var pools = Vocabulary<PoolID>(kind: "pool")
  var queues = Vocabulary<QueueID>(kind: "queue")

  init(_ file: TableReader) { self.file = file }

  /// nil when the rules are not complete; then there are problems.
  mutating func read() -> RuleSet? {
    file.allowOnly(Self.tables)
    let regionList = readRegions()
    let productList = readProducts()
    let segmentList = readSegments()
    let poolList = readPools()
    let queueList = readQueues()
    let standard = readDefaultSegment()
    let countries = readCountries()
    let council = readCouncil()
    let org = file.section("org")
    let rules = RuleSet(
      organisation: readOrganisation(org), countryLanguages: countries.languages,
      countryAliases: countries.aliases, regions: regionList, products: productList,
      productPriority: readPriority(), segments: segmentList, defaultSegment: standard ?? "",
      pools: poolList, queues: queueList, slas: readSLAs(), sources: readSources(),
      reasonCodes: readReasonCodes(), dispositions: readDispositions(),
      capacity: readCapacity(), coverageModel: readCoverageModel(),
      dedupeWindowDays: readDedupe(), enrichment: readEnrichment(), council: council,
      owner: org.text("owner")?.value ?? "", drainEveryMinutes: readDrain())
    return standard == nil || queueList.isEmpty ? nil : rules
  }

  static let tables = [
    "org", "countries", "products", "segments", "capacity", "coverage", "dedupe", "enrichment",
    "council", "drain", "region", "product", "segment", "pool", "queue", "sla", "source",
    "reason_code", "disposition",
  ]

  mutating func note(_ part: RulePart, _ place: Place?) {
    places[part] = place
  }
}
