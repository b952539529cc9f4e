import LeadModel

/// Judgements of assignments.
extension Applier {
  func add(_ judgement: AuditJudged) throws {
    try one(
      "log entry \(judgement.decision) is no assignment of lead \(judgement.lead) by the engine",
      """
      INSERT INTO audit_judgement (lead, week, decision, judgement, note, by_actor, at)
      SELECT ?1, ?2, seq, ?4, ?5, ?6, ?7 FROM log_entry WHERE seq = ?3
        AND subject = 'lead/' || ?1 AND (kind = 'lead.assigned' OR kind = 'lead.drained')
      """
    ) { row in
      row.int(judgement.lead.value)
      row.int(Int64(judgement.week.daysSinceEpoch))
      row.int(judgement.decision)
      row.text(judgement.isRight ? "right" : "wrong")
      row.text(judgement.note)
      row.text(judgement.by)
      row.instant(judgement.at)
    }
  }
}
