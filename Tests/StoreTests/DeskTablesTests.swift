import LeadModel
import Ledger
import Testing

@testable import Store

/// Files, data, rule sets, absences and marks.
@Suite struct DeskTablesTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  private func apply(_ changes: Change...) throws {
    try store.checked(CommitUnit(changes: changes))
  }

  private func attempt(_ number: Int) -> Change {
    .fileAttempted(
      FileAttempted(
        id: 1, name: "a.csv", folder: "leads", workName: "1-a.csv", bytes: 12, owner: 1000,
        attempt: number, at: Maker.at(Int64(number))))
  }

  @Test func filesCountTheirAttempts() throws {
    try apply(attempt(1))
    try apply(attempt(2))
    #expect(try store.unfinishedFiles().map(\.attempt) == [2])
    #expect(try store.unfinishedFile(folder: "leads", workName: "1-a.csv")?.id == 1)
    #expect(try store.unfinishedFile(folder: "crm", workName: "1-a.csv") == nil)
    let counts = IntakeCounts(rows: 3, assigned: 1, queued: 1, rejected: 1)
    try apply(
      .rowRejected(RowRejected(file: 1, line: 3, reason: "unclosed quote")),
      .fileFinished(
        FileFinished(
          id: 1, result: "accepted", reason: nil, counts: counts, hash: Maker.secret,
          at: Maker.at(3))))
    #expect(try store.unfinishedFiles() == [])
    let row = try #require(try store.files().rows.first)
    #expect(row.counts == counts)
    #expect(row.finishedAt == Maker.at(3))
    #expect(try store.file(1) == row)
    #expect(try store.rejectedRows(of: 1).map(\.line) == [3])
    #expect(throws: StoreProblem.refused("file 1 was finished before")) { try apply(attempt(3)) }
  }

  private func data(_ kind: DatasetKind, _ text: String) -> Change {
    .datasetReplaced(
      DatasetReplaced(
        kind: kind, hash: Digest.sha256(text), content: Array(text.utf8), rows: 1,
        at: Maker.start))
  }

  @Test func rostersAreKeptWholeAndOthersOnlyTheCurrentOne() throws {
    try apply(data(.roster, "r1"), data(.accounts, "a1"))
    try apply(data(.roster, "r2"), data(.accounts, "a2"))
    #expect(try store.currentDataset(.roster)?.content == Array("r2".utf8))
    #expect(try store.dataset(.roster, hash: Digest.sha256("r1"))?.content == Array("r1".utf8))
    #expect(try store.currentDataset(.accounts)?.content == Array("a2".utf8))
    #expect(try store.dataset(.accounts, hash: Digest.sha256("a1"))?.content == nil)
    #expect(try store.currentDataset(.contacts) == nil)
    try apply(data(.accounts, "a1"), data(.roster, "r1"))
    #expect(try store.currentDataset(.accounts)?.content == Array("a1".utf8))
    #expect(try store.datasets().filter(\.isCurrent).count == 2)
    #expect(try store.datasets().count == 4)
    try apply(data(.contacts, ""))
    #expect(try store.currentDataset(.contacts)?.content == [])
  }

  @Test func ruleSetsAreNumberedInTurn() throws {
    func publish(_ version: Int) throws { try store.checked(Council.publish(version)) }
    #expect(try store.currentRuleSet() == nil)
    try publish(1)
    try publish(2)
    #expect(try store.currentRuleSet()?.version == 2)
    #expect(try store.ruleSet(1)?.source == "# 1")
    #expect(try store.ruleSet(3) == nil)
    #expect(throws: StoreProblem.self) { try publish(2) }
  }

  @Test func absencesRunUntilTheyEnd() throws {
    let away = AwayStarted(
      rep: "ana", from: Maker.at(0), until: Maker.at(60), delegate: "bo", code: "sick")
    try apply(.awayStarted(away))
    #expect(try store.away(at: Maker.at(59)) == [away])
    #expect(try store.away(at: Maker.at(60)) == [])
    var longer = away
    longer.until = nil
    longer.from = Maker.at(10)
    try apply(.awayStarted(longer))
    #expect(try store.away(at: Maker.at(99)) == [longer])
    try apply(.awayEnded(rep: "ana", at: Maker.at(100)))
    #expect(try store.away(at: Maker.at(99)) == [])
  }

  @Test func marksAdvance() throws {
    #expect(try store.mark("drain") == nil)
    try apply(.markAdvanced(name: "drain", at: Maker.at(1)))
    try apply(.markAdvanced(name: "drain", at: Maker.at(2)))
    #expect(try store.mark("drain") == Maker.at(2))
  }

  @Test func checkpointsAreKeptInOrder() throws {
    let key = try #require(SigningKey(seed: Maker.secret))
    #expect(try store.latestCheckpoint() == nil)
    for count in [Int64(2), 1, 2] {
      let checkpoint = Checkpoint(count: count, head: .genesis, at: Maker.at(count))
      try store.addCheckpoint(try #require(checkpoint.signed(by: key)))
    }
    #expect(try store.checkpoints().map(\.checkpoint.count) == [1, 2])
    #expect(try store.latestCheckpoint()?.checkpoint.at == Maker.at(2))
    #expect(try store.checkpoints().allSatisfy { $0.isSigned(byOneOf: [key.publicKey]) })
  }
}
