import LeadModel

/// Fills in a missing country from the first source that knows one.
///
/// All configured sources are asked; when they disagree, the flag `geo_conflict` says so. An inferred
/// country makes a decision contingent only where dimension 3 goes by it.
enum GeoEnrichment: DecisionStep {
  enum Finding: Sendable { case given, inferred, unknown }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    if facts.country != nil {
      run.note(.passed, .enrichment(.given))
      return nil
    }
    guard let first = facts.inferred.first else {
      run.note(.skipped, .enrichment(.unknown))
      return nil
    }
    run.country = first.country
    run.countryOrigin = .geo(first.source)
    run.settleRegion(facts, rules)
    for answer in facts.inferred where answer.country != first.country {
      run.flags.insert(.geoConflict)
    }
    run.note(.inferred, path: .secondary, .enrichment(.inferred))
    return nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""country":"#)
    out.code(facts.country)
    for answer in facts.inferred {
      out.raw(",")
      out.string(answer.source.rawValue)
      out.raw(":")
      out.code(answer.country)
    }
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch finding {
    case .given: break
    case .unknown: out.raw("no country is given and no source knows one")
    case .inferred:
      guard let first = facts.inferred.first else { return }
      out.raw("country ")
      out.letters(first.country.packed)
      out.raw(" by ")
      out.escaped(first.source.rawValue)
      for answer in facts.inferred where answer.country != first.country {
        out.raw(", though ")
        out.escaped(answer.source.rawValue)
        out.raw(" says ")
        out.letters(answer.country.packed)
      }
    }
  }
}
