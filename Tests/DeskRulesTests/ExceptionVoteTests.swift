import LeadModel
import Ledger
import RoutingEngine
import Testing

@testable import DeskRules

@Suite struct ExceptionApprovalTests {
  private func approve(
    _ row: ExceptionRow, by actor: Actor = Ground.lena, at now: Instant = Ground.tuesday,
    renewed: ExceptionRow? = nil, rules: RuleSet = Ground.rules(), others: [ExceptionRow] = []
  ) -> ActOutcome {
    ApproveException().decide(
      row, renewed: renewed, Ground.grounds(at: now, rules: rules, others: others + [row]),
      by: actor)
  }

  private let open = Ground.row(status: .requested)
  private let half = Ground.row(status: .requested, approvals: ["omar"])

  @Test func theFirstVoteIsRecordedAtAnyTimeAndTakesNoEffect() {
    let outcome = approve(open, at: Ground.monday)
    #expect(outcome.decided == nil)
    #expect(outcome.unit?.changes.count == 1)
    #expect(
      outcome.payload == """
        {"exception":1,"votes":1,"quorum":2,"in_force":false,"approvers":["lena"],\
        "effective":"2026-03-01T23:00:00.000Z","sunset":"2026-03-31T22:00:00.000Z"}
        """)
    #expect(
      outcome.text == "Approved exception 1: 1 more approval is needed, and the last one counts "
        + "only in the council's window, which opens on Tue 2026-03-03 14:00 Europe/Berlin")
    #expect(approve(open).text == "Approved exception 1: 1 more approval is needed")
    let three = approve(open, rules: Ground.rules(quorum: 3))
    #expect(three.text == "Approved exception 1: 2 more approvals are needed")
  }

  @Test func theVoteThatMakesTheQuorumCountsOnlyInTheWindow() {
    let outside = approve(half, at: Ground.monday)
    #expect(outside.isRefused(.window, "Tue 2026-03-03 14:00 Europe/Berlin"))
    #expect(outside.isRefused(.window, "Tue 2026-03-03 13:00 UTC"))
    let inside = approve(half)
    #expect(inside.decided == .approved)
    #expect(inside.payload.contains(#""votes":2,"quorum":2,"in_force":true"#))
    #expect(inside.text == "Exception 1 is approved: it holds from now to 2026-04-01")
    #expect(approve(half, at: instant("2026-03-03T12:59:59.999Z")).decided == nil)
    #expect(approve(half, at: instant("2026-03-03T13:00:00Z")).decided == .approved)
    #expect(approve(half, at: instant("2026-03-03T14:59:59.999Z")).decided == .approved)
    #expect(approve(half, at: instant("2026-03-03T15:00:00Z")).decided == nil)
  }

  @Test func nobodyDecidesOnOwnRequestsOrVotesTwice() {
    let own = Actor(name: "max", roles: [.manager, .council])
    #expect(approve(open, by: own).isRefused(.role, "requested by max, who may not"))
    #expect(approve(half, by: Ground.omar).isRefused(.conflict, "omar has approved exception 1"))
    #expect(approve(open, by: Ground.max).isRefused(.role, "any council may"))
    // Votes that are enough by rules of now need a hand to carry them out.
    #expect(approve(half, by: Ground.omar, rules: Ground.rules(quorum: 1)).decided == .approved)
  }

  @Test func whoIsAloneDecidesAloneButInTheWindow() {
    let own = Ground.row(status: .requested, by: "root")
    #expect(approve(own, by: Ground.owner).decided == .approved)
    #expect(approve(own, by: Ground.owner).unit?.entries.first?.role == "solo")
    #expect(approve(own, by: Ground.owner, at: Ground.monday).refusal?.refused == .window)
  }

  @Test func whatChangedSinceTheRequestIsSeen() {
    for status in [ExceptionStatus.approved, .rejected, .revoked] {
      #expect(
        approve(Ground.row(status: status)).isRefused(.conflict, "is \(status.rawValue) already"))
    }
    let inactive = Ground.row(
      1, Ground.terms(.routeTo, rep: "ina", account: "A-1"), status: .requested)
    #expect(approve(inactive).isRefused(.conflict, "\"ina\" is not active"))
    let other = Ground.row(3, Ground.terms(.routeTo, rep: "ana", account: "A-1"))
    #expect(approve(open, others: [other]).isRefused(.conflict, "exception 3"))
    #expect(
      approve(open, at: instant("2026-04-07T12:30:00Z")).isRefused(.conflict, "is over: reject it"))
  }

  @Test func rejectingAndRevokingAreAlwaysPossible() {
    func end(_ ending: EndException, _ row: ExceptionRow, by actor: Actor = Ground.lena)
      -> ActOutcome
    {
      ending.decide(row, secret: Ground.secret, Ground.grounds(), by: actor)
    }
    let rejected = end(.reject(note: "Not now"), open)
    #expect(
      rejected.decided == .rejected && rejected.unit?.entries.first?.kind == .exceptionRejected)
    let commitment = Commitment.of(secret: Ground.secret, name: "note", value: "Not now")
    #expect(rejected.payload == #"{"exception":1,"note":"\#(commitment)"}"#)
    #expect(end(.revoke(note: "Done"), Ground.row()).decided == .revoked)
    #expect(end(.reject(note: " "), open).isRefused(.usage, "one sentence"))
    #expect(end(.reject(note: "No"), Ground.row()).isRefused(.conflict, "revoke it instead"))
    #expect(end(.revoke(note: "No"), open).isRefused(.conflict, "reject it instead"))
    #expect(end(.reject(note: "No"), open, by: Ground.max).isRefused(.role, "any council may"))
    let own = Actor(name: "max", roles: [.council])
    #expect(end(.revoke(note: "No"), Ground.row(), by: own).isRefused(.role, "requested by max"))
    let over = Ground.row(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z")
    #expect(end(.revoke(note: "No"), over).isRefused(.conflict, "ended by itself"))
  }
}

