import LeadModel
import Testing

@testable import Store

@Suite struct ExceptionTableTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  @Test func aRequestIsReadAsItWasWritten() throws {
    try store.checked(Council.exception(1, days: 90, wanted: 200))
    let row = try #require(try store.exceptions().first)
    #expect(
      row
        == ExceptionRow(
          number: 1,
          terms: ExceptionTerms(
            kind: .routeTo, rep: "ana", account: "A-1", domain: "acme.example",
            campaign: "spring"),
          code: "strategic", reason: "Ana sold them the last three",
          references: [
            ExceptionReference(kind: .account, id: "A-1"),
            ExceptionReference(kind: .coverage, id: "BR:pt"),
          ],
          ownerRole: "manager", effective: Maker.start,
          sunset: Maker.start + 90 * Instant.day, wantedSunset: Maker.start + 200 * Instant.day,
          renews: nil, status: .requested, requestedBy: "mia", requestedAt: Maker.start,
          decidedBy: nil, decidedAt: nil, note: nil, signedOffAt: nil, approvals: []))
    #expect(try store.secret(ofException: 1) == Maker.secret)
    #expect(try store.secret(ofException: 2) == nil)
    #expect(try store.highWaters().exception == 1)
  }

  @Test func votesAddUpAndOneOfThemDecides() throws {
    try store.checked(Council.exception(1), Council.exception(2), Council.approve(1, by: "kim"))
    #expect(try store.exceptions(number: 1).map(\.approvals) == [["kim"]])
    #expect(try store.exceptionsInForce(after: Maker.start) == [])
    try store.checked(Council.approve(1, by: "bo", decides: true, minute: 3))
    let row = try #require(try store.exceptions(number: 1).first)
    #expect(row.approvals == ["kim", "bo"])
    #expect(row.status == .approved)
    #expect(row.decidedBy == "bo")
    #expect(row.decidedAt == Maker.at(3))
    #expect(try store.exceptions().map(\.number) == [2, 1])
  }

  @Test func exceptionsAreInForceUpToTheirSunset() throws {
    try store.checked(
      Council.exception(1), Council.approve(1, by: "kim", decides: true),
      Council.exception(2, days: 60), Council.approve(2, by: "kim", decides: true),
      Council.exception(3, days: 90))
    let sunset = Maker.start + 30 * Instant.day
    #expect(try store.exceptionsInForce(after: sunset - 1).map(\.number) == [1, 2])
    #expect(try store.exceptionsInForce(after: sunset).map(\.number) == [2])
    try store.checked(Council.end(2, .revoked))
    #expect(try store.exceptionsInForce(after: sunset).map(\.number) == [])
    #expect(try store.exceptions(number: 2).first?.note == "no longer needed")
  }

  @Test func aChainLeadsBackToTheFirst() throws {
    try store.checked(
      Council.exception(1), Council.exception(2), Council.exception(3, renews: 1),
      Council.exception(4, renews: 3))
    #expect(try store.exceptionChain(of: 4).map(\.number) == [4, 3, 1])
    #expect(try store.exceptionChain(of: 1).map(\.number) == [1])
    #expect(try store.exceptionChain(of: 9) == [])
    // One renewal at a time; after a rejection another may be asked for.
    #expect(throws: StoreProblem.self) { try store.commit([Council.exception(5, renews: 1)]) }
    try store.checked(Council.end(3, .rejected), Council.exception(5, renews: 1))
    #expect(try store.exceptionChain(of: 5).map(\.number) == [5, 1])
  }

  @Test func aLongTermIsSignedEachQuarter() throws {
    try store.checked(
      Council.exception(1, days: 90, wanted: 200), Council.approve(1, by: "kim", decides: true),
      Council.signOff(1, by: "kim", minute: 10))
    #expect(try store.signatures(ofException: 1) == ["kim"])
    #expect(try store.signatures(ofException: 1, since: Maker.at(11)) == [])
    try store.checked(Council.signOff(1, by: "bo", upTo: 180, minute: 11))
    let row = try #require(try store.exceptions().first)
    #expect(row.sunset == Maker.start + 180 * Instant.day)
    #expect(row.signedOffAt == Maker.at(11))
    #expect(row.approvals == ["kim"])
    #expect(try store.signatures(ofException: 1) == [])
    try store.checked(Council.signOff(1, by: "kim", upTo: 200, minute: 20))
    #expect(try store.exceptions().first?.sunset == row.wantedSunset)
  }

  /// Each is refused as a whole, and nothing of it stays.
  @Test(arguments: [
    ("decided twice", Council.approve(1, by: "lou", decides: true)),
    ("rejected after approval", Council.end(1, .rejected)),
    ("revoked before approval", Council.end(2, .revoked)),
    ("revoked twice", Council.end(3, .revoked)),
    ("voted on after the decision", Council.approve(1, by: "lou")),
    ("voted on twice", Council.approve(2, by: "kim")),
    ("unknown", Council.approve(9, by: "kim")),
    ("signed beyond what was asked for", Council.signOff(1, by: "kim", upTo: 31, minute: 4)),
    ("signed to an earlier sunset", Council.signOff(1, by: "kim", upTo: 29, minute: 4)),
    ("signed before approval", Council.signOff(2, by: "kim", minute: 4)),
    ("requested again", Council.exception(1)),
    ("over before it begins", Council.exception(4, days: 0)),
    ("renews nothing", Council.exception(4, renews: 77)),
  ])
  func contradictionsAreRefused(what: String, unit: CommitUnit) throws {
    try store.checked(
      Council.exception(1), Council.approve(1, by: "kim", decides: true),
      Council.exception(2), Council.approve(2, by: "kim"),
      Council.exception(3), Council.approve(3, by: "kim", decides: true),
      Council.end(3, .revoked))
    let before = try (store.exceptions(), store.head())
    #expect(throws: StoreProblem.self) { try store.commit([unit]) }
    #expect(try store.exceptions() == before.0)
    #expect(try store.head() == before.1)
  }
}
