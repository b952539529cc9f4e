import DeskRules
import LeadModel
import RoutingEngine
import Store

// Dated departures from the rules.
extension Desk {
  /// Decides an act on exceptions.
  func decideException(_ act: Act, by actor: Actor, now: Instant) throws -> ActOutcome {
    switch act {
    case .requestException(let order):
      return RequestException(order).decide(
        try exceptionGrounds(now: now), by: actor, number: try store.highWaters().exception + 1,
        secret: Secret.fresh())
    case .renewException(let number, let renewal):
      return try withException(number, now: now) { row in
        RenewException(renewal).decide(
          try store.exceptionChain(of: row.number),
          successor: try store.exceptions().first {
            $0.renews == row.number && $0.status != .rejected
          }?.number, try exceptionGrounds(now: now), by: actor,
          number: try store.highWaters().exception + 1, secret: Secret.fresh())
      }
    case .approveException(let number):
      return try withException(number, now: now) { row in
        let renewed = try row.renews.flatMap { try store.exceptions(number: $0).first }
        return ApproveException().decide(
          row, renewed: renewed, try exceptionGrounds(now: now), by: actor)
      }
    case .rejectException(let number, let note):
      return try end(number, .reject(note: note), by: actor, now: now)
    case .revokeException(let number, let note):
      return try end(number, .revoke(note: note), by: actor, now: now)
    case .signOffException(let number):
      return try withException(number, now: now) { row in
        let grounds = try exceptionGrounds(now: now)
        let votes = try store.signatures(ofException: number, since: grounds.startOfQuarter(now))
        return SignOffException().decide(row, votes: votes, grounds, by: actor)
      }
    default: return .refused(Refusal(.usage, "this act is about no exception"))
    }
  }

  /// All exceptions, newest first, or one.
  func exceptions(number: Int64?) throws -> [ExceptionRow] {
    try store.exceptions(number: number)
  }

  private func end(
    _ number: Int64, _ ending: EndException, by actor: Actor, now: Instant
  ) throws -> ActOutcome {
    try withException(number, now: now) { row in
      ending.decide(
        row, secret: try store.secret(ofException: number) ?? [],
        try exceptionGrounds(now: now), by: actor)
    }
  }

  /// Hands an exception over, and lets clocks of working time move with what the act makes of it.
  private func withException(
    _ number: Int64, now: Instant, _ body: (ExceptionRow) throws -> ActOutcome
  ) throws -> ActOutcome {
    guard let row = try store.exceptions(number: number).first else {
      return .refused(
        Refusal(.unknown, "there is no exception \(number): \"signalbox exception list\" has all"))
    }
    let outcome = try body(row)
    guard case .done(var unit, let text) = outcome else { return outcome }
    var next = rules
    next.follow(ExceptionRow.inForce(rules.exceptions, row, after: unit.changes))
    unit.changes += try rescheduling(under: next.clocks, now: now)
    return .done(unit: unit, text: text)
  }

  /// What acts on exceptions are judged against.
  func exceptionGrounds(now: Instant) throws -> ExceptionGrounds {
    ExceptionGrounds(
      rules: rules.compiled, customers: rules.router.book,
      zone: rules.schedules.organisationZone, now: now,
      others: try store.exceptions().filter {
        $0.sunset > now && [.requested, .approved].contains($0.status)
      })
  }
}

// What follows once an act is committed.
extension Desk {
  /// Goes by exceptions as they were decided on: from now on, waiting leads included.
  func adoptExceptions(_ changes: [Change], now: Instant) throws {
    let isDecided = changes.contains { change in
      switch change {
      case .exceptionDecided, .exceptionSignedOff: true
      default: false
      }
    }
    guard isDecided else { return }
    adopt(try store.exceptionsInForce(after: now))
    drain.startOver()
    news.formUnion(Topic.allCases)
  }

  /// Goes by these exceptions from now on.
  func adopt(_ exceptions: [ExceptionRow]) {
    rules.follow(exceptions)
    state.adopt(ruleSet: rules.ruleSet, schedules: rules.schedules)
  }
}

extension ExceptionRow {
  /// The exceptions in force once the changes are made, of which some are about `row`.
  fileprivate static func inForce(
    _ before: [ExceptionRow], _ row: ExceptionRow, after changes: [Change]
  ) -> [ExceptionRow] {
    var row = row
    for change in changes {
      switch change {
      case .exceptionDecided(let decided): row.status = decided.status
      case .exceptionSignedOff(_, _, _, let sunset): row.sunset = sunset
      default: break
      }
    }
    return before.filter { $0.number != row.number } + (row.status == .approved ? [row] : [])
  }
}
