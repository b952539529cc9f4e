import GRDB
import LeadModel
import Ledger

/// Figures of the status line.
public struct StatusCounts: Sendable, Equatable {
  public var leadsLastMinute: Int
  public var leadsToday: Int
  /// When the oldest lead that waits in a queue came in.
  public var oldestQueued: Instant?
  /// The version in force, 0 before the first.
  public var ruleset: Int
  public var head: ChainHead
  public var clocksPastDue: Int
  public var clocksDueSoon: Int
  public var openEscalations: Int
}

/// The highest number given out of each sort, 0 before the first.
public struct HighWaters: Sendable, Equatable {
  public var lead: LeadNumber
  public var clock: Int64
  public var escalation: Int64
  public var file: Int64
  public var ruleset: Int
  public var exception: Int64 = 0
  /// Change requests.
  public var change: Int64 = 0
  public var rosterChange: Int64 = 0
  public var notification: Int64 = 0
}

extension Store {
  /// Figures at an instant; clocks that are due before `soon` but not yet count as due soon.
  public func statusCounts(
    now: Instant, dayStart: Instant, soon: Instant
  ) throws(StoreProblem) -> StatusCounts {
    try read { db in
      let next = try db.number("SELECT COALESCE(MAX(number), 0) FROM lead") + 1
      let due = "SELECT count(*) FROM clock WHERE \(ClockRows.running) AND due_at"
      return StatusCounts(
        leadsLastMinute: Int(next - (try Receipts.first(atOrAfter: now - Instant.minute, db))),
        leadsToday: Int(next - (try Receipts.first(atOrAfter: dayStart, db))),
        oldestQueued: try db.first(
          """
          SELECT received_at FROM lead
          WHERE number = (SELECT min(number) FROM lead INDEXED BY lead_queued
            WHERE state = 'queued')
          """
        ) { $0.instant() },
        ruleset: Int(try db.number("SELECT COALESCE(MAX(version), 0) FROM ruleset")),
        head: try Committing.head(db),
        clocksPastDue: Int(try db.number("\(due) < ?", [.instant(now)])),
        clocksDueSoon: Int(
          try db.number("\(due) >= ? AND due_at < ?", [.instant(now), .instant(soon)])),
        openEscalations: Int(
          try db.number("SELECT count(*) FROM escalation WHERE closed_at IS NULL")))
    }
  }

  /// From where new numbers go on.
  public func highWaters() throws(StoreProblem) -> HighWaters {
    try read { db in
      func highest(_ column: String, _ table: String) throws -> Int64 {
        try db.number("SELECT COALESCE(MAX(\(column)), 0) FROM \(table)")
      }
      return HighWaters(
        lead: LeadNumber(try highest("number", "lead")), clock: try highest("id", "clock"),
        escalation: try highest("number", "escalation"), file: try highest("id", "intake_file"),
        ruleset: Int(try highest("version", "ruleset")),
        exception: try highest("number", "exception"),
        change: try highest("number", "change_request"),
        rosterChange: try highest("id", "roster_change"),
        notification: try highest("id", "notification"))
    }
  }

  /// The instant up to which a periodic work is done; nil if it never ran.
  public func mark(_ name: String) throws(StoreProblem) -> Instant? {
    try read { db in
      try db.first("SELECT at FROM mark WHERE name = ?", [.text(name)]) { $0.instant() }
    }
  }
}
