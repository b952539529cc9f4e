import GRDB
import LeadModel

/// An event that a program has still to be told.
public struct WaitingNotification: Sendable, Equatable {
  public var id: Int64
  /// The program and its arguments.
  public var command: [String]
  /// `assigned`, `sla_breach`, …
  public var event: String
  /// The JSON that the program reads.
  public var payload: [UInt8]
  /// When the event happened.
  public var at: Instant
  /// How often the program was run for it.
  public var attempts: Int
}

extension Store {
  /// Notifications that are to be tried at or before the instant, longest due first.
  public func dueNotifications(
    at instant: Instant, limit: Int
  ) throws(StoreProblem) -> [WaitingNotification] {
    try read { db in
      try db.all(
        """
        SELECT id, command, event, payload, at, attempts FROM notification
        WHERE ended_at IS NULL AND next_at <= ? ORDER BY next_at, id LIMIT ?
        """, [.instant(instant), .int(Int64(limit))]
      ) { row in
        WaitingNotification(
          id: row.int(), command: try JSONText.value(row.bytes()), event: row.text(),
          payload: row.bytes(), at: row.instant(), attempts: row.count())
      }
    }
  }

  /// When the next notification is to be tried; nil if none waits.
  public func nextNotification() throws(StoreProblem) -> Instant? {
    try read { db in
      try db.first("SELECT min(next_at) FROM notification WHERE ended_at IS NULL") {
        $0.optionalInstant()
      } ?? nil
    }
  }

  /// The last log entry that the outbox covers, 0 before the first.
  public func lastOutboxEntry() throws(StoreProblem) -> Int64 {
    try read { db in try db.number("SELECT COALESCE(MAX(last), 0) FROM outbox_file") }
  }
}
