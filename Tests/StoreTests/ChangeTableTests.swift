import LeadModel
import Ledger
import Testing

@testable import Store

@Suite struct ChangeTableTests {
  let store: Store
  init() throws {
    store = try Store.inMemory()
    try store.checked(Council.publish(1))
  }

  private func decide(
    _ number: Int64, _ status: ChangeRequestStatus, version: Int? = nil
  ) -> CommitUnit {
    CommitUnit(
      changes: [
        .changeDecided(
          ChangeDecided(
            number: number, status: status, by: "kim", at: Maker.at(5), version: version,
            note: "not now"))
      ], entries: [Council.entry(.rulesRejected, "change/\(number)", by: "kim")])
  }

  @Test func aRequestBecomesAVersion() throws {
    try store.checked(
      Council.request(1), Council.approveChange(1, by: "kim"), Council.approveChange(1, by: "bo"))
    let open = try #require(try store.changeRequest(1))
    #expect(open.source == "# rules")
    #expect(open.document == Array("{\"n\":1}".utf8))
    #expect(open.secret == Maker.secret)
    #expect(open.row.hash == Hex.encode(Digest.sha256("{\"n\":1}")))
    #expect(open.row.approvals == ["kim", "bo"])
    #expect(open.row.status == .open)
    #expect(try store.openChangeRequests().map(\.number) == [1])
    try store.checked(Council.publish(2, request: 1, minute: 9))
    let published = try #require(try store.changeRequest(1)?.row)
    #expect(published.status == .published)
    #expect(published.version == 2)
    #expect(published.decidedAt == Maker.at(9))
    #expect(try store.openChangeRequests() == [])
    #expect(
      try store.ruleVersions() == [
        RuleVersionRow(
          version: 2, hash: Hex.encode(Digest.sha256("2")), author: "lee",
          approvers: ["kim", "bo"], reason: "why", at: Maker.at(9), request: 1),
        RuleVersionRow(
          version: 1, hash: Hex.encode(Digest.sha256("1")), author: "lee", approvers: [],
          reason: "why", at: Maker.start, request: nil),
      ])
    #expect(try store.highWaters().change == 1)
    #expect(try store.changeRequest(2) == nil)
  }

  @Test mutating func aDraftIsCarriedOutByAnother() throws {
    var maker = Maker()
    try store.checked(maker.lead(), Escalations.opened(1, lead: 1, note: nil))
    try store.checked(Council.request(1, kind: .draft, escalation: 1))
    let draft = try #require(try store.changeRequest(1))
    #expect(draft.document == nil)
    #expect(draft.source == nil)
    #expect(draft.row.hash == nil)
    #expect(draft.row.dimension == 3)
    #expect(draft.row.escalation == 1)
    try store.checked(Council.request(2, draft: 1), decide(1, .superseded))
    #expect(try store.changeRequests().map(\.status) == [.open, .superseded])
    #expect(try store.changeRequests().first?.draft == 1)
    // A draft has no rules: nobody votes on it.
    try store.checked(Council.request(3, kind: .draft, escalation: 1))
    #expect(throws: StoreProblem.self) { try store.commit([Council.approveChange(3, by: "kim")]) }
  }

  @Test(arguments: [
    "published twice", "rejected after publishing", "voted on after publishing", "voted on twice",
    "published under no version", "rejected with a version", "unknown", "based on nothing",
    "published past its request", "opened again",
  ])
  func contradictionsAreRefused(what: String) throws {
    try store.checked(
      Council.request(1), Council.publish(2, request: 1), Council.request(2),
      Council.approveChange(2, by: "kim"))
    let unit =
      switch what {
      case "published twice": Council.publish(3, request: 1)
      case "rejected after publishing": decide(1, .rejected)
      case "voted on after publishing": Council.approveChange(1, by: "lou")
      case "voted on twice": Council.approveChange(2, by: "kim")
      case "published under no version": decide(2, .published)
      case "rejected with a version": decide(2, .rejected, version: 2)
      case "unknown": Council.publish(3, request: 9)
      case "based on nothing": Council.request(3, base: 7)
      case "published past its request": decide(2, .published, version: 9)
      default: decide(2, .open)
      }
    let before = try (store.changeRequests(), store.ruleVersions(), store.head())
    #expect(throws: StoreProblem.self) { try store.commit([unit]) }
    #expect(try store.changeRequests() == before.0)
    #expect(try store.ruleVersions() == before.1)
    #expect(try store.head() == before.2)
  }

  @Test func changesOfTheRosterWaitForTheCouncil() throws {
    func noted(_ id: Int64, _ field: String, old: String?, new: String?) -> Change {
      .rosterChangeNoted(
        RosterChangeNoted(
          id: id, rep: "ana", field: field, old: old, new: new, at: Maker.at(id)))
    }
    func reviewed(_ ids: Int64...) -> CommitUnit {
      CommitUnit(
        changes: [.rosterChangesReviewed(ids: ids, by: "kim", at: Maker.at(9))],
        entries: [Council.entry(.rosterReviewed, "roster", by: "kim")])
    }
    try store.checked(
      CommitUnit(
        changes: [
          noted(1, "coverage", old: "DE:de", new: "DE:de;AT:de"),
          noted(2, "rep", old: nil, new: "ana"), noted(3, "capacity", old: "20", new: "40"),
        ], entries: [Council.entry(.rosterChanged, "rep/ana", by: "engine")]))
    #expect(try store.unreviewedRosterCount() == 3)
    try store.checked(reviewed(1, 3))
    #expect(try store.rosterChanges(unreviewedOnly: true, limit: 9).map(\.id) == [2])
    #expect(try store.rosterChanges(unreviewedOnly: false, limit: 2).map(\.id) == [3, 2])
    #expect(
      try store.rosterChanges(unreviewedOnly: false, limit: 9).last
        == RosterChangeRow(
          id: 1, rep: "ana", field: "coverage", old: "DE:de", new: "DE:de;AT:de",
          at: Maker.at(1), reviewedBy: "kim", reviewedAt: Maker.at(9)))
    #expect(throws: StoreProblem.self) { try store.commit([reviewed(2, 3)]) }
    #expect(try store.unreviewedRosterCount() == 1)
    #expect(try store.highWaters().rosterChange == 3)
  }
}
