import LeadModel

/// Whether regions, time zones and reps are served alike.
public enum FairnessReport {
  public static func report(
    _ period: Period, reviews: EscalationReport.Sample, clocks: [ClockTally], reps: RepsReport,
    labels: BreakdownLabels
  ) -> Report {
    var rows: [Report.Figure] = []
    let zones = Dictionary(
      reps.reps.map { ($0.id, $0.zone) }, uniquingKeysWith: { first, _ in first })
    rows += reviewTimes(reviews, name: "region") { $0.region?.text ?? "none" }
    rows += reviewTimes(reviews, name: "zone") { $0.rep.flatMap { zones[$0] } ?? "none" }
    let regions = Dictionary(grouping: clocks) { labels.label($0.key) }
    for region in labels.sorted(regions.keys) {
      rows.append(
        (regions[region] ?? []).attainment
          .figure("attainment", by: [Report.Term("region", region)]))
    }
    let owned = clocks.filter { $0.kind == .owner || $0.kind == .firstContact }
    let byZone = Dictionary(grouping: owned) { $0.owner.flatMap { zones[$0] } ?? "none" }
    for (zone, clocks) in byZone.sorted(by: { Bytes.precedes($0.key, $1.key) }) {
      rows.append(clocks.attainment.figure("attainment", by: [Report.Term("zone", zone)]))
    }
    let shares: Set<String> = ["assigned", "of_the_pool", "of_the_median"]
    rows += reps.report(period).rows.filter { shares.contains($0.figure) }
    return Report(name: "fairness", from: period.from, to: period.to, rows: rows)
  }

  private static func reviewTimes(
    _ sample: EscalationReport.Sample, name: String, _ value: (EscalationFact) -> String
  ) -> [Report.Figure] {
    let groups = Dictionary(grouping: sample.filed) { value($0.fact) }
    return groups.sorted { Bytes.precedes($0.key, $1.key) }.map { key, filed in
      let times = filed.compactMap(\.review)
      return .minutes(
        "review_median", by: [Report.Term(name, key)], Quantile.median(times), count: times.count)
    }
  }
}
