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
    try store.forEachLoadedLead(receivedSince: now - window) { state.seed(Self.seed($0)) }
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
