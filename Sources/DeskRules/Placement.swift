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

  /// The clocks of a lead that moves from where `before` has it, given those that run.
  ///
  /// A queue clock goes on while the lead stays in its queue; it stops on leaving. An owner clock is void
  /// when the owner changes before due. First contact runs on, unless the lead turns out to repeat
  /// another, whose clock tells; where it counts working time, what was used is carried over.
  public func moving(
    _ placed: LeadPlaced, from before: LeadRow, running: [ClockRow], nextID: () -> Int64
  ) -> [Change] {
    var changes = leaving(placed, from: before, running: running)
    let staysQueued = placed.state == .queued && placed.queue == before.queue
    let context = Self.context(placed)
    if placed.state == .assigned {
      changes.append(
        .clockStarted(
          clocks.start(
            .owner, id: nextID(), lead: placed.number, owner: placed.owner, at: placed.at, context))
      )
    } else if placed.state == .queued,
      !staysQueued || !running.contains(where: { $0.kind == .queue })
    {
      changes.append(
        .clockStarted(
          clocks.start(
            .queue, id: nextID(), lead: placed.number, owner: nil, at: placed.at, context)))
    }
    return changes
  }

  /// The same without the clocks that begin: what becomes of those that run.
  func leaving(_ placed: LeadPlaced, from before: LeadRow, running: [ClockRow]) -> [Change] {
    let staysQueued = placed.state == .queued && placed.queue == before.queue
    return running.flatMap { clock -> [Change] in
      switch clock.kind {
      case .queue where !staysQueued: clock.ended(at: placed.at, early: .met)
      case .owner: clock.ended(at: placed.at, early: .void)
      case .firstContact where placed.duplicateOf != nil:
        clock.ended(at: placed.at, early: .void)
      case .firstContact where clock.workingTime: carryOver(clock, from: before, to: placed)
      default: []
      }
    }
  }

  /// The time that is left counts from now on by the new owner's working time.
  private func carryOver(
    _ clock: ClockRow, from before: LeadRow, to placed: LeadPlaced
  ) -> [Change] {
    guard clock.state.dueAt > placed.at else { return [] }
    let (warn, due) = ClockRules.moved(
      clock.state, at: placed.at,
      from: clocks.working(.firstContact, owner: before.owner, queue: before.queue),
      to: clocks.working(.firstContact, owner: placed.owner, queue: placed.queue))
    return [.clockRescheduled(clock: clock.id, due: due, warn: warn)]
  }

  static func context(_ placed: LeadPlaced) -> ClockRules.Context {
    ClockRules.Context(
      segment: placed.facts.segment, region: placed.facts.region, route: placed.route,
      queue: placed.queue)
  }
}
