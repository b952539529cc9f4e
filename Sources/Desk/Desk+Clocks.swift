import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// How many clocks one commit deals with at most.
  private static let clocksPerCommit = 500

  /// What is due by now: warnings, breaches, absences that ended, the drain of the queues. Returns when it
  /// wants to be called again at the latest.
  public func tick(now wall: Instant) throws(DeskProblem) -> Instant {
    let now = max(wall, state.at)
    do {
      try endAbsences(now: now)
      while try ringClocks(now: now) {}
      try drainIfDue(now: now)
      let next = try store.nextClockWork()
      return min(next ?? now + Instant.minute, now + Instant.minute)
    } catch {
      try recover(now: now)
      throw Desk.problem(error)
    }
  }

  /// Warns and tells of breaches up to now. Returns whether there may be more.
  private func ringClocks(now: Instant) throws -> Bool {
    let due = try store.clocksToRing(upTo: now, limit: Self.clocksPerCommit)
    guard !due.isEmpty else { return false }
    var units: [CommitUnit] = []
    var reroutes: [ClockRow] = []
    for clock in due {
      units.append(Self.ring(clock.row, now: now))
      if now >= clock.row.state.dueAt, clock.reroutes { reroutes.append(clock.row) }
    }
    try commit(units)
    for clock in reroutes { try reroute(clock, now: now) }
    return due.count == Self.clocksPerCommit
  }

  /// The warning at three quarters, or the breach at due: dated by the instant it fell on, however late it
  /// was noticed.
  private static func ring(_ clock: ClockRow, now: Instant) -> CommitUnit {
    let isBreach = now >= clock.state.dueAt
    var payload = Payload()
    payload.put("clock", clock.kind.rawValue)
    payload.put("due", clock.state.dueAt)
    payload.put("owner", clock.owner?.text)
    payload.put("queue", clock.queue?.text)
    if let escalation = clock.escalation { payload.put("escalation", escalation) }
    if isBreach { payload.put("late_arrival", false) }
    let subject = clock.lead.map { "lead/\($0.value)" } ?? "escalation/\(clock.escalation ?? 0)"
    return CommitUnit(
      changes: [
        isBreach
          ? .clockBreached(clock: clock.id, at: clock.state.dueAt)
          : .clockWarned(clock: clock.id, at: clock.state.warnAt)
      ],
      entries: [
        EntryDraft(
          at: now, actor: "clock", kind: isBreach ? .slaBreached : .slaWarned, subject: subject,
          payload: payload.bytes)
      ])
  }

  /// Ends absences whose time is over.
  private func endAbsences(now: Instant) throws {
    let over = absences.filter { $0.value <= now }.sorted { $0.key < $1.key }
    guard !over.isEmpty else { return }
    let units = over.map { rep, until in
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
