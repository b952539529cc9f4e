import Insights
import LeadModel
import Testing

@Suite struct TrustSignalTests {
  private func window(
    _ filed: Int, leads: Int = 100, review: Int64? = 60, met: Int = 9, due: Int = 10
  ) -> TrustSignal.Window {
    TrustSignal.Window(
      leads: leads, filed: filed, medianReview: review.map { $0 * Instant.minute },
      attainment: Attainment(met: met, due: due))
  }

  @Test func fallingAfterSlowReviewsMayMeanPeopleGaveUp() {
    let slow = window(10, review: 121)
    #expect(TrustSignal.sentence(current: window(5), before: slow) == TrustSignal.text)
    #expect(TrustSignal.sentence(current: window(0), before: slow) == TrustSignal.text)
    #expect(TrustSignal.sentence(current: window(6), before: slow) == nil)
    // Exactly two hours is in time.
    #expect(TrustSignal.sentence(current: window(5), before: window(10, review: 120)) == nil)
  }

  @Test func fallingAfterLateReviewsToo() {
    let late = window(10, met: 16, due: 19)
    #expect(TrustSignal.sentence(current: window(5), before: late) == TrustSignal.text)
    let inTime = window(10, met: 17, due: 20)
    #expect(TrustSignal.sentence(current: window(5), before: inTime) == nil)
    let undue = window(10, review: nil, met: 0, due: 0)
    #expect(TrustSignal.sentence(current: window(5), before: undue) == nil)
  }

  @Test func nothingBeforeOrFewLeadsSayNothing() {
    let slow = window(10, leads: 19, review: 500)
    #expect(TrustSignal.sentence(current: window(0), before: slow) == nil)
    #expect(TrustSignal.sentence(current: window(0), before: window(0, review: nil)) == nil)
    let quiet = window(0, leads: 19)
    #expect(TrustSignal.sentence(current: quiet, before: window(10, review: 500)) == nil)
  }
}

@Suite struct ExceptionAuditTests {
  private static let day = Instant.day
  private let now = Instant(milliseconds: 100 * Instant.day)

  private func row(
    _ number: Int64, from: Int64, to: Int64, renews: Int64? = nil,
    status: ExceptionStatus = .approved
  ) -> ExceptionRow {
    ExceptionRow(
      number: number, terms: ExceptionTerms(kind: .routeTo, rep: "ana", account: "A-1"),
      code: "relationship", reason: "r", references: [], ownerRole: "RevOps",
      effective: Instant(milliseconds: from * Self.day),
      sunset: Instant(milliseconds: to * Self.day),
      wantedSunset: Instant(milliseconds: to * Self.day), renews: renews, status: status,
      requestedBy: "mara", requestedAt: Instant(milliseconds: 0), decidedBy: nil, decidedAt: nil,
      note: nil, signedOffAt: nil, approvals: [])
  }

  @Test func whatNeverActedCanGo() throws {
    let audit = ExceptionAudit([row(1, from: 90, to: 110)], fires: [:], at: now)
    let line = try #require(audit.lines.first)
    #expect(line.advice == .drop && line.perWeek == 0 && line.fires.last == nil)
    #expect(
      audit.section { "\($0.milliseconds / Instant.day)" }.rows
        == [["1", "route_to ana, account A-1", "110", "0", "0.0", "never", "drop it"]])
  }

  @Test func whatHadNoTimeToActIsNotToldToGo() {
    let advice = { from in
      ExceptionAudit([row(1, from: from, to: 110)], fires: [:], at: now).lines.first?.advice
    }
    #expect(advice(94) == nil && advice(100) == nil && advice(93) == .drop)
    // The whole chain counts.
    let chain = ExceptionAudit(
      [row(1, from: 80, to: 99), row(2, from: 99, to: 110, renews: 1)], fires: [:], at: now)
    #expect(chain.lines.map(\.advice) == [.drop])
  }

  @Test func onlyThoseInForceAreAudited() {
    let rows = [
      row(1, from: 0, to: 100), row(2, from: 101, to: 110), row(3, from: 99, to: 101),
      row(4, from: 99, to: 101, status: .revoked), row(5, from: 99, to: 101, status: .requested),
    ]
    #expect(ExceptionAudit(rows, fires: [:], at: now).lines.map(\.row.number) == [3])
  }

  @Test func whatWasRenewedOverAndOverShouldBeARule() throws {
    let rows = [
      row(1, from: 30, to: 50), row(2, from: 50, to: 70, renews: 1),
      row(3, from: 70, to: 90, renews: 2), row(4, from: 90, to: 110, renews: 3),
    ]
    var early = ExceptionAudit.Fires()
    for day in [40, 35] { early.add(at: Instant(milliseconds: Int64(day) * Self.day)) }
    let audit = ExceptionAudit(rows, fires: [1: early], at: now)
    let line = try #require(audit.lines.first)
    #expect(line.renewals == 3 && line.advice == .rule)
    // Two in seventy days of the chain.
    #expect(line.perWeek == 0.2)
    #expect(line.fires.last == Instant(milliseconds: 40 * Self.day))
    let shorter = ExceptionAudit(
      Array(rows.dropLast()) + [row(5, from: 90, to: 110, renews: 2)], fires: [1: early], at: now)
    #expect(shorter.lines.first?.advice == nil)
  }

  @Test func aFewDaysCountAsAWeek() {
    var fires = ExceptionAudit.Fires()
    fires.add(at: now)
    let audit = ExceptionAudit([row(1, from: 99, to: 110)], fires: [1: fires], at: now)
    #expect(audit.lines.first?.perWeek == 1)
  }
}
