import DeskRules
import Foundation
import LeadModel
import RoutingEngine
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
/// Covered by nobody, so that it waits.
private let waiting = header + "L-1,a@x.example,X,FR,fr,2026-03-02T09:00:00Z\n"
private let owned = header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"

/// People of the usual roster.
enum Cast {
  static let ana = Actor(name: "ana", roles: [.rep], rep: "ana")
  static let bo = Actor(name: "bo", roles: [.rep], rep: "bo")
  static let boOfTheQueue = Actor(name: "bo", roles: [.rep], rep: "bo", queues: ["world"])
  static let manager = Actor(name: "mara", roles: [.manager], rep: "mara", regions: ["EMEA"])
  static let elsewhere = Actor(name: "lou", roles: [.manager], regions: ["APAC"])
  static let analyst = Actor(name: "kim", roles: [.analyst])
  static let second = Actor(name: "sam", roles: [.analyst])
  static let admin = Actor(name: "root", roles: [.admin])
  static let council = Actor(name: "cora", roles: [.council])
  static let viewer = Actor(name: "guest", roles: [.viewer])
}

extension TestDesk {
  /// The refusal that an act meets; nil where it is done.
  func refusal(_ act: Act, by actor: Actor, seen: Int64? = nil) throws -> Refusal? {
    let request = ActRequest(key: "k\(now.milliseconds)/\(act)/\(actor.name)", seen: seen, act: act)
    guard case .refused(let refusal) = try desk.perform(request, by: actor, now: now) else {
      return nil
    }
    return refusal
  }

  /// The text of an act that is done.
  func text(_ act: Act, by actor: Actor, _ place: SourceLocation = #_sourceLocation) throws
    -> String
  {
    let answer = try self.act(act, by: actor)
    guard case .done(let receipt) = answer else {
      Issue.record("\(answer)", sourceLocation: place)
      return ""
    }
    return receipt.text
  }

  func move(
    _ lead: String = "L-1", to rep: RepID, over: Bool = false, segment: SegmentID? = nil,
    code: String = "relationship"
  ) -> Act {
    .reassign(
      ReassignOrder(
        lead: lead, rep: rep, code: code, note: "They know each other", overCapacity: over,
        segment: segment))
  }

  /// Decisions derived again, all alike.
  func checkReplay(_ place: SourceLocation = #_sourceLocation) throws {
    let summary = try Replaying(desk.store).run()
    #expect(summary.different == 0, "\(summary.differences)", sourceLocation: place)
    #expect(summary.identical > 0, sourceLocation: place)
  }
}

@Suite struct AssignTests {
  private func assign(_ rep: RepID) -> Act {
    .reassign(
      ReassignOrder(
        lead: "L-1", rep: rep, code: "relationship", note: "They know each other",
        onlyWaiting: true))
  }

  @Test func givesAwayWhatWaits() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    #expect(try test.text(assign("bo"), by: Cast.analyst) == "#1 (X) is with Bo")
    #expect(try test.row("L-1").owner == "bo")
  }

  @Test func takesNothingFromAnOwner() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    let refusal = try #require(try test.refusal(assign("bo"), by: Cast.analyst))
    #expect(refusal.refused == .conflict)
    #expect(refusal.why == "#1 (X) has an owner already, ana: use reassign")
    #expect(try test.row("L-1").owner == "ana")
    // Who may not reassign at all is told that.
    #expect(try test.refusal(assign("bo"), by: Cast.viewer)?.refused == .role)
    #expect(try test.text(test.move(to: "bo"), by: Cast.analyst) == "#1 (X) is with Bo")
  }

  @Test func ordersOfOlderClientsAreRead() throws {
    let old = #"{"lead":"L-1","rep":"bo","code":"c","note":"n","overCapacity":false}"#
    let order = try JSONDecoder().decode(ReassignOrder.self, from: Data(old.utf8))
    #expect(!order.onlyWaiting && order.segment == nil)
    guard case .reassign(var new) = assign("bo") else { return }
    new.segment = "smb"
    let read = try JSONDecoder().decode(ReassignOrder.self, from: JSONEncoder().encode(new))
    #expect(read == new)
  }
}