@Suite struct ExceptionRenewalTests {
  private func renew(
    _ chain: [ExceptionRow], reason: String = "The pilot goes on", to: String = "2026-09-27",
    from: String? = nil, successor: Int64? = nil, by actor: Actor = Ground.lena,
    at now: Instant = Ground.monday
  ) -> ActOutcome {
    RenewException(
      ExceptionRenewal(code: "pilot", reason: reason, effective: from, sunset: to)
    ).decide(
      chain, successor: successor, Ground.grounds(at: now, others: chain), by: actor, number: 9,
      secret: Ground.secret)
  }

  @Test func itFollowsOnWithTheSameTermsForTwiceAsLong() {
    let outcome = renew([Ground.row()])
    #expect(outcome.requested?.renews == 1)
    #expect(outcome.requested?.terms == Ground.toAcme)
    #expect(outcome.requested?.effective == instant("2026-03-31T22:00:00Z"))
    #expect(outcome.requested?.sunset == instant("2026-09-26T22:00:00Z"))
    #expect(outcome.unit?.entries.first?.kind == .exceptionRenewed)
    #expect(outcome.requested?.by == "lena")
    #expect(renew([Ground.row()], by: Ground.max).refusal?.refused == .role)
    let longer = renew([Ground.row()], to: "2026-12-31").requested
    #expect(longer?.sunset == instant("2026-09-27T22:00:00Z"))
    #expect(longer?.wantedSunset == instant("2026-12-30T23:00:00Z"))
  }

  @Test func afterItsEndItBeginsToday() {
    let over = Ground.row(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z")
    #expect(renew([over]).requested?.effective == instant("2026-03-01T23:00:00Z"))
    #expect(
      renew([over], from: "2026-03-09").requested?.effective == instant("2026-03-08T23:00:00Z"))
    // Before the end of the one before there is nothing to go on with.
    #expect(
      renew([Ground.row()], from: "2026-03-09").isRefused(.conflict, "exception 1"))
  }

  @Test func aReasonIsNewInItsChain() {
    let chain = [
      Ground.row(5, renews: 1, reason: "Second wave"),
      Ground.row(
        1, from: "2026-01-01T00:00:00Z", to: "2026-03-01T23:00:00Z",
        reason: "Bo  ran the\u{A0}Pilot"),
    ]
    #expect(
      renew(chain, reason: " bo ran THE pilot ")
        .isRefused(.conflict, "business reason of exception 1 already"))
    #expect(renew(chain, reason: "SECOND WAVE").isRefused(.conflict, "exception 5"))
    #expect(renew(chain, reason: "Third wave").unit != nil)
  }

  @Test func onlyWhatHeldIsRenewedAndOnlyOnce() {
    #expect(renew([Ground.row(status: .requested)]).isRefused(.conflict, "approve it first"))
    #expect(renew([Ground.row(status: .revoked)]).isRefused(.conflict, "was revoked"))
    #expect(renew([Ground.row(status: .rejected)]).isRefused(.conflict, "was rejected"))
    let later = Ground.row(from: "2026-03-20T00:00:00Z")
    #expect(renew([later]).isRefused(.conflict, "has not begun yet"))
    #expect(renew([Ground.row()], successor: 8).isRefused(.conflict, "by exception 8"))
    #expect(renew([]).refusal?.refused == .unknown)
  }

  @Test func oneWhoseForerunnerDidNotRunItsTermIsShort() {
    let revoked = Ground.row(status: .revoked)
    let long = Ground.row(
      2, from: "2026-03-31T22:00:00Z", to: "2026-09-01T00:00:00Z", renews: 1, status: .requested,
      approvals: ["omar"])
    let outcome = ApproveException().decide(
      long, renewed: revoked, Ground.grounds(at: Ground.tuesday), by: Ground.lena)
    #expect(outcome.isRefused(.conflict, "exception 1 was revoked before it ran its term"))
    let ran = ApproveException().decide(
      long, renewed: Ground.row(), Ground.grounds(at: Ground.tuesday), by: Ground.lena)
    #expect(ran.decided == .approved)
  }
}

@Suite struct ExceptionSignatureTests {
  private let long = Ground.row(to: "2026-05-30T22:00:00Z", wanted: "2027-03-01T00:00:00Z")

