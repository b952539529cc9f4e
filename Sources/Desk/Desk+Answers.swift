import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Store

extension Desk {
  /// How far ahead a due clock counts as due soon.
  private static let soon = 30 * Instant.minute

  /// Answers a request of the user at the other end. Never throws: what cannot be answered is said.
  public func answer(_ request: DeskRequest, from uid: UInt32, now: Instant) -> DeskAnswer {
    let actor = actor(uid: uid)
    do {
      switch request {
      case .status: return .status(try status(for: actor, now: now))
      case .window(let window): return .window(try rows(window, now: now))
      case .lead(let typed):
        return try with(typed) { try detail($0, for: actor) }
      case .explain(let typed):
        return try with(typed) { .explain(try store.lead($0).map(entries(of:)) ?? []) }
      case .whyNot(let typed, let rep): return try with(typed) { try whyNot($0, rep) }
      case .act(let act):
        guard mode == .host else { return .failed("acts need a host") }
        return try perform(act, by: actor, now: now)
      case .replay: return .replayed(try Replaying(store).run())
      case .verifyLog: return .verified(verifyLog(now: now))
      case .terms: return .terms(terms)
      case .drainDropDirectory, .subscribe:
        return .failed("that is for the host, not for a desk that is only read")
      }
    } catch {
      return .failed(Desk.problem(error).sentence)
    }
  }

  private func with(_ typed: String, _ body: (LeadNumber) throws -> DeskAnswer) throws -> DeskAnswer
  {
    switch try find(typed) {
    case .refused(let refusal): .refused(refusal)
    case .lead(let number): try body(number)
    }
  }

  // MARK: One lead

  /// The log entries of a lead and of its escalations, oldest first.
  private func entries(of parts: LeadParts) throws -> [LogRow] {
    let disputes = try parts.escalations.flatMap { escalation in
      try store.log(LogQuery(subject: "escalation/\(escalation.number)"), limit: 100).rows
    }
    return (parts.entries + disputes).sorted { $0.seq < $1.seq }
  }

  private func detail(_ number: LeadNumber, for actor: Actor) throws -> DeskAnswer {
    guard let parts = try store.lead(number) else {
      return .refused(Refusal(.unknown, "lead \(number) is gone"))
    }
    let mayRead = Authority.mayReadPerson(
      actor, owner: parts.row.owner, region: parts.row.facts.region)
    let personal = mayRead ? parts.person?.fields ?? [] : []
    let fields = (parts.fields + personal).sorted { $0.field.index < $1.field.index }
    return .lead(
      LeadDetail(
        row: parts.row, fields: fields, extra: mayRead ? parts.person?.extra ?? [] : [],
        personalWithheld: !mayRead && parts.person != nil, entries: try entries(of: parts),
        history: parts.history, activities: parts.activities, clocks: parts.clocks,
        escalations: parts.escalations, related: parts.related))
  }