@Suite struct ClaimTests {
  @Test func takesAWaitingLead() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    test.wait(minutes: 30)
    let text = try test.text(.claim(lead: "L-1"), by: Cast.boOfTheQueue)
    #expect(text == "#1 (X) is yours")
    let row = try test.row("L-1")
    #expect(row.owner == "bo")
    #expect(row.state == .assigned)
    #expect(row.route == .manual)
    #expect(row.dimension == nil)
    #expect(row.reason == nil)
    let queue = try test.clock("L-1", .queue)
    #expect(queue.state.end == .met)
    #expect(queue.state.endedAt == test.now)
    #expect(try test.clock("L-1", .owner).state.startedAt == test.now)
    #expect(try test.clock("L-1", .firstContact).state.endedAt == nil)
    let entry = try #require(try test.entries(.leadClaimed).first)
    #expect(entry.actor == "bo")
    #expect(entry.payload.contains(#""from_queue":"world","to":"bo","over_capacity":false"#))
    try test.check()
    try test.checkReplay()
    try test.reopen()
    try test.check()
  }

  @Test func takesWhatWaitsOnly() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    let refusal = try #require(
      try test.refusal(.claim(lead: "L-1"), by: Actor(name: "bo", roles: [.admin], rep: "bo")))
    #expect(refusal.refused == .conflict)
    #expect(refusal.why.contains("ana has it"))
  }

  @Test func askedOfTheQueueAndOfReps() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    #expect(try test.refusal(.claim(lead: "L-1"), by: Cast.bo)?.refused == .role)
    #expect(try test.refusal(.claim(lead: "L-1"), by: Cast.analyst)?.refused == .conflict)
    #expect(try test.refusal(.claim(lead: "L-9"), by: Cast.bo)?.refused == .unknown)
    #expect(try test.entries(.actRefused).count == 3)
  }

  @Test func overCapacityOnlyByThoseWhoMay() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    // Mara's capacity is 0.
    let rep = Actor(name: "mara", roles: [.rep], rep: "mara", queues: ["world"])
    let refusal = try #require(try test.refusal(.claim(lead: "L-1"), by: rep))
    #expect(refusal.refused == .conflict)
    #expect(refusal.why.contains("you hold 0 of 0 leads"))
    let text = try test.text(
      .claim(lead: "L-1"),
      by: Actor(
        name: "mara", roles: [.rep, .manager], rep: "mara", regions: ["EMEA"], queues: ["world"]))
    #expect(text.contains("over capacity (1 of 0)"))
    try test.check()
  }
}

@Suite struct ReassignTests {
  @Test func movesAnOwnedLead() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    #expect(try test.row("L-1").owner == "ana")
    let first = try test.clock("L-1", .firstContact)
    test.wait(minutes: 20)
    #expect(try test.text(test.move(to: "bo"), by: Cast.manager) == "#1 (X) is with Bo")
    let row = try test.row("L-1")
    #expect(row.owner == "bo")
    #expect(row.route == .manual)
    #expect(row.dimension == nil)
    // The lead's clock runs on and is now the new owner's to keep; the owner's restarts.
    #expect(try test.clock("L-1", .firstContact).state == first.state)
    #expect(try test.clock("L-1", .firstContact).owner == "bo")
    let owners = try test.clocks("L-1").filter { $0.kind == .owner }
    #expect(owners.map(\.state.end) == [.void, nil])
    #expect(owners.last?.owner == "bo")
    #expect(owners.last?.state.startedAt == test.now)
    let entry = try #require(try test.entries(.leadReassigned).first)
    #expect(
      entry.payload.hasPrefix(
        #"{"lead":"L-1","from":"ana","from_queue":null,"to":"bo","over_capacity":false"#
          + #","code":"relationship","suggested":false,"segment_old":null,"segment_new":null"#))
    #expect(!entry.payload.contains("know"))
    #expect(try test.desk.store.notes(of: row.number).map(\.text) == ["They know each other"])
    try test.check()
    try test.checkReplay()
    #expect(test.desk.state.standings(["ana", "bo"]).map(\.load) == [0, 1])
    #expect(test.desk.state.standings(["ana", "bo"]).map(\.week) == [1, 1])
  }

