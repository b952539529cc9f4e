import DeskRules
import LeadModel
import RoutingEngine
import Store

/// One pass over the waiting leads, oldest first: at most one for each rep, so that the first to arrive does
/// not swallow the backlog.
struct DrainPass {
  /// How many leads a step passes over at most.
  private static let leadsPerStep = 20_000
  /// How many leads a step moves at most: each is decided twice, and committed.
  private static let movesPerStep = 25

  /// When it began: what the store knows it by.
  let began: Instant
  /// Whether it looks at all waiting leads.
  let isWhole: Bool
  private var waiting: ArraySlice<LeadNumber>
  private var fairness: PassFairness
  /// Kinds of leads of which one found nobody: what comes later of them waits for the next pass.
  private var shut: Set<Int32> = []
  /// How many reps may get one.
  private let limit: Int

  /// A pass over these leads, in which some reps got one before, each with the lead's name.
  init(
    _ desk: Desk, began: Instant, isWhole: Bool, waiting: [LeadNumber],
    served: [RepID: String] = [:]
  ) {
    self.began = began
    self.isWhole = isWhole
    self.waiting = waiting[...]
    fairness = PassFairness(served: served)
    limit = desk.rules.schedules.roster.reps.count { $0.isActive }
  }

  /// Whether nobody is left who might get one, or no lead who might go.
  var isOver: Bool { waiting.isEmpty || fairness.served.count >= limit }

  /// Whether it has looked at all that waited.
  var hasSeenAll: Bool { waiting.isEmpty }

  /// Whether it gave any lead away.
  var hasGiven: Bool { !fairness.served.isEmpty }

  /// Looks at some leads. The state follows; the units are to be committed.
  mutating func step(_ desk: Desk, now: Instant) throws -> [CommitUnit] {
    var units: [CommitUnit] = []
    var decisions = 0
    for number in waiting.prefix(Self.leadsPerStep) {
      if decisions >= desk.drainStride || units.count >= Self.movesPerStep || isOver { break }
      waiting.removeFirst()
      if !isWhole, let kind = desk.drain.kinds[number], shut.contains(kind) { continue }
      decisions += 1
      if let unit = try move(number, desk, now: now) { units.append(unit) }
    }
    return units
  }

  /// What moves the lead; nil where it stays.
  private mutating func move(
    _ number: LeadNumber, _ desk: Desk, now: Instant
  ) throws -> CommitUnit? {
    guard let known = try desk.store.recordedLead(number), known.row.state == .queued,
      let chosen = try choose(desk, known, now: now)
    else { return nil }
    let decided = desk.written(chosen)
    let isDrained = decided.verdict.outcome == .assigned
    let unit = RouteLead(clocks: desk.rules.clocks).decideAgain(
      decided, row: known.row, running: try desk.store.runningClocks(of: number),
      kind: isDrained ? .leadDrained : nil
    ) { desk.counters.nextClock() }
    desk.follow(unit.changes)
    if isDrained, let owner = decided.verdict.owner {
      fairness.note(owner, got: known.row.publicID)
    }
    return unit
  }

  /// The decision that moves the lead, leaving out whoever got one in this pass, and whoever carries more
  /// than the median of the pool while others of it open within two hours; nil where it stays.
  private mutating func choose(
    _ desk: Desk, _ known: RecordedLead, now: Instant
  ) throws -> RouteLead.Decided? {
    let before = try desk.earlierOwners(of: known.row.number)
    let decided = desk.weigh(known, excluded: before, now: now)
    let key = before.isEmpty ? desk.rules.engine.poolKey(of: decided.facts) : nil
    let (chosen, isKeptBack) = keepBack(decided, known, before, desk, now: now)
    switch chosen.verdict.outcome {
    case .assigned:
      // By an account, an open deal or an exception somebody may come up twice: next time, then.
      guard let owner = chosen.verdict.owner, fairness.served[owner] == nil else {
        desk.drain.hopes(known.row)
        return nil
      }
      return chosen
    case .queued:
      if chosen.verdict.reason?.mayEndByItself ?? false { shut(key, known, desk) }
      // Whoever this pass leaves out is no reason to wait that anyone should read.
      if isKeptBack { desk.drain.hopes(known.row) }
      return isKeptBack || chosen.changesNothing(known.row) ? nil : chosen
    case .duplicate: return chosen
    case .shadowed:
      shut(key, known, desk)
      return nil
    }
  }

  /// Passes over whatever is like the lead from now on.
  private mutating func shut(_ key: PoolKey?, _ known: RecordedLead, _ desk: Desk) {
    if let key { shut.insert(desk.drain.kinds.note(known.row.number, key)) }
  }

  /// The decision without those whom the pass leaves out, where it would give the lead to one of them.
  private func keepBack(
    _ decided: RouteLead.Decided, _ known: RecordedLead, _ before: [ExcludedRep], _ desk: Desk,
    now: Instant
  ) -> (RouteLead.Decided, isKeptBack: Bool) {
    guard decided.verdict.outcome == .assigned, decided.verdict.route == .coverage,
      let owner = decided.verdict.owner
    else { return (decided, false) }
    let left = fairness.exclusions(from: desk.rules.engine.poolWithRoom, now: now) {
      desk.state.nextOpening(among: $0)
    }
    guard left.reps.contains(where: { $0.rep == owner }) else { return (decided, false) }
    return (
      desk.weigh(known, excluded: before + left.reps, drain: left.drain, now: now), true
    )
  }
}

extension QueueReason {
  /// Those that end when somebody has room again or comes on shift; the others wait for other rules, people
  /// or customers.
  static let passing: [QueueReason] = [.allAtCapacity, .outsideHours]

  fileprivate var mayEndByItself: Bool { Self.passing.contains(self) }
}

extension EntryKind {
  /// Whether what such an entry tells of may help a lead that waits: somebody gets room, or comes, or other
  /// rules, people or customers count.
  var mayHelpWaiting: Bool {
    switch self {
    case .leadReceived, .leadImported, .leadRedelivered, .leadDuplicate, .leadAssigned,
      .leadQueued, .leadShadowed, .leadContacted, .slaWarned, .slaBreached, .escalationOpened,
      .escalationClaimed,
      .escalationWithdrawn, .intakeAccepted, .intakeRejected, .intakePaused, .intakeResumed,
      .auditJudged, .actRefused, .keyRotated, .notifyFailed, .rosterReviewed, .rulesProposed,
      .rulesApproved, .rulesRejected, .exceptionRequested, .exceptionRejected,
      .exceptionSignedOff:
      false
    default: true
    }
  }
}

extension RouteLead.Decided {
  /// Whether the lead would stay exactly where it is.
  func changesNothing(_ row: LeadRow) -> Bool {
    verdict.owner == row.owner && verdict.queue == row.queue && verdict.reason == row.reason
  }
}
