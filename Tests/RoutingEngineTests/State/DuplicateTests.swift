import LeadModel
import RoutingEngine
import Testing

@Suite struct DuplicateTests {
  private let start = instant("2026-03-02T10:00:00+01:00")
  private let router = Router(
    ruleSet: smallRules(), site: IntakeDefaults(),
    book: CustomerBook(
      accounts: [], opportunities: [],
      contacts: [
        Contact(id: "c9", email: "Eva@crm.de", inSequence: true, sequenceOwner: "r1"),
        Contact(id: "c1", email: "eva+x@crm.de", inSequence: true, sequenceOwner: "gone"),
        Contact(id: "c2", email: "eva@crm.de", inSequence: true, sequenceOwner: "r2"),
        Contact(id: "c0", email: "eva@crm.de", inSequence: false, sequenceOwner: "r0"),
      ]), geo: .empty
  ) { _ in "" }

  /// Gathers facts of a record and gives the lead to the rep, or to the duplicate's target.
  private func receive(
    _ number: Int64, _ fields: [LeadField: String], to rep: RepID? = "r0", at: Instant,
    _ state: inout DeskState
  ) -> Facts {
    var fields = fields
    fields[.id] = "L\(number)"
    let (lead, facts) = router.gather(record(fields), receivedAt: at, state: &state)
    state.enter(
      number: LeadNumber(number), publicID: lead.id, receivedAt: at, keys: LeadKeys(lead))
    if let hit = facts.duplicate {
      state.place(LeadNumber(number), state: .duplicate, duplicateOf: hit.number, at: at)
    } else {
      state.place(
        LeadNumber(number), state: rep == nil ? .queued : .assigned, owner: rep,
        queue: rep == nil ? "world" : nil, at: at)
    }
    return facts
  }

  @Test func theSameEmailKey() throws {
    var desk = try desk(at: start)
    #expect(receive(1, [.email: "a.b+1@gmail.com"], at: start, &desk).duplicate == nil)
    let hit = receive(2, [.email: "AB@googlemail.com"], at: start + 1, &desk).duplicate
    #expect(hit == DuplicateHit(via: .email, target: "L1", number: LeadNumber(1), owner: "r0"))
    #expect(desk.standing("r0").load == 1)
    #expect(desk.brokenInvariants() == [])
  }

  @Test func queuedTargetsAndTheWindow() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.email: "a@b.de"], to: nil, at: start, &desk)
    let atEnd = start + 90 * Instant.day
    var copy = desk
    let late = receive(2, [.email: "a@b.de"], at: atEnd + 1, &copy)
    #expect(late.duplicate == nil && !late.returning)
    let hit = receive(2, [.email: "a@b.de"], at: atEnd, &desk).duplicate
    #expect(hit?.queue == "world" && hit?.owner == nil)
  }

  @Test func closedLeadsReturn() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.email: "a@b.de", .phone: "+49301234567", .lastName: "Weiß"], at: start, &desk)
    desk.changeState(of: LeadNumber(1), to: .closed)
    var copy = desk
    let byEmail = receive(2, [.email: "A@b.de"], at: start + 1, &copy)
    #expect(byEmail.duplicate == nil && byEmail.returning)
    let byPhone = receive(
      2, [.phone: "0049 30 1234567", .name: "Ida WEISS"], at: start + 1, &desk)
    #expect(byPhone.duplicate == nil && byPhone.returning)
    #expect(receive(3, [.email: "a@b.de"], at: start + 91 * Instant.day, &desk).returning == false)
  }

  @Test func phoneAndLastName() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.phone: "+49301234567", .lastName: "Weiß", .email: "x@y.de"], at: start, &desk)
    let other = receive(2, [.phone: "+49301234567", .lastName: "Schwarz"], at: start, &desk)
    #expect(other.duplicate == nil)
    let hit = receive(3, [.phone: "+49 30 1234567", .lastName: "WEISS"], at: start, &desk)
    #expect(hit.duplicate?.via == .phone)
    #expect(hit.duplicate?.target == "L1")
  }

  @Test func keysOfADuplicateCountForItsTarget() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.phone: "+49301234567", .lastName: "W", .email: "x@y.de"], at: start, &desk)
    _ = receive(2, [.phone: "+49301234567", .lastName: "W", .email: "new@z.de"], at: start, &desk)
    let hit = receive(3, [.email: "new@z.de"], at: start, &desk).duplicate
    #expect(hit?.target == "L1" && hit?.via == .email)
    desk.changeState(of: LeadNumber(1), to: .closed)
    let later = receive(4, [.email: "new@z.de"], at: start, &desk)
    #expect(later.duplicate == nil && later.returning)
  }

  @Test func contactsInSequenceComeBetween() throws {
    var desk = try desk(at: start)
    let hit = receive(1, [.email: "eva@crm.de"], at: start, &desk).duplicate
    #expect(hit == DuplicateHit(via: .contact, target: "contact:c2", owner: "r2"))
  }

  @Test func ofSeveralTheOneReceivedFirst() throws {
    var desk = try desk(at: start)
    for (number, received) in [(3, start + 5), (1, start), (2, start)] {
      desk.seed(
        LeadSeed(
          number: LeadNumber(Int64(number)), publicID: "S\(number)", receivedAt: received,
          state: .assigned, owner: number == 3 ? "r1" : "r0",
          keys: LeadKeys(emailKey: "a@b.de", phone: nil, lastName: nil)))
    }
    #expect(receive(9, [.email: "a@b.de"], at: start + 9, &desk).duplicate?.target == "S1")
    desk.changeState(of: LeadNumber(1), to: .closed)
    #expect(receive(10, [.email: "a@b.de"], at: start + 9, &desk).duplicate?.target == "S2")
  }

  @Test func inactiveOwners() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.email: "a@b.de"], to: "gone", at: start, &desk)
    let facts = receive(2, [.email: "a@b.de"], at: start + 1, &desk)
    #expect(facts.duplicate == nil && facts.duplicateOwnerInactive)
  }

  @Test func aLeadIsNoDuplicateOfItselfNorOfLaterOnes() throws {
    var desk = try desk(at: start)
    let first = router.normaliser.normalise(record([.email: "a@b.de"]), receivedAt: start)
    desk.enter(
      number: LeadNumber(1), publicID: "L1", receivedAt: start, keys: LeadKeys(first))
    desk.place(LeadNumber(1), state: .queued, queue: "world", at: start)
    desk.assign(2, to: "r1", email: "a@b.de", at: start + 1)
    let again = router.gather(first, number: LeadNumber(1), at: start + 2, state: &desk)
    #expect(again.duplicate == nil)
  }

  @Test func updatedLeadsAreFoundByTheirNewKeys() throws {
    var desk = try desk(at: start)
    _ = receive(1, [.email: "old@b.de"], at: start, &desk)
    desk.apply(
      .leadUpdated(
        LeadUpdated(
          number: LeadNumber(1), contentHash: [], at: start, facts: LeadRoutingFacts(), fields: [:],
          person: PersonData(
            fields: [:], extra: [], emailKey: "new@b.de", phone: nil, lastName: nil, secret: []))))
    #expect(receive(2, [.email: "new@b.de"], at: start, &desk).duplicate?.target == "L1")
    #expect(receive(3, [.email: "old@b.de"], at: start, &desk).duplicate == nil)
    #expect(desk.standing("r0").load == 2)
    #expect(desk.brokenInvariants() == [])
  }
}
