import GRDB
import LeadModel

/// How a queue stands.
public struct QueueStanding: Sendable, Equatable {
  /// Open leads that wait.
  public var depth = 0
  /// When the oldest of them came in.
  public var oldestSince: Instant?
  /// The earliest due instant of their clocks.
  public var earliestDue: Instant?
  public var inLastHour = 0
  public var outLastHour = 0
  public var today = Attainment()
  public var week = Attainment()
  /// The reason that most of the waiting leads share; of equals the first in byte order.
  public var topReason: QueueReason?
  public init() {}
}

/// Clocks met of those due, by whose they are.
public struct AttainmentTable: Sendable, Equatable {
  /// First-contact and owner clocks.
  public var reps: [RepID: Attainment] = [:]
  /// Queue clocks.
  public var queues: [QueueID: Attainment] = [:]
  /// Escalation clocks, of the whole desk.
  public var escalations = Attainment()
}

extension Store {
  /// How every queue stands that has leads now or had any today or this week.
  public func queueStandings(
    now: Instant, dayStart: Instant, weekStart: Instant
  ) throws(StoreProblem) -> [QueueID: QueueStanding] {
    try read { db in
      var standings: [QueueID: QueueStanding] = [:]
      try Self.waiting(&standings, db)
      let hourAgo = now - Instant.hour
      try db.each(
        "SELECT queue, count(*) FROM queue_stay WHERE from_at > ? GROUP BY queue",
        [.instant(hourAgo)]
      ) { standings[$0.id(), default: QueueStanding()].inLastHour = $0.count() }
      try db.each(
        "SELECT queue, count(*) FROM queue_stay WHERE to_at > ? GROUP BY queue",
        [.instant(hourAgo)]
      ) { standings[$0.id(), default: QueueStanding()].outLastHour = $0.count() }
      for (queue, met) in try Self.attainment(since: dayStart, now: now, db).queues {
        standings[queue, default: QueueStanding()].today = met
      }
      for (queue, met) in try Self.attainment(since: weekStart, now: now, db).queues {
        standings[queue, default: QueueStanding()].week = met
      }
      return standings
    }
  }

  private static func waiting(
    _ standings: inout [QueueID: QueueStanding], _ db: Database
  ) throws {
    try db.each(waitingLeads) { row in
      var standing = QueueStanding()
      let queue: QueueID = row.id()
      standing.depth = row.count()
      standing.oldestSince = row.optionalInstant()
      var most = 0
      for reason in reasons {
        let count = row.count()
        if count > most { (most, standing.topReason) = (count, reason) }
      }
      standings[queue] = standing
    }
    for queue in Array(standings.keys) {
      standings[queue]?.earliestDue =
        try db.first(
          "SELECT min(due_at) FROM clock WHERE queue = ? AND kind = 'queue' AND ended_at IS NULL",
          [.text(queue.text)]
        ) { $0.optionalInstant() } ?? nil
    }
  }

  /// In byte order.
  private static let reasons = QueueReason.allCases.sorted {
    $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8)
  }

  /// Depth, oldest and the count of each reason of every queue, in one walk through an index that has
  /// all of it but when the oldest came in. The reasons are counted one by one: grouped by them the
  /// leads would have to be sorted.
  private static let waitingLeads = """
    SELECT queue, depth, (SELECT received_at FROM lead WHERE number = oldest)\
    \(reasons.map { ", \($0.rawValue)" }.joined())
    FROM (SELECT queue, count(*) AS depth, min(number) AS oldest\
    \(reasons.map { ", sum(reason IS '\($0.rawValue)') AS \($0.rawValue)" }.joined())
      FROM lead INDEXED BY lead_queued WHERE state = 'queued' GROUP BY queue)
    """

  /// How many leads wait in each queue that has any, and since when the oldest.
  public func queueDepths() throws(StoreProblem) -> [QueueID: QueueStanding] {
    try read { db in
      var standings: [QueueID: QueueStanding] = [:]
      try Self.waiting(&standings, db)
      return standings
    }
  }

  /// Clocks that were due from the instant up to now, and how many of them were met. One that still
  /// runs past its due counts as not met; void ones count in no figure.
  public func attainment(
    since: Instant, now: Instant
  ) throws(StoreProblem) -> AttainmentTable {
    try read { db in try Self.attainment(since: since, now: now, db) }
  }

  private static func attainment(
    since: Instant, now: Instant, _ db: Database
  ) throws -> AttainmentTable {
    var table = AttainmentTable()
    try db.each(
      """
      SELECT kind, owner, queue, sum(ending = 'met'), count(*) FROM clock
      WHERE ended_at IS NOT NULL AND due_at BETWEEN ? AND ? AND ending <> 'void'
      GROUP BY kind, owner, queue
      UNION ALL
      SELECT kind, owner, queue, 0, count(*) FROM clock
      WHERE ended_at IS NULL AND due_at BETWEEN ? AND ?
      GROUP BY kind, owner, queue
      """,
      [.instant(since), .instant(now), .instant(since), .instant(now)]
    ) { row in
      let kind: ClockKind = try row.code()
      let owner: RepID? = row.optionalID()
      let queue: QueueID? = row.optionalID()
      let met = row.count()
      let due = row.count()
      switch (kind, owner, queue) {
      case (.escalation, _, _): table.escalations += (met, due)
      case (.queue, _, let queue?): table.queues[queue, default: Attainment()] += (met, due)
      case (_, let owner?, _): table.reps[owner, default: Attainment()] += (met, due)
      default: break
      }
    }
    return table
  }
}

extension Attainment {
  fileprivate static func += (sum: inout Self, more: (met: Int, due: Int)) {
    sum.met += more.met
    sum.due += more.due
  }
}
