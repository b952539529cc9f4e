import LeadModel
import Ledger
import Testing

@testable import Store

@Suite struct ReadModelTests {
  let store: Store
  var maker = Maker()

  init() throws {
    store = try Store.inMemory()
    try store.checked(
      maker.lead(id: "L-10", owner: "ana"),
      maker.lead(
        id: "L-11", queue: "emea", minute: 1,
        facts: LeadRoutingFacts(company: "Müller", region: "emea"), reason: .outsideHours),
      maker.lead(id: "L-11", source: "fair/2026", owner: "bo", minute: 2),
      maker.lead(id: "4", owner: "bo", minute: 3),
      maker.lead(id: "M_1", queue: "emea", minute: 4, reason: .noGeo),
      maker.lead(state: .duplicate, duplicateOf: 1, minute: 5),
      maker.lead(queue: "emea", minute: 6, reason: .noGeo))
  }

  private func numbers(_ query: LeadQuery) throws -> [Int64] {
    try store.leads(query).rows.map(\.number.value)
  }

  @Test func rowsComeWithAllTheyShow() throws {
    let row = try #require(try store.leads(LeadQuery(oldestFirst: true)).rows.first)
    #expect(
      row
        == LeadRow(
          number: LeadNumber(1), publicID: "L-10", source: "web", receivedAt: Maker.start,
          submittedAt: Maker.start - 1000,
          facts: LeadRoutingFacts(company: "ACME", country: "DE", account: "A-1"),
          state: .assigned, owner: "ana", queue: nil, duplicateOf: nil, duplicateOfContact: nil,
          route: .coverage, dimension: 7, reason: nil, contingent: false,
          flags: [.geoConflict, .returning], version: 1,
          firstContact: ClockState(
            startedAt: Maker.start, dueAt: Maker.at(30), warnAt: Maker.at(22) + 30_000)))
  }

  @Test func windowsCountWhatMatchesAndWhatThereIs() throws {
    let page = try store.leads(LeadQuery(owner: "bo"), offset: 1, limit: 1)
    #expect(page.rows.map(\.number.value) == [3])
    #expect(page.matching == 2)
    #expect(page.total == 7)
    #expect(page.isComplete)
    #expect(try numbers(LeadQuery()) == [7, 6, 5, 4, 3, 2, 1])
  }

  @Test func filtersHoldTogether() throws {
    #expect(try numbers(LeadQuery(queue: "emea", openOnly: true)) == [7, 5, 2])
    #expect(try numbers(LeadQuery(owner: "ana", openOnly: true)) == [1])
    #expect(try numbers(LeadQuery(openOnly: true)) == [7, 5, 4, 3, 2, 1])
    #expect(try numbers(LeadQuery(state: .queued)) == [7, 5, 2])
    #expect(try numbers(LeadQuery(state: .assigned)) == [4, 3, 1])
    #expect(try numbers(LeadQuery(state: .duplicate)) == [6])
    #expect(try numbers(LeadQuery(duplicatesOnly: true)) == [6])
    #expect(try numbers(LeadQuery(source: "fair/2026")) == [3])
    #expect(try numbers(LeadQuery(region: "emea", country: "DE")) == [])
    #expect(try numbers(LeadQuery(route: .fallback, receivedBefore: Maker.at(4))) == [2])
    #expect(try numbers(LeadQuery(contingentOnly: true)) == [])
  }

  @Test func wordsAreFoundInAnyCaseAndMeanThemselves() throws {
    #expect(try numbers(LeadQuery(words: ["MÜLL"])) == [2])
    #expect(try numbers(LeadQuery(words: ["acme", "BO"])) == [4, 3])
    #expect(try numbers(LeadQuery(words: ["m_1"])) == [5])
    #expect(try numbers(LeadQuery(words: ["%"])) == [])
    #expect(try numbers(LeadQuery(words: ["#7"])) == [7])
    #expect(try numbers(LeadQuery(words: ["no_geo"])) == [7, 5])
  }

  @Test func referencesAreResolved() throws {
    func found(_ reference: String) throws -> String {
      switch try store.resolve(reference) {
      case .found(let number): "\(number)"
      case .ambiguous(let all): all.map { "\($0.source)/\($0.publicID)" }.joined(separator: " ")
      case .unknown: "unknown"
      }
    }
    #expect(try found("#5") == "#5")
    #expect(try found("#99") == "unknown")
    #expect(try found("#x") == "unknown")
    #expect(try found("L-10") == "#1")
    #expect(try found("4") == "#4")
    #expect(try found("5") == "#5")
    #expect(try found("L-11") == "web/L-11 fair/2026/L-11")
    #expect(try found("web/L-11") == "#2")
    #expect(try found("fair/2026/L-11") == "#3")
    #expect(try found("fair/2026/L") == "#3")
    #expect(try found("L-1") == "web/L-10 web/L-11 fair/2026/L-11")
    #expect(try found("M") == "#5")
    #expect(try found("m") == "unknown")
    #expect(try found("") == "unknown")
    #expect(try found("web/") == "unknown")
  }

  @Test mutating func theWholeOfALead() throws {
    let parts = try #require(try store.lead(LeadNumber(1)))
    #expect(parts.fields.map(\.field) == [.id, .company, .score])
    #expect(parts.person?.fields.map(\.value) == ["Öz \"1\"\n", "p1@acme.example"])
    #expect(parts.person?.extra == [ExtraField(name: "utm", value: "crm\\x")])
    #expect(parts.person?.secret == Maker.secret)
    #expect(parts.entries.map(\.kind) == [.leadReceived, .leadAssigned])
    #expect(parts.clocks.map(\.kind) == [.firstContact, .owner])
    #expect(parts.related.map(\.number.value) == [6, 7, 5, 4, 3])
    #expect(parts.line == 3)
    #expect(try store.lead(LeadNumber(99)) == nil)
    let recorded = try #require(try store.recordedLead(LeadNumber(1)))
    #expect(recorded.record[.lastName] == "Öz \"1\"\n")
    #expect(recorded.record[.score] == "7")
    #expect(recorded.record.extra == parts.person?.extra)
    #expect(try store.latestDecision(of: LeadNumber(1))?.seq == 2)
    #expect(try store.lead("L-11", source: nil) == LeadNumber(3))
    #expect(try store.lead("L-11", source: "web") == LeadNumber(2))
    #expect(try store.lead("p4@acme.example", source: nil) == LeadNumber(4))
    #expect(try store.lead("nobody", source: nil) == nil)
  }

  @Test func theHostLoadsOpenLeadsAndRecentOthers() throws {
    var loaded: [LoadedLead] = []
    try store.forEachLoadedLead(receivedSince: Maker.at(6)) { loaded.append($0) }
    #expect(loaded.map(\.number.value) == [1, 2, 3, 4, 5, 7])
    loaded = []
    try store.forEachLoadedLead(receivedSince: Maker.at(5)) { loaded.append($0) }
    #expect(loaded.map(\.number.value) == [1, 2, 3, 4, 5, 6, 7])
    #expect(
      loaded[0]
        == LoadedLead(
          number: LeadNumber(1), publicID: "L-10", source: "web", identity: "web\u{1F}L-10",
          receivedAt: Maker.start, state: .assigned, owner: "ana", queue: nil, duplicateOf: nil,
          duplicateOfContact: nil, emailKey: "p1@acme.example", phone: "493012345678",
          lastName: "öz", assignedAt: Maker.start))
    #expect(loaded[1].assignedAt == nil)
    #expect(loaded[5].duplicateOf == LeadNumber(1))
    let known = try store.knownLeads(identities: ["web\u{1F}L-10", "web\u{1F}none"])
    #expect(
      known == [
        "web\u{1F}L-10": KnownLead(
          number: LeadNumber(1), contentHash: Digest.sha256("L-10"), state: .assigned,
          receivedAt: Maker.start)
      ])
    #expect(
      try store.repHistories(since: Maker.at(3)) == [
        "ana": RepHistory(count: 0, last: Maker.start),
        "bo": RepHistory(count: 1, last: Maker.at(3)),
      ])
    #expect(
      try store.highWaters()
        == HighWaters(lead: LeadNumber(7), clock: 12, escalation: 0, file: 0, ruleset: 0))
  }

  @Test func receiptsAreFoundByHalving() throws {
    let instants = [Maker.at(-1), Maker.at(3), Maker.at(3) + 1, Maker.at(99)]
    let found = try store.read { db in
      try instants.map { try Receipts.first(atOrAfter: $0, db) }
    }
    #expect(found == [1, 4, 5, 8])
  }

  @Test mutating func queuesStandAsTheyStand() throws {
    #expect(try store.waitingLeads(limit: 2) == [LeadNumber(2), LeadNumber(5)])
    #expect(try store.queuedLeads(in: "emea", limit: 9).map(\.number.value) == [2, 5, 7])
    let clock = try #require(
      try store.runningClocks(of: LeadNumber(2)).first { $0.kind == .queue })
    try store.checked(
      CommitUnit(
        changes: [
          .clockEnded(clock: clock.id, at: Maker.at(40), end: .met),
          Maker.placed(2, owner: "ana", minute: 40),
        ], entries: [Maker.entry(.leadDrained, "lead/2")]))
    let standing = try #require(
      try store.queueStandings(
        now: Maker.at(64) + 1, dayStart: Maker.start, weekStart: Maker.start)["emea"])
    #expect(standing.depth == 2)
    #expect(standing.oldestSince == Maker.at(4))
    #expect(standing.earliestDue == Maker.at(64))
    #expect(standing.inLastHour == 1)
    #expect(standing.outLastHour == 1)
    #expect(standing.today == Attainment(met: 1, due: 2))
    #expect(standing.week == standing.today)
    #expect(standing.topReason == .noGeo)
  }

  @Test mutating func attainmentCountsClocksDue() throws {
    try store.checked(
      CommitUnit(changes: [
        .clockEnded(clock: 1, at: Maker.at(10), end: .met),
        .clockEnded(clock: 2, at: Maker.at(61), end: .missed),
      ]))
    let table = try store.attainment(since: Maker.start, now: Maker.at(62))
    #expect(table.reps["ana"] == Attainment(met: 1, due: 2))
    // One owner clock of bo is due at 62, first contacts at 32 and 33; the other owner clock at 63.
    #expect(table.reps["bo"] == Attainment(met: 0, due: 3))
    #expect(table.queues["emea"] == Attainment(met: 0, due: 1))
    #expect(
      try store.attainment(since: Maker.at(60), now: Maker.at(62)).reps["ana"]
        == Attainment(met: 0, due: 1))
  }

  @Test func clocksRunLeastTimeLeftFirst() throws {
    let page = try store.runningClocks(ClockQuery(), offset: 0, limit: 3)
    #expect(page.rows.map(\.id) == [1, 3, 5])
    #expect(page.matching == 12)
    #expect(try store.runningClocks(ClockQuery(kind: .queue)).rows.map(\.lead?.value) == [2, 5, 7])
    #expect(try store.runningClocks(ClockQuery(words: ["müller"])).matching == 2)
    #expect(try store.runningClocks(ClockQuery(owner: "bo", dueBefore: Maker.at(33))).matching == 1)
  }

  @Test mutating func theLatestBreachesAreTold() throws {
    try store.checked(
      CommitUnit(changes: [1, 3, 5].map { .clockBreached(clock: $0, at: Maker.at(40)) }))
    let all = try store.breachedClocks(dueBefore: Maker.at(1000), limit: 12)
    #expect(all.map(\.clock.id) == [1, 3, 5])
    #expect(all.map(\.receivedAt) == [Maker.at(0), Maker.at(1), Maker.at(2)])
    // The limit cuts what was due first, breached or not.
    #expect(
      try store.breachedClocks(dueBefore: Maker.at(1000), limit: 11).map(\.clock.id) == [3, 5])
    let due = try #require(all.last).clock.state.dueAt
    #expect(try store.breachedClocks(dueBefore: due, limit: 12).map(\.clock.id) == [1, 3])
  }

  @Test func queueDepthsLeaveOutWhatHasBeenPlaced() throws {
    let depths = try store.queueDepths()
    #expect(depths.mapValues(\.depth) == ["emea": 3])
    #expect(depths["emea"]?.oldestSince == Maker.at(1))
  }

  @Test func theLogIsListedAndFiltered() throws {
    #expect(try store.log(offset: 1, limit: 2).rows.map(\.seq) == [13, 12])
    #expect(try store.log(LogQuery(subject: "lead/1")).rows.map(\.seq) == [2, 1])
    #expect(try store.log(LogQuery(subject: "lead/")).matching == 14)
    #expect(
      try store.log(LogQuery(kinds: [.leadQueued], oldestFirst: true)).rows.map(\.seq)
        == [4, 10, 14])
    #expect(try store.log(LogQuery(words: ["DUPLICATE"])).rows.map(\.seq) == [12])
    #expect(try store.log(LogQuery(from: Maker.at(5), to: Maker.at(6))).matching == 2)
    var seen: [Int64] = []
    try store.forEachEntry(kinds: [.leadQueued, .leadDuplicate], from: 5) {
      seen.append($0.seq)
      return seen.count < 2
    }
    #expect(seen == [10, 12])
  }

  @Test func theStatusLineCounts() throws {
    let counts = try store.statusCounts(
      now: Maker.at(33), dayStart: Maker.at(2), soon: Maker.at(63))
    #expect(counts.leadsToday == 5)
    #expect(counts.leadsLastMinute == 0)
    #expect(counts.oldestQueued == Maker.at(1))
    #expect(counts.head.seq == 14)
    #expect(counts.clocksPastDue == 3)
    #expect(counts.clocksDueSoon == 6)
    #expect(counts.openEscalations == 0)
    #expect(counts.ruleset == 0)
  }
}
