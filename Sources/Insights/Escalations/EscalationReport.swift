import LeadModel

/// What people disputed, how it was found, and how long that took.
public struct EscalationReport: Sendable {
  /// Escalations of one period.
  public struct Sample: Sendable {
    /// Filed in the period, each with the milliseconds that its review took; nil while it waits, and for
    /// those that were withdrawn.
    public var filed: [(fact: EscalationFact, review: Int64?)]
    /// Leads received in the period, in all and by region.
    public var leads: Int
    public var regions: [String: Int]
    /// Review clocks due in the period.
    public var attainment: Attainment

    public init(
      filed: [(fact: EscalationFact, review: Int64?)], leads: Int, regions: [String: Int] = [:],
      attainment: Attainment
    ) {
      self.filed = filed
      self.leads = leads
      self.regions = regions
      self.attainment = attainment
    }

    /// What the trust signal goes by.
    public var window: TrustSignal.Window {
      TrustSignal.Window(
        leads: leads, filed: filed.count, medianReview: Quantile.median(filed.compactMap(\.review)),
        attainment: attainment)
    }
  }

  private static let outcomes = ["correct", "refine_rule", "routing_error", "withdrawn"]

  /// `current` under labels of the breakdown asked for, where one was.
  public static func report(
    _ period: Period, current: Sample, before: Sample, at now: Instant,
    labels: BreakdownLabels, by: Report.Breakdown?
  ) -> Report {
    var rows = overall(current)
    rows.append(current.attainment.figure("review_attainment"))
    rows.append(.count("filed_in_the_period_before", before.filed.count))
    var groups: [(name: String, value: (EscalationFact) -> String)] = [
      ("region", { $0.region?.text ?? "none" }), ("code", { $0.code }),
      ("rep", { $0.rep?.text ?? "none" }),
    ]
    if let by, by != .region { groups.append((by.rawValue, { labels.label($0.key) })) }
    for group in groups {
      rows += broken(current, at: now, name: group.name, by: group.value)
    }
    var report = Report(name: "escalations", from: period.from, to: period.to, rows: rows)
    if let sentence = TrustSignal.sentence(current: current.window, before: before.window) {
      report.notes.append(sentence.prefix(1).uppercased() + sentence.dropFirst() + ".")
    }
    report.notes.append("Review times are working time of those who review.")
    return report
  }

  private static func overall(_ sample: Sample) -> [Report.Figure] {
    var rows: [Report.Figure] = [.count("filed", sample.filed.count)]
    rows.append(perThousand(sample.filed.count, leads: sample.leads, by: []))
    let closed = sample.filed.filter { $0.fact.outcome != nil }
    rows += reviewTimes(sample.filed.compactMap(\.review), by: [])
    rows.append(.count("open", sample.filed.count - closed.count))
    for outcome in outcomes {
      let part = closed.count { $0.fact.outcome == outcome }
      rows.append(
        .share("outcome", by: [Report.Term("outcome", outcome)], part, of: closed.count))
    }
    return rows
  }

  private static func perThousand(
    _ filed: Int, leads: Int, by: [Report.Term]
  ) -> Report.Figure {
    Report.Figure(
      "per_1000_leads", .perThousand, by: by,
      value: leads == 0 ? nil : Double(filed) * 1000 / Double(leads), count: leads)
  }

  private static func reviewTimes(_ times: [Int64], by: [Report.Term]) -> [Report.Figure] {
    let sorted = times.sorted()
    return [
      .minutes("review_median", by: by, Quantile.median(sorted: sorted), count: sorted.count),
      .minutes(
        "review_p90", by: by, Quantile.percentile(90, sorted: sorted), count: sorted.count),
    ]
  }

  private static func broken(
    _ sample: Sample, at now: Instant, name: String, by value: (EscalationFact) -> String
  ) -> [Report.Figure] {
    let groups = Dictionary(grouping: sample.filed) { value($0.fact) }
    return groups.sorted { Bytes.precedes($0.key, $1.key) }.flatMap { key, filed in
      let by = [Report.Term(name, key)]
      var rows: [Report.Figure] = [.count("filed", by: by, filed.count)]
      if name == "region" {
        rows.append(perThousand(filed.count, leads: sample.regions[key] ?? 0, by: by))
      }
      let reviewed = filed.count { $0.fact.outcome != nil && $0.fact.outcome != "withdrawn" }
      let wrong = filed.count { $0.fact.outcome == "routing_error" }
      rows.append(.share("routing_error", by: by, wrong, of: reviewed))
      rows.append(
        .minutes(
          "review_median", by: by, Quantile.median(filed.compactMap(\.review)),
          count: filed.count { $0.review != nil }))
      rows.append(attainment(filed.map(\.fact), at: now).figure("attainment", by: by))
      return rows
    }
  }

  /// Reviews in time, of those filed in the period that are due.
  private static func attainment(_ facts: [EscalationFact], at now: Instant) -> Attainment {
    facts.reduce(into: Attainment()) { sum, fact in
      guard let due = fact.dueAt, fact.ending != .void, due <= now else { return }
      sum.due += 1
      if fact.ending == .met { sum.met += 1 }
    }
  }
}
