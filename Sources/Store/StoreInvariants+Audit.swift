/// What must hold of judgements.
extension StoreInvariants {
  static let audit = [
    Rule(
      sentence: "every judgement has its log entry, and every such entry its judgement",
      query: """
        SELECT 'lead ' || lead FROM audit_judgement GROUP BY lead HAVING count(*) <>
          (SELECT count(*) FROM log_entry WHERE subject = 'lead/' || lead AND kind = 'audit.judged')
        UNION ALL SELECT 'log entry ' || seq FROM log_entry WHERE kind = 'audit.judged'
        AND CAST(substr(subject, 6) AS INTEGER) NOT IN (SELECT lead FROM audit_judgement)
        """),
    Rule(
      sentence: "what was judged is an assignment of that lead by the engine",
      query: """
        SELECT 'judgement ' || id FROM audit_judgement WHERE NOT EXISTS
          (SELECT 1 FROM log_entry WHERE seq = decision AND subject = 'lead/' || lead
            AND kind IN ('lead.assigned', 'lead.drained'))
        """),
  ]
}
