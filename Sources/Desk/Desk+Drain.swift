import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// How many waiting leads one pass looks at, oldest first.
  private static let leadsPerPass = 2000
  private static let mark = "drain"

  /// A pass over the queues where one is due. Public so that `run --once` can ask for one.
  func drainIfDue(now: Instant) throws {
    let every = Int64(rules.ruleSet.drainEveryMinutes) * Instant.minute
    if let last = try store.mark(Self.mark), now - last < every { return }
    try drain(now: now)
  }

  /// Decides waiting leads again, oldest first: at most one for each rep, so that the first to arrive does
  /// not swallow the backlog.
  func drain(now: Instant) throws {
    let mark = CommitUnit(changes: [.markAdvanced(name: Self.mark, at: now)])
    let waiting = try store.waitingLeads(limit: Self.leadsPerPass)
    guard !waiting.isEmpty else {
      try commit([mark])
      return
    }
    var pass = DrainPass(desk: self, now: now)
    for number in waiting {
      guard pass.hasRoom else { break }
      try pass.consider(number)
    }
    try commit(pass.units + [mark])
  }

  /// Decides a lead whose clock ran out again, without anyone who has owned it. Leads of named accounts
  /// and open deals stay where they are.
  func reroute(_ clock: ClockRow, now: Instant) throws {
    guard let number = clock.lead, let known = try store.recordedLead(number),
      known.row.state.isOpen, !(1...2).contains(known.row.dimension ?? 0)
    else { return }
    let owners = Set(try store.owners(of: number))
    let excluded = owners.sorted().map { ExcludedRep(rep: $0, reason: .alreadyOwned) }
    var engine = RoutingEngine(rules.compiled)
    let decided = decideAgain(known, excluded: excluded, now: now, engine: &engine)
    guard decided.verdict.outcome != .duplicate, !decided.changesNothing(known.row) else { return }
    let unit = RouteLead(clocks: rules.clocks).decideAgain(
      decided, number: number, running: try store.runningClocks(of: number), kind: nil
    ) { counters.nextClock() }
    follow(unit.changes)
    try commit([unit])
  }

  /// The decision that a known lead gets now.
  func decideAgain(
    _ known: RecordedLead, excluded: [ExcludedRep], now: Instant, engine: inout RoutingEngine
  ) -> RouteLead.Decided {
    let lead = rules.router.normaliser.normalise(known.record, receivedAt: known.row.receivedAt)
    let facts = rules.router.gather(
      lead, number: known.row.number, at: now, excluded: excluded, state: &state)
    var payload: [UInt8] = []
    let (verdict, _) = engine.decide(facts, standing: &state, record: &payload)
    return RouteLead.Decided(
      record: known.record, lead: lead, facts: facts, verdict: verdict, payload: payload)
  }
}

/// One pass over the waiting leads.
private struct DrainPass {
  let desk: Desk
  let now: Instant
  private(set) var units: [CommitUnit] = []
  private let routing: RouteLead
  private var engine: RoutingEngine
  /// Who got one already.
  private var served: [RepID] = []
  private let limit: Int

  init(desk: Desk, now: Instant) {
    self.desk = desk
    self.now = now
    routing = RouteLead(clocks: desk.rules.clocks)
    engine = RoutingEngine(desk.rules.compiled)
    limit = desk.rules.schedules.roster.reps.count { $0.isActive }
  }

  /// Whether anybody is left who might get one.
  var hasRoom: Bool { served.count < limit }

  mutating func consider(_ number: LeadNumber) throws {
    guard let known = try desk.store.recordedLead(number), known.row.state == .queued else {
      return
    }
    let decided = choose(known)
    guard decided.verdict.outcome != .duplicate, !decided.changesNothing(known.row) else { return }
    let kind: EntryKind? = decided.verdict.outcome == .assigned ? .leadDrained : nil
    let unit = routing.decideAgain(
      decided, number: number, running: try desk.store.runningClocks(of: number), kind: kind
    ) { desk.counters.nextClock() }
    desk.follow(unit.changes)
    units.append(unit)
    if let owner = decided.verdict.owner { served.append(owner) }
  }

  /// Decides, leaving out whoever got one in this pass, and whoever carries more than the median of the
  /// pool while others of it open within two hours.
  private mutating func choose(_ known: RecordedLead) -> RouteLead.Decided {
    var excluded = served.sorted().map { ExcludedRep(rep: $0, reason: .onePerPass) }
    while true {
      let decided = desk.decideAgain(known, excluded: excluded, now: now, engine: &engine)
      guard decided.verdict.route == .coverage, let owner = decided.verdict.owner,
        engine.isAboveMedian(owner), opensSoon(engine.idleCandidates)
      else { return decided }
      excluded.append(ExcludedRep(rep: owner, reason: .aboveMedian))
    }
  }

  /// Whether one of the reps comes on shift within two hours.
  private func opensSoon(_ reps: [RepID]) -> Bool {
    let positions = reps.compactMap(desk.rules.schedules.roster.index(of:))
    var state = desk.state
    return state.nextOpening(among: positions).map { $0.at <= now + 2 * Instant.hour } ?? false
  }
}

extension RouteLead.Decided {
  /// Whether the lead would stay exactly where it is.
  func changesNothing(_ row: LeadRow) -> Bool {
    verdict.owner == row.owner && verdict.queue == row.queue && verdict.reason == row.reason
  }
}
