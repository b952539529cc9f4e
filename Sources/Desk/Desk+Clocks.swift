import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// How many clocks one commit deals with at most, so that it keeps nobody waiting for long.
  private static let clocksPerCommit = 200
  /// How many clocks are brought into order at once: finding the first of many that are due at the same time
  /// takes as long as finding these.
  private static let clocksInOrder = 5000

  /// A piece of what is due by now: absences that ended, warnings, breaches, the drain of the queues, a
  /// checkpoint. Returns when it wants to be called again at the latest; now where there is more to do.
  public func tick(now wall: Instant) throws(DeskProblem) -> Instant {
    let now = max(wall, state.at)
    do {
      if try keepTime(now: now) { return now }
      if try drainStep(now: now) { return now }
      notary.anchorIfDue(store, now: now)
      let next = [try store.nextClockWork(), rules.nextExceptionChange(after: now)]
      return min(next.compactMap(\.self).min() ?? now + Instant.minute, now + Instant.minute)
    } catch {
      try recover(now: now)
      throw Desk.problem(error)
    }
  }

  /// What is due by now, and one pass over the queues, but no second one within the time that the rules
  /// set between passes.
  public func runClocksOnce(now wall: Instant) throws(DeskProblem) {
    let now = max(wall, state.at)
    do {
      while try keepTime(now: now) {}
      try drainOnce(now: now)
    } catch {
      try recover(now: now)
      throw Desk.problem(error)
    }
  }

  /// Absences and clocks. Returns whether there may be more.
  private func keepTime(now: Instant) throws -> Bool {
    state.advance(to: now)
    noteExceptions(now: now)
    try endAbsences(now: now)
    return try ringClocks(now: now)
  }

  /// Warns and tells of breaches up to now. Returns whether there may be more.
  ///
  /// A breach and where it sends the lead are one commit: whoever finds the breach told need not ask whether
  /// anything followed.
  private func ringClocks(now: Instant) throws -> Bool {
    if ringing.isEmpty {
      ringing = try store.clocksToRing(upTo: now, limit: Self.clocksInOrder)[...]
      if ringing.isEmpty { return false }
    }
    let next = ringing.prefix(Self.clocksPerCommit)
    let due = try store.clocksToRing(next, upTo: now)
    ringing = ringing.dropFirst(Self.clocksPerCommit)
    let breached = due.filter { now >= $0.row.state.dueAt }
    let told = Set(breached.map(\.row.id))
    var units = due.map { Self.ring($0.row, now: now) }
    // One lead may have several clocks that ran out at once, and moves once.
    var moved: Set<LeadNumber> = []
    for clock in breached where clock.reroutes && clock.row.kind != .escalation {
      guard let lead = clock.row.lead, moved.insert(lead).inserted,
        let unit = try rerouting(lead, told: told, now: now)
      else { continue }
      follow(unit.changes)
      units.append(unit)
    }
    try commit(units)
    return !ringing.isEmpty || next.count == Self.clocksPerCommit
  }

  /// The warning at three quarters, or the breach at due: dated by the instant it fell on, however late it
  /// was noticed.
  private static func ring(_ clock: ClockRow, now: Instant) -> CommitUnit {
    now >= clock.state.dueAt
      ? CommitUnit(
        changes: [.clockBreached(clock: clock.id, at: clock.state.dueAt)],
        entries: [ClockEntries.breached(clock, at: now)])
      : CommitUnit(
        changes: [.clockWarned(clock: clock.id, at: clock.state.warnAt)],
        entries: [ClockEntries.warned(clock, at: now)])
  }

  /// Ends absences whose time is over. Clocks went by the end that was known, and stay.
  func endAbsences(now: Instant) throws {
    let over = absences.values.compactMap { absence in
      absence.until.flatMap { $0 <= now ? (absence.rep, $0) : nil }
    }
    guard !over.isEmpty else { return }
    let units = over.sorted { $0.0 < $1.0 }.map { rep, until in
      var payload = Payload()
      payload.put("rep", rep.text)
      payload.put("until", until)
      return CommitUnit(
        changes: [.awayEnded(rep: rep, at: until)],
        entries: [
          EntryDraft(
            at: now, actor: "clock", kind: .repBack, subject: "rep/\(rep.text)",
            payload: payload.bytes)
        ])
    }
    try commit(units)
    for unit in units { follow(unit.changes) }
  }
}

// Working time that moves.
extension Desk {
  /// Somebody who does not say until when is taken to be away so long: a promise is not put off for ever.
  private static let longestAbsence = Int64(Absence.longestMinutes) * Instant.minute

  /// The stretches for which people are off shift at once.
  static func stretches(_ absences: [RepID: AwayStarted]) -> [RepID: Range<Instant>] {
    absences.mapValues { absence in
      absence.from..<max(absence.from, absence.until ?? absence.from + longestAbsence)
    }
  }

  /// What the changes of an act do to clocks of working time: who goes away takes time out of them, who
  /// comes back puts it in again.
  func rescheduling(after changes: [Change], now: Instant) throws -> [Change] {
    var next = absences
    for change in changes { Self.note(change, in: &next) }
    guard next != absences else { return [] }
    var clocks = rules.clocks
    clocks.absences = Self.stretches(next)
    return try rescheduling(under: clocks, now: now)
  }

  /// What other rules or schedules do to the clocks that run.
  func rescheduling(under next: ClockRules, now: Instant) throws -> [Change] {
    rules.clocks.rescheduling(
      try store.workingClocks(dueAfter: now), under: next, at: now)
  }

  static func note(_ change: Change, in absences: inout [RepID: AwayStarted]) {
    switch change {
    case .awayStarted(let started): absences[started.rep] = started
    case .awayEnded(let rep, _): absences[rep] = nil
    default: break
    }
  }
}
