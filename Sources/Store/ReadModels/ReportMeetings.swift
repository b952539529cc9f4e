import GRDB
import LeadModel

extension Store {
  private static let poolKey = ByteSearch(#""pool":""#)

  /// Leads that got their first owner in the time, by its route, and by the pool that held where the engine
  /// chose among one, and how many had a meeting within so many milliseconds.
  public func reportMeetings(
    _ scope: ReportScope, within: Int64
  ) throws(StoreProblem) -> [MeetingTally] {
    try read { db in
      var tallies: [[String]: MeetingTally] = [:]
      func add(_ kind: MeetingTally.Kind, _ id: String, met: Bool) {
        let key = [kind.rawValue, id]
        tallies[key, default: MeetingTally(kind: kind, id: id)].assigned += 1
        if met { tallies[key]?.met += 1 }
      }
      try db.each(
        """
        SELECT place.route, EXISTS (SELECT 1 FROM activity
            WHERE activity.lead = place.lead AND activity.kind = 'meeting' AND activity.auto = 0
              AND activity.at <= place.from_at + ?),
          CASE WHEN place.route <> 'manual' THEN (SELECT payload FROM log_entry
            WHERE subject = 'lead/' || place.lead AND kind IN ('lead.assigned', 'lead.drained')
            ORDER BY seq LIMIT 1) END
        FROM owner_period AS place JOIN lead ON lead.number = place.lead
        WHERE place.from_at >= ? AND place.from_at < ? AND lead.file IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM owner_period AS earlier
            WHERE earlier.lead = place.lead AND earlier.id < place.id)
        """, [.int(within), .instant(scope.from), .instant(scope.to)]
      ) { row in
        let route = row.text()
        let met = row.bool()
        add(.route, route, met: met)
        let record = row.raw()
        guard let start = Self.poolKey.end(in: record) else { return }
        // Ids are plain letters, so the next quote ends them.
        let id = record[start...].prefix { $0 != UInt8(ascii: "\"") }
        add(.pool, String(decoding: id, as: UTF8.self), met: met)
      }
      return tallies.values.sorted {
        ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id)
      }
    }
  }
}
