import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// How many waiting leads are looked at before others get their turn.
  private static let leadsPerStep = 200
  static let drainMark = "drain"
  /// A pass is made so often though nothing that was noticed calls for one: leads get too old to count as
  /// load without a word.
  private static let longestRest = Instant.hour

  /// A piece of a pass over the queues, where one is going on or due: when something that may help waiting
  /// leads has happened, but never sooner after the pass before than the rules say. Returns whether
  /// there is more of it.
  func drainStep(now: Instant) throws -> Bool {
    if drain.pass == nil {
      guard isDrainDue(now: now) else { return false }
      drain.wanted = false
      let waiting = try store.waitingLeads(limit: .max)
      guard !waiting.isEmpty else { return false }
      drain.lastPass = now
      drain.pass = DrainPass(self, waiting: waiting)
    }
    guard var pass = drain.pass else { return false }
    drain.pass = nil
    let units = try pass.step(self, leads: Self.leadsPerStep, now: now)
    if units.contains(where: Self.isDrained) {
      try commit(units + [CommitUnit(changes: [.markAdvanced(name: Self.drainMark, at: now)])])
      drain.wanted = true
    } else {
      try commit(units)
    }
    if pass.isOver {
      drain.nextOpening = nextShift(after: now)
      return false
    }
    drain.pass = pass
    return true
  }

  /// A whole pass, unless one that gave leads away is too recent.
  func drainOnce(now: Instant) throws {
    drain = DrainState(lastPass: try store.mark(Self.drainMark))
    while try drainStep(now: now) {}
  }

  private func isDrainDue(now: Instant) -> Bool {
    let every = Int64(rules.ruleSet.drainEveryMinutes) * Instant.minute
    if let last = drain.lastPass {
      if now - last < every { return false }
      if now - last >= Self.longestRest { return true }
    }
    if drain.hasNewcomers {
      drain.hasNewcomers = false
      drain.nextOpening = nextShift(after: now)
    }
    return drain.wanted || drain.nextOpening.map { $0 <= now } ?? false
  }

  /// Where an exception has begun or ended since the last look, waiting leads may have somewhere to go.
  func noteExceptions(now: Instant) {
    let seen = drain.exceptionsSeen ?? now
    drain.exceptionsSeen = now
    if rules.exceptions.isEmpty { return }
    let hasChange = rules.nextExceptionChange(after: seen).map { $0 <= now } ?? false
    if sunsetWarnings(now: now).contains(where: { $0.at > seen }) { news.insert(.status) }
    if rules.exceptions.contains(where: { $0.sunset <= now }) {
      adopt(rules.exceptions.filter { $0.sunset > now })
    }
    guard hasChange else { return }
    drain.wanted = true
    drain.hasNewcomers = true
    news.formUnion([.governance, .reps, .status])
  }

  /// When the first of the reps who are off shift comes on, by the hours of an exception for some leads too.
  private func nextShift(after now: Instant) -> Instant? {
    let special = rules.router.exceptions.compactMap { exception -> Instant? in
      guard case .hoursOf(let rep, let hours) = exception.effect, !exception.scope.isUnlimited,
        let schedule = rules.schedules.schedule(of: rep)?.replacing(hours: hours)
      else { return nil }
      let start = max(now, exception.effective)
      if schedule.span(at: start).answer.isOn { return nil }
      return WorkingTime(anyOf: [schedule]).nextOpening(from: start)
        .flatMap { $0 < exception.sunset ? $0 : nil }
    }
    return (special + [state.nextShift(after: now)].compactMap(\.self)).min()
  }

  private static func isDrained(_ unit: CommitUnit) -> Bool {
    unit.entries.contains { $0.kind == .leadDrained }
  }

  /// Decides a lead whose clock ran out again, without anyone who has owned it. Leads of named accounts
  /// and open deals stay where they are.
  func reroute(_ number: LeadNumber, now: Instant) throws {
    guard let known = try store.recordedLead(number), known.row.state.isOpen,
      !(1...2).contains(known.row.dimension ?? 0)
    else { return }
    let decided = decideAgain(known, excluded: try earlierOwners(of: number), now: now)
    guard [.assigned, .queued].contains(decided.verdict.outcome),
      !decided.changesNothing(known.row)
    else { return }
    let unit = RouteLead(clocks: rules.clocks).decideAgain(
      decided, row: known.row, running: try store.runningClocks(of: number)
    ) { counters.nextClock() }
    follow(unit.changes)
    try commit([unit])
  }

  /// Who had the lead and did not keep the promise: it never goes back to them silently.
  fileprivate func earlierOwners(of number: LeadNumber) throws -> [ExcludedRep] {
    try store.owners(of: number).sorted().map { ExcludedRep(rep: $0, reason: .alreadyOwned) }
  }

  /// The decision that a known lead gets now.
  func decideAgain(
    _ known: RecordedLead, excluded: [ExcludedRep], now: Instant
  ) -> RouteLead.Decided {
    let lead = rules.router.normaliser.normalise(known.record, receivedAt: known.row.receivedAt)
    let facts = rules.router.gather(
      lead, number: known.row.number, at: now, excluded: excluded, state: &state)
    let (verdict, payload) = decide(facts)
    return RouteLead.Decided(
      record: known.record, lead: lead, facts: facts, verdict: verdict, payload: payload)
  }
}

