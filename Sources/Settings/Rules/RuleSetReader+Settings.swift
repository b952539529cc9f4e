import LeadModel
import RoutingEngine

/// The plain tables of `rules.toml`.
extension RuleSetReader {
  /// A hundred years: no window or age is meant to be longer.
  static let days = 1...36_500
  /// Ten years.
  static let minutes = 1...5_256_000

  func readOrganisation(_ org: TableReader) -> Organisation {
    org.allowOnly(["name", "timezone", "currency", "owner"])
    return Organisation(
      name: org.text("name")?.value ?? "", timezone: org.zone("timezone") ?? "UTC",
      currency: org.currency("currency") ?? "USD")
  }

  func readCountries() -> (
    languages: [CountryCode: LanguageCode], aliases: [String: CountryCode]
  ) {
    let countries = file.section("countries")
    countries.allowOnly(["language", "aliases"])
    return (readLanguages(countries.section("language")), readAliases(countries.section("aliases")))
  }

  private func readLanguages(_ table: TableReader) -> [CountryCode: LanguageCode] {
    var languages: [CountryCode: LanguageCode] = [:]
    for entry in table.entries {
      let name = Located(value: entry.key, place: entry.place)
      guard let code = table.country(name, of: entry.key),
        let text = table.text(entry.node, of: entry.key),
        let language = table.language(text, of: entry.key)
      else { continue }
      if languages.updateValue(language, forKey: code) != nil {
        table.refuse(entry.key, at: entry.place, "\"\(code)\" has a language already")
      }
    }
    return languages
  }

  private func readAliases(_ table: TableReader) -> [String: CountryCode] {
    var aliases: [String: CountryCode] = [:]
    for entry in table.entries {
      guard let text = table.text(entry.node, of: entry.key),
        let code = table.country(text, of: entry.key)
      else { continue }
      let alias = Folding.fold(entry.key.trimmed)
      if alias.isEmpty {
        table.refuse(entry.key, at: entry.place, "an empty text cannot name a country")
      } else if let other = aliases.updateValue(code, forKey: alias), other != code {
        table.refuse(
          entry.key, at: entry.place,
          "\(entry.key.quoted) stands for \"\(other)\" already; aliases match in any case")
      }
    }
    return aliases
  }

  /// Every product once: those of `products.priority`, then the others in file order.
  func readPriority() -> [ProductID] {
    let table = file.section("products")
    table.allowOnly(["priority"])
    let first = products.list("priority", in: table)
    return first + products.all.filter { !first.contains($0) }
  }

  func readDefaultSegment() -> SegmentID? {
    let table = file.section("segments")
    table.allowOnly(["default"])
    let names = segments.all.map(\.text)
    let remedy = names.isEmpty ? "define a [[segment]] and name it here" : "there \(listed(names))"
    if table.place == nil {
      file.log.add(
        at: nil, key: "segments.default",
        "is missing: the segment of a lead when nothing else tells; \(remedy)")
    } else {
      table.refuseMissing("default", "the segment when nothing else tells; \(remedy)")
    }
    return segments.one("default", in: table)
  }

  func readCapacity() -> CapacityRules {
    let table = file.section("capacity")
    table.allowOnly(["default", "counts", "release_after_days"])
    let standard = CapacityRules()
    return CapacityRules(
      standard: table.integer("default", in: 0...1_000_000) ?? standard.standard,
      counts: table.choices("counts", from: CapacityRules.Counted.allCases, of: "states")
        ?? standard.counts,
      releaseAfterDays: table.integer("release_after_days", in: Self.days)
        ?? standard.releaseAfterDays)
  }

  func readCoverageModel() -> CoverageModel {
    let table = file.section("coverage")
    table.allowOnly(["model"])
    return table.choice("model", from: [CoverageModel.observed, .contract]) ?? .observed
  }

  func readDedupe() -> Int {
    let table = file.section("dedupe")
    table.allowOnly(["window_days"])
    return table.integer("window_days", in: Self.days) ?? 90
  }

  func readDrain() -> Int {
    let table = file.section("drain")
    table.allowOnly(["every_minutes"])
    return table.integer("every_minutes", in: Self.minutes) ?? 10
  }

  func readEnrichment() -> EnrichmentRules {
    let table = file.section("enrichment")
    table.allowOnly(["stale_after_days", "geo", "generic_cctlds", "free_email_domains"])
    let standard = EnrichmentRules()
    return EnrichmentRules(
      staleAfterDays: table.integer("stale_after_days", in: Self.days)
        ?? standard.staleAfterDays,
      geo: table.choices("geo", from: GeoSource.allCases, of: "sources") ?? standard.geo,
      genericCCTLDs: readNames(
        "generic_cctlds", in: table, of: "top-level domains", remedy: "write it as in \"io\""
      ) { !$0.contains(".") } ?? standard.genericCCTLDs,
      freeEmailDomains: readNames(
        "free_email_domains", in: table, of: "domains", remedy: "write it as in \"gmail.com\""
      ) { $0.contains(".") && !$0.hasPrefix(".") } ?? standard.freeEmailDomains)
  }

  /// A list of domain names in lower case; repeats do no harm and are dropped.
  private func readNames(
    _ key: String, in table: TableReader, of kind: String, remedy: String,
    where isRight: (String) -> Bool
  ) -> [String]? {
    var seen: Set<String> = []
    return table.texts(key, of: kind)?.compactMap { text in
      let name = Folding.fold(text.value)
      guard isRight(name), !name.contains("@"), !name.contains(where: \.isWhitespace) else {
        table.refuse(key, at: text.place, "\(text.value.quoted) is none of the \(kind); \(remedy)")
        return nil
      }
      return seen.insert(name).inserted ? name : nil
    }
  }

  func readCouncil() -> CouncilRules {
    let table = file.section("council")
    table.allowOnly(["window", "timezone", "quorum"])
    return CouncilRules(
      window: table.hours("window") ?? Self.standardWindow, timezone: table.zone("timezone"),
      quorum: table.integer("quorum", in: 1...100) ?? 2)
  }

  /// Tuesday 14:00–16:00.
  private static let standardWindow =
    (try? WeeklyHours(parsing: "Tue 14:00-16:00")) ?? .never
}
