import LeadModel
import Ledger
import RoutingEngine

/// Asking for a dated departure from the rules. It holds for nobody before the council approves.
public struct RequestException: Sendable {
  public var order: ExceptionOrder

  public init(_ order: ExceptionOrder) { self.order = order }

  /// Decides the act. `number` is the exception's, `secret` 32 random bytes of its own.
  public func decide(
    _ grounds: ExceptionGrounds, by actor: Actor, number: Int64, secret: [UInt8]
  ) -> ActOutcome {
    .of { () throws(Refusal) in
      try Authority.demand(.propose, by: actor)
      let terms = try ExceptionReading(grounds: grounds).terms(order.terms)
      let business = BusinessReason(grounds: grounds)
      let code = try business.code(order.code)
      let reason = try business.reason(order.reason)
      let references = try business.references(order.references)
      let owner = try business.ownerRole(order.ownerRole)
      let time = try grounds.time(
        effective: try grounds.instant(order.effective, "effective"), sunset: order.sunset,
        days: ExceptionTime.longest)
      try ExceptionConflicts(grounds: grounds).check(terms, during: time.effective..<time.sunset)
      let request = ExceptionRequested(
        number: number, terms: terms, code: code, reason: reason, references: references,
        ownerRole: owner, effective: time.effective, sunset: time.sunset,
        wantedSunset: time.wantedSunset, renews: nil, by: actor.name, at: grounds.now,
        secret: secret)
      return (
        CommitUnit(
          changes: [.exceptionRequested(request)],
          entries: [ExceptionEntry.requested(request, by: actor)]),
        "Requested exception \(number): \(terms.words), " + grounds.words(time)
      )
    }
  }
}

/// Asking for an exception to go on: a new record with the same terms and a new business reason.
public struct RenewException: Sendable {
  public var renewal: ExceptionRenewal

  public init(_ renewal: ExceptionRenewal) { self.renewal = renewal }

  /// Decides the act. `chain` is the exception to renew and those that it renews, newest first; `successor`
  /// the number of one that renews it already.
  public func decide(
    _ chain: [ExceptionRow], successor: Int64?, _ grounds: ExceptionGrounds, by actor: Actor,
    number: Int64, secret: [UInt8]
  ) -> ActOutcome {
    .of { () throws(Refusal) in
      try Authority.demand(.decide, by: actor)
      guard let old = chain.first else { throw Refusal(.unknown, "there is no such exception") }
      try checkRenewable(old, successor: successor, now: grounds.now)
      let terms = try ExceptionReading(grounds: grounds).terms(old.terms)
      let business = BusinessReason(grounds: grounds)
      let code = try business.code(renewal.code)
      let reason = try business.reason(renewal.reason)
      try checkIsNew(reason, in: chain)
      let references = try business.references(renewal.references ?? old.references)
      let time = try grounds.time(
        effective: try effective(after: old, grounds), sunset: renewal.sunset,
        days: ExceptionTime.longestRenewed)
      try ExceptionConflicts(grounds: grounds).check(terms, during: time.effective..<time.sunset)
      let request = ExceptionRequested(
        number: number, terms: terms, code: code, reason: reason, references: references,
        ownerRole: old.ownerRole, effective: time.effective, sunset: time.sunset,
        wantedSunset: time.wantedSunset, renews: old.number, by: actor.name, at: grounds.now,
        secret: secret)
      return (
        CommitUnit(
          changes: [.exceptionRequested(request)],
          entries: [ExceptionEntry.requested(request, by: actor)]),
        "Requested exception \(number), which renews \(old.number): \(terms.words), "
          + grounds.words(time)
      )
    }
  }

  private func checkRenewable(
    _ old: ExceptionRow, successor: Int64?, now: Instant
  ) throws(Refusal) {
    let remedy: String
    switch old.state(at: now) {
    case .active, .expired:
      guard let successor else { return }
      throw Refusal(
        .conflict,
        "exception \(old.number) is renewed already, by exception \(successor): renew "
          + "that one")
    case .requested: remedy = "is not approved yet: approve it first"
    case .approved: remedy = "has not begun yet: renew it when it ends"
    case .revoked: remedy = "was revoked: request a new one"
    case .rejected: remedy = "was rejected: request a new one"
    }
    throw Refusal(.conflict, "exception \(old.number) \(remedy)")
  }

  /// A reason that was good once has had its time.
  private func checkIsNew(_ reason: String, in chain: [ExceptionRow]) throws(Refusal) {
    let key = BusinessReason.key(reason)
    guard let used = chain.first(where: { BusinessReason.key($0.reason) == key }) else { return }
    throw Refusal(
      .conflict,
      "\"\(reason)\" is the business reason of exception \(used.number) already: a "
        + "renewal needs one that is new")
  }

  /// As given; else where the one before ends, or today.
  private func effective(
    after old: ExceptionRow, _ grounds: ExceptionGrounds
  ) throws(Refusal) -> Instant {
    if let text = renewal.effective { return try grounds.instant(text, "effective") }
    let today = grounds.zone.start(of: grounds.zone.wall(at: grounds.now).date)
    return max(old.sunset, today)
  }
}

extension ExceptionGrounds {
  /// From when to when, and how far it is to go with the council's signature.
  func words(_ time: ExceptionTime) -> String {
    let span = "from \(words(time.effective)) to \(words(time.sunset))"
    return time.wantedSunset > time.sunset
      ? span + ", and to \(words(time.wantedSunset)) if the council signs it off each quarter"
      : span
  }
}
