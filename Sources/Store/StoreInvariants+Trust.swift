import LeadModel

/// What must hold of exceptions, change requests, people's texts and what was told.
extension StoreInvariants {
  static let council = [
    Rule(
      sentence: "every exception has its log entry, and every such entry its exception",
      query: """
        SELECT 'exception ' || number FROM exception WHERE NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'exception/' || number
            AND kind IN ('exception.requested', 'exception.renewed'))
        UNION ALL SELECT 'log entry ' || seq FROM log_entry
        WHERE kind IN ('exception.requested', 'exception.renewed')
        AND CAST(substr(subject, 11) AS INTEGER) NOT IN (SELECT number FROM exception)
        """),
    Rule(
      sentence: "what was decided about an exception stands in the log",
      query: """
        SELECT 'exception ' || number FROM exception WHERE status <> 'requested' AND NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'exception/' || number
            AND kind = 'exception.' || status)
        UNION ALL SELECT 'exception ' || number FROM exception
        WHERE signed_off_at IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'exception/' || number
            AND kind = 'exception.signed_off')
        """),
    Rule(
      sentence: "an exception is approved, and its long term signed, by somebody",
      query: """
        SELECT 'exception ' || number FROM exception WHERE status IN ('approved', 'revoked')
        AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'exception' AND subject = number)
        UNION ALL SELECT 'exception ' || number FROM exception WHERE signed_off_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'sign_off' AND subject = number)
        """),
    Rule(
      sentence: "every vote stands in the log",
      query: """
        SELECT kind || ' ' || subject FROM approval GROUP BY kind, subject HAVING count(*) >
          (SELECT count(*) FROM log_entry WHERE log_entry.subject = CASE approval.kind
              WHEN 'change' THEN 'change/' ELSE 'exception/' END || approval.subject
            AND log_entry.kind = CASE approval.kind WHEN 'change' THEN 'rules.approved'
              WHEN 'sign_off' THEN 'exception.signed_off' ELSE 'exception.approved' END)
        """),
    Rule(
      sentence: "a renewal follows an earlier exception",
      query: "SELECT 'exception ' || number FROM exception WHERE renews >= number"),
    Rule(
      sentence:
        "every change request of a person has its log entry, and every such entry its request",
      query: """
        SELECT 'change request ' || number FROM change_request
        WHERE kind <> 'draft' AND NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'change/' || number AND kind = 'rules.proposed')
        UNION ALL SELECT 'log entry ' || seq FROM log_entry
        WHERE kind = 'rules.proposed' AND subject GLOB 'change/[0-9]*'
        AND CAST(substr(subject, 8) AS INTEGER) NOT IN (SELECT number FROM change_request)
        """),
    Rule(
      sentence: "a published change request and its rule set name each other",
      query: """
        SELECT 'change request ' || number FROM change_request WHERE status = 'published'
        AND number IS NOT (SELECT request FROM ruleset WHERE ruleset.version = change_request.version)
        UNION ALL SELECT 'rule set ' || version FROM ruleset WHERE request IS NOT NULL
        AND version IS NOT (SELECT version FROM change_request
          WHERE number = ruleset.request AND status = 'published')
        """),
    Rule(
      sentence: "every rule set has its log entry",
      query: """
        SELECT 'rule set ' || version FROM ruleset WHERE NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'rules/' || version
            AND kind IN ('rules.published', 'rules.rolled_back'))
        """),
  ]

  private static let personal = LeadField.allCases.filter(\.isPersonal)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  static let people = [
    Rule(
      sentence: "what says who a person is lies with the person alone",
      query: """
        SELECT 'lead ' || number FROM lead, json_each(lead.fields)
        WHERE json_each.key IN (\(personal)) GROUP BY number
        """),
    Rule(
      sentence: "a lead has its person until that is erased, which the log tells",
      query: """
        SELECT 'lead ' || number FROM lead LEFT JOIN person ON person.lead = number
        WHERE person.lead IS NULL AND NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'lead/' || number AND kind = 'person.erased')
        """),
  ]

  static let told = [
    Rule(
      sentence: "the files of the outbox cover the log once, in order",
      query: """
        SELECT 'outbox file ' || name FROM (
          SELECT name, first, last, lag(last, 1, 0) OVER (ORDER BY id) AS before FROM outbox_file)
        WHERE first <= before OR last > (SELECT COALESCE(MAX(seq), 0) FROM log_entry)
        """),
    Rule(
      sentence: "what was told is not kept",
      query: """
        SELECT 'notification ' || id FROM notification WHERE ended_at IS NOT NULL AND payload <> ''
        """),
  ]
}
