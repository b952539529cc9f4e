import LeadModel
import Ledger
import RoutingEngine

/// Ruling on an escalation, with a sentence that the person who filed it reads.
///
/// `correct` closes it. `refine_rule` also opens a draft change request, for what was right by the rules
/// though the rules should change. `routing_error` gives the lead to the right owner at once, whatever
/// dimension had decided.
public struct Review: Sendable {
  /// What a review may find.
  public enum Outcome: String, Sendable, CaseIterable {
    case correct
    case refineRule = "refine_rule"
    case routingError = "routing_error"
  }

  /// An escalation as the act finds it.
  public struct Snapshot: Sendable {
    public var escalation: EscalationRow
    public var lead: LeadSnapshot
    /// Clocks of the escalation that still run.
    public var clocks: [ClockRow]
    /// The dimension that had decided what is disputed.
    public var dimension: Int?
    /// The rep that the order names as the right owner; nil where nobody of the roster is meant.
    public var owner: Receiver?
    /// The ids that there are.
    public var reps: [RepID]
    public init(
      escalation: EscalationRow, lead: LeadSnapshot, clocks: [ClockRow], dimension: Int?,
      owner: Receiver?, reps: [RepID]
    ) {
      self.escalation = escalation
      self.lead = lead
      self.clocks = clocks
      self.dimension = dimension
      self.owner = owner
      self.reps = reps
    }
  }

  /// The number of a draft change request, with the secret of its commitments.
  public struct NewDraft: Sendable {
    public var number: Int64
    public var secret: [UInt8]
    public init(number: Int64, secret: [UInt8]) {
      self.number = number
      self.secret = secret
    }
  }

  public var order: ReviewOrder

  public init(_ order: ReviewOrder) { self.order = order }

  /// Decides the act at `now`. `draft` is taken for `refine_rule`, `nextClock` gives clock ids.
  public func decide(
    _ found: Snapshot, by actor: Actor, rules: RuleSet, clocks: ClockRules, draft: NewDraft,
    now: Instant, nextClock: () -> Int64
  ) -> ActOutcome {
    if let refusal = Self.obstacle(found.escalation, by: actor)
      ?? Self.heldByAnother(found.escalation, actor)
    {
      return .refused(refusal)
    }
    switch understood(found) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let (outcome, note)):
      var ruling = Ruling(
        found: found, actor: actor, outcome: outcome, note: note, clocks: clocks, now: now)
      switch outcome {
      case .correct: break
      case .refineRule: ruling.open(draft, dimension: order.dimension, rules: rules)
      case .routingError:
        if let owner = found.owner { ruling.correct(to: owner, nextClock: nextClock) }
      }
      return ruling.conclude()
    }
  }

  private func understood(_ found: Snapshot) -> Result<(Outcome, String), Refusal> {
    guard let outcome = Outcome(rawValue: order.outcome.lowercased()) else {
      return .failure(
        Refusal(
          .usage,
          "\"\(order.outcome)\" is no outcome of a review: "
            + Guess.among(Outcome.allCases.map(\.rawValue), for: order.outcome)))
    }
    if let refusal = ownerProblem(outcome, found) ?? dimensionProblem { return .failure(refusal) }
    return Sentence.read(order.note, for: "a review").map { (outcome, $0) }
  }

  private var dimensionProblem: Refusal? {
    guard let dimension = order.dimension, !(1...8).contains(dimension) else { return nil }
    return Refusal(.usage, "there is no dimension \(dimension): they are 1 to 8")
  }

  private func ownerProblem(_ outcome: Outcome, _ found: Snapshot) -> Refusal? {
    guard outcome == .routingError else {
      return order.owner == nil
        ? nil : Refusal(.usage, "a new owner goes with the outcome routing_error only")
    }
    guard let wanted = order.owner else {
      return Refusal(.usage, "routing_error needs the right owner: name the rep")
    }
    guard let owner = found.owner else { return .unknownRep(wanted, among: found.reps) }
    guard owner.rep.isActive else {
      return Refusal(.conflict, "\(owner.rep.name) is not active and takes no leads")
    }
    return nil
  }
}

// Who may review what.
extension Review {
  /// Why the actor may have nothing to do with the escalation as a reviewer; nil where they may.
  static func obstacle(_ escalation: EscalationRow, by actor: Actor) -> Refusal? {
    if let refusal = Authority.check(.review, by: actor) { return refusal }
    let name = Escalate.name(escalation.number)
    guard escalation.closedAt == nil else {
      return Refusal(.conflict, "\(name) is closed already: \(escalation.outcome ?? "withdrawn")")
    }
    if escalation.by == actor.name, !actor.isSolo {
      return Refusal(
        .role,
        "\(name) is your own: nobody decides on own requests, so another analyst or admin may")
    }
    return nil
  }

  static func heldByAnother(_ escalation: EscalationRow, _ actor: Actor) -> Refusal? {
    guard let holder = escalation.claimedBy, holder != actor.name, !mayTakeOver(actor) else {
      return nil
    }
    return Refusal(
      .conflict,
      "\(Escalate.name(escalation.number)) is under review by \(holder), who has to give it back first"
    )
  }

