import LeadModel
import RoutingEngine

/// The weekly review of what leads come with: where a fallback is needed before a rule relies on a field.
public struct EnrichmentReport: Sendable {
  private let now: EnrichmentSample
  /// The four weeks before; nil for an export, which has none.
  private let before: EnrichmentSample?
  private let required: [LeadSource]

  public init(
    _ now: EnrichmentSample, before: EnrichmentSample?, required: [LeadSource] = []
  ) {
    self.now = now
    self.before = before
    self.required = required
  }

  public func report(_ period: Period) -> Report {
    var rows = market(now.whole, before?.whole, [])
    rows += markets("region", now.regions, before?.regions ?? [:])
    rows += markets("country", now.countries, before?.countries ?? [:])
    for (region, tally) in sorted(now.regions) {
      rows += fields(tally, [Report.Term("region", region)])
    }
    if before != nil {
      for (source, tally) in sorted(now.sources) {
        rows += contingent(tally, [Report.Term("source", source)])
      }
    }
    var report = Report(name: "enrichment", from: period.from, to: period.to, rows: rows)
    report.sections = [fallbacks, fieldTable] + (before == nil ? [] : [origins]) + requirements
    report.notes = notes
    return report
  }

  // MARK: Figures

  private func sorted(
    _ tallies: [String: EnrichmentSample.Tally]
  ) -> [(String, EnrichmentSample.Tally)] {
    tallies.sorted { a, b in
      if (a.key == "none") != (b.key == "none") { return b.key == "none" }
      return Bytes.precedes(a.key, b.key)
    }.map { ($0.key, $0.value) }
  }

  private func markets(
    _ name: String, _ now: [String: EnrichmentSample.Tally],
    _ before: [String: EnrichmentSample.Tally]
  ) -> [Report.Figure] {
    sorted(now).flatMap { market($1, before[$0], [Report.Term(name, $0)]) }
  }

  private func market(
    _ tally: EnrichmentSample.Tally, _ earlier: EnrichmentSample.Tally?, _ by: [Report.Term]
  ) -> [Report.Figure] {
    var rows: [Report.Figure] = [
      .count("leads", by: by, tally.leads),
      .share(
        "primary_coverage", by: by, tally.leads - tally.contingent, of: tally.leads,
        limit: by.isEmpty ? nil : .primaryCoverage),
    ]
    guard before != nil else { return rows }
    rows += [
      .share(
        "4_weeks_before", by: by, (earlier?.leads ?? 0) - (earlier?.contingent ?? 0),
        of: earlier?.leads ?? 0),
      .share("contradicted", by: by, tally.contradicted, of: tally.leads),
      .share("accuracy", by: by, tally.right, of: tally.judged),
    ]
    return rows
  }

  private func fields(
    _ tally: EnrichmentSample.Tally, _ by: [Report.Term]
  ) -> [Report.Figure] {
    EnrichmentSample.fields.map { field in
      .share(
        "missing", by: by + [Report.Term("field", field.rawValue)], tally.missing[field] ?? 0,
        of: tally.known[field] ?? 0)
    }
  }

  private func contingent(
    _ tally: EnrichmentSample.Tally, _ by: [Report.Term]
  ) -> [Report.Figure] {
    LeadField.allCases.filter { tally.secondary[$0] != nil }.map { field in
      .share(
        "contingent", by: by + [Report.Term("field", field.rawValue)], tally.secondary[field] ?? 0,
        of: tally.leads)
    }
  }

  // MARK: Lists

  /// Markets that too few leads describe well enough to route them by what they say.
  private var fallbacks: Report.Section {
    let weak = [("country", now.countries), ("region", now.regions)].flatMap { kind, tallies in
      sorted(tallies).filter { _, tally in
        Threshold.primaryCoverage.isBreached(by: tally.primary, count: tally.leads)
      }.map { (kind, $0.0, $0.1) }
    }
    return Report.Section(
      title: "Build the fallback first",
      columns: ["market", "leads", "primary coverage", "weakest"],
      rows: weak.map { kind, name, tally in
        [
          "\(kind) \(name)", "\(tally.leads)", percent(tally.leads - tally.contingent, tally.leads),
          weakest(tally),
        ]
      })
  }

  /// The field that most leads lack of those that routing reads.
  private func weakest(_ tally: EnrichmentSample.Tally) -> String {
    let read: [LeadField] = [.country, .language, .products, .employees]
    let worst = read.max { (tally.missing[$0] ?? 0) < (tally.missing[$1] ?? 0) }
    guard let worst, let missing = tally.missing[worst], missing > 0 else { return "–" }
    return "\(worst.rawValue) missing in \(percent(missing, tally.known[worst] ?? 0))"
  }

  /// What share of a market's leads lacks each field; the largest markets only.
  private var fieldTable: Report.Section {
    let large = sorted(now.countries).filter { $0.1.leads >= Report.few }
      .sorted { $0.1.leads > $1.1.leads }.prefix(6)
    let markets = [("all", now.whole)] + large
    let fields = EnrichmentSample.fields.filter { now.whole.missing[$0] ?? 0 > 0 }
    return Report.Section(
      title: "Missing by market, per cent", columns: ["field"] + markets.map { $0.0 },
      rows: fields.map { field in
        [field.rawValue]
          + markets.map { _, tally in
            let known = tally.known[field] ?? 0
            let share = known == 0 ? 0 : Double(tally.missing[field] ?? 0) / Double(known)
            return FigureText.decimal(share * 100, places: 0)
          }
      })
  }

  private var origins: Report.Section {
    let all = now.origins.sorted { a, b in
      if a.value != b.value { return a.value > b.value }
      if a.key.field != b.key.field { return a.key.field.index < b.key.field.index }
      return Bytes.precedes(a.key.from, b.key.from)
    }
    return Report.Section(
      title: "Second best values, and where they came from",
      columns: ["field", "from", "leads", "share"],
      rows: all.map { origin, count in
        [origin.field.rawValue, origin.from, "\(count)", percent(count, now.whole.leads)]
      })
  }

  /// Fields that a source has to bring and did not.
  private var requirements: [Report.Section] {
    guard !required.isEmpty else { return [] }
    let rows = required.flatMap { source -> [[String]] in
      guard let tally = now.sources[source.id] else { return [] }
      let earlier = before?.sources[source.id]
      return source.required.map { field in
        [
          source.id, source.owner ?? "nobody", field.rawValue,
          percent(tally.missing[field] ?? 0, tally.known[field] ?? 0),
          earlier.map { percent($0.missing[field] ?? 0, $0.known[field] ?? 0) } ?? "–",
          "\(tally.leads)",
        ]
      }
    }
    return [
      Report.Section(
        title: "Fields that sources have to bring",
        columns: ["source", "owner", "field", "missing", "4 weeks before", "leads"], rows: rows)
    ]
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : FigureText.value(Double(part) / Double(whole), .share)
  }

  private var notes: [String] {
    guard before != nil else {
      return [
        "Primary coverage is the share of rows with country, language, product and a size (employees, "
          + "revenue or segment). Below 70 %: build the fallback before a rule relies on it."
      ]
    }
    return [
      "Primary coverage is the share of leads with a country, decided without any second best value. "
        + "Below 70 %: build the fallback first.",
      "Contradicted: the lead was delivered again and said otherwise. Accuracy: of inferred countries "
        + "that such a delivery told, those that were right.",
    ]
  }
}
