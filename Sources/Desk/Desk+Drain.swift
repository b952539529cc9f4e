import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// When the last pass began that gave leads away, and which of those has come to its end.
  private static let drainMark = "drain"
  private static let drainEndMark = "drain.over"
  /// When a desk that does not stay looked at all waiting leads last, and found nothing to give away.
  private static let drainLookMark = "drain.look"
  /// After a pass that found nothing to give away, which nobody noticed, the next comes no sooner: loads
  /// change all the time.
  private static let shortestRest = Instant.minute
  /// A pass is made so often though nothing that was noticed calls for one.
  private static let longestRest = Instant.hour
  /// All waiting leads are looked at so often though nothing changed: what they were enriched with gets old.
  private static let longestPartial = Instant.day

  /// A piece of a pass over the queues, where one is going on or due: when something that may help waiting
  /// leads has happened, but never sooner after a pass that gave leads away than the rules say. Returns
  /// whether there is more of it.
  func drainStep(now: Instant) throws -> Bool {
    guard var pass = try drain.pass ?? nextPass(now: now) else { return false }
    drain.pass = nil
    var units = try pass.step(self, now: now)
    if pass.hasGiven {
      var marks: [Change] = []
      if drain.lastPass != pass.began {
        marks.append(.markAdvanced(name: Self.drainMark, at: pass.began))
      }
      if pass.isOver { marks.append(.markAdvanced(name: Self.drainEndMark, at: pass.began)) }
      if !marks.isEmpty { units.append(CommitUnit(changes: marks)) }
    }
    try commit(units)
    if pass.hasGiven {
      drain.lastPass = pass.began
      // The next may give away more.
      drain.isWanted = true
    }
    guard pass.isOver else {
      drain.pass = pass
      return true
    }
    if !pass.hasGiven { drain.lastLook = pass.began }
    if pass.isWhole {
      if pass.hasSeenAll { drain.lastWhole = pass.began } else { drain.concernsAll = true }
    }
    return false
  }

  /// A whole pass, unless one that gave leads away is too recent; where that one was cut off, the rest of it.
  /// Nor where a look found nothing so recently, and nothing has happened since that may help anybody.
  func drainOnce(now: Instant) throws {
    drain = try drainState()
    if !drain.isCutOff, let look = try store.mark(Self.drainLookMark), look <= now,
      now - look < Int64(rules.ruleSet.drainEveryMinutes) * Instant.minute,
      try !store.hasEntries(kinds: EntryKind.allCases.filter(\.mayHelpWaiting), since: look),
      !hasOpened(since: look, now: now)
    {
      return
    }
    while try drainStep(now: now) {}
    guard let look = drain.lastLook else { return }
    try commit([CommitUnit(changes: [.markAdvanced(name: Self.drainLookMark, at: look)])])
  }

  /// Whether somebody is on shift who was not at an earlier instant, or may be for some leads.
  private func hasOpened(since before: Instant, now: Instant) -> Bool {
    if rules.nextExceptionChange(after: before).map({ $0 <= now }) ?? false { return true }
    let hasSpecialHours = rules.router.exceptions.contains { exception in
      if case .hoursOf = exception.effect { return !exception.scope.isUnlimited }
      return false
    }
    return hasSpecialHours
      || rules.schedules.roster.reps.indices.contains { index in
        let schedule = rules.schedules.schedules[index]
        return rules.schedules.roster[index].isActive && schedule.span(at: now).answer.isOn
          && !schedule.span(at: before).answer.isOn
      }
  }

  /// What the store tells of passes.
  func drainState() throws(StoreProblem) -> DrainState {
    var drain = DrainState()
    drain.lastPass = try store.mark(Self.drainMark)
    if let last = drain.lastPass {
      drain.isCutOff = try store.mark(Self.drainEndMark) != last
    }
    return drain
  }

  /// The pass that goes on after it was cut off, or a new one where it is due.
  private func nextPass(now: Instant) throws -> DrainPass? {
    noteOpenings(now: now)
    let every = Int64(rules.ruleSet.drainEveryMinutes) * Instant.minute
    if let last = drain.lastPass, now - last < every {
      guard drain.isCutOff else { return nil }
      drain.isCutOff = false
      return try rest(of: last)
    }
    drain.isCutOff = false
    guard isDrainDue(now: now) else { return nil }
    let isWhole = drain.concernsAll
    drain.rest(at: now, relieved: state.relieved)
    guard try store.hasWaitingLeads() else { return nil }
    var waiting = try store.waitingLeads(for: isWhole ? nil : QueueReason.passing, limit: .max)
    if !isWhole, !drain.hopeful.isEmpty { waiting = (waiting + drain.hopeful).sorted() }
    return DrainPass(self, began: now, isWhole: isWhole, waiting: waiting)
  }

  /// What a pass that was cut off has not seen: it was at the leads after the last that it gave away, and who
  /// got one got theirs.
  private func rest(of began: Instant) throws -> DrainPass {
    let given = try store.drained(since: began)
    let reached = given.map(\.number).max() ?? LeadNumber(0)
    return DrainPass(
      self, began: began, isWhole: false,
      waiting: try store.waitingLeads(limit: .max).filter { $0 > reached },
      served: Dictionary(given.map { ($0.owner, $0.publicID) }, uniquingKeysWith: { $1 }))
  }

  private func isDrainDue(now: Instant) -> Bool {
    if state.relieved != drain.relieved { drain.isWanted = true }
    if drain.lastWhole.map({ now - $0 >= Self.longestPartial }) ?? false {
      drain.concernsAll = true
    }
    // Whoever comes on shift is not kept waiting by a look that found nothing.
    if drain.hasOpened { return true }
    if drain.isWanted { return drain.lastLook.map { now - $0 >= Self.shortestRest } ?? true }
    return drain.idleSince.map { now - $0 >= Self.longestRest } ?? true
  }

  /// Notes who came on shift since the last look, and when the next does.
  private func noteOpenings(now: Instant) {
    let hasOpened = drain.nextOpening.map { $0 <= now } ?? false
    if hasOpened { drain.hasOpened = true }
    let isFresh = drain.openingKnownAt.map { now - $0 < Self.longestRest } ?? false
    guard hasOpened || !isFresh else { return }
    drain.nextOpening = nextShift(after: now)
    drain.openingKnownAt = now
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
    drain.startOver()
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

  /// Decides a lead whose clock ran out again, without anyone who has owned it; nil where it stays. Leads of
  /// named accounts and open deals do, and so do those that a person gave to somebody: no dimension stands
  /// behind that. `told` are the clocks whose breach is told in the same commit.
  func rerouting(
    _ number: LeadNumber, told: Set<Int64>, now: Instant
  ) throws -> CommitUnit? {
    guard let known = try store.recordedLead(number), known.row.state.isOpen,
      (3...8).contains(known.row.dimension ?? 0)
    else { return nil }
    let decided = decideAgain(known, excluded: try earlierOwners(of: number), now: now)
    guard [.assigned, .queued].contains(decided.verdict.outcome),
      !decided.changesNothing(known.row)
    else { return nil }
    let running = try store.runningClocks(of: number).map { clock in
      var clock = clock
      if told.contains(clock.id) { clock.breached = true }
      return clock
    }
    return RouteLead(clocks: rules.clocks).decideAgain(decided, row: known.row, running: running) {
      counters.nextClock()
    }
  }

  /// Who had the lead and did not keep the promise: it never goes back to them silently.
  func earlierOwners(of number: LeadNumber) throws -> [ExcludedRep] {
    try store.owners(of: number).sorted().map { ExcludedRep(rep: $0, reason: .alreadyOwned) }
  }

  /// The decision that a known lead gets now.
  func decideAgain(
    _ known: RecordedLead, excluded: [ExcludedRep], now: Instant
  ) -> RouteLead.Decided {
    written(weigh(known, excluded: excluded, now: now))
  }

  /// The same with what the log keeps of it, where that was left out.
  func written(_ decided: RouteLead.Decided) -> RouteLead.Decided {
    var decided = decided
    (decided.verdict, decided.payload) = decide(decided.facts)
    return decided
  }

  /// The decision that a known lead would get now, without what the log keeps of it: most that wait stay
  /// where they are.
  func weigh(
    _ known: RecordedLead, excluded: [ExcludedRep], drain: DrainFact? = nil, now: Instant
  ) -> RouteLead.Decided {
    let lead = rules.router.normaliser.normalise(known.record, receivedAt: known.row.receivedAt)
    var facts = rules.router.gather(
      lead, number: known.row.number, at: now, excluded: excluded, state: &state)
    facts.drain = drain
    return RouteLead.Decided(
      record: known.record, lead: lead, facts: facts, verdict: verdict(facts), payload: [])
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
