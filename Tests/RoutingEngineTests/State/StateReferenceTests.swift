import LeadModel
import RoutingEngine
import Testing

/// A desk that keeps every lead in a list and works everything out anew: slow, and easy to believe.
private struct SlowDesk {
  struct Lead {
    var number: Int64
    var received: Instant
    var state: LeadState
    var owner: RepID?
    var keys: Set<String>
  }
  var leads: [Lead] = []
  var assignments: [(rep: RepID, at: Instant)] = []

  func load(_ rep: RepID, at: Instant) -> Int {
    leads.count {
      $0.owner == rep && ($0.state == .assigned || $0.state == .working)
        && at - $0.received < 14 * Instant.day
    }
  }

  func week(_ rep: RepID, since monday: Instant) -> Int {
    assignments.count { $0.rep == rep && $0.at >= monday }
  }

  func target(_ key: String, at: Instant) -> Lead? {
    leads.filter {
      $0.state.isOpen && $0.keys.contains(key) && at - $0.received <= 90 * Instant.day
    }.min { ($0.received, $0.number) < ($1.received, $1.number) }
  }

  func isReturning(_ key: String, at: Instant) -> Bool {
    leads.contains {
      $0.state == .closed && $0.keys.contains(key) && at - $0.received <= 90 * Instant.day
    }
  }
}

@Suite struct StateReferenceTests {
  @Test func randomHistoriesAgreeWithTheSlowDesk() throws {
    var numbers = SeededNumbers(state: 5)
    let router = Router(
      ruleSet: smallRules(), site: IntakeDefaults(), book: .empty, geo: .empty
    ) { _ in "" }
    for _ in 0..<8 {
      var now = instant("2026-03-02T10:00:00Z")
      var desk = try desk(at: now)
      var slow = SlowDesk()
      for number in Int64(1)...250 {
        now = now + Int64.random(in: 0...Instant.day * 3 / 4, using: &numbers)
        let email = "p\(Int.random(in: 0..<60, using: &numbers))@x.de"
        let lead = router.normaliser.normalise(
          record([.id: "L\(number)", .email: email]), receivedAt: now)
        let facts = router.gather(lead, at: now, state: &desk)
        let expected = slow.target(email, at: now)
        #expect(facts.duplicate?.number == expected.map { LeadNumber($0.number) })
        #expect(facts.duplicate?.owner == expected?.owner)
        #expect(facts.returning == (expected == nil && slow.isReturning(email, at: now)))
        desk.enter(
          number: LeadNumber(number), publicID: lead.id, receivedAt: now, keys: LeadKeys(lead))
        var entry = SlowDesk.Lead(
          number: number, received: now, state: .queued, keys: [email])
        if let hit = facts.duplicate {
          desk.place(LeadNumber(number), state: .duplicate, duplicateOf: hit.number, at: now)
          entry.state = .duplicate
        } else {
          let rep = RepID("r\(Int.random(in: 0..<3, using: &numbers))")
          desk.place(LeadNumber(number), state: .assigned, owner: rep, at: now)
          slow.assignments.append((rep, now))
          entry.state = .assigned
          entry.owner = rep
        }
        slow.leads.append(entry)
        act(on: &desk, &slow, at: now, &numbers)
        compare(&desk, slow, at: now)
      }
      #expect(desk.brokenInvariants() == [])
    }
  }

  /// Something that people do: close, work on or reassign a lead of the past.
  private func act(
    on desk: inout DeskState, _ slow: inout SlowDesk, at now: Instant,
    _ numbers: inout SeededNumbers
  ) {
    let index = Int.random(in: 0..<slow.leads.count, using: &numbers)
    guard slow.leads[index].state.isOpen else { return }
    let number = LeadNumber(slow.leads[index].number)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0:
      desk.changeState(of: number, to: .closed)
      slow.leads[index].state = .closed
    case 1:
      desk.changeState(of: number, to: .working)
      slow.leads[index].state = .working
    case 2:
      desk.place(number, state: .assigned, owner: "r1", at: now)
      slow.leads[index].state = .assigned
      slow.leads[index].owner = "r1"
      slow.assignments.append(("r1", now))
    default: break
    }
  }

  private func compare(_ desk: inout DeskState, _ slow: SlowDesk, at now: Instant) {
    let zone = desk.schedules.organisationZone
    let monday = zone.start(of: zone.wall(at: now).date.monday)
    for rep in ["r0", "r1", "r2"] as [RepID] {
      let standing = desk.standing(rep)
      #expect(standing.load == slow.load(rep, at: now))
      #expect(standing.week == slow.week(rep, since: monday))
      #expect(standing.lastAssigned == slow.assignments.last { $0.rep == rep }?.at)
    }
  }
}
