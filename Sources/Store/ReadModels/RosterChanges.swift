import GRDB
import LeadModel

extension Store {
  /// Changes of the roster, newest first.
  public func rosterChanges(
    unreviewedOnly: Bool, limit: Int
  ) throws(StoreProblem) -> [RosterChangeRow] {
    try read { db in
      try db.all(
        """
        SELECT id, rep, field, old, new, at, reviewed_by, reviewed_at FROM roster_change
        \(unreviewedOnly ? "WHERE reviewed_at IS NULL" : "") ORDER BY id DESC LIMIT ?
        """, [.int(Int64(limit))]
      ) { row in
        RosterChangeRow(
          id: row.int(), rep: row.id(), field: row.text(), old: row.optionalText(),
          new: row.optionalText(), at: row.instant(), reviewedBy: row.optionalText(),
          reviewedAt: row.optionalInstant())
      }
    }
  }

  /// How many changes of the roster the council has not seen.
  public func unreviewedRosterCount() throws(StoreProblem) -> Int {
    try read { db in
      Int(try db.number("SELECT count(*) FROM roster_change WHERE reviewed_at IS NULL"))
    }
  }
}
