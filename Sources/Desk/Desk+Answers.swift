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
      case .window(let window):
        return .window(try withholding(rows(window, now: now), from: actor))
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
      case .exceptions(let number): return .exceptions(try exceptions(number: number))
      case .changeRequests, .changeRequest, .ruleVersions, .ruleDifference, .ruleText, .lintRules,
        .preview, .rosterChanges:
        return try answerAboutRules(request, from: actor, now: now)
      case .rejectedRows(let file): return .rejectedRows(try store.rejectedRows(of: file))
      case .agenda: return .agenda(try agenda(for: actor, now: now))
      case .report(let report): return try answer(report, for: actor, now: now)
      case .verifyCheckpoints, .checkpoint, .reload:
        return try operate(request, by: actor, uid: uid, now: now)
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
      alerts: try alerts(for: actor, now: now) + sunsetAlerts(for: actor, now: now),
      council: councilWindow(for: actor, now: now),
      unreviewedRoster: try store.unreviewedRosterCount(),
      trustSignal: try trustSignal(now: now), rep: actor.rep,
      calls: AlertCalls(
        bell: configuration.site.alerts.bell, desktop: configuration.site.alerts.desktop,
        title: configuration.site.alerts.title))
  }

  func queueStandings(now: Instant) throws(StoreProblem) -> [QueueID: QueueStanding] {
    let zone = rules.schedules.organisationZone
    let date = zone.wall(at: now).date
    return try store.queueStandings(
      now: now, dayStart: zone.start(of: date), weekStart: zone.start(of: date.monday))
  }

  /// Up to where the log was found whole when the host looked last: its next start goes on from there.
  public var verifiedPlace: Checkpoint? { (try? store.verifiedPlace()) ?? nil }

  /// Takes note of what the host's own verification showed. What was found wrong is looked at whole the
  /// next time.
  public func noteVerification(_ log: VerifiedLog) {
    noteVerification(log.summary)
    guard log.summary.verdict != .unreadable else { return }
    do {
      try store.keepVerified(log.place)
    } catch {
      messages.append("the place up to which the log is whole was not kept: \(error.sentence)")
    }
  }

  /// Takes note of what a verification showed, wherever it ran.
  public func noteVerification(_ summary: VerifySummary) {
    // What could not be read at the moment is no answer.
    guard summary.verdict != .unreadable else { return }
    let isIntact = summary.verdict == .intact || summary.verdict == .tailNotAnchored
    if !isIntact { messages.append("the log is not intact: \(summary.text)") }
    guard logIntact != isIntact else { return }
    logIntact = isIntact
    tellOfLog(summary, isIntact: isIntact)
    news.insert(.status)
  }

  /// Verifies the log through a connection of its own.
  func verifyLog(now: Instant) -> VerifySummary {
    let outcome = LogVerification(workspace: workspace, store: store, keys: notary.publicKeys)
      .run(now: now)
    noteVerification(outcome)
    return outcome
  }
}

extension DeskProblem {
  /// One line.
  public var sentence: String {
    switch self {
    case .workspace(let problem): problem.sentences.joined(separator: "; ")
    case .store(let sentence): sentence
    }
  }
}
