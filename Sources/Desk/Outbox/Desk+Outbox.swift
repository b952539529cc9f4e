import LeadModel
import Store

extension Desk {
  /// The addresses of the roster in force.
  public var repEmails: [RepID: String] {
    Dictionary(
      rules.schedules.roster.reps.compactMap { rep in rep.email.map { (rep.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Takes note of what was put into the outbox. Entries among which no lead changed hands are noted only
  /// when there are many, so that an idle desk writes nothing.
  public func note(_ pass: Outbox.Pass, now wall: Instant) throws(DeskProblem) {
    let now = max(wall, state.at)
    do {
      if let file = pass.file {
        try commit([CommitUnit(changes: [.outboxWritten(file)])])
      } else {
        let first = try store.lastOutboxEntry() + 1
        guard pass.last - first > Self.mostUnnoted else { return }
        let nothing = OutboxWritten(name: "", first: first, last: pass.last, rows: 0, at: now)
        try commit([CommitUnit(changes: [.outboxWritten(nothing)])])
      }
    } catch { throw Desk.problem(error) }
  }

  /// Entries that are looked through again at most after a start.
  private static let mostUnnoted: Int64 = 5000

  /// Writes the outbox at once, on this thread: when a desk ends.
  public func writeOutbox(after scanned: Int64 = 0, now: Instant) throws(DeskProblem) {
    var scanned = scanned
    while let pass = try Outbox(workspace, emails: repEmails).write(after: scanned, now: now) {
      try note(pass, now: now)
      scanned = pass.last
    }
  }
}
