import LeadModel
import RoutingEngine

/// Approving an exception: the vote that makes the quorum puts it in force.
public struct ApproveException: Sendable {
  public init() {}

  /// Decides the act. `renewed` is the exception that this one renews, if any.
  public func decide(
    _ row: ExceptionRow, renewed: ExceptionRow?, _ grounds: ExceptionGrounds, by actor: Actor
  ) -> ActOutcome {
    .of { () throws(Refusal) in
      try Authority.demand(.decide, by: actor)
      try Self.checkIsOpen(row)
      try check(row, renewed: renewed, grounds)
      let vote = try CouncilVote(
        "approving an exception", of: "exception \(row.number)", author: row.requestedBy,
        earlier: row.approvals, by: actor, grounds)
      var unit = CommitUnit(entries: [
        ExceptionEntry.vote(
          .exceptionApproved, row, votes: vote.votes, quorum: vote.quorum,
          inForce: vote.takesEffect, sunset: row.sunset, by: actor, at: grounds.now)
      ])
      if vote.isNew {
        unit.changes.append(
          .approvalGiven(
            ApprovalGiven(subject: .exception(row.number), by: actor.name, at: grounds.now)))
      }
      guard vote.takesEffect else {
        return (unit, "Approved exception \(row.number): \(vote.stillMissing(grounds))")
      }
      unit.changes.append(
        .exceptionDecided(
          ExceptionDecided(
            number: row.number, status: .approved, by: actor.name, at: grounds.now, note: nil)))
      return (unit, "Exception \(row.number) is approved: \(Self.holds(row, grounds))")
    }
  }

  /// Only what nobody has decided on is open to a decision.
  static func checkIsOpen(_ row: ExceptionRow) throws(Refusal) {
    guard row.status == .requested else {
      let by = row.decidedBy.map { " by \($0)" } ?? ""
      throw Refusal(.conflict, "exception \(row.number) is \(row.status.rawValue) already\(by)")
    }
  }

  /// Whether what was requested still makes sense.
  private func check(
    _ row: ExceptionRow, renewed: ExceptionRow?, _ grounds: ExceptionGrounds
  ) throws(Refusal) {
    guard grounds.now < row.sunset else {
      throw Refusal(
        .conflict,
        "the sunset of exception \(row.number), \(grounds.words(row.sunset)), is over: "
          + "reject it and request a new one")
    }
    if let renewed, renewed.status != .approved,
      row.sunset > grounds.latestSunset(row.effective, days: ExceptionTime.longest)
    {
      throw Refusal(
        .conflict,
        "exception \(renewed.number) was revoked before it ran its term, so exception "
          + "\(row.number) may not hold for more than \(ExceptionTime.longest) days: reject it and "
          + "request a new one")
    }
    let terms = try ExceptionReading(grounds: grounds).terms(row.terms)
    try ExceptionConflicts(grounds: grounds).check(
      terms, during: row.effective..<row.sunset, number: row.number)
  }

  private static func holds(_ row: ExceptionRow, _ grounds: ExceptionGrounds) -> String {
    row.effective <= grounds.now
      ? "it holds from now to \(grounds.words(row.sunset))"
      : "it holds from \(grounds.words(row.effective)) to \(grounds.words(row.sunset))"
  }
}

/// Saying no to a request, or ending an exception before its sunset: possible at any time.
public struct EndException: Sendable {
  /// `rejected` or `revoked`.
  public var status: ExceptionStatus
  public var note: String

  public static func reject(note: String) -> Self { Self(status: .rejected, note: note) }
  public static func revoke(note: String) -> Self { Self(status: .revoked, note: note) }

  /// Decides the act. `secret` is the exception's.
  public func decide(
    _ row: ExceptionRow, secret: [UInt8], _ grounds: ExceptionGrounds, by actor: Actor
  ) -> ActOutcome {
    .of { () throws(Refusal) in
      try Authority.demand(.decide, by: actor)
      try checkState(row, grounds)
      guard actor.isSolo || row.requestedBy != actor.name else {
        throw Refusal(
          .role,
          "exception \(row.number) was requested by \(actor.name), who may not decide on it:"
            + " any other council may")
      }
      let deed = status == .rejected ? "rejecting an exception" : "revoking an exception"
      let note = try Sentence.read(note, for: deed).get()
      let ended = ExceptionDecided(
        number: row.number, status: status, by: actor.name, at: grounds.now, note: note)
      let kind: EntryKind = status == .rejected ? .exceptionRejected : .exceptionRevoked
      return (
        CommitUnit(
          changes: [.exceptionDecided(ended)],
          entries: [
            ExceptionEntry.ended(
              kind, row, note: note, secret: secret, by: actor, at: grounds.now)
          ]),
        "Exception \(row.number) is \(status.rawValue)"
      )
    }
  }

  private func checkState(_ row: ExceptionRow, _ grounds: ExceptionGrounds) throws(Refusal) {
    if status == .rejected {
      if row.status == .approved {
        throw Refusal(.conflict, "exception \(row.number) is approved already: revoke it instead")
      }
      return try ApproveException.checkIsOpen(row)
    }
    switch row.state(at: grounds.now) {
    case .approved, .active: return
    case .requested:
      throw Refusal(.conflict, "exception \(row.number) is not approved: reject it instead")
    case .expired:
      throw Refusal(
        .conflict, "exception \(row.number) ended by itself on \(grounds.words(row.sunset))")
    case .revoked, .rejected: try ApproveException.checkIsOpen(row)
    }
  }
}
