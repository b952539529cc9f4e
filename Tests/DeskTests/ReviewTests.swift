import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let owned = header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"

@Suite struct ReviewTests {
  /// A lead with its escalation.
  private func disputed(files: [String: String] = [:]) throws -> TestDesk {
    let test = try TestDesk(files: files)
    try test.deliver(owned)
    try test.act(
      .escalate(lead: "L-1", code: "wrong_territory", note: "Not mine"), by: Cast.ana)
    test.wait(minutes: 45)
    return test
  }

  private func ruling(
    _ outcome: String, owner: RepID? = nil, note: String = "As the rules say", dimension: Int? = nil
  ) -> Act {
    .review(
      ReviewOrder(
        escalation: 1, outcome: outcome, note: note, owner: owner, dimension: dimension))
  }

  @Test func correctClosesIt() throws {
    let test = try disputed()
    #expect(try test.text(ruling("correct"), by: Cast.analyst) == "E-0001: routing was correct")
    let row = try #require(try test.desk.store.escalation(1))
    #expect(row.outcome == "correct")
    #expect(row.closedBy == "kim")
    #expect(row.closingNote == "As the rules say")
    #expect(try test.desk.store.runningClocks(ofEscalation: 1).isEmpty)
    let entry = try #require(try test.entries(.escalationReviewed).first)
    #expect(entry.subject == "escalation/1")
    #expect(
      entry.payload.hasPrefix(
        #"{"escalation":1,"lead":"L-1","outcome":"correct","rep":"ana","minutes":45"#))
    #expect(!entry.payload.contains("rules say"))
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.refusal(ruling("correct"), by: Cast.analyst)?.refused == .conflict)
    try test.check()
  }

  @Test func refineRuleOpensADraft() throws {
    let test = try disputed()
    let text = try test.text(ruling("refine_rule"), by: Cast.analyst)
    #expect(text == "E-0001: right by the rules; draft change request 1 is open on dimension 7")
    let draft = try #require(try test.desk.store.changeRequest(1)?.row)
    #expect(draft.kind == .draft)
    #expect(draft.status == .open)
    #expect(draft.dimension == 7)
    #expect(draft.escalation == 1)
    #expect(draft.requestedBy == "kim")
    #expect(draft.reason == "As the rules say")
    let proposed = try #require(try test.entries(.rulesProposed).first)
    #expect(proposed.payload.contains("\"draft\":true,\"dimension\":7,\"escalation\":1"))
    #expect(!proposed.payload.contains("As the"))
    #expect(try test.entries(.escalationReviewed).first?.payload.contains("\"draft\":1") == true)
    try test.check()
  }

  @Test func theSentenceOfADraftIsForWhoMayReadThePerson() throws {
    let test = try disputed()
    let sentence = "Pat Doe is known to Bo"
    try test.act(ruling("refine_rule", note: sentence), by: Cast.analyst)
    let solo = Actor(name: "me", roles: [.rep], isSolo: true)
    let may = [
      Cast.analyst, Cast.second, Cast.admin, Cast.council, Cast.ana, Cast.manager, solo,
    ]
    let mayNot = [Cast.bo, Cast.elsewhere, Cast.viewer]
    func readings(_ actor: Actor) throws -> [String] {
      guard
        case .changeRequests(let rows) = try test.desk.answerAboutRules(
          .changeRequests, from: actor, now: test.now),
        case .changeRequest(let detail) = try test.desk.answerAboutRules(
          .changeRequest(1), from: actor, now: test.now)
      else { return [] }
      let agenda = try test.desk.agenda(for: actor, now: test.now)
      return rows.map(\.reason) + [detail.row.reason] + agenda.changes.map(\.reason)
    }
    for actor in may {
      #expect(try readings(actor) == [sentence, sentence, sentence], "\(actor.name)")
    }
    let withheld = "(sentence withheld)"
    for actor in mayNot {
      #expect(try readings(actor) == [withheld, withheld, withheld], "\(actor.name)")
    }
    // A reason that was written for everybody stays.
    let wider = TestDesk.rules("[capacity]\ndefault = 9\n")
    try test.act(
      .proposeRules(source: wider, reason: "Room for one more", draft: 1), by: Cast.second)
    #expect(try readings(Cast.viewer).first == "Room for one more")
  }

