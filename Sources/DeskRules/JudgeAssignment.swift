import LeadModel

/// Marking an assignment of a week's audit sample right or wrong, with a sentence that says why. It changes
/// nothing about the lead. Judging it again takes the place of the judgement before, which stays in the log.
public struct JudgeAssignment: Sendable {
  /// What an auditor may find.
  public enum Judgement: String, Sendable, CaseIterable {
    case right, wrong
  }

  /// An assignment of the sample as the act finds it.
  public struct Snapshot: Sendable {
    public var lead: LeadSnapshot
    /// The Monday of the week whose sample it is of, and the week as people write it, `2026-W10`.
    public var monday: LocalDate
    public var week: String
    /// The log entry of the assignment.
    public var decision: Int64
    /// What was found before.
    public var before: AuditJudgement?
    public init(
      lead: LeadSnapshot, monday: LocalDate, week: String, decision: Int64,
      before: AuditJudgement?
    ) {
      self.lead = lead
      self.monday = monday
      self.week = week
      self.decision = decision
      self.before = before
    }
  }

  public var order: JudgeOrder

  public init(_ order: JudgeOrder) { self.order = order }

  /// Why the actor may not judge, or what is wrong with the order; nil where both are fine. Asked before a
  /// sample is drawn.
  public func refusal(by actor: Actor) -> Refusal? {
    if let refusal = Authority.check(.judge, by: actor) { return refusal }
    if case .failure(let refusal) = understood { return refusal }
    return nil
  }

  private var understood: Result<(Judgement, String), Refusal> {
    guard let judgement = Judgement(rawValue: order.judgement.lowercased()) else {
      return .failure(
        Refusal(
          .usage,
          "\"\(order.judgement)\" is no judgement of an assignment: "
            + Guess.among(Judgement.allCases.map(\.rawValue), for: order.judgement)))
    }
    return Sentence.read(order.note, for: "judging an assignment").map { (judgement, $0) }
  }

  /// Decides the act at `now`.
  public func decide(_ found: Snapshot, by actor: Actor, now: Instant) -> ActOutcome {
    if let refusal = Authority.check(.judge, by: actor) { return .refused(refusal) }
    switch understood {
    case .failure(let refusal): return .refused(refusal)
    case .success(let (judgement, note)):
      let judged = AuditJudged(
        lead: found.lead.row.number, week: found.monday, decision: found.decision,
        isRight: judgement == .right, note: found.lead.secret.isEmpty ? nil : note,
        by: actor.name, at: now)
      let again = found.before.map { ", before \($0.word) by \($0.by)" } ?? ""
      return .done(
        unit: CommitUnit(
          changes: [.auditJudged(judged)],
          entries: [entry(found, judgement, note, by: actor, at: now)]),
        text: "The assignment of \(found.lead.words) in \(found.week) is judged "
          + judgement.rawValue + again)
    }
  }

  private func entry(
    _ found: Snapshot, _ judgement: Judgement, _ note: String, by actor: Actor, at now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("lead", found.lead.row.publicID)
    payload.put("week", found.week)
    payload.put("decision", found.decision)
    payload.put("judgement", judgement.rawValue)
    payload.put("before", found.before?.word)
    payload.put(note: note, of: found.lead)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: .auditJudged,
      subject: found.lead.subject, payload: payload.bytes)
  }
}
