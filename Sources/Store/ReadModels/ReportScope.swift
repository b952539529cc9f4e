import GRDB
import LeadModel

/// What a report counts: things of a stretch of time, each under one value of a breakdown.
///
/// Keys of `hour` and `weekday` are quarters of an hour since 1970 in UTC as digits: the hour on the wall is
/// for those to tell who know the zone. A key is nil where the lead has no such value.
public struct ReportScope: Sendable, Equatable {
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  /// nil counts everything under one key, nil.
  public var by: Report.Breakdown?
  public init(from: Instant, to: Instant, by: Report.Breakdown? = nil) {
    self.from = from
    self.to = to
    self.by = by
  }

  /// The SQL of the key, for a query that has `lead`.
  var key: String {
    switch by {
    case nil: "NULL"
    case .region: "lead.region"
    case .source: "lead.source"
    case .segment: "lead.segment"
    case .owner: "lead.owner"
    case .product: "lead.product"
    case .hour, .weekday: "CAST(lead.received_at / 900000 AS TEXT)"
    case .queue:
      // Where it waits, or waited last.
      """
      COALESCE(lead.queue, (SELECT queue_stay.queue FROM queue_stay \
      WHERE queue_stay.lead = lead.number ORDER BY queue_stay.id DESC LIMIT 1))
      """
    }
  }

  /// The numbers of the leads received in the time, of those that came in as files: the book of business
  /// that was there on the first day is no work of this desk.
  func leads(_ db: Database) throws -> (condition: String, arguments: [SQLValue]) {
    let first = try Receipts.first(atOrAfter: from, db)
    let end = try Receipts.first(atOrAfter: to, db)
    return (
      "lead.number >= ? AND lead.number < ? AND lead.file IS NOT NULL", [.int(first), .int(end)]
    )
  }

  /// The log entries of the time. Entries stand in the order of commits, and some tell of a slightly
  /// earlier instant than the one before: so the range is wider, and the instant is asked as well.
  func entries(_ db: Database) throws -> (condition: String, arguments: [SQLValue]) {
    let first = try Entries.first(atOrAfter: from - Instant.hour, db)
    let end = try Entries.first(atOrAfter: to + Instant.hour, db)
    return (
      "seq >= ? AND seq < ? AND at >= ? AND at < ?",
      [.int(first), .int(end), .instant(from), .instant(to)]
    )
  }
}

/// Numbers of log entries by time.
enum Entries {
  /// The number of the first entry at or after the instant, as far as entries stand in the order of
  /// time; one past the last if there is none.
  static func first(atOrAfter instant: Instant, _ db: Database) throws -> Int64 {
    var low = Int64(1)
    var high = try Committing.head(db).seq + 1
    while low < high {
      let middle = (low + high) / 2
      let at = try db.first("SELECT at FROM log_entry WHERE seq = ?", [.int(middle)]) {
        $0.instant()
      }
      if let at, at < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Store {
  /// When the log begins; nil while it is empty.
  public func firstEntryTime() throws(StoreProblem) -> Instant? {
    try read { db in try db.first("SELECT at FROM log_entry WHERE seq = 1") { $0.instant() } }
  }
}
