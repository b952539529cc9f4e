import LeadModel

/// What each rep got and kept, beside the others of the same pool.
public struct RepsReport: Sendable {
  /// A rep as the roster and the desk have it now.
  public struct Rep: Sendable, Equatable {
    public var id: RepID
    /// The first of the rep's pools.
    public var pool: String?
    public var region: String?
    /// IANA.
    public var zone: String
    public var load: Int
    public var capacity: Int
    public init(
      id: RepID, pool: String?, region: String?, zone: String, load: Int, capacity: Int
    ) {
      self.id = id
      self.pool = pool
      self.region = region
      self.zone = zone
      self.load = load
      self.capacity = capacity
    }
  }

  public let reps: [Rep]
  private let assigned: [RepID: Int]
  private let attainment: [RepID: Attainment]
  private let medians: [String: Double]
  private let pools: [String: Int]

  /// `assignments` of the time, `clocks` that were due in it.
  public init(_ reps: [Rep], assignments: [AssignmentTally], clocks: [ClockTally]) {
    self.reps = reps.sorted { $0.id < $1.id }
    let assigned = assignments.reduce(into: [RepID: Int]()) { $0[$1.owner, default: 0] += $1.count }
    self.assigned = assigned
    attainment = clocks.filter { $0.kind == .owner || $0.kind == .firstContact }
      .reduce(into: [:]) { sums, clock in
        guard let owner = clock.owner else { return }
        sums[owner, default: Attainment()].met += clock.met
        sums[owner, default: Attainment()].due += clock.due
      }
    let groups = Dictionary(grouping: reps.filter { $0.capacity > 0 && $0.pool != nil }) {
      $0.pool ?? ""
    }
    medians = groups.mapValues { reps in
      let sorted = reps.map { Int64(assigned[$0.id] ?? 0) * 1000 }
      return Double(Quantile.median(sorted) ?? 0) / 1000
    }
    pools = groups.mapValues { $0.reduce(0) { $0 + (assigned[$1.id] ?? 0) } }
  }

  public func report(_ period: Period) -> Report {
    Report(
      name: "reps", from: period.from, to: period.to,
      rows: reps.filter { $0.capacity > 0 || assigned[$0.id] != nil }.flatMap(figures))
  }

  /// The figures of one rep: assigned in the time, load and capacity now, the share of the pool and that
  /// against the pool's median.
  public func figures(of rep: Rep) -> [Report.Figure] {
    let by = [Report.Term("rep", rep.id.text)]
    let count = assigned[rep.id] ?? 0
    let pool = rep.pool.flatMap { pools[$0] } ?? 0
    let median = rep.pool.flatMap { medians[$0] } ?? 0
    return [
      .count("assigned", by: by, count),
      .count("load", by: by, rep.load),
      .share("of_capacity", by: by, rep.load, of: rep.capacity),
      .share("of_the_pool", by: by, count, of: pool),
      Report.Figure(
        "of_the_median", .share, by: by, value: median > 0 ? Double(count) / median : nil,
        count: count),
      (attainment[rep.id] ?? Attainment()).figure("attainment", by: by),
    ]
  }
}
