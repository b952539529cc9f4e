import LeadModel
import RoutingEngine

/// Disputing a decision. Anyone with a stake may; the same person disputes a lead once at a time.
public struct Escalate: Sendable {
  public var code: String
  public var note: String?

  public init(code: String, note: String?) {
    self.code = code
    self.note = note
  }

  /// Decides the act at `now`. `number` is the escalation's, `clock` its review clock, made by the caller.
  public func decide(
    _ lead: LeadSnapshot, by actor: Actor, rules: RuleSet, number: Int64, clock: ClockStarted,
    now: Instant
  ) -> ActOutcome {
    let reason: ReasonCode
    switch rules.reason(code, for: .escalate, words: "escalated") {
    case .success(let found): reason = found
    case .failure(let refusal): return .refused(refusal)
    }
    if let refusal = Authority.check(.escalate, by: actor, on: lead.authoritySubject) {
      return .refused(refusal)
    }
    if let open = lead.openEscalations.first(where: { $0.by == actor.name }) {
      return .refused(
        Refusal(.conflict, "you have escalated \(lead.words) already, as \(Self.name(open.number))")
      )
    }
    let sentence: String?
    switch self.sentence {
    case .success(let found): sentence = found
    case .failure(let refusal): return .refused(refusal)
    }
    let opened = EscalationOpened(
      number: number, lead: lead.row.number, code: reason.code,
      note: lead.secret.isEmpty ? nil : sentence, by: actor.name,
      rep: actor.rep ?? lead.row.owner, at: now, decision: lead.latestDecision)
    return .done(
      unit: CommitUnit(
        changes: [.escalationOpened(opened), .clockStarted(clock)],
        entries: [entry(lead, opened, clock, actor)]),
      text: "Escalated \(lead.words) as \(Self.name(number))")
  }

  /// What the person wrote; nothing is needed.
  private var sentence: Result<String?, Refusal> {
    guard let note, !note.allSatisfy(\.isWhitespace) else { return .success(nil) }
    return Sentence.read(note, for: "escalating").map { $0 }
  }

  /// `E-0193`, as the screen names an escalation.
  public static func name(_ number: Int64) -> String {
    let digits = String(number)
    return "E-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private func entry(
    _ lead: LeadSnapshot, _ opened: EscalationOpened, _ clock: ClockStarted, _ actor: Actor
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("escalation", opened.number)
    payload.put("lead", lead.row.publicID)
    payload.put("code", opened.code)
    payload.put("rep", opened.rep?.text)
    payload.put("decision", opened.decision)
    payload.put("due", clock.dueAt)
    payload.put(note: opened.note, of: lead)
    return EntryDraft(
      at: opened.at, actor: actor.name, role: actor.roleText, kind: .escalationOpened,
      subject: "escalation/\(opened.number)", payload: payload.bytes)
  }
}

/// Taking back an own escalation: its clock counts in no figure.
public struct Withdraw: Sendable {
  public init() {}

  /// Decides the act at `now`.
  public func decide(
    _ escalation: EscalationRow, clocks: [ClockRow], by actor: Actor, now: Instant
  ) -> ActOutcome {
    let name = Escalate.name(escalation.number)
    guard escalation.closedAt == nil else {
      return .refused(
        Refusal(.conflict, "\(name) is closed already: \(escalation.outcome ?? "withdrawn")"))
    }
    guard escalation.by == actor.name else {
      return .refused(Refusal(.role, "\(name) was filed by \(escalation.by), who may withdraw it"))
    }
    var payload = Payload()
    payload.put("escalation", escalation.number)
    let closed = EscalationClosed(
      number: escalation.number, at: now, by: actor.name, outcome: "withdrawn", note: nil)
    let ends = clocks.filter { $0.kind == .escalation }.map {
      Change.clockEnded(clock: $0.id, at: now, end: .void)
    }
    let entry = EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .escalationWithdrawn,
      subject: "escalation/\(escalation.number)", payload: payload.bytes)
    return .done(
      unit: CommitUnit(changes: [.escalationClosed(closed)] + ends, entries: [entry]),
      text: "Withdrew \(name)")
  }
}
