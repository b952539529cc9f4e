import GRDB
import LeadModel

/// A clock with what the work on clocks needs besides its row.
public struct StoredClock: Sendable, Equatable {
  public var row: ClockRow
  /// The minutes that its rule gave it.
  public var minutes: Int
  /// Milliseconds used before its start.
  public var used: Int64
  /// Whether a breach also routes the lead again.
  public var reroutes: Bool
}

/// Which running clocks a list shows.
public struct ClockQuery: Sendable, Equatable {
  public var kind: ClockKind?
  public var owner: String?
  public var queue: String?
  /// Only clocks due before.
  public var dueBefore: Instant?
  /// Text that company, owner, queue or number contains, in any case.
  public var words: [String]
  public init(
    kind: ClockKind? = nil, owner: String? = nil, queue: String? = nil, dueBefore: Instant? = nil,
    words: [String] = []
  ) {
    self.kind = kind
    self.owner = owner
    self.queue = queue
    self.dueBefore = dueBefore
    self.words = words
  }
}

extension Store {
  /// Running clocks, least time left first.
  public func runningClocks(
    _ query: ClockQuery = ClockQuery(), offset: Int = 0, limit: Int = 100
  ) throws(StoreProblem) -> Page<ClockRow> {
    try read { db in
      var condition = Condition()
      condition.add(ClockRows.running)
      let total = try db.number("SELECT count(*) FROM clock WHERE \(ClockRows.running)")
      condition.equal("clock.kind", query.kind?.rawValue)
      condition.equal(ClockRows.owner, query.owner)
      condition.equal(ClockRows.queue, query.queue)
      if let before = query.dueBefore { condition.add("clock.due_at < ?", .instant(before)) }
      for word in query.words where !word.isEmpty {
        let (part, value) = Words.condition(ClockRows.searched, contains: word)
        condition.add(part, value)
      }
      // Whose a clock is stands with the lead: counts that do not ask stay within the clocks.
      let asksLeads = !query.words.isEmpty || query.owner != nil || query.queue != nil
      let counted = asksLeads ? ClockRows.tables : "FROM clock"
      let matching =
        query == ClockQuery()
        ? total
        : try db.number(
          "SELECT count(*) \(counted) \(condition.clause)", condition.arguments)
      let rows = try ClockRows.all(
        db, "\(condition.clause) ORDER BY clock.due_at, clock.id LIMIT ? OFFSET ?",
        condition.arguments + [.int(Int64(limit)), .int(Int64(offset))])
      return Page(rows: rows, matching: Int(matching), total: Int(total))
    }
  }

  /// Running clocks that were told as breached, with when their leads came in: of those that were due
  /// last before the instant, as many as the limit, the earliest first.
  public func breachedClocks(
    dueBefore instant: Instant, limit: Int
  ) throws(StoreProblem) -> [(clock: ClockRow, receivedAt: Instant?)] {
    try read { db in
      let latest = try db.all(
        """
        SELECT \(ClockRows.columns), lead.received_at \(ClockRows.tables)
        WHERE \(ClockRows.running) AND clock.due_at < ?
        ORDER BY clock.due_at DESC, clock.id DESC LIMIT ?
        """, [.instant(instant), .int(Int64(limit))]
      ) { row in (clock: try ClockRows.row(&row), receivedAt: row.optionalInstant()) }
      return latest.reversed().filter(\.clock.breached)
    }
  }

  /// Clocks of leads that still wait for contact which were missed under a rule that routes again, and have
  /// ended with that: the latest, as many as the limit, with when their leads came in.
  public func reroutedClocks(
    dueAfter instant: Instant, limit: Int
  ) throws(StoreProblem) -> [(clock: ClockRow, receivedAt: Instant?)] {
    try read { db in
      try db.all(
        """
        SELECT \(ClockRows.columns), lead.received_at \(ClockRows.tables)
        WHERE clock.ended_at IS NOT NULL AND clock.due_at > ? AND ending = 'missed'
        AND breached_at IS NOT NULL AND reroutes = 1 AND clock.kind <> 'escalation'
        AND lead.state IN ('queued', 'assigned')
        ORDER BY clock.due_at DESC, clock.id DESC LIMIT ?
        """, [.instant(instant), .int(Int64(limit))]
      ) { row in (clock: try ClockRows.row(&row), receivedAt: row.optionalInstant()) }
    }
  }

  /// The ids of clocks that have to be warned of or told as breached at or before the instant, in the order
  /// of what is told: those that are due by due, for whoever comes late to several, the others by warning.
  /// All that are due are looked at for it, however few are wanted.
  public func clocksToRing(upTo instant: Instant, limit: Int) throws(StoreProblem) -> [Int64] {
    try read { db in
      try db.all(
        """
        SELECT id FROM clock WHERE \(ClockRows.toRing) AND \(ClockRows.next) <= ?
        ORDER BY CASE WHEN clock.due_at <= ? THEN clock.due_at ELSE clock.warn_at END, clock.id
        LIMIT ?
        """, [.instant(instant), .instant(instant), .int(Int64(limit))]
      ) { $0.int() }
    }
  }

