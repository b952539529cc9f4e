import LeadModel
import RoutingEngine
import Store

/// The desk as it would have gone on from the period's start under one version of the rules: loads, rotation
/// and queues follow its own decisions, people's acts follow those that were done.
struct RolledDesk {
  /// How often acts fit and did not.
  struct Acts {
    /// Contacts and closings of leads that somebody else has here.
    var byOthers = 0
    /// Moves by hand of leads that are not where they were moved from.
    var leftOut = 0
    /// Waiting leads that a later pass gave away, by whom they went to.
    var drained: [RepID: Int] = [:]
  }

  private let rules: RuleSet
  private let regions: PreviewCounting
  private var state: DeskState
  private var engine: RoutingEngine
  /// Where each open lead is; nil is a queue.
  private var places: [LeadNumber: RepID?] = [:]
  /// Leads that wait, with the facts that they came in with.
  private var waiting: [LeadNumber: Facts] = [:]
  /// Those of them whom only another roster can help, so that no pass need look at them.
  private var stuck: [LeadNumber: Facts] = [:]
  private var nextPass: Instant?
  private(set) var acts = Acts()

  init(_ rules: RuleSet, schedules: RosterSchedules, rosterVersion: String, at: Instant) {
    self.rules = rules
    regions = PreviewCounting(rules)
    state = DeskState(ruleSet: rules, schedules: schedules, at: at)
    engine = RoutingEngine(
      CompiledRules(rules, roster: schedules.roster, rosterVersion: rosterVersion))
  }

  // MARK: How it was at the start

  mutating func seed(_ held: HeldLead) {
    let state: LeadState = held.owner == nil ? .queued : held.isWorked ? .working : .assigned
    self.state.seed(
      LeadSeed(
        number: held.lead, publicID: held.publicID, receivedAt: held.receivedAt, state: state,
        owner: held.owner, queue: held.queue, keys: Self.noKeys))
    places[held.lead] = .some(held.owner)
  }

  mutating func seed(_ rep: RepID, _ standing: RepStanding) {
    state.seed(rep: rep, week: standing.week, lastAssigned: standing.lastAssigned)
  }

  /// Repeats are taken as they were found, so that nobody is looked for.
  private static let noKeys = LeadKeys(emailKey: nil, phone: nil, lastName: nil)

  // MARK: What happens

  /// Another roster came into force.
  mutating func adopt(_ schedules: RosterSchedules, rosterVersion: String) {
    state.adopt(ruleSet: rules, schedules: schedules)
    engine = RoutingEngine(
      CompiledRules(rules, roster: schedules.roster, rosterVersion: rosterVersion))
    waiting.merge(stuck) { waits, _ in waits }
    stuck = [:]
  }

  /// Decides a lead and puts it where the decision says. The sentence is of this decision until the next.
  mutating func decide(_ recorded: Facts, of lead: LeadNumber) -> (verdict: Verdict, facts: Facts) {
    var facts = recorded
    if let number = facts.duplicate?.number, let place = places[number], let owner = place {
      // A repeat goes to whoever has the lead here.
      facts.duplicate?.owner = owner
      facts.duplicate?.queue = nil
    }
    go(to: facts.at)
    setAway(facts.away)
    if places[lead] == nil {
      state.enter(
        number: lead, publicID: facts.lead, receivedAt: facts.at, keys: Self.noKeys)
    }
    let verdict = take(facts)
    place(lead, verdict, at: facts.at)
    forget(lead)
    if verdict.outcome == .queued { wait(lead, facts, verdict) }
    return (verdict, facts)
  }

  mutating func sentence(of verdict: Verdict, _ facts: Facts) -> String {
    engine.sentence(of: verdict, facts)
  }

  private mutating func take(_ facts: Facts) -> Verdict {
    state.shadowRegion = regions.shadow(of: facts)
    defer { state.shadowRegion = nil }
    return engine.decide(facts, standing: &state)
  }

  private mutating func place(_ lead: LeadNumber, _ verdict: Verdict, at: Instant) {
    let newState: LeadState =
      switch verdict.outcome {
      case .assigned: .assigned
      case .queued: .queued
      case .duplicate: .duplicate
      case .shadowed: .shadowed
      }
    state.place(
      lead, state: newState, owner: verdict.owner, queue: verdict.queue, region: verdict.region,
      at: at)
    places[lead] = newState.isOpen ? .some(verdict.owner) : nil
  }

  private mutating func setAway(_ away: [AwayFact]) {
    guard state.away != away else { return }
    for absence in state.away { state.comeBack(absence.rep) }
    for absence in away { state.goAway(absence) }
  }

  /// Follows what a person did.
  mutating func follow(_ act: LeadAct) {
    go(to: act.at)
    guard let place = places[act.lead] else { return }
    switch act.kind {
    case .contact(let owner):
      // Whoever has it works on it as soon, and comes to the end as soon, as the one who had it.
      if place != owner { acts.byOthers += 1 }
      if place != nil { state.changeState(of: act.lead, to: .working) }
    case .close(let owner):
      if place != owner { acts.byOthers += 1 }
      state.changeState(of: act.lead, to: .closed)
      places[act.lead] = nil
      forget(act.lead)
    case .move(let from, let to):
      guard place == from else {
        acts.leftOut += 1
        return
      }
      state.place(act.lead, state: .assigned, owner: to, at: act.at)
      places[act.lead] = .some(to)
      forget(act.lead)
    }
  }

  // MARK: Queues

  /// Goes forward, giving waiting leads away on the way as the rules' passes would: one for each rep in a
  /// pass, oldest first.
  private mutating func go(to instant: Instant) {
    let every = Int64(rules.drainEveryMinutes) * Instant.minute
    var next = max(nextPass ?? state.at + every, state.at)
    while next <= instant, !waiting.isEmpty {
      state.advance(to: next)
      let isGiven = pass(at: next)
      // A pass that moved nothing is made again when somebody comes on shift, at the latest in an hour.
      let opening = state.nextShift(after: next) ?? .init(milliseconds: .max)
      next = isGiven ? next + every : max(next + every, min(opening, next + Instant.hour))
    }
    nextPass = waiting.isEmpty ? instant + every : next
    state.advance(to: max(instant, state.at))
  }

  private mutating func wait(_ lead: LeadNumber, _ facts: Facts, _ verdict: Verdict) {
    forget(lead)
    switch verdict.reason {
    case .noGeo, .noCoverage, .regionOff: stuck[lead] = facts
    case .allAtCapacity, .outsideHours, .segmentPoolEmpty, nil: waiting[lead] = facts
    }
  }

  private mutating func forget(_ lead: LeadNumber) {
    waiting[lead] = nil
    stuck[lead] = nil
  }

  private mutating func pass(at instant: Instant) -> Bool {
    var served: Set<RepID> = []
    for lead in waiting.keys.sorted() {
      guard var facts = waiting[lead] else { continue }
      facts.at = instant
      facts.excluded += served.sorted().map { ExcludedRep(rep: $0, reason: .onePerPass) }
      let verdict = take(facts)
      guard verdict.outcome == .assigned, let owner = verdict.owner,
        served.insert(owner).inserted
      else {
        if verdict.outcome == .queued, let facts = waiting[lead] { wait(lead, facts, verdict) }
        continue
      }
      place(lead, verdict, at: instant)
      forget(lead)
      acts.drained[owner, default: 0] += 1
    }
    return !served.isEmpty
  }
}
