import LeadModel

/// How soon leads were contacted: the median from submission to first contact of those that were, beside
/// those that still wait though they were due.
public struct SpeedToLead: Sendable {
  private var times: [String: [Int64]] = [:]
  private var waiting: [String: Int] = [:]

  public init() {}

  public mutating func add(_ label: String, _ milliseconds: Int64) {
    times[label, default: []].append(milliseconds)
  }

  public mutating func addUncontacted(_ label: String, _ count: Int) {
    waiting[label, default: 0] += count
  }

  /// Of the whole, then by label in the order given.
  public func figures(_ name: String?, labels: [String]) -> [Report.Figure] {
    let all = times.values.flatMap(\.self)
    var rows: [Report.Figure] = [
      .minutes("speed_to_lead", Quantile.median(all), count: all.count),
      .count("uncontacted_past_due", waiting.values.reduce(0, +)),
    ]
    guard let name else { return rows }
    for label in labels {
      let by = [Report.Term(name, label)]
      let times = times[label] ?? []
      rows.append(
        .minutes(
          "speed_to_lead", by: by, Quantile.median(times), count: times.count,
          limit: name == "region" ? .speedToLead : nil))
      rows.append(.count("uncontacted_past_due", by: by, waiting[label] ?? 0))
    }
    return rows
  }

  /// Everything that was counted under.
  public var labels: Set<String> { Set(times.keys).union(waiting.keys) }
}