  @Test func aWaitingLeadIsAssignedByWhoWorksItsQueue() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    #expect(try test.refusal(test.move(to: "ana"), by: Cast.bo)?.refused == .role)
    #expect(try test.text(test.move(to: "ana"), by: Cast.boOfTheQueue) == "#1 (X) is with Ana")
    #expect(try test.clock("L-1", .queue).state.end == .met)
    // Once it has an owner it takes a manager of the region.
    #expect(try test.refusal(test.move(to: "bo"), by: Cast.boOfTheQueue)?.refused == .role)
    #expect(try test.refusal(test.move(to: "bo"), by: Cast.elsewhere)?.refused == .role)
    try test.check()
  }

  @Test func wordsHaveToBeRight() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    let code = try #require(
      try test.refusal(test.move(to: "bo", code: "relatonship"), by: Cast.manager))
    #expect(code.refused == .usage)
    #expect(code.why.contains("did you mean \"relationship\"?"))
    for note in ["", "  ", "two\nlines", String(repeating: "x", count: 501)] {
      let order = ReassignOrder(lead: "L-1", rep: "bo", code: "other", note: note)
      #expect(try test.refusal(.reassign(order), by: Cast.manager)?.refused == .usage)
    }
    let unknown = try #require(try test.refusal(test.move(to: "boo"), by: Cast.manager))
    #expect(unknown.refused == .conflict)
    #expect(unknown.why.contains("did you mean \"bo\"?"))
    #expect(try test.refusal(test.move(to: "ana"), by: Cast.manager)?.refused == .conflict)
    #expect(
      try test.refusal(test.move(to: "bo", segment: "huge"), by: Cast.manager)?.refused == .usage)
    // A name serves as well as an id.
    #expect(try test.text(test.move(to: "Bo"), by: Cast.manager) == "#1 (X) is with Bo")
  }

  @Test func whoIsFullTakesMoreByTheManagerOnly() throws {
    let test = try TestDesk(
      reps: TestDesk.people.replacing("bo,Bo,active,DE,DE:de,all,5", with: "bo,Bo,active,DE,,all,0")
    )
    try test.deliver(owned)
    #expect(try test.refusal(test.move(to: "bo"), by: Cast.manager)?.refused == .conflict)
    #expect(try test.refusal(test.move(to: "bo", over: true), by: Cast.analyst)?.refused == .role)
    #expect(
      try test.text(test.move(to: "bo", over: true), by: Cast.manager)
        == "#1 (X) is with Bo over capacity (1 of 0)")
    #expect(
      try test.entries(.leadReassigned).first?.payload.contains("\"over_capacity\":true") == true)
    try test.check()
  }

  @Test func whoIsAwayMayBeGivenALeadInSoManyWords() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    try test.act(.away(rep: nil, minutes: 30, delegate: nil, code: "other"), by: Cast.bo)
    #expect(
      try test.text(test.move(to: "bo"), by: Cast.manager)
        == "#1 (X) is with Bo, who is away until 10:30 Europe/Berlin")
  }

  @Test func whoActsAsAnotherIsRecordedAsBoth() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    var bo = Cast.bo
    bo.mayActAs = [.manager]
    bo.regions = ["EMEA"]
    func ask(_ role: String?) throws -> DeskAnswer {
      try test.desk.perform(
        ActRequest(key: role ?? "none", role: role, act: test.move(to: "bo")), by: bo, now: test.now
      )
    }
    guard case .refused(let refusal) = try ask(nil), case .refused(let admin) = try ask("admin")
    else {
      Issue.record("done")
      return
    }
    #expect(refusal.refused == .role)
    #expect(admin.refused == .role)
    guard case .done = try ask("manager") else {
      Issue.record("refused")
      return
    }
    #expect(try test.entries(.leadReassigned).map(\.role) == ["rep as manager"])
  }

  @Test func theSegmentGoesAlong() throws {
    let test = try TestDesk(
      rules: TestDesk.rules("[[segment]]\nid = \"big\"\nemployees_from = 500\n"))
    try test.deliver(owned)
    #expect(try test.row("L-1").facts.segment == "smb")
    let text = try test.text(
      test.move(to: "bo", segment: "BIG", code: "wrong_segment"), by: Cast.analyst)
    #expect(text == "#1 (X) is with Bo, as big")
    #expect(try test.row("L-1").facts.segment == "big")
    let entry = try #require(try test.entries(.leadReassigned).first)
    #expect(entry.payload.contains(#""segment_old":"smb","segment_new":"big""#))
    try test.act(.undo(lead: "L-1"), by: Cast.analyst)
    #expect(try test.row("L-1").facts.segment == "smb")
    #expect(try test.row("L-1").owner == "ana")
    try test.check()
  }

  @Test func namedAccountsAreProtected() throws {
    let test = try TestDesk(files: [
      "crm/accounts.csv": "id,name,domains,owner,named\nA-1,X,x.example,bo,true\n"
    ])
    try test.deliver(owned)
    #expect(try test.row("L-1").dimension == 1)
    let refusal = try #require(try test.refusal(test.move(to: "ana"), by: Cast.admin))
    #expect(refusal.refused == .protected)
    #expect(refusal.why.contains("routing_error"))
    #expect(refusal.why.contains("away with a delegate"))
    #expect(try test.row("L-1").owner == "bo")
  }

  @Test func whatIsNotOpenStays() throws {
    let test = try TestDesk()
    try test.deliver(owned + "L-2,a@x.example,X,DE,de,2026-03-02T09:01:00Z\n")
    #expect(try test.row("L-2").state == .duplicate)
    let repeated = try #require(try test.refusal(test.move("L-2", to: "bo"), by: Cast.manager))
    #expect(repeated.refused == .conflict)
    #expect(repeated.why.contains("repeats #1"))
    try test.act(.disposition(lead: "L-1", code: "converted", at: nil))
    let closed = try #require(try test.refusal(test.move(to: "bo"), by: Cast.manager))
    #expect(closed.refused == .conflict)
    #expect(closed.why.contains("is closed"))
  }

  @Test func whatWasSeenCounts() throws {
    let test = try TestDesk()
    try test.deliver(owned)
    let seen = try test.row("L-1").version
    test.wait(minutes: 5)
    try test.act(test.move(to: "bo"), by: Cast.manager)
    for act in [
      test.move(to: "ana"), .undo(lead: "L-1"), .escalate(lead: "L-1", code: "other", note: nil),
      .contact(lead: "L-1", kind: "contacted", at: nil, channel: nil),
      .disposition(lead: "L-1", code: "recycled", at: nil),
    ] {
      let stale = try #require(try test.refusal(act, by: Cast.manager, seen: seen))
      #expect(stale.refused == .stale)
      #expect(
        stale.why == "#1 has changed since you saw it: it is with bo now "
          + "(mara, lead.reassigned, 10:05 Europe/Berlin)")
    }
    let now = try test.row("L-1").version
    #expect(try test.refusal(test.move(to: "ana"), by: Cast.manager, seen: now) == nil)
  }
}

