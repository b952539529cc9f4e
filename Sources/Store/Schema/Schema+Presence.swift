import GRDB
import LeadModel

extension Schema {
  /// The third step: presence by the minute, so that a row which comes twice can be told.
  ///
  /// Weeks first: what decisions ask for lies side by side, however many years are kept. The blob has nine
  /// bytes for each hour with any minute; see ``SeenMinutes``.
  static let presence = """
    CREATE TABLE presence_week (
      -- A Monday, in days since 1970.
      week INTEGER NOT NULL CHECK ((week + 3) % 7 = 0),
      rep TEXT NOT NULL CHECK (rep <> ''),
      minutes BLOB NOT NULL CHECK (length(minutes) % 9 = 0 AND length(minutes) BETWEEN 9 AND 1512),
      PRIMARY KEY (week, rep)
    ) STRICT, WITHOUT ROWID;

    """

  /// Carries over what the first schema counted. Which minutes they were is not known any more: the first
  /// of each hour stands for them, so that the hour stays seen.
  static func carryPresenceOver(_ db: Database) throws {
    var current: (rep: String, week: Int64)?
    var seen = SeenMinutes()
    func keep() throws {
      guard let current, !seen.isEmpty else { return }
      try db.run("INSERT INTO presence_week (week, rep, minutes) VALUES (?, ?, ?)") { row in
        row.int(current.week)
        row.text(current.rep)
        row.blob(seen.bytes)
      }
    }
    try db.each(
      """
      SELECT rep, week, cell FROM presence_count
      WHERE count > 0 AND rep <> '' AND (week + 3) % 7 = 0 ORDER BY rep, week, cell
      """
    ) { row in
      let (rep, week) = (row.text(), row.int())
      if current.map({ $0 != (rep, week) }) ?? true {
        try keep()
        current = (rep, week)
        seen = SeenMinutes()
      }
      seen.append(cell: row.count(), minutes: 1)
    }
    try keep()
    try db.execute(sql: "DROP TABLE presence_count")
  }
}
