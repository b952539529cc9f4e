import LeadModel

/// Clocks, activities and escalations.
extension Applier {
  mutating func start(_ clock: ClockStarted) throws {
    let statement =
      try insertClock
      ?? HotStatement(
        db,
        """
        INSERT INTO clock (id, kind, lead, escalation, owner, queue, started_at, due_at, warn_at,
          minutes, working_time, used, reroutes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, arena)
    insertClock = statement
    try statement.run { row in
      row.int(clock.id)
      row.text(clock.kind.rawValue)
      row.int(clock.lead?.value)
      row.int(clock.escalation)
      row.text(clock.owner)
      row.text(clock.queue)
      row.instant(clock.startedAt)
      row.instant(clock.dueAt)
      row.instant(clock.warnAt)
      row.int(clock.minutes)
      row.bool(clock.workingTime)
      row.int(clock.used)
      row.bool(clock.reroutes)
    }
  }

  func endClock(_ id: Int64, _ at: Instant, _ end: ClockEnd) throws {
    try one(
      "clock \(id) is not running",
      "UPDATE clock SET ended_at = ?, ending = ? WHERE id = ? AND ended_at IS NULL"
    ) { row in
      row.instant(at)
      row.text(end.rawValue)
      row.int(id)
    }
  }

  func resumeClock(_ id: Int64) throws {
    try one(
      "clock \(id) has not ended",
      "UPDATE clock SET ended_at = NULL, ending = NULL WHERE id = ? AND ended_at IS NOT NULL"
    ) { $0.int(id) }
  }

  func warnClock(_ id: Int64, _ at: Instant) throws {
    try one(
      "clock \(id) is not running, or was warned of before",
      """
      UPDATE clock SET warned_at = ?
      WHERE id = ? AND ended_at IS NULL AND warned_at IS NULL
      """
    ) { row in
      row.instant(at)
      row.int(id)
    }
  }

  /// A clock may have ended when its breach is told: a late stop stays missed.
  func breachClock(_ id: Int64, _ at: Instant) throws {
    try one(
      "clock \(id) is unknown, or its breach was told before",
      "UPDATE clock SET breached_at = ? WHERE id = ? AND breached_at IS NULL"
    ) { row in
      row.instant(at)
      row.int(id)
    }
  }

  func moveClock(_ id: Int64, _ due: Instant, _ warn: Instant) throws {
    try one(
      "clock \(id) is not running",
      "UPDATE clock SET due_at = ?, warn_at = ? WHERE id = ? AND ended_at IS NULL"
    ) { row in
      row.instant(due)
      row.instant(warn)
      row.int(id)
    }
  }

  func add(_ activity: ActivityAdded) throws {
    try touch(activity.lead)
    try db.run(
      "INSERT INTO activity (lead, kind, at, actor, channel, auto) VALUES (?, ?, ?, ?, ?, ?)"
    ) { row in
      row.int(activity.lead.value)
      row.text(activity.kind)
      row.instant(activity.at)
      row.text(activity.actor)
      row.text(activity.channel)
      row.bool(activity.auto)
    }
  }

  func open(_ escalation: EscalationOpened) throws {
    try touch(escalation.lead)
    try db.run(
      """
      INSERT INTO escalation (number, lead, code, note, opened_by, rep, opened_at, decision)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) { row in
      row.int(escalation.number)
      row.int(escalation.lead.value)
      row.text(escalation.code)
      row.text(escalation.note)
      row.text(escalation.by)
      row.text(escalation.rep)
      row.instant(escalation.at)
      row.int(escalation.decision)
    }
  }

  func claim(_ number: Int64, _ by: String?, _ at: Instant) throws {
    try one(
      "escalation \(number) is not open",
      """
      UPDATE escalation SET claimed_by = ?, claimed_at = ? WHERE number = ? AND closed_at IS NULL
      """
    ) { row in
      row.text(by)
      row.instant(by == nil ? nil : at)
      row.int(number)
    }
  }

  func close(_ closing: EscalationClosed) throws {
    try one(
      "escalation \(closing.number) is not open",
      """
      UPDATE escalation SET closed_at = ?, closed_by = ?, outcome = ?, closing_note = ?
      WHERE number = ? AND closed_at IS NULL
      """
    ) { row in
      row.instant(closing.at)
      row.text(closing.by)
      row.text(closing.outcome)
      row.text(closing.note)
      row.int(closing.number)
    }
    try db.run(
      """
      UPDATE lead SET version = version + 1
      WHERE number = (SELECT lead FROM escalation WHERE number = ?)
      """
    ) { $0.int(closing.number) }
  }

  /// What is done with a lead makes what others saw of it stale.
  func touch(_ lead: LeadNumber) throws {
    try one("there is no lead \(lead)", "UPDATE lead SET version = version + 1 WHERE number = ?") {
      $0.int(lead.value)
    }
  }
}
