import LeadModel

/// Notifications and the outbox.
extension Applier {
  func queue(_ notification: NotificationQueued) throws {
    let command = try JSONText.text(notification.command)
    try db.run(
      """
      INSERT INTO notification (id, command, event, payload, at, next_at) VALUES (?, ?, ?, ?, ?, ?)
      """
    ) { row in
      row.int(notification.id)
      row.text(command)
      row.text(notification.event)
      row.text(utf8: notification.payload)
      row.instant(notification.at)
      row.instant(notification.at)
    }
  }

  /// What has been told is not kept: only that it was.
  func tried(_ attempt: NotificationTried) throws {
    let waits = "WHERE id = ? AND ended_at IS NULL"
    let change: (sql: String, values: [SQLValue]) =
      switch attempt.result {
      case .retry(let at, let why): ("next_at = ?, problem = ?", [.instant(at), .text(why)])
      case .delivered:
        (
          "ended_at = ?, ending = 'delivered', problem = NULL, payload = ''",
          [.instant(attempt.at)]
        )
      case .givenUp(let why):
        (
          "ended_at = ?, ending = 'given_up', problem = ?, payload = ''",
          [.instant(attempt.at), .text(why)]
        )
      }
    try one(
      "notification \(attempt.id) does not wait",
      "UPDATE notification SET attempts = attempts + 1, \(change.sql) \(waits)"
    ) { row in
      for value in change.values { row.value(value) }
      row.int(attempt.id)
    }
  }

  func written(_ file: OutboxWritten) throws {
    let last = try db.number("SELECT COALESCE(MAX(last), 0) FROM outbox_file")
    guard file.first > last else {
      throw StoreProblem.refused("the outbox holds the entries up to \(last) already")
    }
    try db.run(
      "INSERT INTO outbox_file (name, first, last, row_count, at) VALUES (?, ?, ?, ?, ?)"
    ) { row in
      row.text(file.name)
      row.int(file.first)
      row.int(file.last)
      row.int(file.rows)
      row.instant(file.at)
    }
  }
}
