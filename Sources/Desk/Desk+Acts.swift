import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// Does an act of a person, or refuses it. Asking again with the same key gives the first outcome.
  func perform(_ request: ActRequest, by actor: Actor, now wall: Instant) throws -> DeskAnswer {
    let now = max(wall, state.at)
    // Two people who hit upon the same key ask for two things.
    let key = "act/\(actor.name)/\(request.key)"
    if let before = try store.receipt(forKey: key) {
      return .done(ActReceipt(entry: before, text: "Done already"))
    }
    aftermath = Aftermath()
    let outcome: ActOutcome
    var actor = actor
    switch actor.acting(as: request.role) {
    case .success(let acting):
      actor = acting
      outcome = try decide(request.act, by: actor, seen: request.seen, now: now)
    case .failure(let refusal): outcome = .refused(refusal)
    }
    switch outcome {
    case .done(var unit, let text):
      unit.key = key
      unit.changes += try rescheduling(after: unit.changes, now: now)
      let receipt = try committing(unit, now: now)
      follow(unit.changes)
      let more = try finish(request.act, now: now)
      try adoptPublished(unit.changes, now: now)
      try adoptExceptions(unit.changes, now: now)
      return .done(ActReceipt(entry: receipt?.lastSeq ?? 0, text: text + more))
    case .refused(let refusal):
      try record(refusal, of: request.act, by: actor, now: now)
      return .refused(refusal)
    }
  }

  /// What an act brings once it is committed. Returns what else is to be told.
  private func finish(_ act: Act, now: Instant) throws -> String {
    if aftermath.reloadsState { try reloadState(now: now) }
    if case .erase = act { return finishErasing() }
    if case .judge = act { try watchAccuracy(now: now) }
    return ""
  }

  /// Commits; on an error the numbers that were given out are taken back.
  private func committing(_ unit: CommitUnit, now: Instant) throws -> CommitReceipt? {
    do { return try commit([unit]) } catch {
      for rewrite in aftermath.rewrites { rewrite.discard() }
      try recover(now: now)
      throw error
    }
  }

  private func decide(
    _ act: Act, by actor: Actor, seen: Int64?, now: Instant
  ) throws -> ActOutcome {
    switch act {
    case .contact(let lead, let kind, let at, let channel):
      return try withLead(lead, seen: seen, now: now) {
        Contact(kind: kind, at: at ?? now, channel: channel).decide($0, by: actor, now: now)
      }
    case .disposition(let lead, let code, let at):
      return try withLead(lead, seen: seen, now: now) {
        SetDisposition(code: code, at: at ?? now)
          .decide($0, by: actor, rules: rules.ruleSet, now: now)
      }
    case .escalate(let lead, let code, let note):
      return try withLead(lead, seen: seen, now: now) {
        escalate($0, code: code, note: note, by: actor, now: now)
      }
    case .withdraw(let number):
      guard let escalation = try store.escalation(number) else {
        return .refused(Refusal(.unknown, "there is no escalation \(Escalate.name(number))"))
      }
      return Withdraw().decide(
        escalation, clocks: try store.runningClocks(ofEscalation: number), by: actor, now: now)
    case .away, .back: return try decideAbsence(act, by: actor, now: now)
    case .claim, .reassign, .assignSuggested, .claimEscalation, .review, .undo, .erase:
      return try override(act, by: actor, seen: seen, now: now)
    case .judge(let order): return try judge(order, by: actor, seen: seen, now: now)
    case .requestException, .renewException, .approveException, .rejectException,
      .revokeException, .signOffException:
      return try decideException(act, by: actor, now: now)
    case .proposeRules, .proposeRollback, .approveChange, .rejectChange, .publishChange,
      .reviewRoster:
      return try decideRuleChange(act, by: actor, now: now)
    }
  }

  private func escalate(
    _ lead: LeadSnapshot, code: String, note: String?, by actor: Actor, now: Instant
  ) -> ActOutcome {
    let number = counters.escalation + 1
    let clock = rules.clocks.start(
      .escalation, id: counters.clock + 1, lead: lead.row.number, escalation: number,
      owner: actor.rep, at: now,
      ClockRules.Context(
        segment: lead.row.facts.segment, region: lead.row.facts.region, route: lead.row.route,
        queue: lead.row.queue))
    let outcome = Escalate(code: code, note: note).decide(
      lead, by: actor, rules: rules.ruleSet, number: number, clock: clock, now: now)
    if case .done = outcome {
      _ = counters.nextEscalation()
      _ = counters.nextClock()
    }
    return outcome
  }

  func rep(_ id: RepID) -> Rep? {
    rules.schedules.roster.index(of: id).map { rules.schedules.roster[$0] }
  }

  /// The rep that another system names by id, by name or by email address; nil where none or several fit.
  func rep(named text: String) -> RepID? {
    if let rep = rep(RepID(text)) { return rep.id }
    let wanted = Folding.fold(text)
    let fits = rules.schedules.roster.reps.filter {
      Folding.fold($0.name) == wanted || $0.email.map { Folding.fold($0) == wanted } ?? false
    }
    return fits.count == 1 ? fits.first?.id : nil
  }

  /// Looks a lead up by what a person typed and hands it over as it stands, unless it is not as they saw
  /// it. A repeat stands for the lead that it was attached to, except where exactly it is meant.
  func withLead(
    _ typed: String, seen: Int64?, now: Instant, exactly: Bool = false,
    _ body: (LeadSnapshot) throws -> ActOutcome
  ) throws -> ActOutcome {
    switch try find(typed) {
    case .refused(let refusal): return .refused(refusal)
    case .lead(let number):
      guard let named = try snapshot(of: number),
        let meant = exactly ? named : try originalSnapshot(of: number)
      else { return .refused(Refusal(.unknown, "lead \(number) is gone")) }
      if let refusal = try staleness(of: named.row, seen: seen, now: now) {
        return .refused(refusal)
      }
      return try body(meant)
    }
  }

  /// The lead as it stands, or for a repeat the one that it was attached to.
  func originalSnapshot(of number: LeadNumber) throws -> LeadSnapshot? {
    guard var snapshot = try snapshot(of: number) else { return nil }
    // A lead is attached to one received before it, so this ends.
    while let target = snapshot.row.duplicateOf, let original = try self.snapshot(of: target) {
      snapshot = original
    }
    return snapshot
  }

  /// The lead as it stands.
  func snapshot(of number: LeadNumber) throws -> LeadSnapshot? {
    guard let known = try store.recordedLead(number) else { return nil }
    let filled = zip(LeadField.allCases, known.record.values).filter { $1 != nil }.map(\.0)
    return LeadSnapshot(
      row: known.row, clocks: try store.runningClocks(of: number), filled: Set(filled),
      openEscalations: try store.escalations(of: number).filter { $0.closedAt == nil },
      latestDecision: try store.latestDecision(of: number)?.seq, secret: known.secret)
  }

  /// Refused acts are logged too.
  private func record(_ refusal: Refusal, of act: Act, by actor: Actor, now: Instant) throws {
    guard refusal.refused != .usage else { return }
    var payload = Payload()
    payload.put("act", act.name)
    payload.put("refused", refusal.refused.rawValue)
    try commit([
      CommitUnit(entries: [
        EntryDraft(
          at: now, actor: actor.name, role: actor.roleText, kind: .actRefused,
          subject: "act/\(act.name)", payload: payload.bytes)
      ])
    ])
  }
}

