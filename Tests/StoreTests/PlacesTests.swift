import LeadModel
import Testing

@testable import Store

/// Owner periods, queue stays and clocks through the life of leads.
@Suite struct PlacesTests {
  let store: Store
  var maker = Maker()
  init() throws { store = try Store.inMemory() }

  private func history(_ number: Int64) throws -> [String] {
    try store.history(of: LeadNumber(number)).map { place in
      let from = (place.from - Maker.start) / Instant.minute
      let to = place.to.map { "\(($0 - Maker.start) / Instant.minute)" } ?? ""
      return "\(place.owner?.text ?? place.queue?.text ?? "?") \(from)-\(to)"
    }
  }

  private func unit(_ changes: Change...) -> CommitUnit {
    CommitUnit(changes: changes, entries: [Maker.entry(.leadReassigned, "lead/1")])
  }

  @Test mutating func aLeadMovesFromQueueToOwnerToOwner() throws {
    try store.checked(maker.lead(queue: "q", reason: .outsideHours))
    #expect(try history(1) == ["q 0-"])
    try store.checked(
      unit(
        .clockEnded(clock: 2, at: Maker.at(5), end: .met), Maker.placed(1, owner: "ana", minute: 5))
    )
    #expect(try history(1) == ["q 0-5", "ana 5-"])
    try store.checked(unit(Maker.placed(1, owner: "bo", minute: 9)))
    #expect(try history(1) == ["q 0-5", "ana 5-9", "bo 9-"])
    #expect(try store.owners(of: LeadNumber(1)) == ["ana", "bo"])
    let row = try #require(try store.leads().rows.first)
    #expect(row.owner == "bo")
    #expect(row.queue == nil)
    #expect(row.facts.country == "FR")
    #expect(row.version == 3)
  }

  @Test mutating func aLeadThatStaysInItsQueueKeepsItsStay() throws {
    try store.checked(maker.lead(queue: "q", reason: .outsideHours))
    try store.checked(unit(Maker.placed(1, queue: "q", minute: 7, reason: .allAtCapacity)))
    #expect(try history(1) == ["q 0-"])
    #expect(try store.leads().rows.first?.reason == .allAtCapacity)
    try store.checked(
      unit(
        .clockEnded(clock: 2, at: Maker.at(9), end: .void), Maker.placed(1, queue: "r", minute: 9)))
    #expect(try history(1) == ["q 0-9", "r 9-"])
  }

  @Test mutating func closingEndsThePlaceEvenWhenToldLate() throws {
    try store.checked(maker.lead(minute: 10))
    try store.checked(
      unit(.leadStateChanged(lead: LeadNumber(1), state: .working, at: Maker.at(12))))
    #expect(try history(1) == ["ana 10-"])
    try store.checked(
      unit(
        .clockEnded(clock: 1, at: Maker.at(20), end: .met),
        .clockEnded(clock: 2, at: Maker.at(20), end: .met),
        .leadStateChanged(lead: LeadNumber(1), state: .closed, at: Maker.at(3))))
    #expect(try history(1) == ["ana 10-10"])
    #expect(try store.leads().rows.first?.owner == "ana")
  }

  @Test mutating func duplicatesAndLeadsWithoutPlaceBurdenNobody() throws {
    try store.checked(maker.lead(), maker.lead(state: .duplicate, duplicateOf: 1))
    var unplaced = maker.lead()
    unplaced.changes = [unplaced.changes[0]]
    try store.checked(unplaced)
    #expect(try history(2) == [])
    #expect(try store.leads().rows.map(\.state) == [.closed, .duplicate, .assigned])
    #expect(try store.lead(LeadNumber(1))?.related.map(\.number.value) == [2, 3])
  }

