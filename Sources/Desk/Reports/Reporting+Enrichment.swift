import Foundation
import Insights
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// What leads come with, by market and source; of an export where one is given.
  func enrichment() throws -> Report {
    let required = ruleSet.sources.filter { !$0.required.isEmpty }
    if let text = request.file { return try enrichment(ofExport: text, required) }
    let earlier = Period(from: period.from - 28 * Instant.day, to: period.from)
    return EnrichmentReport(
      try sample(period, required), before: try sample(earlier, required), required: required
    ).report(period)
  }

  private func sample(_ period: Period, _ required: [LeadSource]) throws -> EnrichmentSample {
    var sample = EnrichmentSample(required: required.flatMap(\.required))
    let decoder = JSONDecoder()
    try store.forEachEnriched(scope(period)) { lead in
      var fact = EnrichmentFact(
        source: lead.source, country: lead.country, region: lead.region,
        present: Self.present(lead.fields + (lead.person ?? [])))
      fact.isErased = lead.person == nil
      // Without any country there was nothing to decide by, first or second best.
      fact.isContingent = lead.isContingent || lead.country == nil
      if let json = lead.decided {
        let facts = try decoder.decode(Decision.LeadFacts.self, from: Data(json))
        // A country that nobody recognised is none.
        if facts.country.from != "given" { fact.present.remove(.country) }
        fact.secondary = lead.isContingent ? Self.secondary(facts) : [:]
        if lead.isUpdated { judge(lead, facts, &fact) }
      }
      sample.add(fact)
    }
    return sample
  }

  /// Fields that say something. A name in two parts is a name.
  private static func present(_ values: [FieldValue]) -> Set<LeadField> {
    var present = Set(
      values.filter { !MissingValue.words.contains($0.value.trimmed.lowercased()) }.map(\.field))
    if present.contains(.lastName) || present.contains(.firstName) { present.insert(.name) }
    return present
  }

  /// Values that were not what the rules ask for first, with where they came from.
  private static func secondary(_ facts: Decision.LeadFacts) -> [LeadField: String] {
    var secondary: [LeadField: String] = [:]
    let primary = ["given", "crm", "inferred:employees"]
    for (field, value) in [
      (LeadField.country, facts.country), (.language, facts.language), (.products, facts.product),
      (.segment, facts.segment),
    ] {
      let from = value.from ?? "none"
      let isOwnSegment = field == .segment && from == "given"
      if from.hasPrefix("exception:") || primary.contains(from) && !isOwnSegment { continue }
      secondary[field] = from.hasPrefix("default:") ? "default of the country" : from
    }
    return secondary
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

  private func enrichment(ofExport text: String, _ required: [LeadSource]) throws -> Report {
    var sample = EnrichmentSample(required: required.flatMap(\.required))
    for row in try Self.rows(text, desk) {
      let values = LeadField.allCases.compactMap { field in
        row[field].map { FieldValue(field: field, value: $0) }
      }
      let country = row[.country].flatMap { self.country($0.trimmed) }
      var fact = EnrichmentFact(
        source: row[.source]?.trimmed ?? "none", country: country?.description,
        region: country.flatMap(region), present: Self.present(values))
      if country == nil { fact.present.remove(.country) }
      let hasSize = !fact.present.isDisjoint(with: [.employees, .revenue, .segment])
      fact.isContingent =
        !hasSize || !fact.present.isSuperset(of: [.country, .language, .products])
      sample.add(fact)
    }
    return EnrichmentReport(sample, before: nil, required: required).report(period)
  }

  private func country(_ text: String) -> CountryCode? {
    CountryTable.shipped.code(alpha2Or3: text) ?? CountryTable.shipped.code(name: text)
      ?? ruleSet.countryAliases[Folding.fold(text)]
  }

  private func region(of country: CountryCode) -> String? {
    ruleSet.regions.first { $0.countries.contains(country) }?.id.text
  }
}
