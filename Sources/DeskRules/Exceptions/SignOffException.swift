import LeadModel
import RoutingEngine

/// The council's signature under a term that is longer than usual: it reaches to the end of the next quarter,
/// and is given again each quarter.
public struct SignOffException: Sendable {
  public init() {}

  /// Decides the act. `votes` are those who signed this quarter, and since the last signature was
  /// complete, in order.
  public func decide(
    _ row: ExceptionRow, votes: [String], _ grounds: ExceptionGrounds, by actor: Actor
  ) -> ActOutcome {
    .of { () throws(Refusal) in
      try Authority.demand(.decide, by: actor)
      let sunset = try sunset(row, grounds)
      try ExceptionConflicts(grounds: grounds).check(
        row.terms, during: row.effective..<sunset, number: row.number)
      let vote = try CouncilVote(
        "signing off an exception", of: "exception \(row.number)", author: row.requestedBy,
        earlier: votes, by: actor, grounds)
      var unit = CommitUnit(entries: [
        ExceptionEntry.vote(
          .exceptionSignedOff, row, votes: vote.votes, quorum: vote.quorum,
          inForce: vote.takesEffect, sunset: vote.takesEffect ? sunset : row.sunset, by: actor,
          at: grounds.now)
      ])
      if vote.isNew {
        unit.changes.append(
          .approvalGiven(
            ApprovalGiven(
              subject: .signOff(exception: row.number), by: actor.name, at: grounds.now)))
      }
      guard vote.takesEffect else {
        return (unit, "Signed exception \(row.number): \(vote.stillMissing(grounds))")
      }
      unit.changes.append(
        .exceptionSignedOff(
          number: row.number, by: actor.name, at: grounds.now, sunset: sunset))
      return (unit, "Exception \(row.number) is signed off: it holds to \(grounds.words(sunset))")
    }
  }

  /// How far a signature of now reaches.
  private func sunset(
    _ row: ExceptionRow, _ grounds: ExceptionGrounds
  ) throws(Refusal) -> Instant {
    let name = "exception \(row.number)"
    switch row.state(at: grounds.now) {
    case .approved, .active: break
    case .requested: throw Refusal(.conflict, "\(name) is not approved yet: approve it first")
    case .expired:
      throw Refusal(
        .conflict,
        "\(name) ended on \(grounds.words(row.sunset)), too late to sign it off: renew "
          + "it")
    case .revoked, .rejected:
      throw Refusal(.conflict, "\(name) was \(row.status.rawValue): request a new one")
    }
    guard row.wantedSunset > row.sunset else {
      throw Refusal(
        .conflict,
        "\(name) holds to \(grounds.words(row.sunset)), as was asked for: nothing is "
          + "left to sign")
    }
    let reach = min(row.wantedSunset, grounds.endOfNextQuarter(after: grounds.now))
    guard reach > row.sunset else {
      throw Refusal(
        .conflict,
        "\(name) holds to \(grounds.words(row.sunset)), as far as a signature of this "
          + "quarter reaches: sign it again from \(grounds.words(grounds.startOfQuarter(grounds.now, later: 1)))"
      )
    }
    return reach
  }
}
