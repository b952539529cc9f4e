import LeadModel

/// What became of leads that came in within one hour.
public struct Arrivals: Sendable, Equatable {
  public var leads: Int
  /// Those whose first contact was late or is overdue.
  public var misses: Int
  /// Those that waited in a queue first.
  public var queued: Int
  /// Of them, those that nobody was on shift for.
  public var outsideHours: Int

  public init(_ leads: Int = 0, misses: Int = 0, queued: Int = 0, outsideHours: Int = 0) {
    self.leads = leads
    self.misses = misses
    self.queued = queued
    self.outsideHours = outsideHours
  }

  public static func += (a: inout Self, b: Self) {
    a.leads += b.leads
    a.misses += b.misses
    a.queued += b.queued
    a.outsideHours += b.outsideHours
  }
}

/// The hours of a week of some people: when they ought to work, when they were seen, when leads came in.
public struct CoverageGrid: Sendable, Equatable {
  public var reps = 0
  /// Reps of whom too little was seen, so that their contract stands in.
  public var assumed = 0
  public var contract = WeekHours()
  public var observed = WeekHours()
  /// Hours by contract in which the person is not seen; each person's own, so that nobody's overtime
  /// hides who is not there.
  public var unseen = WeekHours()
  /// Hours in which the person is seen beyond the contract.
  public var beyond = WeekHours()
  public var arrived = Array(repeating: Arrivals(), count: 168)
  /// Of them, those that came in while nobody was seen.
  public var alone = Array(repeating: Arrivals(), count: 168)

  public init() {}

  /// Hours in which leads came in while nobody was seen.
  public var gaps: [Int] { alone.indices.filter { alone[$0].leads > 0 } }

  mutating func add(contract: WeekHours, observed: WeekHours?) {
    reps += 1
    assumed += observed == nil ? 1 : 0
    let seen = observed ?? contract
    self.contract.add(contract)
    self.observed.add(seen)
    unseen.add(contract.less(seen))
    beyond.add(seen.less(contract))
  }

  /// Figures of the whole week.
  func sums(_ by: [Report.Term], gaps: Int, leadsInGaps: Int) -> [Report.Figure] {
    let all = arrived.reduce(into: Arrivals()) { $0 += $1 }
    func hours(_ name: String, _ hours: WeekHours) -> Report.Figure {
      Report.Figure(name, by: by, value: hours.hours, count: reps)
    }
    return [
      .count("reps", by: by, reps), hours("contract_hours", contract),
      hours("seen_hours", observed), hours("unseen_hours", unseen), hours("beyond_hours", beyond),
      .count("leads", by: by, all.leads), .count("sla_misses", by: by, all.misses),
      .count("gap_hours", by: by, gaps),
      .share("leads_in_gaps", by: by, leadsInGaps, of: all.leads),
    ]
  }

  /// The figures of each hour. `isWhole` tells the hours too in which there is nothing.
  public func cells(_ by: [Report.Term], isWhole: Bool) -> [Report.Figure] {
    let shares = [
      ("contract", contract), ("observed", observed), ("promised_not_seen", unseen),
      ("beyond_contract", beyond),
    ].map { name, hours in (0..<168).map { share(name, hours[$0], by, $0) } }
    let counts = [
      ("leads", arrived.map(\.leads)), ("sla_misses", arrived.map(\.misses)),
      ("leads_in_gaps", alone.map(\.leads)),
    ].map { name, values in
      (0..<168).map { Report.Figure.count(name, by: Self.terms(by, $0), values[$0]) }
    }
    return (shares + counts).flatMap { cells in
      cells.filter { isWhole || ($0.value ?? 0) > 0 }
    }
  }

  /// The part of the people of whom it holds.
  private func share(
    _ name: String, _ minutes: Double, _ by: [Report.Term], _ cell: Int
  ) -> Report.Figure {
    Report.Figure(
      name, .share, by: Self.terms(by, cell),
      value: reps == 0 ? nil : minutes / Double(60 * reps), count: reps)
  }

  static func terms(_ by: [Report.Term], _ cell: Int) -> [Report.Term] {
    by + [
      Report.Term("weekday", Report.weekdays[cell / 24]), Report.Term("hour", hour(cell)),
    ]
  }

  /// `09`.
  static func hour(_ cell: Int) -> String { cell % 24 < 10 ? "0\(cell % 24)" : "\(cell % 24)" }
}