@Suite struct SuggestionTests {
  /// Monday 06:00 in Berlin: nobody is at work.
  private func early() throws -> TestDesk {
    let test = try TestDesk(now: TestDesk.monday - 3 * Instant.hour)
    try test.deliver(owned.replacing("09:00:00Z", with: "06:00:00Z"))
    return test
  }

  private func suggestion(_ test: TestDesk) throws -> RepID? {
    let number = try test.row("L-1").number
    guard case .lead(let detail) = try test.desk.detail(number, for: Cast.viewer) else {
      return nil
    }
    return detail.suggested
  }

  @Test func theFirstInRankIgnoringHours() throws {
    let test = try early()
    #expect(try test.row("L-1").reason == .outsideHours)
    #expect(try suggestion(test) == "ana")
    let text = try test.text(
      .assignSuggested(lead: "L-1", code: "other", note: "It cannot wait"), by: Cast.manager)
    #expect(text.hasPrefix("#1 (X) is with Ana, who is off shift until 09:00"))
    #expect(try test.row("L-1").owner == "ana")
    #expect(try test.entries(.leadReassigned).first?.payload.contains("\"suggested\":true") == true)
    #expect(try suggestion(test) == nil)
    #expect(
      try test.refusal(.assignSuggested(lead: "L-1", code: "other", note: "x"), by: Cast.manager)?
        .refused == .conflict)
    try test.check()
  }

  @Test func thenIgnoringCapacity() throws {
    let test = try TestDesk(reps: TestDesk.people.replacing("all,5", with: "all,0"))
    try test.deliver(owned)
    #expect(try test.row("L-1").reason == .allAtCapacity)
    #expect(try suggestion(test) == "ana")
    let act = Act.assignSuggested(lead: "L-1", code: "capacity", note: "Somebody has to")
    #expect(try test.refusal(act, by: Cast.boOfTheQueue)?.refused == .role)
    #expect(try test.text(act, by: Cast.manager).contains("over capacity (1 of 0)"))
    try test.check()
  }

  @Test func nobodyQualified() throws {
    let test = try TestDesk()
    try test.deliver(waiting)
    #expect(try suggestion(test) == nil)
    let refusal = try #require(
      try test.refusal(.assignSuggested(lead: "L-1", code: "other", note: "x"), by: Cast.manager))
    #expect(refusal.refused == .conflict)
    #expect(refusal.why.contains("nobody qualified"))
  }
}

extension DeskState {
  /// How reps of the roster stand.
  fileprivate func standings(_ reps: [RepID]) -> [RepStanding] {
    var state = self
    return reps.compactMap { schedules.roster.index(of: $0) }.map { state.standing(of: $0) }
  }
}
