import DeskRules
import LeadModel

@testable import Desk

/// What people, other systems and accidents do to the desk in a year, at random but the same for each seed.
struct YearSimulation {
  struct Size {
    var leads: Int
    var restarts = 200
    var jumps = 20
    var seed: UInt64 = 1
  }

  private enum Event {
    case leads(Int)
    /// Leads of a region that come in shortly before something changes there.
    case leadsOf(Int)
    case contact(String, byOwner: Bool)
    /// Work on a lead that is told to have been at an instant: the last that keeps its promise.
    case contactAt(String, Instant)
    case closeAt(String, Instant)
    case reported(String, auto: Bool, before: Int64)
    case close(String, String)
    case claim(String)
    case reassign(String)
    case escalate(String)
    case review(String, Int64)
    case away(String, minutes: Int?)
    case back(String)
    case roster(Int)
    case rules
    case restart
    case jump(back: Bool)
    case tell
  }

  private static let start = Instant("2028-01-01T00:00:00Z")
  private static let end = Instant("2029-01-01T00:00:00Z")
  /// The instants at which clocks change, with the region whose.
  private static let changes = [
    ("2028-03-12T07:00:00Z", 0), ("2028-11-05T06:00:00Z", 0), ("2028-03-26T01:00:00Z", 1),
    ("2028-10-29T01:00:00Z", 1), ("2028-04-01T15:00:00Z", 2), ("2028-09-30T15:30:00Z", 2),
    ("2028-02-29T12:00:00Z", 1),
  ]

  let office: YearOffice
  private let size: Size
  private var random: SeededNumbers
  private var events: [(at: Instant, order: Int, event: Event)] = []
  private var order = 0
  private var leads = 0
  private var escalations: Int64 = 0
  private var known = 0

  init(_ size: Size) throws {
    self.size = size
    random = SeededNumbers(seed: size.seed)
    office = try YearOffice(start: Self.start)
    plan()
  }

  // MARK: Chance

