import LeadModel

/// How promises were kept: clocks met of clocks due, by queue and owner.
public enum SLAReport {
  /// `clocks` under the keys of the breakdown asked for.
  public static func report(
    _ period: Period, _ clocks: [ClockTally], labels: BreakdownLabels, by: Report.Breakdown?
  ) -> Report {
    var rows = figures(clocks)
    if let by, by != .queue, by != .owner {
      let groups = Dictionary(grouping: clocks) { labels.label($0.key) }
      for label in labels.sorted(groups.keys) {
        rows.append(
          (groups[label] ?? []).attainment
            .figure("attainment", by: [Report.Term(by.rawValue, label)]))
      }
    }
    return Report(name: "sla", from: period.from, to: period.to, rows: rows)
  }

  /// By sort of clock, queue and owner.
  public static func figures(_ clocks: [ClockTally]) -> [Report.Figure] {
    ClockKind.allCases.map { kind in
      clocks.filter { $0.kind == kind }.attainment
        .figure("attainment", by: [Report.Term("clock", kind.rawValue)])
    } + byQueue(clocks) + byOwner(clocks)
  }

  /// Queue clocks; each queue has a line not to fall below.
  public static func byQueue(_ clocks: [ClockTally]) -> [Report.Figure] {
    let queues = Dictionary(grouping: clocks.filter { $0.kind == .queue }) { $0.queue?.text ?? "" }
    return queues.sorted { Bytes.precedes($0.key, $1.key) }.map { queue, clocks in
      clocks.attainment.figure(
        "attainment", by: [Report.Term("queue", queue)], limit: .slaAttainment)
    }
  }

  /// First contact and owner clocks.
  private static func byOwner(_ clocks: [ClockTally]) -> [Report.Figure] {
    let owned = clocks.filter { ($0.kind == .owner || $0.kind == .firstContact) && $0.owner != nil }
    return Dictionary(grouping: owned) { $0.owner?.text ?? "" }
      .sorted { Bytes.precedes($0.key, $1.key) }
      .map { owner, clocks in
        clocks.attainment.figure("attainment", by: [Report.Term("owner", owner)])
      }
  }
}

extension [ClockTally] {
  /// All of them together.
  public var attainment: Attainment {
    reduce(into: Attainment()) {
      $0.met += $1.met
      $0.due += $1.due
    }
  }
}
