import DeskRules
import Foundation
import LeadModel
import RoutingEngine
import Store

// Departures from a decision that people answer for.
extension Desk {
  /// Decides an override, a review, an undo or an erasure.
  func override(
    _ act: Act, by actor: Actor, seen: Int64?, now: Instant
  ) throws -> ActOutcome {
    switch act {
    case .claim(let typed):
      return try withLead(typed, seen: seen, now: now, exactly: true) {
        try claim($0, by: actor, now: now)
      }
    case .reassign(let order):
      return try withLead(order.lead, seen: seen, now: now, exactly: true) {
        try reassign($0, order, by: actor, now: now)
      }
    case .assignSuggested(let typed, let code, let note):
      return try withLead(typed, seen: seen, now: now, exactly: true) {
        try assignSuggested($0, code: code, note: note, by: actor, now: now)
      }
    case .claimEscalation(let number, let release):
      guard let escalation = try store.escalation(number) else { return unknown(number) }
      return ClaimEscalation(release: release).decide(escalation, by: actor, now: now)
    case .review(let order): return try review(order, by: actor, seen: seen, now: now)
    case .undo(let typed):
      return try withLead(typed, seen: seen, now: now) { try undo($0, by: actor, now: now) }
    case .erase(let typed):
      return try withLead(typed, seen: seen, now: now, exactly: true) {
        try erase($0, by: actor, now: now)
      }
    default: return .refused(Refusal(.unknown, "this act is not known here"))
    }
  }

  private func unknown(_ escalation: Int64) -> ActOutcome {
    .refused(Refusal(.unknown, "there is no escalation \(Escalate.name(escalation))"))
  }

  // MARK: Leads to reps

  private func claim(_ lead: LeadSnapshot, by actor: Actor, now: Instant) throws -> ActOutcome {
    Claim().decide(
      lead, to: try actor.rep.flatMap { try receiver($0, of: lead, now: now) }, by: actor,
      clocks: rules.clocks, now: now
    ) { counters.nextClock() }
  }

  private func reassign(
    _ lead: LeadSnapshot, _ order: ReassignOrder, isSuggested: Bool = false, by actor: Actor,
    now: Instant
  ) throws -> ActOutcome {
    Reassign(order, isSuggested: isSuggested).decide(
      lead, to: try receiver(order.rep, of: lead, now: now), among: repIDs, by: actor,
      rules: rules.ruleSet, clocks: rules.clocks, now: now
    ) { counters.nextClock() }
  }

  private func assignSuggested(
    _ lead: LeadSnapshot, code: String, note: String, by actor: Actor, now: Instant
  ) throws -> ActOutcome {
    guard lead.row.state == .queued else {
      return .refused(
        Refusal(.conflict, "\(lead.words) does not wait: only waiting leads have a suggestion"))
    }
    guard let suggested = try suggestion(for: lead.row) else {
      return .refused(
        Refusal(
          .conflict, "nobody qualified for \(lead.words) at its latest decision: choose a rep"))
    }
    let order = ReassignOrder(
      lead: lead.row.publicID, rep: suggested, code: code, note: note, overCapacity: true)
    return try reassign(lead, order, isSuggested: true, by: actor, now: now)
  }

  private var repIDs: [RepID] { rules.schedules.roster.reps.map(\.id) }

  /// A rep as an assignment of the lead finds them, by id, by name or by email address; nil for one whom
  /// the roster does not know.
  func receiver(_ typed: RepID, of lead: LeadSnapshot, now: Instant) throws -> Receiver? {
    guard let id = rep(typed)?.id ?? rep(named: typed.text),
      let index = rules.schedules.roster.index(of: id),
      let known = try store.recordedLead(lead.row.number)
    else { return nil }
    let normalised = rules.router.normaliser.normalise(
      known.record, receivedAt: known.row.receivedAt)
    let facts = rules.router.gather(
      normalised, number: known.row.number, at: now, state: &state)
    let shift = shift(of: id, now: now)
    let zone = Zone(shift.zone) ?? rules.schedules.organisationZone
    return Receiver(
      rep: rules.schedules.roster[index], load: state.standing(of: index).load,
      capacity: rules.compiled.capacity(of: index, facts), off: shift.off,
      backAt: shift.isOn ? nil : shift.changesAt.map { Self.text($0, in: zone, seenAt: now) })
  }

