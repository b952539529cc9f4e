import LeadModel
import RoutingEngine

/// Something that a review of the enrichment asks somebody to see to.
public struct EnrichmentFinding: Sendable, Equatable {
  /// What is wrong, in the order in which findings about as many leads stand.
  public enum Kind: Int, Sendable {
    /// A source no longer fills a field that it has to bring.
    case stopped
    /// Segments rest on numbers of employees that are too old.
    case stale
    /// A market's leads say too little of themselves to route them by it.
    case thin
    /// Sources of geography name different countries.
    case conflict
  }

  public var kind: Kind
  /// The source or market.
  public var subject: String
  /// The field that is missing, where it is one.
  public var field: LeadField?
  /// How many leads it concerns.
  public var leads: Int
  public var sentence: String
  /// Who answers for it.
  public var ask: String

  /// Those that concern the most leads first.
  static func precedes(_ a: Self, _ b: Self) -> Bool {
    if a.leads != b.leads { return a.leads > b.leads }
    if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
    if a.subject != b.subject { return Bytes.precedes(a.subject, b.subject) }
    return (a.field?.index ?? 0) < (b.field?.index ?? 0)
  }
}

extension EnrichmentReport {
  /// What is to be seen to, those first that concern the most leads.
  public var findings: [EnrichmentFinding] {
    (stopped + stale + conflicts + thin).sorted(by: EnrichmentFinding.precedes)
  }

  var findingList: Report.Section {
    Report.Section(
      title: "Findings", columns: ["finding", "ask", "leads"],
      rows: findings.map { [$0.sentence, $0.ask, "\($0.leads)"] }, isFirst: true)
  }

  // MARK: Sources

  /// Whether a source surely brings a field less often than before.
  func hasStopped(_ field: LeadField, _ tally: EnrichmentTally, _ source: String) -> Bool {
    guard let earlier = before?.sources[source] else { return false }
    return tally.missing(field).surelyRose(since: earlier.missing(field))
  }

  private var stopped: [EnrichmentFinding] {
    sources.flatMap { source -> [EnrichmentFinding] in
      guard let tally = now.sources[source.id] else { return [] }
      return source.required.filter { hasStopped($0, tally, source.id) }.map { field in
        let (missing, earlier) = (
          tally.missing(field), before?.sources[source.id]?.missing(field)
        )
        return EnrichmentFinding(
          kind: .stopped, subject: source.id, field: field, leads: missing.count,
          sentence: "\(named(source.id)): \(field.words) missing in \(missing.percent) of "
            + "\(missing.of) leads\(since(earlier))", ask: ask(source.id))
      }
    }
  }

  private var stale: [EnrichmentFinding] {
    sorted(now.sources).filter { $1.staleSegments.isSurely(above: Self.secondBest) }.map {
      source, tally in
      let part = tally.staleSegments
      return EnrichmentFinding(
        kind: .stale, subject: source, field: .employees, leads: part.count,
        sentence: "\(named(source)): employees looked up more than \(staleAfterDays) days before; "
          + "the segment of \(part.percent) of \(part.of) leads rests on them"
          + since(before?.sources[source]?.staleSegments), ask: ask(source))
    }
  }

  private var conflicts: [EnrichmentFinding] {
    sorted(now.sources).filter { $1.conflicts.isSurely(above: Self.secondBest) }.map {
      source, tally in
      let part = tally.conflicts
      let most = tally.disagreeing.max {
        $0.value != $1.value ? $0.value < $1.value : Bytes.precedes($1.key, $0.key)
      }
      return EnrichmentFinding(
        kind: .conflict, subject: source, field: .country, leads: part.count,
        sentence: "\(named(source)): \(most?.key ?? "sources") name different countries; of "
          + "\(part.of) leads without country and with more than one answer \(part.percent) have "
          + "such a conflict" + since(before?.sources[source]?.conflicts), ask: ask(source))
    }
  }