  /// Admins may take over what somebody else holds.
  static func mayTakeOver(_ actor: Actor) -> Bool { actor.isSolo || actor.roles.contains(.admin) }
}

/// A review on its way to its unit.
private struct Ruling {
  let found: Review.Snapshot
  let actor: Actor
  let outcome: Review.Outcome
  let note: String
  let clocks: ClockRules
  let now: Instant

  var changes: [Change] = []
  var entries: [EntryDraft] = []
  var draft: Int64?
  var hasMoved = false
  /// What came of it, for the person who reviewed.
  var consequence = "routing was correct"

  init(
    found: Review.Snapshot, actor: Actor, outcome: Review.Outcome, note: String,
    clocks: ClockRules, now: Instant
  ) {
    self.found = found
    self.actor = actor
    self.outcome = outcome
    self.note = note
    self.clocks = clocks
    self.now = now
  }

  private var lead: LeadSnapshot { found.lead }
  private var escalation: EscalationRow { found.escalation }

  /// Opens the draft that says what should change.
  mutating func open(_ draft: Review.NewDraft, dimension wanted: Int?, rules: RuleSet) {
    let dimension = wanted ?? found.dimension
    let requested = ChangeRequested(
      number: draft.number, kind: .draft, reason: note, source: nil, document: nil, hash: nil,
      base: rules.version, rollbackTo: nil, dimension: dimension, escalation: escalation.number,
      draft: nil, by: actor.name, at: now, secret: draft.secret)
    var payload = Payload()
    payload.put("change", draft.number)
    payload.put("kind", ChangeRequestKind.draft.rawValue)
    payload.put("draft", true)
    payload.put("dimension", dimension.map(Int64.init))
    payload.put("escalation", escalation.number)
    payload.put("base", rules.version)
    payload.put("reason", Commitment.of(secret: draft.secret, name: "reason", value: note))
    changes.append(.changeRequested(requested))
    entries.append(
      EntryDraft(
        at: now, actor: actor.name, role: actor.roleText, kind: .rulesProposed,
        subject: "change/\(draft.number)", payload: payload.bytes))
    self.draft = draft.number
    consequence =
      "right by the rules; draft change request \(draft.number) is open"
      + (dimension.map { " on dimension \($0)" } ?? "")
  }

  /// Gives the lead to whom it should have gone to.
  mutating func correct(to owner: Receiver, nextClock: () -> Int64) {
    guard lead.row.state.isOpen else {
      consequence =
        "routing error; \(lead.words) is \(lead.row.state.rawValue) and stays where it is"
      return
    }
    guard lead.row.owner != owner.rep.id else {
      consequence = "routing error; \(lead.words) is with \(owner.rep.name) already"
      return
    }
    let assignment = Assignment(lead: lead, receiver: owner, actor: actor, now: now)
    let (moves, breaches) = assignment.move(clocks, nextClock: nextClock)
    var payload = assignment.payload()
    payload.put("code", escalation.code)
    payload.put("escalation", escalation.number)
    payload.put(note: note, of: lead)
    changes += moves
    entries += breaches + [assignment.entry(.leadReassigned, payload, ending: moves)]
    hasMoved = true
    consequence = "routing error; \(lead.words) is \(assignment.words)"
  }

  /// Closes the escalation and stops its clock.
  mutating func conclude() -> ActOutcome {
    let ends = found.clocks.filter { $0.kind == .escalation }
      .flatMap { $0.ended(at: now, early: .met) }
    changes += ends
    changes.append(
      .escalationClosed(
        EscalationClosed(
          number: escalation.number, at: now, by: actor.name, outcome: outcome.rawValue,
          note: note)))
    changes += lead.note("reviewed", note, by: actor, at: now)
    entries += ClockEntries.breaches(of: found.clocks, in: ends, at: now) + [entry]
    return .done(
      unit: CommitUnit(changes: changes, entries: entries),
      text: "\(Escalate.name(escalation.number)): \(consequence)")
  }

  private var entry: EntryDraft {
    let worked = clocks.working(.escalation, owner: nil, queue: nil)
      .elapsed(start: escalation.openedAt, end: now)
    var payload = Payload()
    payload.put("escalation", escalation.number)
    payload.put("lead", lead.row.publicID)
    payload.put("outcome", outcome.rawValue)
    payload.put("rep", escalation.rep?.text)
    payload.put("minutes", (now - escalation.openedAt) / Instant.minute)
    payload.put("working_minutes", worked / Instant.minute)
    payload.put("dimension", found.dimension.map(Int64.init))
    payload.put("draft", draft)
    payload.put("owner", found.owner?.rep.id.text)
    payload.put("moved", hasMoved)
    payload.put(note: note, of: lead)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .escalationReviewed,
      subject: "escalation/\(escalation.number)", payload: payload.bytes)
  }
}