  @Test func theDimensionCanBeNamed() throws {
    let test = try disputed()
    #expect(
      try test.refusal(ruling("refine_rule", dimension: 9), by: Cast.analyst)?.refused == .usage)
    try test.act(ruling("refine_rule", dimension: 5), by: Cast.analyst)
    #expect(try test.desk.store.changeRequest(1)?.row.dimension == 5)
  }

  @Test func aRoutingErrorIsCorrectedAtOnceWhateverHadDecided() throws {
    let test = try disputed(files: [
      "crm/accounts.csv": "id,name,domains,owner,named\nA-1,X,x.example,ana,true\n"
    ])
    #expect(try test.row("L-1").dimension == 1)
    let text = try test.text(ruling("routing_error", owner: "bo"), by: Cast.analyst)
    #expect(text == "E-0001: routing error; #1 (X) is with Bo")
    let row = try test.row("L-1")
    #expect(row.owner == "bo")
    #expect(row.route == .manual)
    #expect(row.dimension == nil)
    #expect(try test.clock("L-1", .owner).state.startedAt == test.now)
    #expect(try test.entries(.leadReassigned).first?.payload.contains("\"escalation\":1") == true)
    // A ruling stands.
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.analyst)?.refused == .conflict)
    try test.check()
    try test.checkReplay()
  }

  @Test func aRoutingErrorGoesOverCapacityAndSaysSo() throws {
    let test = try disputed()
    let text = try test.text(ruling("routing_error", owner: "mara"), by: Cast.analyst)
    #expect(text.contains("with Mara over capacity (1 of 0)"))
    #expect(
      try test.entries(.leadReassigned).first?.payload.contains("\"over_capacity\":true") == true)
  }

  @Test func aClosedLeadIsNotMovedAndOneInPlaceNeither() throws {
    let test = try disputed()
    try test.act(.disposition(lead: "L-1", code: "converted", at: nil), by: Cast.ana)
    let text = try test.text(ruling("routing_error", owner: "bo"), by: Cast.analyst)
    #expect(text.contains("closed and stays"))
    #expect(try test.row("L-1").owner == "ana")
    #expect(
      try test.entries(.escalationReviewed).first?.payload.contains("\"moved\":false") == true)
    try test.check()
    let other = try disputed()
    #expect(
      try other.text(ruling("routing_error", owner: "ana"), by: Cast.analyst)
        .contains("with Ana already"))
    #expect(try other.entries(.leadReassigned).isEmpty)
  }

  @Test func theWordsOfARuling() throws {
    let test = try disputed()
    let slip = try #require(try test.refusal(ruling("routing_eror", owner: "bo"), by: Cast.analyst))
    #expect(slip.refused == .usage)
    #expect(slip.why.contains("did you mean \"routing_error\"?"))
    #expect(try test.refusal(ruling("routing_error"), by: Cast.analyst)?.refused == .usage)
    #expect(try test.refusal(ruling("correct", owner: "bo"), by: Cast.analyst)?.refused == .usage)
    #expect(try test.refusal(ruling("correct", note: " "), by: Cast.analyst)?.refused == .usage)
    #expect(
      try test.refusal(ruling("routing_error", owner: "nobody"), by: Cast.analyst)?.refused
        == .conflict)
    #expect(
      try test.refusal(
        .review(ReviewOrder(escalation: 7, outcome: "correct", note: "x")), by: Cast.analyst)?
        .refused == .unknown)
  }

  @Test func aLateReviewIsMissed() throws {
    // Without analysts in the roster the time elapses.
    let test = try disputed()
    test.wait(minutes: 80)
    try test.act(ruling("correct"), by: Cast.analyst)
    let breach = try #require(try test.entries(.slaBreached).last { $0.subject == "escalation/1" })
    #expect(breach.payload.contains("\"clock\":\"escalation\""))
    #expect(try test.clocks("L-1").first { $0.kind == .escalation }?.state.end == .missed)
    try test.check()
  }

  @Test func nobodyRulesOnTheirOwn() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: Cast.analyst)
    let own = try #require(try test.refusal(ruling("correct"), by: Cast.analyst))
    #expect(own.refused == .role)
    #expect(
      try test.refusal(.claimEscalation(1, release: false), by: Cast.analyst)?.refused == .role)
    for actor in [Cast.ana, Cast.manager, Cast.council, Cast.viewer] {
      #expect(try test.refusal(ruling("correct"), by: actor)?.refused == .role, "\(actor.name)")
    }
    #expect(try test.refusal(ruling("correct"), by: Cast.second) == nil)
    let solo = try TestDesk()
    try solo.deliver(owned)
    let owner = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    try solo.act(.escalate(lead: "L-1", code: "other", note: nil), by: owner)
    #expect(try solo.refusal(ruling("correct"), by: owner) == nil)
    #expect(try solo.entries(.escalationReviewed).first?.role == "solo")
  }

  @Test func aClaimKeepsOthersOff() throws {
    let test = try disputed()
    func claim(_ release: Bool = false) -> Act { .claimEscalation(1, release: release) }
    #expect(try test.text(claim(), by: Cast.analyst) == "You review E-0001")
    #expect(try test.desk.store.escalation(1)?.claimedBy == "kim")
    let held = try #require(try test.refusal(claim(), by: Cast.second))
    #expect(held.refused == .conflict)
    #expect(held.why.contains("kim"))
    #expect(try test.refusal(claim(true), by: Cast.second)?.refused == .conflict)
    #expect(try test.refusal(ruling("correct"), by: Cast.second)?.refused == .conflict)
    #expect(try test.text(claim(), by: Cast.admin) == "You review E-0001, which kim had claimed")
    #expect(try test.text(claim(true), by: Cast.admin) == "E-0001 is free for review again")
    #expect(try test.refusal(claim(true), by: Cast.analyst)?.refused == .conflict)
    #expect(try test.refusal(ruling("correct"), by: Cast.second) == nil)
    #expect(try test.entries(.escalationClaimed).map(\.actor) == ["kim", "root", "root"])
    #expect(
      try test.refusal(.claimEscalation(9, release: false), by: Cast.analyst)?.refused == .unknown)
  }

  @Test func whoReadsWhatWasWritten() throws {
    let test = try disputed()
    // The lead moves on, so that the one who filed does not own it any more.
    try test.act(ruling("routing_error", owner: "bo"), by: Cast.analyst)
    let number = try test.row("L-1").number
    for (actor, note, closing) in [
      (Cast.ana, "Not mine" as String?, "As the rules say" as String?),
      (Cast.bo, "Not mine", "As the rules say"), (Cast.analyst, "Not mine", "As the rules say"),
      (Cast.manager, "Not mine", "As the rules say"), (Cast.elsewhere, nil, nil),
      (Cast.council, nil, nil), (Cast.viewer, nil, nil),
    ] {
      guard case .lead(let detail) = try test.desk.detail(number, for: actor) else {
        Issue.record("no answer")
        return
      }
      #expect(detail.escalations.first?.note == note, "\(actor.name)")
      #expect(detail.escalations.first?.closingNote == closing, "\(actor.name)")
      #expect(detail.notes.isEmpty == (note == nil || actor.name == "ana"), "\(actor.name)")
    }
  }

  @Test func listsOfEscalationsHoldBackNotes() throws {
    let test = try disputed()
    let window = try test.desk.rows(WindowRequest(list: .escalations), now: test.now)
    for (actor, note) in [
      (Cast.ana, "Not mine" as String?), (Cast.bo, nil), (Cast.analyst, "Not mine"),
      (Cast.viewer, nil),
    ] {
      guard case .escalations(let rows) = try test.desk.withholding(window, from: actor).rows else {
        Issue.record("no rows")
        return
      }
      #expect(rows.map(\.note) == [note], "\(actor.name)")
    }
  }
}
