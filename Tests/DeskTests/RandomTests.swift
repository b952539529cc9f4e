import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

/// A day at the desk at random: whatever is done in whatever order, the store's rules hold, loads are what
/// open leads come to, and a new start makes the same state of the store.
@Suite struct RandomTests {
  private static let rules = TestDesk.rules(
    """
    [[sla]]
    clock = "owner"
    minutes = 30
    on_breach = "reroute"
    [[sla]]
    clock = "first_contact"
    minutes = 90
    time = "working"
    [[region]]
    id = "NORDICS"
    countries = ["SE", "NO"]
    mode = "shadow"
    """)
  private static let reps =
    TestDesk.people + "cy,Cy,active,SE,SE:*;NO:*;DE:*,all,6,Europe/Stockholm,Mon-Fri 08:00-18:00\n"

  @Test(arguments: 1...6) func whateverHappensTheBooksAgree(seed: UInt64) throws {
    var day = Day(
      test: try TestDesk(rules: Self.rules, reps: Self.reps), random: Numbers(seed: seed))
    for _ in 0..<40 {
      try day.somethingHappens()
      try day.test.check()
    }
    guard case .replayed(let summary) = day.test.desk.answer(.replay, from: 0, now: day.test.now)
    else {
      Issue.record("no replay")
      return
    }
    #expect(summary.different == 0)
    #expect(summary.identical > 0)
    #expect(day.test.desk.verifyLog(now: day.test.now).brokenAt == nil)
  }
}

/// Numbers that look random and are the same each time.
private struct Numbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) ^ (state << 29)
  }
}

private struct Day {
  let test: TestDesk
  var random: Numbers
  private var leads = 0
  private var files = 0

  init(test: TestDesk, random: Numbers) {
    self.test = test
    self.random = random
  }

  private mutating func pick(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func somethingHappens() throws {
    test.wait(minutes: Int64(pick(20)))
    let lead = "L-\(1 + pick(max(1, leads)))"
    let rep: RepID = ["ana", "bo", "cy", "mara"][pick(4)]
    switch pick(18) {
    case 0...3: try deliver(count: 1 + pick(6))
    case 4: try deliver(again: 1 + pick(max(1, leads)))
    case 5: try test.act(.contact(lead: lead, kind: "contacted", at: nil, channel: nil))
    case 6:
      let code = ["disqualified", "converted", "recycled", "meeting"][pick(4)]
      try test.act(.disposition(lead: lead, code: code, at: nil))
    case 7: try test.act(.escalate(lead: lead, code: "other", note: "why me"))
    case 8: try test.act(.away(rep: rep, minutes: 5 + pick(90), delegate: nil, code: "other"))
    case 9: try test.act(.back(rep: rep))
    case 10: try deliverRoster()
    case 11...15: try overrideSomething(lead, rep)
    default: try test.reopen()
    }
    try test.tick()
  }

  /// Acts of people against what was decided; many are refused, and then nothing has happened.
  private mutating func overrideSomething(_ lead: String, _ rep: RepID) throws {
    let escalation = Int64(1 + pick(4))
    let reps: [RepID] = ["ana", "bo", "cy", "mara"]
    switch pick(8) {
    case 0:
      let own = Actor(name: rep.text, roles: [.admin, .rep], rep: rep)
      try test.act(.claim(lead: lead), by: own)
    case 1, 2:
      let order = ReassignOrder(
        lead: lead, rep: rep, code: "other", note: "at random", overCapacity: pick(2) == 0,
        segment: pick(4) == 0 ? "smb" : nil)
      try test.act(.reassign(order))
    case 3: try test.act(.assignSuggested(lead: lead, code: "other", note: "at random"))
    case 4: try test.act(.claimEscalation(escalation, release: pick(3) == 0))
    case 5:
      let outcome = ["correct", "refine_rule", "routing_error"][pick(3)]
      let order = ReviewOrder(
        escalation: escalation, outcome: outcome, note: "at random",
        owner: outcome == "routing_error" ? reps[pick(4)] : nil)
      try test.act(.review(order), by: Actor(name: "kim", roles: [.analyst]))
    case 6: try test.act(.undo(lead: lead))
    default: if pick(4) == 0 { try test.act(.erase(lead: lead)) }
    }
  }

  /// Some leads, of whom some are the same person.
  private mutating func deliver(count: Int) throws {
    var text = "id,email,phone,last name,company,country,language,submitted_at\n"
    for _ in 0..<count {
      leads += 1
      let person = pick(30)
      let country = ["DE", "DE", "SE", "FR", ""][pick(5)]
      text +=
        "L-\(leads),p\(person)@x.example,+49 30 1234\(1000 + pick(30)),Name\(pick(3)),X\(person),"
        + "\(country),de,\(test.now)\n"
    }
    try file(text)
  }

  /// A lead that is known, with other content.
  private mutating func deliver(again number: Int) throws {
    // Old addresses of repeats and of closed leads are remembered until the next start.
    guard number <= leads, try test.row("L-\(number)").state.isOpen else { return }
    let text =
      "id,email,phone,last name,company,country,language,submitted_at\n"
      + "L-\(number),p\(pick(30))@x.example,,N,Y,DE,de,\(test.now)\n"
    try file(text)
  }

  private mutating func deliverRoster() throws {
    let capacity = 2 + pick(8)
    let text =
      (TestDesk.people
      + "cy,Cy,active,SE,SE:*;NO:*;DE:*,all,6,Europe/Stockholm,Mon-Fri 08:00-18:00\n")
      .replacing("all,5", with: "all,\(capacity)")
    try test.deliver(text, as: "roster/reps.csv")
  }

  private mutating func file(_ text: String) throws {
    files += 1
    try test.deliver(text, as: "leads/\(files).csv")
  }
}