  private mutating func pick(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  private mutating func chance(_ percent: Int) -> Bool { pick(100) < percent }
  private mutating func seconds(_ range: ClosedRange<Int>) -> Int64 {
    Int64(Int.random(in: range, using: &random)) * 1000
  }
  private mutating func someTime() -> Instant { Self.start + seconds(0...366 * 86_400) }
  private var people: [YearCompany.Person] { YearCompany.people(plan: 0) }
  private mutating func someRep(_ region: String? = nil) -> String {
    let reps = people.filter { $0.capacity > 0 && region.map($0.region.hasPrefix) ?? true }
    return reps[pick(reps.count)].id
  }

  private mutating func add(_ event: Event, at instant: Instant) {
    order += 1
    let index = events.firstIndex { ($0.at, $0.order) < (instant, order) } ?? events.count
    events.insert((instant, order, event), at: index)
  }

  // MARK: The year

  private mutating func plan() {
    var left = size.leads
    var busy: [Instant] = []
    while left > 0 {
      let count = min(left, 1 + pick(5))
      left -= count
      busy.append(someTime())
      add(.leads(count), at: busy[busy.count - 1])
    }
    for (text, region) in Self.changes {
      for hours in [7, 3, 1] {
        add(.leadsOf(region), at: Instant(text) - Int64(hours) * Instant.hour)
      }
    }
    for index in 1...4 {
      let at = Self.start + Int64(index) * 72 * Instant.day + seconds(0...86_400)
      add(.roster(index), at: at)
      busy += leadsBefore(at)
    }
    let published = Instant("2028-07-03T09:12:34Z")
    add(.rules, at: published)
    busy += leadsBefore(published)
    for _ in 0..<max(60, size.leads / 8) { planAbsence() }
    for _ in 0..<size.restarts {
      // Most come when there is something to be lost.
      let near = busy[pick(busy.count)] + seconds(1...9000)
      add(.restart, at: chance(60) && near < Self.end ? near : someTime())
    }
    for index in 0..<size.jumps { add(.jump(back: index % 2 == 0), at: someTime()) }
    for _ in 0..<40 { add(.tell, at: someTime()) }
  }

  /// Leads of every region whose promises run when something changes.
  private mutating func leadsBefore(_ instant: Instant) -> [Instant] {
    [1, 30, 55, 100, 1000].map { (minutes: Int64) in
      let at = instant - minutes * Instant.minute
      for region in YearCompany.regions.indices { add(.leadsOf(region), at: at) }
      return at
    }
  }

  private mutating func planAbsence() {
    let at = someTime()
    let person = people[pick(people.count)].id
    add(.away(person, minutes: chance(10) ? nil : 10 + pick(chance(80) ? 300 : 4000)), at: at)
    if chance(60) { add(.back(person), at: at + seconds(60...20_000)) }
  }

  /// Lives through the year.
  mutating func run() throws {
    while let next = events.popLast() {
      guard next.at < Self.end else { break }
      try office.serve(until: next.at)
      // What comes at the same time may come before anybody has looked.
      if chance(70) { try office.tick() }
      try happen(next.event)
    }
    try office.serve(until: Self.end)
    try office.tell(noting: true)
  }

  private mutating func happen(_ event: Event) throws {
    switch event {
    case .leads(let count): try deliver((0..<count).map { _ in pick(3) })
    case .leadsOf(let region): try deliver([region, region])
    case .contact(let id, let byOwner): try contact(id, byOwner: byOwner)
    case .contactAt(let id, let at): try contact(id, byOwner: true, at: at)
    case .closeAt(let id, let at):
      try office.act(.disposition(lead: id, code: "disqualified", at: at), by: Self.boss)
    case .reported(let id, let auto, let before): try report(id, auto: auto, before: before)
    case .close(let id, let code):
      try office.act(.disposition(lead: id, code: code, at: nil), by: Self.boss)
    case .claim(let id): try office.act(.claim(lead: id), by: Self.person(someRep()))
    case .reassign(let id):
      let order = ReassignOrder(
        lead: id, rep: RepID(someRep()), code: "other", note: "at random", overCapacity: true)
      try office.act(.reassign(order), by: Self.boss)
    case .escalate(let id): try escalate(id)
    case .review(let id, let number): try review(id, number)
    case .away(let person, let minutes):
      try office.act(
        .away(rep: RepID(person), minutes: minutes, delegate: nil, code: "other"), by: Self.boss)
    case .back(let person): try office.act(.back(rep: RepID(person)), by: Self.boss)
    case .roster(let plan):
      try office.put(YearCompany.roster(plan: plan), in: "roster", as: "reps.csv")
      try office.takeIn()
    case .rules: try publish()
    case .restart: try restart()
    case .jump(let back):
      let length = seconds(120...86_400)
      office.jump(back ? -length : length * Int64(1 + pick(3)))
    case .tell: try office.tell(noting: true)
    }
  }

  private static let boss = Actor(name: "root", roles: [.admin, .analyst], rep: "root")
  private static func person(_ rep: String) -> Actor {
    Actor(name: rep, roles: [.admin, .analyst, .rep], rep: RepID(rep))
  }
}

// Leads and what is done with them.
extension YearSimulation {
  private mutating func deliver(_ regions: [Int]) throws {
    let ids = try put(regions)
    try office.takeIn()
    for (id, region) in zip(ids, regions) {
      planWork(on: id)
      if chance(8), let due = try office.due(of: id), due.truth > office.truth {
        add(chance(75) ? .contactAt(id, due.desk) : .closeAt(id, due.desk), at: due.truth)
      }
      if chance(20) { try planAbsence(of: id, in: YearCompany.regions[region]) }
    }
  }

  /// Somebody on whose time a promise goes is off for some of it.
  private mutating func planAbsence(of id: String, in region: YearCompany.Region) throws {
    let owner = try office.lead(id)?.owner?.text
    let person = owner ?? (chance(50) ? region.manager : region.deputy)
    let at = office.truth + seconds(60...(chance(50) ? 3000 : 40_000))
    add(.away(person, minutes: 10 + pick(600)), at: at)
    if chance(50) { add(.back(person), at: at + seconds(60...20_000)) }
  }

