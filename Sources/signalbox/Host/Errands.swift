import Desk
import LeadModel

/// What a host does by the minute and by the night, done once by a run that ends.
enum Errands {
  /// Milliseconds that the programs of `[[notify]]` are waited for in all.
  private static let patience: Int64 = 60_000

  /// Tells programs what is due, each event once, and brings outbox and retention up to date.
  static func run(_ desk: Desk, now: Instant) throws(DeskProblem) {
    desk.watch(now: now)
    try Messenger(desk).finish(within: patience, now: now, startingMore: true)
    try desk.writeOutbox(now: now)
    try desk.delete(
      Retention(desk.workspace, days: desk.keepFilesDays).expired(at: now), now: now)
  }
}