/// When the queues are drained.
struct DrainState {
  /// When the last pass began; for one that gave leads away the store remembers.
  var lastPass: Instant?
  /// Whether something has happened that may help waiting leads.
  var wanted = true
  /// Whether leads have begun to wait since the next opening was worked out.
  var hasNewcomers = true
  /// When somebody who is off shift comes on.
  var nextOpening: Instant?
  /// The pass that is going on.
  var pass: DrainPass?
  /// Up to when it was noticed that exceptions begin and end.
  var exceptionsSeen: Instant?

  /// Notes what may help waiting leads.
  mutating func note(_ change: Change) {
    switch change {
    case .leadPlaced(let placed): if placed.state == .queued { hasNewcomers = true }
    case .leadStateChanged(_, let state, _): if !state.isOpen { wanted = true }
    case .awayEnded: wanted = true
    case .rulesPublished, .datasetReplaced, .presenceAdded:
      wanted = true
      hasNewcomers = true
    default: break
    }
  }
}

/// One pass over the waiting leads, oldest first: at most one for each rep, so that the first to arrive does
/// not swallow the backlog.
struct DrainPass {
  private var waiting: ArraySlice<LeadNumber>
  /// Who got one already.
  private var served: Set<RepID> = []
  private let limit: Int

  init(_ desk: Desk, waiting: [LeadNumber]) {
    self.waiting = waiting[...]
    limit = desk.rules.schedules.roster.reps.count { $0.isActive }
  }

  /// Whether nobody is left who might get one, or no lead who might go.
  var isOver: Bool { waiting.isEmpty || served.count >= limit }

  /// Looks at some leads. The state follows; the units are to be committed.
  mutating func step(_ desk: Desk, leads: Int, now: Instant) throws -> [CommitUnit] {
    var units: [CommitUnit] = []
    let routing = RouteLead(clocks: desk.rules.clocks)
    for number in waiting.prefix(leads) {
      waiting.removeFirst()
      guard !isOverForReps, let known = try desk.store.recordedLead(number),
        known.row.state == .queued, let decided = try choose(desk, known, now: now)
      else { continue }
      let isDrained = decided.verdict.outcome == .assigned
      let unit = routing.decideAgain(
        decided, row: known.row, running: try desk.store.runningClocks(of: number),
        kind: isDrained ? .leadDrained : nil
      ) { desk.counters.nextClock() }
      desk.follow(unit.changes)
      units.append(unit)
      if isDrained, let owner = decided.verdict.owner { served.insert(owner) }
    }
    return units
  }

  private var isOverForReps: Bool { served.count >= limit }

  /// The decision that moves the lead, leaving out whoever got one in this pass, and whoever carries more
  /// than the median of the pool while others of it open within two hours; nil where it stays.
  private func choose(
    _ desk: Desk, _ known: RecordedLead, now: Instant
  ) throws -> RouteLead.Decided? {
    let before = try desk.earlierOwners(of: known.row.number)
    var decided = desk.decideAgain(known, excluded: before, now: now)
    var excluded = before
    if let owner = decided.verdict.owner, decided.verdict.outcome == .assigned {
      if served.contains(owner) {
        excluded += served.sorted().map { ExcludedRep(rep: $0, reason: .onePerPass) }
        decided = desk.decideAgain(known, excluded: excluded, now: now)
      }
      while decided.verdict.route == .coverage, let owner = decided.verdict.owner,
        desk.rules.engine.isAboveMedian(owner), opensSoon(desk.rules.engine.idleCandidates, desk)
      {
        excluded.append(ExcludedRep(rep: owner, reason: .aboveMedian))
        decided = desk.decideAgain(known, excluded: excluded, now: now)
      }
    }
    let isKeptBack = excluded.count > before.count
    switch decided.verdict.outcome {
    case .assigned:
      // By an account or an open deal somebody may come up twice: next time, then.
      return decided.verdict.owner.map(served.contains) ?? false ? nil : decided
    case .queued:
      // Whoever this pass leaves out is no reason to wait that anyone should read.
      return isKeptBack || decided.changesNothing(known.row) ? nil : decided
    case .duplicate: return decided
    case .shadowed: return nil
    }
  }

  /// Whether one of the reps comes on shift within two hours.
  private func opensSoon(_ reps: [RepID], _ desk: Desk) -> Bool {
    let positions = reps.compactMap(desk.rules.schedules.roster.index(of:))
    let now = desk.state.at
    return desk.state.nextOpening(among: positions).map { $0.at <= now + 2 * Instant.hour } ?? false
  }
}

extension DeskState {
  /// When the first of the reps who are off shift comes on, within 14 days.
  mutating func nextShift(after now: Instant) -> Instant? {
    advance(to: max(now, at))
    var off: [Int] = []
    for index in schedules.roster.reps.indices where schedules.roster[index].isActive {
      if !shift(of: index, hours: nil).isOn { off.append(index) }
    }
    return nextOpening(among: off)?.at
  }
}

extension RouteLead.Decided {
  /// Whether the lead would stay exactly where it is.
  func changesNothing(_ row: LeadRow) -> Bool {
    verdict.owner == row.owner && verdict.queue == row.queue && verdict.reason == row.reason
  }
}