  private func sign(
    _ row: ExceptionRow, votes: [String] = ["omar"], by actor: Actor = Ground.lena,
    at now: Instant = Ground.tuesday, others: [ExceptionRow] = []
  ) -> ActOutcome {
    SignOffException().decide(
      row, votes: votes, Ground.grounds(at: now, others: others + [row]), by: actor)
  }

  private func sunset(_ outcome: ActOutcome) -> Instant? {
    for case .exceptionSignedOff(_, _, _, let sunset) in outcome.unit?.changes ?? [] {
      return sunset
    }
    return nil
  }

  @Test func itReachesToTheEndOfTheNextQuarter() {
    #expect(sunset(sign(long)) == instant("2026-06-30T22:00:00Z"))
    #expect(sign(long).unit?.entries.first?.kind == .exceptionSignedOff)
    #expect(sign(long).text == "Exception 1 is signed off: it holds to 2026-07-01")
    // In the last quarter of a year it reaches into the next.
    let winter = Ground.row(
      from: "2026-10-01T00:00:00Z", to: "2026-12-20T00:00:00Z", wanted: "2027-06-01T00:00:00Z")
    #expect(
      sunset(sign(winter, at: instant("2026-11-24T13:30:00Z"))) == instant("2027-03-31T22:00:00Z"))
    let short = Ground.row(to: "2026-05-30T22:00:00Z", wanted: "2026-06-10T00:00:00Z")
    #expect(sunset(sign(short)) == instant("2026-06-10T00:00:00Z"))
  }

  @Test func itIsGivenByVotesInTheWindow() {
    #expect(sunset(sign(long, votes: [])) == nil)
    #expect(sign(long, votes: []).payload.contains(#""votes":1,"quorum":2,"in_force":false"#))
    #expect(sign(long, at: Ground.monday).refusal?.refused == .window)
    #expect(sign(long, by: Ground.omar).isRefused(.conflict, "already"))
    #expect(sign(long, by: Actor(name: "max", roles: [.council])).refusal?.refused == .role)
    #expect(sign(long, by: Ground.max).refusal?.refused == .role)
  }

  @Test func itIsGivenAgainEachQuarter() {
    var signed = long
    signed.sunset = instant("2026-06-30T22:00:00Z")
    signed.signedOffAt = Ground.tuesday
    #expect(sign(signed, votes: []).isRefused(.conflict, "sign it again from 2026-04-01"))
    #expect(
      sunset(sign(signed, at: instant("2026-04-07T12:30:00Z"))) == instant("2026-09-30T22:00:00Z"))
  }

  @Test func onlyWhatHoldsAndWantsMoreIsSigned() {
    #expect(sign(Ground.row()).isRefused(.conflict, "nothing is left to sign"))
    #expect(sign(Ground.row(status: .requested)).isRefused(.conflict, "approve it first"))
    #expect(sign(Ground.row(status: .revoked)).isRefused(.conflict, "was revoked"))
    #expect(
      sign(long, at: instant("2026-06-02T12:30:00Z")).isRefused(.conflict, "too late to sign"))
    let next = Ground.row(
      5, Ground.terms(.routeTo, rep: "ana", account: "A-1"), from: "2026-06-01T00:00:00Z",
      to: "2026-07-01T00:00:00Z")
    #expect(sign(long, others: [next]).isRefused(.conflict, "exception 5"))
  }
}

@Suite struct SunsetWarningTests {
  private func days(_ row: ExceptionRow, _ now: String) -> Int64? {
    SunsetWarning.standing([row], at: instant(now)).first?.days
  }

  @Test func theyFallDueTwoWeeksAWeekAndADayBefore() {
    let row = Ground.row()
    #expect(days(row, "2026-03-17T21:59:59.999Z") == nil)
    #expect(days(row, "2026-03-17T22:00:00Z") == 14)
    #expect(days(row, "2026-03-24T21:59:59.999Z") == 14)
    #expect(days(row, "2026-03-24T22:00:00Z") == 7)
    #expect(days(row, "2026-03-30T22:00:00Z") == 1)
    #expect(days(row, "2026-03-31T22:00:00Z") == nil)
    #expect(days(Ground.row(status: .revoked), "2026-03-24T22:00:00Z") == nil)
  }

  @Test func aShortOneIsNotWarnedOfBeforeItBegins() {
    let row = Ground.row(to: "2026-03-10T00:00:00Z")
    #expect(days(row, "2026-03-02T12:00:00Z") == nil)
    #expect(days(row, "2026-03-03T12:00:00Z") == 7)
  }

  @Test func theyConcernTheCouncilAnalystsAndTheOwner() throws {
    let warning = try #require(
      SunsetWarning.standing([Ground.row()], at: instant("2026-03-24T22:00:00Z")).first)
    #expect(warning.concerns(Ground.lena, seat: nil))
    #expect(warning.concerns(Actor(name: "ann", roles: [.analyst]), seat: nil))
    #expect(warning.concerns(Ground.max, seat: "Sales_Ops"))
    #expect(!warning.concerns(Ground.max, seat: "revops"))
    #expect(warning.concerns(Ground.owner, seat: nil))
  }
}
