import Foundation
import Insights
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// What leads come with, by market and source; of an export where one is given.
  func enrichment() throws -> Report {
    if let text = request.file { return try enrichment(ofExport: text) }
    return review(try sample(period), before: try sample(fourWeeksBefore)).report(period)
  }

  private func review(_ now: EnrichmentSample, before: EnrichmentSample?) -> EnrichmentReport {
    let sources = ruleSet.sources.map { source in
      var source = source
      source.owner = source.owner.map(desk.personName)
      return source
    }
    return EnrichmentReport(
      now, before: before, sources: sources, owner: ruleSet.owner,
      staleAfterDays: ruleSet.enrichment.staleAfterDays)
  }

  /// Up to the beginning of the period, from the same hour on the wall 28 days earlier.
  var fourWeeksBefore: Period {
    let wall = zone.wall(at: period.from)
    let earlier = WallTime(date: wall.date + -28, minutes: 0)
    return Period(
      from: zone.instant(of: earlier, .first) + wall.millisecondsOfDay, to: period.from)
  }

  private func sample(_ period: Period) throws -> EnrichmentSample {
    var sample = EnrichmentSample(required: ruleSet.sources.flatMap(\.required))
    let reader = LeadReading(desk)
    let decoder = JSONDecoder()
    try store.forEachEnriched(scope(period)) { lead in
      var record = LeadRecord(origin: Origin(file: ""))
      for value in lead.fields + (lead.person ?? []) { record[value.field] = value.value }
      var fact = reader.fact(
        record, receivedAt: lead.receivedAt, source: lead.source, country: lead.country,
        region: lead.region)
      fact.isErased = lead.person == nil
      // Without any country there was nothing to decide by, first or second best.
      fact.isContingent = lead.isContingent || lead.country == nil
      if let json = lead.decided {
        let first = try decoder.decode(FirstDecision.self, from: Data(json))
        fact.inferred = first.inferred.map {
          EnrichmentFact.Inference(by: $0.by, country: $0.country)
        }
        fact.hasSegment = first.fields.segment.value != nil
        fact.restsOnStale = first.fields.segment.from == "inferred:stale_employees"
        fact.secondary = lead.isContingent ? first.secondary : [:]
        if lead.isUpdated { judge(lead, first.fields, &fact) }
      }
      sample.add(fact)
    }
    return sample
  }

  private func judge(
    _ lead: EnrichedLead, _ facts: Decision.LeadFacts, _ fact: inout EnrichmentFact
  ) {
    let pairs = [
      (facts.country.value, lead.country), (facts.language.value, lead.language),
      (facts.product.value, lead.product), (facts.segment.value, lead.segment),
    ]
    fact.isContradicted = pairs.contains { first, now in
      first.flatMap { first in now.map { $0 != first } } ?? false
    }
    if facts.country.from?.hasPrefix("inferred:") == true, !lead.isCountryInferred,
      let now = lead.country
    {
      fact.wasRight = facts.country.value == now
    }
  }

  // MARK: An export

  private func enrichment(ofExport text: String) throws -> Report {
    var sample = EnrichmentSample(required: ruleSet.sources.flatMap(\.required))
    let reader = LeadReading(desk)
    for row in try Self.rows(text, desk) {
      var fact = reader.fact(row, receivedAt: now)
      let hasSize = !fact.present.isDisjoint(with: [.employees, .revenue, .segment])
      fact.isContingent =
        !hasSize || !fact.present.isSuperset(of: [.country, .language, .products])
      sample.add(fact)
    }
    return review(sample, before: nil).report(period)
  }
}

/// What the record of a first decision says of the values that it went by.
private struct FirstDecision: Decodable {
  struct Inference: Decodable {
    var by: String
    var country: String
  }

  var fields: Decision.LeadFacts
  var dimension: Int?
  var inferred: [Inference]

  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    fields = try list.decode(Decision.LeadFacts.self)
    dimension = try list.decodeIfPresent(Int.self)
    inferred = try list.decodeIfPresent([Inference].self) ?? []
  }

  /// Values that were used and were not what the rules ask for first, with where they came from.
  var secondary: [LeadField: String] {
    var secondary: [LeadField: String] = [:]
    if fields.account.from == "inferred:company" { secondary[.accountID] = "company name" }
    // Owners of accounts and opportunities got the lead before anything else was asked for.
    if let dimension, dimension < 3 { return secondary }
    for (field, value) in [(LeadField.country, fields.country), (.language, fields.language)] {
      secondary[field] = Self.second(field, value)
    }
    // A lead that has a segment was asked for its product before.
    if fields.segment.value != nil {
      for (field, value) in [(LeadField.products, fields.product), (.segment, fields.segment)] {
        secondary[field] = Self.second(field, value)
      }
    }
    return secondary
  }

  /// nil for a value that is as good as any.
  private static func second(_ field: LeadField, _ value: Decision.Value) -> String? {
    let from = value.from ?? "none"
    let isOwnSegment = field == .segment && from == "given"
    if from.hasPrefix("exception:") { return nil }
    if ["given", "crm", "inferred:employees"].contains(from), !isOwnSegment { return nil }
    return from.hasPrefix("default:") ? "default of the country" : from
  }
}

/// Reads records as routing reads them: what it cannot read is not there.
private struct LeadReading {
  private let normaliser: Normaliser
  private let staleAfter: Int64
  private let knowsProducts: Bool
  /// The names of sources as the rules spell them.
  private let sources: [String: String]
  private let regions: [CountryCode: String]

  init(_ desk: Desk) {
    let rules = desk.rules.ruleSet
    normaliser = desk.rules.router.normaliser
    knowsProducts = !rules.products.isEmpty
    staleAfter = Int64(rules.enrichment.staleAfterDays) * Instant.day
    sources = Dictionary(
      rules.sources.map { (Folding.fold($0.id), $0.id) }, uniquingKeysWith: { first, _ in first })
    regions = Dictionary(
      rules.regions.flatMap { region in region.countries.map { ($0, region.id.text) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Source and market are those that the record names, unless more is known by now: then it is a lead
  /// that was decided as it came in, else one of an export, which says itself when it came.
  func fact(
    _ record: LeadRecord, receivedAt: Instant, source: String? = nil, country: String? = nil,
    region: String? = nil
  ) -> EnrichmentFact {
    let lead = normaliser.normalise(record, receivedAt: receivedAt)
    let isDecided = source != nil
    let name = source ?? lead.source
    var fact = EnrichmentFact(
      source: sources[Folding.fold(name)] ?? name,
      country: isDecided ? country : lead.country?.description,
      region: isDecided ? region : lead.country.flatMap { regions[$0] } ?? lead.region?.text,
      present: present(lead, record))
    if lead.employees != nil, let enrichedAt = lead.enrichedAt {
      fact.isStale = (isDecided ? receivedAt : lead.submittedAt) - enrichedAt > staleAfter
    }
    return fact
  }

  /// Fields that say something. A name in two parts is a name.
  private func present(_ lead: NormalisedLead, _ record: LeadRecord) -> Set<LeadField> {
    var present = Set(LeadField.allCases.filter { lead[$0] != nil })
    if lead.websiteHost == nil { present.remove(.website) }
    if lead.ip == nil { present.remove(.ip) }
    // Before there are rules for products, any name of one counts.
    if !knowsProducts, let text = record[.products]?.trimmed.lowercased(), !text.isEmpty,
      !MissingValue.words.contains(text)
    {
      present.insert(.products)
    }
    if present.contains(.lastName) || present.contains(.firstName) { present.insert(.name) }
    return present
  }
}
