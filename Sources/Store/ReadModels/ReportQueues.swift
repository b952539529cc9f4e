import GRDB
import LeadModel

extension Store {
  /// Gives each stay in a queue that began in the time: queue, whether the lead was decided on a
  /// secondary path, since when, until when.
  public func forEachStay(
    _ scope: ReportScope, _ body: (QueueStay) -> Void
  ) throws(StoreProblem) {
    try read { db in
      try db.each(
        """
        SELECT queue_stay.queue, lead.contingent, from_at, to_at
        FROM queue_stay JOIN lead ON lead.number = queue_stay.lead
        WHERE from_at >= ? AND from_at < ?
        """, [.instant(scope.from), .instant(scope.to)]
      ) { row in
        body(
          QueueStay(
            queue: row.id(), isContingent: row.bool(), from: row.instant(),
            to: row.optionalInstant()))
      }
    }
  }

  /// Assignments of the time by owner and route, in byte order. Each change of owner is one.
  /// Read in the order in which they were made, which is nearly that of the leads: by owners, each lead would
  /// be fetched from somewhere else.
  public func reportAssignments(
    _ scope: ReportScope
  ) throws(StoreProblem) -> [AssignmentTally] {
    try read { db in
      try db.all(
        """
        SELECT owner_period.owner, owner_period.route, count(*) FROM owner_period NOT INDEXED
        CROSS JOIN lead ON lead.number = owner_period.lead
        WHERE from_at >= ? AND from_at < ? AND lead.file IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2
        """, [.instant(scope.from), .instant(scope.to)]
      ) { row in
        AssignmentTally(owner: row.id(), route: try row.code(), count: row.count())
      }
    }
  }

  /// Assignments of one rep in the time by route and source.
  public func reportAssignments(
    of rep: RepID, _ scope: ReportScope
  ) throws(StoreProblem) -> [AssignmentTally] {
    try read { db in
      try db.all(
        """
        SELECT owner_period.route, lead.source, count(*) FROM owner_period
        JOIN lead ON lead.number = owner_period.lead
        WHERE owner_period.owner = ? AND from_at >= ? AND from_at < ? AND lead.file IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2
        """, [.text(rep.text), .instant(scope.from), .instant(scope.to)]
      ) { row in
        AssignmentTally(
          owner: rep, route: try row.code(), source: row.text(), count: row.count())
      }
    }
  }
}
