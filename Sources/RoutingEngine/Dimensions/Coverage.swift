import LeadModel

/// Dimension 3: reps who cover the lead's country in its language.
///
/// Secondary, each contingent: an inferred country; the country's default language for a missing one;
/// without any country, reps at home in the given region; and for an uncovered pair the country's
/// default language. Nobody: the fallback queue with `no_coverage`, or `no_geo` where neither country
/// nor region is known. Only capacity widens beyond it.
enum Coverage: DecisionStep {
  enum Finding: Sendable {
    /// The pair itself; or the default language after nobody covered the pair in the first language.
    case pair(afterFailing: LanguageCode?)
    case regionOnly
    case noGeo
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let path: StepPath
    let finding: Finding
    if let country = run.country {
      (path, finding) = takePair(country, facts, rules, &run)
    } else if let region = run.region {
      takeRegion(region, facts, rules, &run)
      (path, finding) = (.secondary, .regionOnly)
    } else {
      run.pool.removeAll()
      run.note(.queued, counts: (rules.coverage.activeCount, 0), .coverage(.noGeo))
      return .queued(.noGeo)
    }
    if path == .secondary { run.isContingent = true }
    run.note(
      run.poolCount == 0 ? .queued : .narrowed, path: path,
      counts: (rules.coverage.activeCount, run.poolCount), .coverage(finding))
    return run.poolCount == 0 ? .queued(.noCoverage) : nil
  }

  private static func takePair(
    _ country: CountryCode, _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) -> (StepPath, Finding) {
    let standard = rules.places.language(of: country)
    if run.language == nil, let standard {
      run.language = standard
      run.languageOrigin = .country(country)
    }
    cover(country, facts, rules, &run)
    let first = run.language
    if run.poolCount == 0, let standard, let first, first != standard {
      run.flags.insert(.languageFallback)
      run.language = standard
      run.languageOrigin = .country(country)
      cover(country, facts, rules, &run)
      return (.secondary, .pair(afterFailing: first))
    }
    let isGiven = run.countryOrigin == .given && run.languageOrigin == .given
    return (isGiven ? .primary : .secondary, .pair(afterFailing: nil))
  }

  /// Makes the pool those who cover the country in the language as it now stands.
  private static func cover(
    _ country: CountryCode, _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) {
    let row = rules.coverage.row(country, run.language)
    run.pool.assign(rules.coverage.set(row))
    run.poolCount = rules.coverage.count(row)
    if facts.exceptions.isEmpty { return }
    let language = run.language
    admitExceptions(facts, rules, &run) { entry in
      covers(entry.place, country, rules)
        && (entry.language == nil || entry.language == language)
    }
  }

  private static func covers(_ text: String, _ country: CountryCode, _ rules: RuleTables) -> Bool {
    switch CoverageTable.Place(text, rules.places) {
    case .everywhere: true
    case .region(let region): rules.places.region(of: country) == region
    case .country(let own): own == country
    case nil: false
    }
  }

  private static func takeRegion(
    _ region: Int, _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) {
    let (residents, speakers) = rules.coverage.residents(of: region, speaking: run.language)
    run.poolCount = run.pool.assignIntersection(residents, speakers)
    if facts.exceptions.isEmpty { return }
    admitSpeakers(residents, facts, rules, &run)
  }

  /// Admits residents who speak the language only by an exception.
  static func admitSpeakers(
    _ residents: RepSet, _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) {
    let language = run.language
    admitExceptions(facts, rules, &run, only: residents) { entry in
      entry.language == nil || entry.language == language
    }
  }

  private static func admitExceptions(
    _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation, only allowed: RepSet? = nil,
    _ applies: (CoverageEntry) -> Bool
  ) {
    for exception in Overrides.inForce(facts) {
      guard case .coverageFor(let id, let entries) = exception.effect,
        let rep = rules.activeIndex(of: id), !run.pool.contains(rep),
        allowed?.contains(rep) ?? true, entries.contains(where: applies)
      else { continue }
      run.pool.insert(rep)
      run.poolCount += 1
      run.fire(exception.number, at: .coverage)
    }
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""country":"#)
    out.code(run.country)
    out.raw(#","language":"#)
    out.code(run.language)
    guard run.country == nil else { return }
    out.raw(#","region":"#)
    out.quoted(run.region.map { rules.fragments.regions[$0] })
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    if case .noGeo = finding {
      out.raw("neither country nor region is known")
      return
    }
    if case .pair(let failed?) = finding, let country = run.country {
      out.raw("nobody covers ")
      out.letters(country.packed)
      out.raw(" in ")
      out.letters(failed.packed)
      out.raw("; ")
    }
    let covering = run.counts(at: .coverage)?.leaving ?? 0
    out.integer(covering)
    out.raw(" of ")
    out.integer(rules.coverage.activeCount)
    if let country = run.country {
      out.raw(covering == 1 ? " active reps covers " : " active reps cover ")
      out.letters(country.packed)
      if let language = run.language {
        out.raw(" in ")
        out.letters(language.packed)
      }
    } else if let region = run.region {
      out.raw(covering == 1 ? " active reps is at home in " : " active reps are at home in ")
      out.raw(rules.fragments.regions[region])
      if let language = run.language {
        out.raw(covering == 1 ? " and speaks " : " and speak ")
        out.letters(language.packed)
      }
    }
  }
}
