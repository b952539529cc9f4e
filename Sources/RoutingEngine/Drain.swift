import LeadModel

/// One of the reps whom a decision found with room.
public struct PoolMember: Sendable, Equatable {
  public var rep: RepID
  /// Where the rep stands in the roster.
  public var position: Int
  /// Before the decision.
  public var load: Int
  public var isOnShift: Bool
  public init(rep: RepID, position: Int, load: Int, isOnShift: Bool) {
    self.rep = rep
    self.position = position
    self.load = load
    self.isOnShift = isOnShift
  }
}

/// What makes leads alike for dimensions 3 to 7: of two with the same key, both or neither find somebody with
/// room on shift.
public struct PoolKey: Hashable, Sendable {
  let country: CountryCode?
  let language: LanguageCode?
  let region: Int?
  let product: Int?
  let pool: Int?
  let exceptions: [Int64]
}

// What a drain pass asks of the decision that was taken last.
extension RoutingEngine {
  /// The pool of the last decision as far as it has room, in order of ids; empty where none was asked.
  public var poolWithRoom: [PoolMember] {
    let off = Set(run.offShift.map(\.candidate.rep))
    return run.candidates.map { candidate in
      PoolMember(
        rep: rules.roster[Int(candidate.rep)].id, position: Int(candidate.rep),
        load: Int(candidate.load), isOnShift: !off.contains(candidate.rep))
    }
  }

  /// What the lead has in common with others that would fare as it did in the last decision. `facts` are those
  /// it was taken on.
  public func poolKey(of facts: Facts) -> PoolKey {
    PoolKey(
      country: run.country, language: run.language, region: run.region, product: run.product,
      pool: SegmentPool.firstPool(facts, tables, run), exceptions: facts.exceptions.map(\.number))
  }
}

/// What a drain pass is fair by: at most one lead for each rep, and none for whoever is fuller than the median
/// of the pool while others of the pool are about to come.
public struct PassFairness: Sendable {
  /// Others who come this soon are waited for, in milliseconds.
  static let patience = 2 * Instant.hour

  /// Who got a lead in this pass, and which, as decisions name it.
  public private(set) var served: [RepID: String]

  /// Takes who got one before.
  public init(served: [RepID: String] = [:]) { self.served = served }

  /// Notes that the rep got a lead.
  public mutating func note(_ rep: RepID, got lead: String) { served[rep] = lead }

  /// Whom of the members the pass leaves out, in their order, and where somebody is too full for it, what
  /// that was measured by. `opening` tells when the first of the reps at positions of the roster comes on
  /// shift after `now`.
  public func exclusions(
    from members: [PoolMember], now: Instant, opening: ([Int]) -> NextOpening?
  ) -> (reps: [ExcludedRep], drain: DrainFact?) {
    let here = members.filter(\.isOnShift)
    let drain = measure(members, now: now, opening)
    let reps = here.compactMap { member -> ExcludedRep? in
      if let lead = served[member.rep] {
        return ExcludedRep(rep: member.rep, reason: .onePerPass, lead: lead)
      }
      guard let drain, member.load > drain.median else { return nil }
      return ExcludedRep(rep: member.rep, reason: .aboveMedian)
    }
    return (reps, reps.contains { $0.reason == .aboveMedian } ? drain : nil)
  }

  private func measure(
    _ members: [PoolMember], now: Instant, _ opening: ([Int]) -> NextOpening?
  ) -> DrainFact? {
    let loads = members.map(\.load).sorted()
    guard let most = loads.last, case let median = loads[(loads.count - 1) / 2], most > median,
      let next = opening(members.filter { !$0.isOnShift }.map(\.position)),
      next.at <= now + Self.patience
    else { return nil }
    return DrainFact(median: median, opening: next)
  }
}