  @Test mutating func clocksAskForWorkOnce() throws {
    try store.checked(maker.lead())
    func ringing(_ minute: Int64) throws -> [String] {
      let now = Maker.at(minute)
      return try store.clocksToRing(try store.clocksToRing(upTo: now, limit: 9), upTo: now).map {
        "\($0.row.id)\($0.row.warned ? "w" : "")"
      }
    }
    #expect(try ringing(22) == [])
    #expect(try store.nextClockWork() == Maker.at(22) + 30_000)
    #expect(try ringing(23) == ["1"])
    try store.checked(unit(.clockWarned(clock: 1, at: Maker.at(23))))
    #expect(try ringing(29) == [])
    #expect(try ringing(30) == ["1w"])
    try store.checked(unit(.clockBreached(clock: 1, at: Maker.at(30))))
    #expect(try ringing(44) == [])
    #expect(try ringing(45) == ["2"])
    try store.checked(
      unit(.clockRescheduled(clock: 2, due: Maker.at(120), warn: Maker.at(90))))
    #expect(try ringing(89) == [])
    // One that was found to be due and is not any more.
    #expect(try store.clocksToRing([2, 1, 7], upTo: Maker.at(89)) == [])
    #expect(try store.clocksToRing([1, 2], upTo: Maker.at(90)).map(\.row.id) == [2])
    try store.checked(unit(.clockEnded(clock: 2, at: Maker.at(91), end: .void)))
    #expect(try ringing(999) == [])
    #expect(try store.nextClockWork() == nil)
    #expect(try store.runningClocks(of: LeadNumber(1)).map(\.id) == [1])
  }

  @Test mutating func updatesReplaceContentAndPerson() throws {
    try store.checked(maker.lead())
    let hash = [UInt8](repeating: 5, count: 32)
    try store.checked(
      unit(
        .leadUpdated(
          LeadUpdated(
            number: LeadNumber(1), contentHash: hash, at: Maker.at(1),
            facts: LeadRoutingFacts(company: "Neu & Co"), fields: [.company: "Neu & Co"],
            person: PersonData(
              fields: [.email: "new@neu.example"], extra: [], emailKey: "new@neu.example",
              phone: nil, lastName: nil, secret: Maker.secret)))))
    let parts = try #require(try store.lead(LeadNumber(1)))
    #expect(parts.contentHash == hash)
    #expect(parts.fields == [FieldValue(field: .company, value: "Neu & Co")])
    #expect(parts.person?.fields == [FieldValue(field: .email, value: "new@neu.example")])
    #expect(parts.person?.extra == [])
    #expect(try store.leads(emailKey: "new@neu.example").map(\.number.value) == [1])
    #expect(try store.leads(emailKey: "p1@acme.example") == [])
  }

  @Test mutating func escalationsOpenAreClaimedAndClose() throws {
    try store.checked(maker.lead())
    let clock = maker.clock(
      .escalation, LeadNumber(1), "ana", nil, Maker.at(3), minutes: 120, escalation: 1)
    try store.checked(
      CommitUnit(
        changes: [
          .escalationOpened(
            EscalationOpened(
              number: 1, lead: LeadNumber(1), code: "wrong_region", note: "mine!", by: "ana",
              rep: "ana", at: Maker.at(3), decision: 2)),
          .clockStarted(clock),
        ], entries: [Maker.entry(.escalationOpened, "escalation/1")]))
    #expect(try store.escalations(openOnly: true).rows.first?.dueAt == clock.dueAt)
    #expect(try store.runningClocks(ofEscalation: 1).map(\.id) == [3])
    try store.checked(
      CommitUnit(changes: [.escalationClaimed(escalation: 1, by: "lee", at: Maker.at(4))]))
    #expect(try store.escalation(1)?.claimedBy == "lee")
    try store.checked(
      CommitUnit(changes: [
        .clockEnded(clock: 3, at: Maker.at(9), end: .met),
        .escalationClosed(
          EscalationClosed(
            number: 1, at: Maker.at(9), by: "lee", outcome: "routing_error", note: "sorry")),
      ]))
    #expect(try store.escalations(openOnly: true).rows == [])
    #expect(try store.escalations(openOnly: false).matching == 1)
    #expect(try store.escalation(1)?.outcome == "routing_error")
    let notes = try store.escalationNotes(1)
    #expect(notes.filed == "mine!")
    #expect(notes.closed == "sorry")
    #expect(try store.escalations(of: LeadNumber(1)).count == 1)
  }
}
