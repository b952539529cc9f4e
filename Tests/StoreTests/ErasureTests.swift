import Foundation
import LeadModel
import Testing

@testable import Store

/// Makes escalations as the desk would.
enum Escalations {
  static func opened(
    _ number: Int64, lead: Int64, note: String?, minute: Int64 = 1, actor: String = "ana"
  ) -> CommitUnit {
    CommitUnit(
      changes: [
        .escalationOpened(
          EscalationOpened(
            number: number, lead: LeadNumber(lead), code: "wrong_owner", note: note, by: actor,
            rep: "ana", at: Maker.at(minute), decision: nil))
      ],
      entries: [
        Council.entry(
          .escalationOpened, "escalation/\(number)", by: actor, minute: minute,
          payload: "{\"code\":\"wrong_owner\"}")
      ])
  }

  static func closed(_ number: Int64, note: String?, minute: Int64 = 2) -> CommitUnit {
    CommitUnit(
      changes: [
        .escalationClosed(
          EscalationClosed(
            number: number, at: Maker.at(minute), by: "kim", outcome: "refine_rule", note: note))
      ],
      entries: [
        Council.entry(.escalationReviewed, "escalation/\(number)", by: "kim", minute: minute)
      ])
  }
}

@Suite struct ErasureTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try Store.open(at: scratch.store, mode: .readWrite)
    var maker = Maker()
    try store.checked(Council.publish(1))
    try store.checked(
      maker.lead(), maker.lead(minute: 1), note(1, "Mrs Zyzzyx called"),
      note(2, "call after lunch"), note(1, "asked for Bo"),
      Escalations.opened(1, lead: 1, note: "Zyzzyx is mine", minute: 2),
      Escalations.opened(2, lead: 2, note: "the other is mine", minute: 2),
      Escalations.closed(1, note: "Zyzzyx lives in France", minute: 3),
      Escalations.closed(2, note: "quite right", minute: 3),
      Council.request(1, kind: .draft, escalation: 1),
      Council.request(2, kind: .draft, escalation: 2))
  }

  private func note(_ lead: Int64, _ text: String) -> CommitUnit {
    CommitUnit(
      changes: [
        .noteAdded(
          NoteAdded(
            lead: LeadNumber(lead), kind: "reassigned", text: text, by: "mia", at: Maker.at(2)))
      ], entries: [Council.entry(.leadReassigned, "lead/\(lead)", by: "mia", minute: 2)])
  }

  private func erasure(_ lead: Int64) -> CommitUnit {
    CommitUnit(
      changes: [.personErased(lead: LeadNumber(lead), at: Maker.at(9))],
      entries: [Council.entry(.personErased, "lead/\(lead)", by: "root", minute: 9)])
  }

  @Test func notesAreReadInOrder() throws {
    #expect(
      try store.notes(of: LeadNumber(1)) == [
        NoteRow(kind: "reassigned", text: "Mrs Zyzzyx called", by: "mia", at: Maker.at(2)),
        NoteRow(kind: "reassigned", text: "asked for Bo", by: "mia", at: Maker.at(2)),
      ])
    #expect(try store.lead(LeadNumber(1))?.notes.count == 2)
    let escalation = try #require(try store.escalation(1))
    #expect(escalation.note == "Zyzzyx is mine")
    #expect(escalation.closingNote == "Zyzzyx lives in France")
    #expect(escalation.closedBy == "kim")
  }

  @Test func thePersonGoesAndTheLogStays() throws {
    let log = try store.log(limit: 1000).rows
    let version = try #require(try store.lead(LeadNumber(1))).row.version
    try store.checked(erasure(1))
    let parts = try #require(try store.lead(LeadNumber(1)))
    #expect(parts.person == nil)
    #expect(parts.notes == [])
    #expect(parts.escalations.first?.note == nil)
    #expect(parts.escalations.first?.closingNote == nil)
    #expect(parts.escalations.first?.outcome == "refine_rule")
    #expect(parts.row.version == version + 1)
    #expect(try store.changeRequest(1)?.row.reason == "")
    #expect(try store.changeRequest(1)?.secret == [UInt8](repeating: 0, count: 32))
    #expect(try Array(store.log(limit: 1000).rows.dropFirst()) == log)
    #expect(try store.recordedLead(LeadNumber(1))?.secret == [])
    #expect(throws: StoreProblem.self) { try store.commit([erasure(1)]) }
  }

  @Test func nothingOfOthersGoes() throws {
    let before = try store.lead(LeadNumber(2))
    let draft = try store.changeRequest(2)
    try store.checked(erasure(1))
    let after = try store.lead(LeadNumber(2))
    #expect(after?.person == before?.person)
    #expect(after?.person != nil)
    #expect(after?.notes == before?.notes)
    #expect(after?.escalations == before?.escalations)
    #expect(try store.changeRequest(2) == draft)
  }

  @Test func aNoteWrittenAfterwardsCanBeErasedToo() throws {
    try store.checked(erasure(1))
    try store.checked(note(1, "once more"))
    try store.checked(erasure(1))
    #expect(try store.notes(of: LeadNumber(1)) == [])
  }

  /// Not even in the bytes of the file and of its write-ahead log.
  @Test func noByteIsLeft() throws {
    func files() throws -> [Data] {
      try ["", "-wal"].map { try scratch.bytes(scratch.store + $0) }
    }
    let traces = ["Zyzzyx", "p1@acme.example"].map { Data($0.utf8) }
    for trace in traces {
      #expect(try files().contains { $0.range(of: trace) != nil })
    }
    try store.checked(erasure(1))
    try store.walCheckpointTruncate()
    for trace in traces {
      #expect(try !files().contains { $0.range(of: trace) != nil })
    }
    #expect(try files()[1].isEmpty)
    #expect(try files()[0].range(of: Data("p2@acme.example".utf8)) != nil)
  }

  @Test func whoActedIsToldFromTheLog() throws {
    func acted(_ lead: Int64, since minute: Int64) throws -> Bool {
      try store.hasActed(on: LeadNumber(lead), since: Maker.at(minute))
    }
    #expect(try acted(1, since: 2))
    // The review is an act on the lead; engine and clock are nobody, and a refusal is no act.
    #expect(try acted(1, since: 3))
    #expect(try !acted(1, since: 4))
    try store.checked(
      CommitUnit(entries: [
        Council.entry(.slaBreached, "lead/1", by: "clock", minute: 5),
        Council.entry(.leadDrained, "lead/1", by: "engine", minute: 5),
        Council.entry(.actRefused, "lead/1", by: "mia", minute: 5),
        Maker.entry(.leadContacted, "lead/1", at: Maker.at(5), actor: "feed"),
        Council.entry(.leadContacted, "lead/2", by: "mia", minute: 5),
      ]))
    #expect(try !acted(1, since: 4))
    #expect(try acted(2, since: 5))
  }
}
