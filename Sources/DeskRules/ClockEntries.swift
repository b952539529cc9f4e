import LeadModel

/// What the log says of clocks: a warning at three quarters, a breach at due.
///
/// The entry is dated when it was noticed; the breach itself is the due instant, however late that was.
public enum ClockEntries {
  /// The warning.
  public static func warned(_ clock: ClockRow, at now: Instant) -> EntryDraft {
    entry(.slaWarned, clock, payload(clock), at: now)
  }

  /// The breach of a clock that ran out here.
  public static func breached(_ clock: ClockRow, at now: Instant) -> EntryDraft {
    var payload = payload(clock)
    payload.put("late_arrival", false)
    return entry(.slaBreached, clock, payload, at: now)
  }

  /// The breach of a clock that was due before its lead came in: counted, without alert.
  static func lateArrival(_ clock: ClockStarted, at now: Instant) -> EntryDraft {
    let row = ClockRow(
      id: clock.id, kind: clock.kind, lead: clock.lead, escalation: clock.escalation, company: nil,
      owner: clock.owner, queue: clock.queue,
      state: ClockState(startedAt: clock.startedAt, dueAt: clock.dueAt, warnAt: clock.warnAt),
      workingTime: clock.workingTime, warned: false, breached: true)
    var payload = payload(row)
    payload.put("late_arrival", true)
    return entry(.slaBreached, row, payload, at: now)
  }

  /// One entry for each breach among the changes of these clocks: who stops a clock late tells of it.
  static func breaches(
    of clocks: [ClockRow], in changes: [Change], at now: Instant
  ) -> [EntryDraft] {
    changes.compactMap { change in
      guard case .clockBreached(let id, _) = change,
        let clock = clocks.first(where: { $0.id == id })
      else { return nil }
      return breached(clock, at: now)
    }
  }

  private static func payload(_ clock: ClockRow) -> Payload {
    var payload = Payload()
    payload.put("clock", clock.kind.rawValue)
    payload.put("due", clock.state.dueAt)
    payload.put("owner", clock.owner?.text)
    payload.put("queue", clock.queue?.text)
    if let escalation = clock.escalation { payload.put("escalation", escalation) }
    return payload
  }

  private static func entry(
    _ kind: EntryKind, _ clock: ClockRow, _ payload: Payload, at now: Instant
  ) -> EntryDraft {
    // A review's clock belongs to the escalation, whatever lead that is about.
    let subject =
      clock.escalation.map { "escalation/\($0)" } ?? "lead/\(clock.lead?.value ?? 0)"
    return EntryDraft(
      at: now, actor: "clock", kind: kind, subject: subject, payload: payload.bytes)
  }
}

extension ClockRow {
  /// The end of a running clock: met at or before due, void before due, else missed. A breach that was not
  /// told yet is told with it.
  func ended(at instant: Instant, early: ClockEnd) -> [Change] {
    let at = max(instant, state.startedAt)
    guard at > state.dueAt || at == state.dueAt && early == .void else {
      return [.clockEnded(clock: id, at: at, end: early)]
    }
    let end = Change.clockEnded(clock: id, at: at, end: .missed)
    return breached ? [end] : [.clockBreached(clock: id, at: state.dueAt), end]
  }
}