extension Act {
  /// As the log names it.
  var name: String {
    switch self {
    case .contact: "contact"
    case .disposition: "disposition"
    case .escalate: "escalate"
    case .withdraw: "withdraw"
    case .away: "away"
    case .back: "back"
    case .claim: "claim"
    case .reassign: "reassign"
    case .assignSuggested: "assign"
    case .claimEscalation: "claim_escalation"
    case .review: "review"
    case .judge: "judge"
    case .undo: "undo"
    case .requestException: "exception_request"
    case .renewException: "exception_renew"
    case .approveException: "exception_approve"
    case .rejectException: "exception_reject"
    case .revokeException: "exception_revoke"
    case .signOffException: "sign_off"
    case .proposeRules: "rules_propose"
    case .proposeRollback: "rules_rollback"
    case .approveChange: "rules_approve"
    case .rejectChange: "rules_reject"
    case .publishChange: "rules_publish"
    case .reviewRoster: "roster_review"
    case .erase: "erase"
    }
  }
}

// What the simulated people of the sample desk do.
extension Desk {
  /// How many leads there are.
  public var leadCount: Int { Int(counters.lead) }

  /// Open leads, newest first.
  public func openLeads(limit: Int) -> [LeadRow] {
    (try? store.leads(LeadQuery(openOnly: true), limit: limit).rows) ?? []
  }

  /// An act of a simulated rep, under the rep's own name. What is refused is simply not done.
  public func play(_ act: Act, by rep: RepID, now: Instant) {
    let actor = Actor(name: rep.text, roles: [.rep], rep: rep)
    let key = "play/\(counters.clock)/\(rep)/\(now.milliseconds)/\(act)"
    _ = try? perform(ActRequest(key: key, act: act), by: actor, now: now)
  }
}
