import GRDB
import LeadModel
import Ledger
import Testing

@testable import Store

@Suite struct CommitTests {
  let store: Store
  var maker = Maker()
  init() throws { store = try Store.inMemory() }

  @Test mutating func theReceiptNamesTheEntriesOfEachUnit() throws {
    let receipt = try store.checked(maker.lead(), CommitUnit(), maker.lead())
    #expect(receipt.entries == [1...2, nil, 3...4])
    #expect(receipt.written == 1...4)
    #expect(receipt.repeated == [])
    #expect(try store.head() == receipt.head)
    #expect(try store.log().rows.first?.hash == receipt.head.hash.hex)
    let next = try store.checked(maker.lead())
    #expect(next.firstSeq == 5)
    #expect(next.lastSeq == 6)
  }

  @Test mutating func theWorkedExampleOfTheDocumentIsWhatIsStored() throws {
    let receipt = try store.commit([
      CommitUnit(entries: [
        EntryDraft(
          at: Instant(milliseconds: 1_772_442_900_000), actor: "engine", kind: .leadReceived,
          subject: "lead/1", payload: Array(#"{"lead":"L-1001","source":"web"}"#.utf8)),
        EntryDraft(
          at: Instant(milliseconds: 1_772_442_960_500), actor: "zoë", role: "rep+analyst",
          kind: .leadContacted, subject: "lead/1", payload: Array(#"{"kind":"contacted"}"#.utf8)),
      ])
    ])
    #expect(
      receipt.head.hash.hex == "1d366f0e071cda7992bf56e557fa99d1add1e7cb199d13770e42f74d7659c02a")
  }

  @Test mutating func oneBadChangeUndoesTheWholeCommit() throws {
    try store.checked(maker.lead())
    let before = try store.head()
    let bad = CommitUnit(
      changes: [.clockEnded(clock: 999, at: Maker.start, end: .met)],
      entries: [Maker.entry(.leadContacted, "lead/1")])
    let problem = #expect(throws: StoreProblem.self) { try store.commit([maker.lead(), bad]) }
    #expect(problem == .refused("clock 999 is not running"))
    #expect(try store.head() == before)
    #expect(try store.leads().total == 1)
    #expect(try store.violations() == [])
  }

  @Test(arguments: [
    Change.leadStateChanged(lead: LeadNumber(9), state: .closed, at: Maker.start),
    .clockWarned(clock: 9, at: Maker.start), .clockBreached(clock: 9, at: Maker.start),
    .clockRescheduled(clock: 9, due: Maker.start, warn: Maker.start),
    .escalationClaimed(escalation: 9, by: "x", at: Maker.start),
    .escalationClosed(
      EscalationClosed(number: 9, at: Maker.start, by: "x", outcome: "correct", note: nil)),
    .awayEnded(rep: "ana", at: Maker.start),
    .fileFinished(
      FileFinished(
        id: 9, result: "accepted", reason: nil, counts: IntakeCounts(), hash: Maker.secret,
        at: Maker.start)),
    .activityAdded(
      ActivityAdded(
        lead: LeadNumber(9), kind: "note", at: Maker.start, actor: "x", channel: nil, auto: false)),
    Maker.placed(9, owner: "ana", minute: 0),
    .rulesPublished(
      RulesPublished(
        version: 2, hash: Maker.secret, document: [], source: "", author: "", reason: "",
        at: Maker.start)),
  ])
  func changesOfWhatIsNotThereAreRefused(change: Change) {
    let problem = #expect(throws: StoreProblem.self) {
      try store.commit([CommitUnit(changes: [change])])
    }
    guard case .refused? = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
  }

  @Test mutating func aKeyIsTakenOnce() throws {
    var unit = maker.lead()
    unit.key = "act-1"
    let first = try store.checked(unit)
    #expect(first.entries == [1...2])
    #expect(try store.receipt(forKey: "act-1") == 2)
    #expect(try store.receipt(forKey: "act-2") == nil)
    let again = try store.checked(maker.lead(id: "later", minute: 1))
    #expect(again.written == 3...4)
    let repeated = try store.checked(unit)
    #expect(repeated.entries == [1...2])
    #expect(repeated.repeated == [0])
    #expect(repeated.written == nil)
    #expect(repeated.head == again.head)
  }

  @Test mutating func aKeyTwiceInOneCommitIsTakenOnce() throws {
    let unit = CommitUnit(key: "k", changes: [], entries: [Maker.entry(.rulesProposed, "rules/1")])
    let receipt = try store.checked(unit, unit)
    #expect(receipt.entries == [1...1, 1...1])
    #expect(receipt.repeated == [1])
  }

  @Test func aKeyWithoutEntriesIsRememberedToo() throws {
    let unit = CommitUnit(key: "k", changes: [.markAdvanced(name: "drain", at: Maker.start)])
    #expect(try store.commit([unit]).repeated == [])
    #expect(try store.commit([unit]).repeated == [0])
    #expect(try store.receipt(forKey: "k") == 0)
  }

  @Test mutating func payloadsAreStoredByteForByte() throws {
    let payload =
      #"{"b": 1,  "a":"é\u0301","long":""# + String(repeating: "ü", count: 40_000) + "\"}"
    var entry = Maker.entry(.rulesProposed, "rules/1")
    entry.payload = Array(payload.utf8)
    try store.checked(CommitUnit(entries: [entry]))
    #expect(try store.log().rows.first.map { Array($0.payload.utf8) } == entry.payload)
  }

  /// More text than the arena of a row has room for.
  @Test mutating func rowsLargerThanTheArenaAreStored() throws {
    var entry = Maker.entry(.rulesProposed, "rules/1")
    entry.payload = Array("{\"x\":\"\(String(repeating: "y", count: 300_000))\"}".utf8)
    try store.checked(CommitUnit(entries: [entry, Maker.entry(.rulesProposed, "rules/2"), entry]))
    #expect(try store.log().rows.map(\.payload.utf8.count) == [300_008, 7, 300_008])
  }

  @Test mutating func aFullDiskLosesNothing() throws {
    try store.checked(maker.lead())
    let before = try store.head()
    let pages = try #require(try store.value("PRAGMA page_count"))
    try store.raw("PRAGMA max_page_count = \(pages)")
    var entry = Maker.entry(.rulesProposed, "rules/1")
    entry.payload = Array(repeating: UInt8(ascii: " "), count: 500_000)
    #expect(throws: StoreProblem.full(path: "in memory")) {
      try store.commit([maker.lead(), CommitUnit(entries: [entry])])
    }
    #expect(try store.head() == before)
    #expect(try store.violations() == [])
    try store.raw("PRAGMA max_page_count = 1000000")
    #expect(try store.commit([CommitUnit(entries: [entry])]).firstSeq == 3)
  }
}