  /// `09:00 Europe/Berlin`, with the date where that is another day.
  static func text(_ instant: Instant, in zone: Zone, seenAt now: Instant) -> String {
    let wall = zone.wall(at: instant)
    let day = wall.date == zone.wall(at: now).date ? "" : "\(wall.date) "
    return "\(day)\(wall.clockText) \(zone.name)"
  }

  // MARK: Escalations

  private func review(
    _ order: ReviewOrder, by actor: Actor, seen: Int64?, now: Instant
  ) throws -> ActOutcome {
    guard let escalation = try store.escalation(order.escalation),
      let lead = try snapshot(of: escalation.lead)
    else { return unknown(order.escalation) }
    if let refusal = try staleness(of: lead.row, seen: seen, now: now) { return .refused(refusal) }
    let found = Review.Snapshot(
      escalation: escalation, lead: lead,
      clocks: try store.runningClocks(ofEscalation: escalation.number),
      dimension: try disputedDimension(escalation.number) ?? lead.row.dimension,
      owner: try order.owner.flatMap { try receiver($0, of: lead, now: now) }, reps: repIDs)
    let draft = Review.NewDraft(
      number: try store.highWaters().change + 1, secret: Secret.fresh())
    return Review(order).decide(
      found, by: actor, rules: rules.ruleSet, clocks: rules.clocks, draft: draft, now: now
    ) { counters.nextClock() }
  }

  /// The dimension that decided what an escalation disputes; nil where no decision is recorded with it.
  private func disputedDimension(_ number: Int64) throws -> Int? {
    struct Filed: Decodable { var decision: Int64? }
    let query = LogQuery(
      kinds: [.escalationOpened], subject: "escalation/\(number)", oldestFirst: true)
    guard let entry = try store.log(query, limit: 1).rows.first,
      let seq = try? JSONDecoder().decode(Filed.self, from: Data(entry.payload.utf8)).decision
    else { return nil }
    var decision: LogRow?
    try store.forEachEntry(from: seq) {
      decision = $0
      return false
    }
    guard let decision, let record = try? DecisionRecord(Array(decision.payload.utf8)) else {
      return nil
    }
    return try? Decision(json: record.decision).dimension
  }

  // MARK: Back again

  private func undo(_ lead: LeadSnapshot, by actor: Actor, now: Instant) throws -> ActOutcome {
    guard let parts = try store.lead(lead.row.number) else {
      return .refused(Refusal(.unknown, "lead \(lead.row.number) is gone"))
    }
    let found = Undo.Snapshot(
      lead: lead, entries: try entries(of: parts),
      ended: parts.clocks.filter { $0.state.endedAt != nil })
    let zone = rules.schedules.organisationZone
    let outcome = Undo().decide(
      found, by: actor, rules: rules.ruleSet, clocks: rules.clocks, now: now,
      isActive: { rep($0)?.isActive ?? false }, when: { Self.text($0, in: zone, seenAt: now) })
    // A closed lead is none that the state knows.
    aftermath.reloadsState = !lead.row.state.isOpen
    return outcome
  }

  // MARK: What was seen

  /// Why an act is stale: the lead is not as the person saw it; nil where it is, or where nothing was seen.
  func staleness(of row: LeadRow, seen: Int64?, now: Instant) throws -> Refusal? {
    guard let seen, seen != row.version else { return nil }
    let place: String
    switch (row.state, row.owner, row.queue) {
    case (.queued, _, let queue?): place = "it waits in \(queue)"
    case (.assigned, let owner?, _): place = "it is with \(owner)"
    case (.working, let owner?, _): place = "\(owner) works on it"
    default: place = "it is \(row.state.rawValue)"
    }
    let zone = rules.schedules.organisationZone
    let latest = try store.log(
      LogQuery(subject: "lead/\(row.number.value)"), limit: 20
    ).rows.first { $0.actor != "clock" }
    let doer = latest.map {
      " (\($0.actor), \($0.kind.rawValue), \(Self.text($0.at, in: zone, seenAt: now)))"
    }
    return Refusal(
      .stale, "\(row.number) has changed since you saw it: \(place) now\(doer ?? "")")
  }
}

/// What an act brings after it is committed.
struct Aftermath {
  /// Whether the state cannot follow and is set up again from the store.
  var reloadsState = false
  /// Files to be replaced.
  var rewrites: [FileRewrite] = []
  /// Files that still name an erased person and cannot be rewritten, by their paths in the workspace.
  var unreadable: [String] = []
}
