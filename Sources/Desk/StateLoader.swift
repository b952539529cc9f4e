import DeskRules
import LeadModel
import RoutingEngine
import Store

/// Sets up the state of a desk from the store: open leads, what the duplicate window still needs of others,
/// loads, week counts, who is away.
struct StateLoader {
  private let store: Store

  init(_ store: Store) { self.store = store }

  func load(_ version: DeskVersion, at now: Instant) throws(StoreProblem) -> DeskState {
    var state = DeskState(ruleSet: version.ruleSet, schedules: version.schedules, at: now)
    let window = Int64(version.ruleSet.dedupeWindowDays) * Instant.day
    var repeats = Repeats()
    try store.forEachLoadedLead(receivedSince: now - window) { lead in
      if lead.state != .duplicate || repeats.settle(lead) {
        var seed = Self.seed(lead)
        if lead.state == .duplicate { seed.duplicateOf = repeats.target(of: lead.number) }
        state.seed(seed)
      }
    }
    let zone = version.schedules.organisationZone
    let week = zone.start(of: zone.wall(at: now).date.monday)
    for (rep, history) in try store.repHistories(since: week).sorted(by: { $0.key < $1.key }) {
      state.seed(rep: rep, week: history.count, lastAssigned: history.last)
    }
    for absence in try store.away(at: now) { state.apply(.awayStarted(absence)) }
    return state
  }

  private static func seed(_ lead: LoadedLead) -> LeadSeed {
    LeadSeed(
      number: lead.number, publicID: lead.publicID, receivedAt: lead.receivedAt,
      state: lead.state, owner: lead.owner, queue: lead.queue,
      keys: LeadKeys(emailKey: lead.emailKey, phone: lead.phone, lastName: lead.lastName),
      duplicateOf: lead.duplicateOf,
      shadow: lead.state == .shadowed ? lead.region.map { ($0, lead.receivedAt) } : nil)
  }
}

/// For which lead the keys of each repeat count: one that waited may itself have turned out to repeat another
/// after others had been attached to it.
private struct Repeats {
  private var targets: [LeadNumber: LeadNumber] = [:]
  /// Repeats of CRM contacts, which no lead's keys are.
  private var ofContacts: Set<LeadNumber> = []

  /// Takes a repeat in, in order of the numbers. Returns whether its keys count for a lead.
  mutating func settle(_ lead: LoadedLead) -> Bool {
    guard let target = lead.duplicateOf, !ofContacts.contains(target) else {
      ofContacts.insert(lead.number)
      return false
    }
    targets[lead.number] = targets[target] ?? target
    return true
  }

  func target(of number: LeadNumber) -> LeadNumber? { targets[number] }
}

extension Counters {
  /// The highest numbers that the store holds.
  init(_ store: Store) throws(StoreProblem) {
    let highest = try store.highWaters()
    lead = highest.lead.value
    clock = highest.clock
    escalation = highest.escalation
    file = highest.file
  }
}
