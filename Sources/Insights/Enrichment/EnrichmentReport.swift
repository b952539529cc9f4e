import LeadModel
import RoutingEngine

/// The weekly review of what leads come with: what somebody has to see to, where a fallback is needed
/// before a rule relies on a field, and what each source owes.
public struct EnrichmentReport: Sendable {
  /// The largest share of a source's leads that may go by second best values: what primary coverage leaves.
  static let secondBest = 1 - Threshold.primaryCoverage.limit
  /// How many figures there are at most: more would fit into no answer of the host.
  private static let mostFigures = 4000

  let now: EnrichmentSample
  /// The four weeks before; nil for an export, which has none.
  let before: EnrichmentSample?
  /// As the rules describe them.
  let sources: [LeadSource]
  /// How long a number of employees is good, in days.
  let staleAfterDays: Int
  private let organisationOwner: String

  /// `owner` answers for the routing as a whole; it is asked where a source has no owner of its own.
  public init(
    _ now: EnrichmentSample, before: EnrichmentSample?, sources: [LeadSource] = [],
    owner: String = "", staleAfterDays: Int = 90
  ) {
    self.now = now
    self.before = before
    self.sources = sources
    self.staleAfterDays = staleAfterDays
    organisationOwner = owner
  }

  public func report(_ period: Period) -> Report {
    var rows = market(now.whole, before?.whole, [])
    rows += markets("region", now.regions, before?.regions ?? [:])
    rows += markets("country", now.countries, before?.countries ?? [:])
    for (source, tally) in sorted(now.sources) { rows += self.source(source, tally) }
    for (source, tally) in sorted(now.sources) { rows += required(source, tally) }
    var report = Report(name: "enrichment", from: period.from, to: period.to, rows: rows)
    report.details = Array(details.prefix(max(0, Self.mostFigures - rows.count)))
    report.sections = [findingList] + lists
    report.notes = notes
    return report
  }

  // MARK: Who is asked

  func owner(of source: String) -> String? { sources.first { $0.id == source }?.owner }
  func ask(_ source: String) -> String { owner(of: source) ?? standIn }
  /// Who answers for what nobody else does.
  var standIn: String { organisationOwner.isEmpty ? "nobody" : organisationOwner }

  // MARK: Figures

  /// In byte order, what has no name last.
  func sorted(_ tallies: [String: EnrichmentTally]) -> [(String, EnrichmentTally)] {
    tallies.sorted { a, b in
      if (a.key == "none") != (b.key == "none") { return b.key == "none" }
      return Bytes.precedes(a.key, b.key)
    }.map { ($0.key, $0.value) }
  }

  private func markets(
    _ name: String, _ now: [String: EnrichmentTally], _ before: [String: EnrichmentTally]
  ) -> [Report.Figure] {
    sorted(now).flatMap { market($1, before[$0], [Report.Term(name, $0)]) }
  }

  private func market(
    _ tally: EnrichmentTally, _ earlier: EnrichmentTally?, _ by: [Report.Term]
  ) -> [Report.Figure] {
    let isMarket = by.first.map { $0.value != "none" } ?? false
    var rows: [Report.Figure] = [
      .count("leads", by: by, tally.leads),
      .share(
        "primary_coverage", by: by, tally.primary, limit: isMarket ? .primaryCoverage : nil),
    ]
    guard before != nil else { return rows }
    rows += [
      .share("4_weeks_before", by: by, earlier?.primary ?? EnrichmentSample.Part()),
      .share("contradicted", by: by, tally.contradicted, of: tally.leads),
      .share("accuracy", by: by, tally.accuracy),
    ]
    return rows
  }

  /// What rests on second best values of one source.
  private func source(_ name: String, _ tally: EnrichmentTally) -> [Report.Figure] {
    let by = [Report.Term("source", name)]
    var rows: [Report.Figure] = [
      .count("leads", by: by, tally.leads), .share("primary_coverage", by: by, tally.primary),
    ]
    if before == nil {
      rows.append(.share("stale_employees", by: by, tally.stale))
    } else {
      rows += [
        .share("stale_segments", by: by, tally.staleSegments, mayReach: Self.secondBest),
        .share("geo_conflicts", by: by, tally.conflicts, mayReach: Self.secondBest),
      ]
    }
    return rows
  }

  /// Fields that a source has to bring and that any lead of it lacks.
  private func required(_ name: String, _ tally: EnrichmentTally) -> [Report.Figure] {
    let fields = sources.first { $0.id == name }?.required ?? []
    return fields.filter { tally.missing($0).count > 0 }.flatMap { field -> [Report.Figure] in
      let by = [Report.Term("source", name), Report.Term("field", field.rawValue)]
      var missed = Report.Figure.share("required_missing", by: by, tally.missing(field))
      missed.breached = hasStopped(field, tally, name)
      guard let before else { return [missed] }
      let earlier = before.sources[name]?.missing(field) ?? EnrichmentSample.Part()
      return [missed, .share("required_4_weeks_before", by: by, earlier)]
    }
  }

  // MARK: In full

  /// What leads lack and where second best values came from, by market and field.
  private var details: [Report.Figure] {
    let markets =
      sorted(now.regions).map { (Report.Term("region", $0), $1) }
      + sorted(now.countries).map { (Report.Term("country", $0), $1) }
      + sorted(now.sources).map { (Report.Term("source", $0), $1) }
    return markets.flatMap { term, tally in
      missing(tally, term) + contingent(tally, term)
    }
  }

  private func missing(_ tally: EnrichmentTally, _ market: Report.Term) -> [Report.Figure] {
    EnrichmentSample.fields.map { field in
      .share("missing", by: [market, Report.Term("field", field.rawValue)], tally.missing(field))
    }
  }

  private func contingent(_ tally: EnrichmentTally, _ market: Report.Term) -> [Report.Figure] {
    origins(tally).flatMap { field, parts -> [Report.Figure] in
      let by = [market, Report.Term("field", field.rawValue)]
      let all = Report.Figure.share(
        "contingent", by: by, tally.secondary[field] ?? 0, of: tally.leads)
      return [all]
        + parts.map {
          .share("contingent", by: by + [Report.Term("from", $0)], $1, of: tally.leads)
        }
    }
  }

  /// Second best values by field, each with where they came from, the most frequent first.
  func origins(_ tally: EnrichmentTally) -> [(LeadField, [(String, Int)])] {
    LeadField.allCases.filter { tally.secondary[$0] != nil }.map { field in
      let parts = tally.origins.filter { $0.key.field == field }.sorted { a, b in
        a.value != b.value ? a.value > b.value : Bytes.precedes(a.key.from, b.key.from)
      }
      return (field, parts.map { ($0.key.from, $0.value) })
    }
  }
}

extension Report.Figure {
  static func share(
    _ figure: String, by: [Report.Term], _ part: EnrichmentSample.Part, limit: Threshold? = nil
  ) -> Self {
    .share(figure, by: by, part.count, of: part.of, limit: limit)
  }

  /// A share that crosses its line only where it surely does.
  static func share(
    _ figure: String, by: [Report.Term], _ part: EnrichmentSample.Part, mayReach limit: Double
  ) -> Self {
    var row = Self.share(figure, by: by, part, limit: .atMost(limit))
    row.breached = part.isSurely(above: limit)
    return row
  }
}
