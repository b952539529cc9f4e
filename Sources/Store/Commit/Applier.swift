import GRDB
import LeadModel

/// Applies changes inside a transaction. A change that contradicts what is stored is refused, and
/// with it the whole commit: it would mean that its decider worked from a wrong picture.
struct Applier {
  let db: Database
  /// Prepared at first use and kept for the transaction: most units of a batch bring the same
  /// changes.
  var insertLead, insertPerson, insertPeriod, insertStay, insertClock: HotStatement?

  /// Texts of leads that this transaction has looked up.
  var seen: [UnseenKind: Set<String>] = [:]

  let arena: BindArena

  init(_ db: Database, arena: BindArena) {
    self.db = db
    self.arena = arena
  }

  mutating func apply(_ changes: [Change]) throws {
    var index = 0
    while index < changes.count {
      let change = changes[index]
      index += 1
      guard case .leadAdded(let lead) = change else {
        try apply(change)
        continue
      }
      // A lead nearly always comes with its place: written as one row at once.
      if index < changes.count, case .leadPlaced(let place) = changes[index],
        place.number == lead.number
      {
        index += 1
        try add(lead, place)
      } else {
        try add(lead, nil)
      }
    }
  }

  private mutating func apply(_ change: Change) throws {
    switch change {
    case .leadAdded(let lead): try add(lead, nil)
    case .leadUpdated(let update): try apply(update)
    case .leadPlaced(let place): try apply(place)
    case .leadStateChanged(let lead, let state, let at): try setState(lead, state, at)
    case .clockStarted(let clock): try start(clock)
    case .clockEnded(let id, let at, let end): try endClock(id, at, end)
    case .clockResumed(let id, _): try resumeClock(id)
    case .clockWarned(let id, let at): try warnClock(id, at)
    case .clockBreached(let id, let at): try breachClock(id, at)
    case .clockRescheduled(let id, let due, let warn): try moveClock(id, due, warn)
    case .activityAdded(let activity): try add(activity)
    case .escalationOpened(let escalation): try open(escalation)
    case .escalationClaimed(let number, let by, let at): try claim(number, by, at)
    case .escalationClosed(let closing): try close(closing)
    case .awayStarted(let away): try start(away)
    case .awayEnded(let rep, let at): try endAway(rep, at)
    case .rulesPublished(let rules): try publish(rules)
    case .datasetReplaced(let dataset): try replace(dataset)
    case .presenceAdded(let weeks): try add(weeks)
    case .fileAttempted(let file): try attempt(file)
    case .fileFinished(let file): try finish(file)
    case .rowRejected(let row): try reject(row)
    case .markAdvanced(let name, let at): try advance(name, at)
    case .exceptionRequested(let exception): try request(exception)
    case .exceptionDecided(let decision): try decide(decision)
    case .exceptionSignedOff(let number, let by, let at, let sunset):
      try signOff(number, by, at, sunset)
    case .approvalGiven(let approval): try add(approval)
    case .changeRequested(let request): try file(request)
    case .changeDecided(let decision): try decide(decision)
    case .rosterChangeNoted(let change): try note(change)
    case .rosterChangesReviewed(let ids, let by, let at): try review(ids, by, at)
    case .noteAdded(let note): try add(note)
    case .auditJudged(let judgement): try add(judgement)
    case .personErased(let lead, _): try erase(lead)
    case .notificationQueued(let notification): try queue(notification)
    case .notificationTried(let attempt): try tried(attempt)
    case .outboxWritten(let file): try written(file)
    }
  }

  /// Runs a statement that has to change exactly one row.
  func one(_ what: @autoclosure () -> String, _ sql: String, _ bind: (inout Binder) -> Void) throws
  {
    guard try db.run(sql, bind) == 1 else { throw StoreProblem.refused(what()) }
  }
}
