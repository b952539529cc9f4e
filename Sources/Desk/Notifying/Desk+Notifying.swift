import DeskRules
import LeadModel
import Settings
import Store

/// An event that a program has still to be told.
public typealias DueNotification = WaitingNotification

// Queueing: what is committed and what programs are told of it stand or fall together.
extension Desk {
  /// The units with a notification for each hook that wants to hear of an event in them. Without hooks this
  /// costs nothing.
  func telling(_ units: [CommitUnit]) -> [CommitUnit] {
    let hooks = configuration.site.hooks
    guard !hooks.isEmpty, mode == .host else { return units }
    var reader = NoticeReader(self, wanted: Set(hooks.flatMap(\.events)))
    return units.map { unit in
      let notices = reader.notices(of: unit)
      guard !notices.isEmpty else { return unit }
      var unit = unit
      for notice in notices { queue(notice, hooks, in: &unit) }
      return unit
    }
  }

  private func queue(_ notice: Notice, _ hooks: [NotificationHook], in unit: inout CommitUnit) {
    for hook in hooks where hook.events.contains(notice.event) {
      let wasFull = notifier.isFull
      guard notifier.admit(store) else {
        if !wasFull { unit.entries.append(Self.overflow(at: unit.entries.last?.at ?? notice.at)) }
        continue
      }
      // Queued by the clock of the commit: an event may be dated long before it was noticed.
      let at = max(unit.entries.last?.at ?? notice.at, state.at)
      let number = notifier.nextNumber()
      notifier.noteDue(at: at)
      unit.changes.append(
        .notificationQueued(
          NotificationQueued(
            id: number, command: hook.command, event: notice.event.rawValue,
            payload: notice.payload(number: number, owner: notice.owner.flatMap(rep)), at: at)))
    }
  }

  /// Says in the log, once, that events are left out.
  private static func overflow(at instant: Instant) -> EntryDraft {
    var payload = Payload()
    payload.put("why", "more than \(Notifier.mostWaiting) notifications wait: others are left out")
    return EntryDraft(
      at: instant, actor: "engine", kind: .notifyFailed, subject: "notify",
      payload: payload.bytes)
  }

  /// Queues a notice that belongs to no other commit.
  func tell(_ notice: Notice, marks: [Change] = []) throws {
    var unit = CommitUnit(changes: marks)
    queue(notice, configuration.site.hooks, in: &unit)
    guard !unit.changes.isEmpty || !unit.entries.isEmpty else { return }
    try commit([unit])
  }

  /// Tells of something that the store may be unable to keep.
  func tellUrgently(_ notice: Notice) {
    guard mode == .host else { return }
    for hook in configuration.site.hooks where hook.events.contains(notice.event) {
      notifier.addUrgent(
        UrgentNotification(
          command: hook.command, event: notice.event.rawValue,
          payload: notice.payload(number: 0, owner: nil)))
    }
  }
}

// Delivering: the host runs the programs and says what became of it.
extension Desk {
  /// How many notifications are handed over at a time.
  private static let mostAtOnce = 200

  /// Another number whenever a notification came or went.
  public var notificationState: Int { notifier.state }

  /// When the next may be due; nil where none waits.
  public var nextNotification: Instant? { notifier.nextDue }

  /// Notifications that are due, in order. Those of programs that are not set any more are given up.
  public func dueNotifications(now: Instant) throws(DeskProblem) -> [DueNotification] {
    do {
      let due = try store.dueNotifications(at: now, limit: Self.mostAtOnce)
      let set = Set(configuration.site.hooks.map(\.command))
      let orphans = due.filter { !set.contains($0.command) }
      if !orphans.isEmpty {
        try giveUp(orphans, why: "the program is not set in signalbox.toml any more", now: now)
      }
      if due.isEmpty { notifier.noteTried([], next: try store.nextNotification()) }
      return due.filter { set.contains($0.command) }
    } catch { throw Desk.problem(error) }
  }

  /// Events that are only kept in memory, each handed over once.
  public func takeUrgentNotifications() -> [UrgentNotification] { notifier.takeUrgent() }

  /// A program took a notification.
  public func noteDelivered(
    _ notification: DueNotification, now: Instant
  ) throws(DeskProblem) {
    notifier.settle(program: Self.program(notification))
    do {
      try commit([NotificationTried(id: notification.id, at: now, result: .delivered)])
    } catch { throw Desk.problem(error) }
  }

  /// A program did not take a notification. It is left alone until it is due again, and so is all that
  /// waits for it; what is older than a day is given up.
  public func noteFailure(
    of notification: DueNotification, why: String, now: Instant
  ) throws(DeskProblem) {
    do {
      let others = try store.dueNotifications(at: now, limit: Self.mostAtOnce)
        .filter { $0.command == notification.command && $0.id != notification.id }
      let all = [notification] + others
      let stale = all.filter { now - $0.at >= BackOff.patience }
      if !stale.isEmpty { try giveUp(stale, why: why, now: now) }
      guard
        let again = BackOff.next(after: notification.attempts, queuedAt: notification.at, now: now)
          ?? BackOff.next(after: 0, queuedAt: now, now: now)
      else { return }
      try commit(
        all.filter { now - $0.at < BackOff.patience }
          .map { NotificationTried(id: $0.id, at: now, result: .retry(at: again, why: why)) })
    } catch { throw Desk.problem(error) }
  }

  /// A program did not take an event that is only kept in memory.
  public func noteUrgentFailure(of command: [String], why: String) {
    messages.append("\(command.first ?? "a program") was not told: \(why)")
  }

  private func giveUp(_ lost: [DueNotification], why: String, now: Instant) throws {
    let tries = lost.map { NotificationTried(id: $0.id, at: now, result: .givenUp(why: why)) }
    let at = max(now, state.at)
    try commit(tries, entries: [Self.failure(lost, why: why, at: at)])
    for (program, lost) in Dictionary(grouping: lost, by: Self.program) {
      let text = "\(program) took no notification for a day: \(why)"
      let alert = Alert(id: "notify/\(program)", at: at, text: text, lead: nil)
      if notifier.raise(alert, program: program) {
        messages.append("\(text); \(lost.count) given up")
        news.insert(.status)
      }
    }
  }

  /// `notify.failed`. Of the command only the program: arguments may hold what is secret.
  private static func failure(
    _ lost: [DueNotification], why: String, at now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("program", lost.first.map(program))
    payload.put("event", lost.first?.event)
    payload.put("since", lost.map(\.at).min())
    payload.put("attempts", lost.first?.attempts ?? 0)
    payload.put("count", lost.count)
    payload.put("why", why)
    return EntryDraft(
      at: now, actor: "engine", kind: .notifyFailed,
      subject: "notify/\(lost.first?.id ?? 0)", payload: payload.bytes)
  }

  private static func program(_ notification: DueNotification) -> String {
    notification.command.first ?? ""
  }

  private func commit(_ tries: [NotificationTried], entries: [EntryDraft] = []) throws {
    guard !tries.isEmpty else { return }
    try commit([CommitUnit(changes: tries.map { .notificationTried($0) }, entries: entries)])
    notifier.noteTried(tries, next: try store.nextNotification())
  }
}