  /// A file of leads, which nobody has taken in yet.
  private mutating func put(_ regions: [Int]) throws -> [String] {
    var text = "id,email,company,country,language,employees,submitted_at\n"
    var ids: [String] = []
    for region in regions {
      leads += 1
      let id = "L-\(leads)"
      var age = chance(80) ? seconds(0...300) : seconds(0...(chance(60) ? 7000 : 200_000))
      // Some come in at the very instant at which somebody should have spoken to them.
      if chance(3) { age = Int64([20, 30, 60][pick(3)]) * Instant.minute }
      let email = chance(3) ? "known.\(someRep())@acme.example" : "p\(leads)@x\(leads).example"
      text +=
        "\(id),\(email),X\(leads),\(YearCompany.regions[region].country),en,"
        + "\(chance(25) ? 5000 : 20),\(office.now() - age)\n"
      ids.append(id)
    }
    try office.put(text, in: "leads")
    return ids
  }

  private mutating func planWork(on id: String) {
    let at = office.truth
    func soon(_ random: inout SeededNumbers, _ most: Int) -> Instant {
      at + Int64(Int.random(in: 60...most, using: &random)) * 1000
    }
    if chance(30) { add(.claim(id), at: soon(&random, 20_000)) }
    if chance(12) { add(.reassign(id), at: soon(&random, 9000)) }
    if chance(6) { add(.escalate(id), at: soon(&random, 30_000)) }
    if chance(65) {
      add(.contact(id, byOwner: chance(85)), at: soon(&random, chance(60) ? 4000 : 30_000))
    }
    if chance(15) {
      add(
        .reported(id, auto: chance(30), before: seconds(0...5000)), at: soon(&random, 15_000))
    }
    if chance(10) { add(.close(id, "disqualified"), at: soon(&random, 8000)) }
    // What nobody ever closes waits and is looked at again for the rest of the year.
    if chance(98) {
      add(.close(id, chance(50) ? "converted" : "recycled"), at: soon(&random, 400_000))
    }
  }

  private mutating func contact(_ id: String, byOwner: Bool, at: Instant? = nil) throws {
    let owner = try office.lead(id)?.owner?.text
    try office.act(
      .contact(lead: id, kind: chance(80) ? "contacted" : "meeting", at: at, channel: nil),
      by: Self.person(byOwner ? owner ?? someRep() : someRep()))
  }

  /// What another system tells of the owner or somebody else, some time later.
  private mutating func report(_ id: String, auto: Bool, before: Int64) throws {
    guard let row = try office.lead(id) else { return }
    let who = chance(70) ? row.owner?.text ?? someRep() : someRep()
    let at = max(office.now() - before, row.receivedAt)
    try office.put(
      "lead,kind,at,actor,auto\n\(id),contacted,\(at),\(who),\(auto)\n", in: "activities")
    try office.takeIn()
  }

  private mutating func escalate(_ id: String) throws {
    guard try office.act(.escalate(lead: id, code: "other", note: nil), by: Self.person("ida"))
    else { return }
    escalations += 1
    add(.review(id, escalations), at: office.truth + seconds(60...200_000))
  }

  private mutating func review(_ id: String, _ number: Int64) throws {
    if chance(25) {
      try office.act(.withdraw(escalation: number), by: Self.person("ida"))
      return
    }
    let isWrong = chance(40)
    let order = ReviewOrder(
      escalation: number, outcome: isWrong ? "routing_error" : "correct", note: "at random",
      owner: isWrong ? RepID(someRep()) : nil)
    try office.act(.review(order), by: Actor(name: "lena", roles: [.analyst]))
  }

  private mutating func publish() throws {
    let source = YearCompany.rules(version: 2)
    let author = Actor(name: "lena", roles: [.analyst])
    let council = Actor(name: "carla", roles: [.council])
    try office.act(.proposeRules(source: source, reason: "other promises", draft: nil), by: author)
    try office.act(.approveChange(1), by: council)
    try office.act(.publishChange(1), by: council)
  }

  /// Most last seconds, some days; some find the clock set back; some come in the middle of work.
  private mutating func restart() throws {
    let down = chance(60) ? seconds(0...30) : seconds(30...(chance(70) ? 20_000 : 260_000))
    let end = YearOffice.End.allCases[pick(3)]
    var ids: [String] = []
    if end == .killInIntake {
      ids = try put([1, 1, 2])
      try office.takeIn(pieces: 1 + pick(8))
    }
    if chance(20) { try office.tell(noting: false) }
    try office.restart(
      end, down: down, back: chance(5) ? seconds(60...7200) : 0, lookingFirst: chance(50))
    for id in ids { planWork(on: id) }
  }
}

/// Numbers that look random and are the same each time.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