  /// Of these clocks, in their order, those that have to be warned of or told as breached at or before the
  /// instant.
  public func clocksToRing(
    _ ids: some Sequence<Int64>, upTo instant: Instant
  ) throws(StoreProblem) -> [StoredClock] {
    let query = """
      WHERE clock.id = ? AND \(ClockRows.toRing) AND \(ClockRows.next) <= ?
      """
    var clocks: [StoredClock] = []
    for id in ids { clocks += try stored(query, [.int(id), .instant(instant)]) }
    return clocks
  }

  /// Running clocks of working time that are not due by the instant, by id.
  public func workingClocks(dueAfter instant: Instant) throws(StoreProblem) -> [ClockRow] {
    try read { db in
      try ClockRows.all(
        db,
        """
        WHERE \(ClockRows.running) AND clock.due_at > ? AND clock.working_time = 1
        ORDER BY clock.id
        """, [.instant(instant)])
    }
  }

  /// When the next clock has to be warned of or told as breached; nil if none has.
  public func nextClockWork() throws(StoreProblem) -> Instant? {
    try read { db in
      try db.first("SELECT min(\(ClockRows.next)) FROM clock WHERE \(ClockRows.toRing)") {
        $0.optionalInstant()
      } ?? nil
    }
  }

  /// All running clocks, by id.
  public func runningClocks() throws(StoreProblem) -> [StoredClock] {
    try stored("WHERE \(ClockRows.running) ORDER BY clock.id", [])
  }

  /// Running clocks of a lead, by id.
  public func runningClocks(of lead: LeadNumber) throws(StoreProblem) -> [ClockRow] {
    try read { db in
      try ClockRows.all(
        db, "WHERE clock.lead = ? AND ended_at IS NULL ORDER BY clock.id", [.lead(lead)])
    }
  }

  /// Running clocks of an escalation, by id.
  public func runningClocks(ofEscalation number: Int64) throws(StoreProblem) -> [ClockRow] {
    try read { db in
      try ClockRows.all(
        db, "WHERE clock.escalation = ? AND ended_at IS NULL ORDER BY clock.id", [.int(number)])
    }
  }

  private func stored(
    _ rest: String, _ arguments: [SQLValue]
  ) throws(StoreProblem) -> [StoredClock] {
    try read { db in
      try db.all(
        "SELECT \(ClockRows.columns), minutes, used, reroutes \(ClockRows.tables) \(rest)",
        arguments
      ) { row in
        StoredClock(
          row: try ClockRows.row(&row), minutes: row.count(), used: row.int(),
          reroutes: row.bool())
      }
    }
  }
}

/// Rows of clocks with the company of the lead.
enum ClockRows {
  // The words of the indexes: SQLite uses one on an expression only for the same expression.
  static let running = "clock.ended_at IS NULL"
  static let toRing = "clock.ended_at IS NULL AND clock.breached_at IS NULL"
  static let next = """
    CASE WHEN clock.warned_at IS NULL THEN min(clock.warn_at, clock.due_at) \
    ELSE clock.due_at END
    """

  static let tables = "FROM clock LEFT JOIN lead ON lead.number = clock.lead"
  static let searched = """
    ('#' || COALESCE(clock.lead, '') || char(31) || COALESCE(lead.company, '') || char(31) \
    || COALESCE(\(owner), '') || char(31) || COALESCE(\(queue), ''))
    """

  // The clock to first contact runs with the lead: while it does, it is with whom the lead is. The row keeps
  // who had it when it was due, or ended.
  static let owner = whose("owner")
  static let queue = whose("queue")

  private static func whose(_ column: String) -> String {
    """
    CASE WHEN clock.kind = 'first_contact' AND clock.ended_at IS NULL THEN lead.\(column) \
    ELSE clock.\(column) END
    """
  }

  static let columns = """
    clock.id, clock.kind, clock.lead, clock.escalation, lead.company, \(owner), \(queue), \
    started_at, due_at, warn_at, ended_at, ending, working_time, warned_at IS NOT NULL, \
    breached_at IS NOT NULL
    """

  static func all(
    _ db: Database, _ rest: String, _ arguments: [SQLValue]
  ) throws -> [ClockRow] {
    try db.all("SELECT \(columns) \(tables) \(rest)", arguments) { try row(&$0) }
  }

  static func row(_ row: inout RowReader) throws -> ClockRow {
    ClockRow(
      id: row.int(), kind: try row.code(), lead: row.optionalInt().map { LeadNumber($0) },
      escalation: row.optionalInt(), company: row.optionalText(), owner: row.optionalID(),
      queue: row.optionalID(), state: try LeadRows.clockState(&row), workingTime: row.bool(),
      warned: row.bool(), breached: row.bool())
  }
}
