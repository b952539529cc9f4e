import GRDB
import LeadModel

extension Store {
  /// Gives each lead received in the time that stands in shadow, in order of receipt, to the body.
  public func forEachShadowed(
    _ scope: ReportScope, _ body: (ShadowedLead) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      try db.each(
        """
        SELECT number, public_id, company, region, dimension, owner, queue,
          json_extract(fields, '$.owner')
        FROM lead WHERE \(leads) AND state = 'shadowed' ORDER BY number
        """, arguments
      ) { row in
        try body(
          ShadowedLead(
            number: row.lead(), publicID: row.text(), company: row.optionalText(),
            region: row.optionalID(), dimension: row.optionalInt().map { Int($0) },
            owner: row.optionalID(), queue: row.optionalID(), recorded: row.optionalText()))
      }
    }
  }

  /// What the latest decision on a lead says in plain English; nil where none was taken.
  public func sentence(of lead: LeadNumber) throws(StoreProblem) -> String? {
    try read { db in
      try db.first(
        """
        SELECT json_extract(payload, '$.decision.sentence') FROM log_entry
        WHERE subject = ? AND kind IN ('lead.duplicate', 'lead.assigned', 'lead.queued',
          'lead.shadowed', 'lead.drained')
        ORDER BY seq DESC LIMIT 1
        """, [.text("lead/\(lead.value)")]
      ) { $0.optionalText() } ?? nil
    }
  }
}
