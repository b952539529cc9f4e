import LeadModel
import RoutingEngine

/// What happens to a lead's clocks when it is put somewhere: the one place where clocks of leads start and
/// stop by routing.
public struct Placement: Sendable {
  private let clocks: ClockRules

  public init(clocks: ClockRules) { self.clocks = clocks }

  /// The clocks of a new lead. `nextID` gives clock ids.
  ///
  /// First contact runs from submission, for assigned and queued leads and for repeats of a CRM contact,
  /// whose sequence owner is asked; the owner clock from assignment, the queue clock from entering.
  public func starting(
    _ placed: LeadPlaced, submittedAt: Instant, nextID: () -> Int64
  ) -> [Change] {
    let context = Self.context(placed)
    var changes: [Change] = []
    func start(_ kind: ClockKind, at instant: Instant) {
      changes.append(
        .clockStarted(
          clocks.start(
            kind, id: nextID(), lead: placed.number, owner: placed.owner, at: instant, context)))
    }
    switch placed.state {
    case .assigned, .working:
      start(.firstContact, at: submittedAt)
      start(.owner, at: placed.at)
    case .queued:
      start(.firstContact, at: submittedAt)
      start(.queue, at: placed.at)
    case .duplicate where placed.duplicateOfContact != nil: start(.firstContact, at: submittedAt)
    case .duplicate, .closed, .shadowed: break
    }
    return changes
  }

  /// The clocks of a lead that moves, given those that run. A queue clock goes on while the lead stays in
  /// a queue; it stops on leaving. An owner clock is void when the owner changes before due. First
  /// contact runs on; where it counts the owner's working time, what was used is carried over.
  public func moving(
    _ placed: LeadPlaced, running: [ClockRow], nextID: () -> Int64
  ) -> [Change] {
    var changes: [Change] = []
    let staysQueued = placed.state == .queued
    for clock in running {
      switch clock.kind {
      case .queue where !staysQueued:
        changes.append(end(clock, at: placed.at, early: .met))
      case .owner: changes.append(end(clock, at: placed.at, early: .void))
      case .firstContact where clock.workingTime:
        changes.append(carryOver(clock, to: placed))
      default: break
      }
    }
    let context = Self.context(placed)
    if placed.state == .assigned {
      changes.append(
        .clockStarted(
          clocks.start(
            .owner, id: nextID(), lead: placed.number, owner: placed.owner, at: placed.at, context))
      )
    } else if staysQueued, !running.contains(where: { $0.kind == .queue }) {
      changes.append(
        .clockStarted(
          clocks.start(
            .queue, id: nextID(), lead: placed.number, owner: nil, at: placed.at, context)))
    }
    return changes
  }

  private func end(_ clock: ClockRow, at instant: Instant, early: ClockEnd) -> Change {
    .clockEnded(clock: clock.id, at: instant, end: instant <= clock.state.dueAt ? early : .missed)
  }

  private func carryOver(_ clock: ClockRow, to placed: LeadPlaced) -> Change {
    let before = clocks.working(.firstContact, owner: clock.owner, queue: clock.queue)
    let used = before.elapsed(start: clock.state.startedAt, end: placed.at)
    let whole = before.elapsed(start: clock.state.startedAt, end: clock.state.dueAt)
    let after = clocks.working(.firstContact, owner: placed.owner, queue: placed.queue)
    let (warn, due) = ClockRules.instants(
      minutes: Int(whole / Instant.minute), used: used, from: placed.at, working: after)
    return .clockRescheduled(clock: clock.id, due: due, warn: warn)
  }

  static func context(_ placed: LeadPlaced) -> ClockRules.Context {
    ClockRules.Context(
      segment: placed.facts.segment, region: placed.facts.region, route: placed.route,
      queue: placed.queue)
  }
}