  /// `web-form (owner Kim Berg)`.
  private func named(_ source: String) -> String {
    owner(of: source).map { "\(source) (owner \($0))" } ?? "\(source) (no owner)"
  }

  // MARK: Markets

  /// Regions that are thin also without the countries that are, with those; other countries by themselves.
  private var thin: [EnrichmentFinding] {
    let countries = thinMarkets(now.countries)
    let named = Set(countries.map(\.0))
    let regions = thinMarkets(now.regions).filter { name, _ in
      let rest = (now.members[name] ?? [:]).filter { !named.contains($0.key) }.values
        .reduce(EnrichmentSample.Part()) {
          EnrichmentSample.Part(count: $0.count + $1.of - $1.count, of: $0.of + $1.of)
        }
      return Threshold.primaryCoverage.isBreached(by: rest.share, count: rest.of)
    }
    let among = Dictionary(
      uniqueKeysWithValues: regions.map { region, _ in
        (region, countries.map(\.0).filter { now.members[region]?[$0] != nil })
      })
    let rest = named.subtracting(among.values.joined())
    return countries.filter { rest.contains($0.0) }.map {
      thin("country \($0)", $1, before?.countries[$0])
    }
      + regions.map { name, tally in
        let names = among[name] ?? []
        let text = names.isEmpty ? "" : " (also \(names.joined(separator: ", ")) alone)"
        return thin("region \(name)", tally, before?.regions[name], text)
      }
  }

  /// Leads without country or region make no market.
  func thinMarkets(_ tallies: [String: EnrichmentTally]) -> [(String, EnrichmentTally)] {
    sorted(tallies).filter { name, tally in
      name != "none"
        && Threshold.primaryCoverage.isBreached(by: tally.primary.share, count: tally.leads)
    }
  }

  private func thin(
    _ market: String, _ tally: EnrichmentTally, _ earlier: EnrichmentTally?, _ among: String = ""
  ) -> EnrichmentFinding {
    EnrichmentFinding(
      kind: .thin, subject: market, field: weakestField(tally), leads: tally.contingent,
      sentence:
        "\(market): primary coverage \(tally.primary.percent) of \(tally.leads) leads\(among)"
        + since(earlier?.primary) + "; build the fallback first; weakest is \(weakest(tally))",
      ask: standIn)
  }

  /// Of the fields that routing reads the one that is most often second best; of an export the one that
  /// is most often missing.
  func weakestField(_ tally: EnrichmentTally) -> LeadField? {
    func weakness(_ field: LeadField) -> Int {
      tally.secondary.isEmpty ? tally.missing(field).count : tally.secondary[field] ?? 0
    }
    let read: [LeadField] =
      tally.secondary.isEmpty
      ? [.country, .language, .products, .employees] : LeadField.allCases
    // The first of those that are equally weak.
    let worst = read.reversed().max { weakness($0) < weakness($1) }
    return worst.flatMap { weakness($0) > 0 ? $0 : nil }
  }

  /// `products, second best in 35 % and missing in 40 %`.
  func weakest(_ tally: EnrichmentTally) -> String {
    guard let field = weakestField(tally) else { return "nothing alone" }
    let missing = tally.missing[field].map { "missing in \($0.percent)" }
    let second = tally.secondary[field].map {
      "second best in \(EnrichmentSample.Part(count: $0, of: tally.leads).percent)"
    }
    return "\(field.words), "
      + [second, missing].compactMap(\.self).joined(separator: " and ")
  }

  /// `, 3 % in the 4 weeks before`; nothing where that is not known.
  private func since(_ earlier: EnrichmentSample.Part?) -> String {
    guard before != nil else { return "" }
    guard let earlier, earlier.of > 0 else { return ", no leads in the 4 weeks before" }
    return ", \(earlier.percent) in the 4 weeks before"
  }
}

extension LeadField {
  /// `account id`.
  var words: String { rawValue.replacing("_", with: " ") }
}
