import LeadModel

/// What went through the fallback queues, and how long it stood there.
public struct QueueReport: Sendable {
  private struct Count {
    var entered = 0
    var waits: [Int64] = []
  }
  private var queues: [QueueID: Count] = [:]

  public init() {}

  /// Takes a stay in that began in the time.
  public mutating func add(_ stay: QueueStay) {
    queues[stay.queue, default: Count()].entered += 1
    if let to = stay.to { queues[stay.queue]?.waits.append(to - stay.from) }
  }

  /// `all` are the queues of the rules in their order; `waiting` how many leads stand in each now.
  public func report(
    _ period: Period, all: [QueueID], waiting: [QueueID: Int], clocks: [ClockTally]
  ) -> Report {
    let others = queues.keys.filter { !all.contains($0) }.sorted()
    let rows = (all + others).flatMap { queue in
      let by = [Report.Term("queue", queue.text)]
      let count = queues[queue] ?? Count()
      let waits = count.waits.sorted()
      let due = clocks.filter { $0.kind == .queue && $0.queue == queue }.attainment
      return [
        Report.Figure.count("entered", by: by, count.entered),
        .count("left", by: by, waits.count),
        .count("waiting_now", by: by, waiting[queue] ?? 0),
        .minutes("wait_median", by: by, Quantile.median(sorted: waits), count: waits.count),
        .minutes(
          "wait_p90", by: by, Quantile.percentile(90, sorted: waits), count: waits.count),
        due.figure("attainment", by: by, limit: .slaAttainment),
      ]
    }
    return Report(name: "queues", from: period.from, to: period.to, rows: rows)
  }
}
