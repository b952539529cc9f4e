import DeskRules
import LeadModel
import RoutingEngine
import Store

// What the desk shows of one lead, and the words that forms offer for acts on it.
extension Desk {
  /// The log entries of a lead and of its escalations, oldest first.
  func entries(of parts: LeadParts) throws -> [LogRow] {
    let disputes = try parts.escalations.flatMap { escalation in
      try store.log(LogQuery(subject: "escalation/\(escalation.number)"), limit: 100).rows
    }
    return (parts.entries + disputes).sorted { $0.seq < $1.seq }
  }

  /// Everything about a lead that the actor may see.
  func detail(_ number: LeadNumber, for actor: Actor) throws -> DeskAnswer {
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
        escalations: parts.escalations.map {
          mayRead ? $0 : $0.withholding(from: actor)
        }, related: parts.related,
        notes: parts.notes.filter { mayRead || $0.by == actor.name },
        suggested: try suggestion(for: parts.row)))
  }

  /// The window without what people wrote about persons whom the actor may not read.
  func withholding(_ window: Window, from actor: Actor) throws -> Window {
    guard case .escalations(let rows) = window.rows else { return window }
    var window = window
    window.rows = .escalations(
      try rows.map { row in
        guard row.note != nil || row.closingNote != nil else { return row }
        let lead = try store.recordedLead(row.lead)?.row
        return Authority.mayReadPerson(actor, owner: lead?.owner, region: lead?.facts.region)
          ? row : row.withholding(from: actor)
      })
    return window
  }

  /// Change requests without what a review said of persons whom the actor may not read. What somebody wrote
  /// for everybody, a reason to change the rules, stays.
  func withholding(
    _ rows: [ChangeRequestRow], from actor: Actor
  ) throws -> [ChangeRequestRow] {
    try rows.map { row in
      guard row.kind == .draft, let escalation = row.escalation else { return row }
      let lead = try store.escalation(escalation).flatMap { try store.recordedLead($0.lead)?.row }
      guard
        !Authority.mayReadSentence(
          actor, by: row.requestedBy, owner: lead?.owner, region: lead?.facts.region)
      else { return row }
      var row = row
      row.reason = "(sentence withheld)"
      return row
    }
  }

  /// Whom the latest decision of a waiting lead would have chosen, ignoring hours, then capacity; nil where
  /// nobody qualified.
  func suggestion(for lead: LeadRow) throws -> RepID? {
    guard lead.state == .queued, let entry = try store.latestDecision(of: lead.number),
      let record = try? DecisionRecord(Array(entry.payload.utf8))
    else { return nil }
    let isCurrent =
      record.ruleset == rules.ruleSet.version && record.roster == rules.compiled.rosterVersion
    let compiled = isCurrent ? rules.compiled : try VersionCache(store).rules(for: record)
    var engine = RoutingEngine(compiled)
    var standing = try record.standing(compiled.roster)
    return engine.decide(record.facts, standing: &standing, regionModes: record.regionModes)
      .suggested
  }

  /// The words that forms offer.
  var terms: DeskTerms {
    func reasons(for use: ReasonCode.Use) -> [DeskTerms.Term] {
      rules.ruleSet.reasonCodes.filter { $0.uses.contains(use) }
        .map { DeskTerms.Term(code: $0.code, text: $0.text) }
    }
    return DeskTerms(
      escalation: reasons(for: .escalate), away: reasons(for: .away),
      dispositions: rules.ruleSet.dispositions.map {
        DeskTerms.Term(code: $0.code, text: $0.text)
      },
      reassign: reasons(for: .reassign), segmentOverride: reasons(for: .segment),
      exception: reasons(for: .exception),
      segments: rules.ruleSet.segments.map { DeskTerms.Term(code: $0.id.text, text: $0.name) },
      products: rules.ruleSet.products.map { DeskTerms.Term(code: $0.id.text, text: $0.name) })
  }
}

extension EscalationRow {
  /// The row as somebody sees it who may not read the person: what they wrote themselves, and for the one
  /// who filed it the reviewer's sentence.
  fileprivate func withholding(from actor: Actor) -> EscalationRow {
    if by == actor.name { return self }
    var row = self
    row.note = nil
    if closedBy != actor.name { row.closingNote = nil }
    return row
  }
}
