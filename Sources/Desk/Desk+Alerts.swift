import DeskRules
import LeadModel
import RoutingEngine
import Store

// What wants attention, told to those whom it concerns.
extension Desk {
  /// How many broken promises are looked at.
  private static let mostAlerts = 200

  /// What wants the actor's attention: broken promises that still run, queues that are too long, intake that
  /// stands.
  func alerts(for actor: Actor, now: Instant) throws -> [Alert] {
    let operation = concerns(.operation, actor) ? operationAlerts(now: now) : []
    return operation
      + (try attention.alerts(now: now) {
        concerns($0, actor)
      } read: {
        (broken: try brokenPromises(now: now), depths: try queueDepths())
      } hasActed: {
        try hasActed(on: $0)
      } told: {
        try tellingTime(of: $0)
      })
  }

  /// Whether somebody did something about a broken promise since it was due, as the log says.
  private func hasActed(on promise: BrokenPromise) throws -> Bool {
    let due = promise.clock.state.dueAt
    guard let number = promise.clock.escalation else {
      return try promise.clock.lead.map { try store.hasActed(on: $0, since: due) } ?? false
    }
    let claims = LogQuery(
      kinds: [.escalationClaimed], subject: "escalation/\(number)", from: due)
    return try store.log(claims, limit: 1).matching > 0
  }

  /// What admins have to see to.
  private func operationAlerts(now: Instant) -> [Alert] {
    var alerts: [Alert] = []
    if let why = intakeStatus.reason {
      alerts.append(Alert(id: "intake", at: now, text: "Intake is paused: \(why)", lead: nil))
    }
    if logIntact == false {
      alerts.append(Alert(id: "log", at: now, text: "The log is not intact", lead: nil))
    }
    return alerts + notifier.alerts.values.sorted { $0.id < $1.id }
  }

  /// When the log tells of the breach; nil where it does not.
  private func tellingTime(of promise: BrokenPromise) throws -> Instant? {
    let due = promise.clock.state.dueAt
    let subject =
      promise.clock.escalation.map { "escalation/\($0)" }
      ?? promise.clock.lead.map { "lead/\($0.value)" }
    guard let subject else { return nil }
    let breaches = LogQuery(kinds: [.slaBreached], subject: subject, from: due)
    return try store.log(breaches, limit: 10).rows.last {
      $0.payload.contains("\"\(promise.clock.kind.rawValue)\"")
        && $0.payload.contains("\"\(due)\"")
    }?.at
  }

  /// Running ones, and of the last day those after which leads were routed again: nobody heard of them
  /// while they ran.
  private func brokenPromises(now: Instant) throws -> [BrokenPromise] {
    let running = try store.breachedClocks(dueBefore: now, limit: Self.mostAlerts)
    let mayMove = rules.ruleSet.slas.contains { $0.onBreach == .reroute }
    let moved =
      mayMove
      ? try store.reroutedClocks(dueAfter: now - Instant.day, limit: Self.mostAlerts) : []
    return (running + moved).map { BrokenPromise(clock: $0.clock, receivedAt: $0.receivedAt) }
      .sorted { ($0.clock.state.dueAt, $0.clock.id) < ($1.clock.state.dueAt, $1.clock.id) }
  }

  /// Queues that are too long.
  private func queueDepths() throws -> [AddressedAlert] {
    let most = configuration.site.alerts.queueDepth
    let standings = try store.queueDepths()
    return rules.ruleSet.queues.compactMap { queue in
      guard let standing = standings[queue.id], standing.depth >= most,
        let oldest = standing.oldestSince
      else { return nil }
      return AddressedAlert(
        concern: .queue(queue.id),
        alert: Alert(
          id: "depth/\(queue.id)", at: oldest, text: "\(queue.id) holds \(standing.depth) leads",
          lead: nil))
    }
  }

  /// Whether something concerns somebody: of a lead its owner, the owner's manager, or manager and deputy of
  /// its queue; of reviews the analysts; of the operation the admins.
  func concerns(_ concern: Concern, _ actor: Actor) -> Bool {
    if actor.isSolo { return true }
    switch concern {
    case .operation: return actor.roles.contains(.admin)
    case .reviews: return actor.roles.contains(.analyst)
    case .queue(let id): return answers(actor, forQueue: id)
    case .lead(let owner, let queue):
      return owner.map { isManagerOrSelf(actor, of: $0) } ?? false
        || queue.map { answers(actor, forQueue: $0) } ?? false
    }
  }

  private func answers(_ actor: Actor, forQueue id: QueueID) -> Bool {
    guard let queue = rules.ruleSet.queues.first(where: { $0.id == id }) else { return false }
    return isMeant(actor, by: queue.manager) || queue.deputy.map { isMeant(actor, by: $0) } ?? false
  }

  /// A rep for whom the roster names no manager answers to the managers of their region.
  private func isManagerOrSelf(_ actor: Actor, of owner: RepID) -> Bool {
    if isMeant(actor, by: owner) { return true }
    guard let rep = rep(owner) else { return false }
    if let manager = rep.manager { return isMeant(actor, by: manager) }
    return actor.roles.contains(.manager)
      && rep.region.map { actor.regions.contains(RegionID($0)) } ?? false
  }

  /// Rosters and queues know people as reps, and managers who are none by their name in the log.
  private func isMeant(_ actor: Actor, by name: RepID) -> Bool {
    actor.rep == name || actor.rep == nil && RepID(actor.name) == name
  }
}