  /// Why a rep did not get the lead at its latest decision, from the record of that decision; for answers
  /// about reps that the record does not hold, as the desk stands now.
  private func whyNot(_ number: LeadNumber, _ rep: RepID) throws -> DeskAnswer {
    guard let entry = try store.latestDecision(of: number) else {
      return .refused(Refusal(.conflict, "no decision was ever taken on lead \(number)"))
    }
    let record = try DecisionRecord(Array(entry.payload.utf8))
    let compiled = try VersionCache(store).rules(for: record)
    var engine = RoutingEngine(compiled)
    var standing = RecordedOrElse(try record.standing(compiled.roster), orElse: state)
    guard
      let answer = engine.whyNot(
        rep, record.facts, standing: &standing, regionModes: record.regionModes)
    else {
      return .refused(
        Refusal(.unknown, "there is no rep \"\(rep)\" in the roster of that decision"))
    }
    return .whyNot(
      WhyNotAnswer(
        lead: answer.lead, rep: answer.rep, step: answer.step, why: answer.why,
        values: Dictionary(
          answer.values.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
        needed: answer.needed.map { "\($0.name): \($0.value ?? "–")" }.joined(separator: "; "),
        json: String(decoding: answer.json, as: UTF8.self)))
  }

  // MARK: The desk

  private var terms: DeskTerms {
    func reasons(for use: ReasonCode.Use) -> [DeskTerms.Term] {
      rules.ruleSet.reasonCodes.filter { $0.uses.contains(use) }
        .map { DeskTerms.Term(code: $0.code, text: $0.text) }
    }
    return DeskTerms(
      escalation: reasons(for: .escalate), away: reasons(for: .away),
      dispositions: rules.ruleSet.dispositions.map {
        DeskTerms.Term(code: $0.code, text: $0.text)
      })
  }

  private func status(for actor: Actor, now: Instant) throws -> DeskStatus {
    let zone = rules.schedules.organisationZone
    let today = zone.start(of: zone.wall(at: now).date)
    let counts = try store.statusCounts(now: now, dayStart: today, soon: now + Self.soon)
    return DeskStatus(
      now: now, name: rules.ruleSet.organisation.name,
      timezone: rules.ruleSet.organisation.timezone, intake: intakeStatus.name,
      intakeReason: intakeStatus.reason, leadsLastMinute: counts.leadsLastMinute,
      leadsToday: counts.leadsToday, oldestQueued: counts.oldestQueued, ruleset: counts.ruleset,
      logEntries: counts.head.seq, head: Hex.encode(counts.head.hash.bytes),
      logIntact: logIntact, actor: actor.name,
      roles: ActorRole.allCases.filter(actor.roles.contains).map(\.rawValue),
      others: max(0, connections - 1), clocksPastDue: counts.clocksPastDue,
      clocksDueSoon: counts.clocksDueSoon, openEscalations: counts.openEscalations,
      alerts: try alerts(now: now))
  }

  /// What wants attention: broken promises that still run, queues that are too long, intake that stands.
  private func alerts(now: Instant) throws -> [Alert] {
    var alerts: [Alert] = []
    if let why = intakeStatus.reason {
      alerts.append(Alert(id: "intake", at: now, text: "Intake is paused: \(why)", lead: nil))
    }
    if logIntact == false {
      alerts.append(Alert(id: "log", at: now, text: "The log is not intact", lead: nil))
    }
    let depth = configuration.site.alerts.queueDepth
    for (queue, standing) in try queueStandings(now: now).sorted(by: { $0.key < $1.key })
    where standing.depth >= depth {
      alerts.append(
        Alert(
          id: "depth/\(queue)", at: standing.oldestSince ?? now,
          text: "\(queue) holds \(standing.depth) leads", lead: nil))
    }
    let late = try store.runningClocks(ClockQuery(dueBefore: now), limit: 50).rows
    alerts += late.filter(\.breached).map { clock in
      let whose = clock.owner?.text ?? clock.queue?.text ?? "nobody"
      return Alert(
        id: "clock/\(clock.id)", at: clock.state.dueAt,
        text: "\(clock.kind.words) of \(clock.company ?? clock.lead?.description ?? "a lead")"
          + " is past due (\(whose))", lead: clock.lead)
    }
    return alerts
  }

  func queueStandings(now: Instant) throws(StoreProblem) -> [QueueID: QueueStanding] {
    let zone = rules.schedules.organisationZone
    let date = zone.wall(at: now).date
    return try store.queueStandings(
      now: now, dayStart: zone.start(of: date), weekStart: zone.start(of: date.monday))
  }

  /// Verifies the log through a connection of its own.
  func verifyLog(now: Instant) -> VerifySummary {
    let outcome = LogVerification(workspace: workspace, store: store, keys: notary.publicKeys)
      .run(now: now)
    logIntact = outcome.verdict == .intact || outcome.verdict == .tailNotAnchored
    return outcome
  }
}

extension ClockKind {
  /// As alerts name it.
  var words: String {
    switch self {
    case .firstContact: "First contact"
    case .owner: "The owner's contact"
    case .queue: "The queue's time"
    case .escalation: "The review"
    }
  }
}

extension DeskProblem {
  /// One line.
  public var sentence: String {
    switch self {
    case .workspace(let problem): problem.sentences.joined(separator: "; ")
    case .store(let sentence): sentence
    case .served: "another host serves this workspace"
    }
  }
}
