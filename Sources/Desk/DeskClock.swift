import LeadModel

/// The wall clock as the desk sees it: it never runs backwards. Where the system's does, or where it did
/// while nobody served, time stands still until that has caught up.
///
/// Jumps are logged, each once: steps of the system's clock that the monotonic clock knows nothing of.
public struct DeskClock {
  /// What the system's clocks say.
  public struct Reading: Sendable {
    public var wall: Instant
    /// Monotonic milliseconds just before the wall clock was read, and just after.
    public var before: Int64
    public var after: Int64
    public init(wall: Instant, before: Int64, after: Int64) {
      self.wall = wall
      self.before = before
      self.after = after
    }
  }

  /// Steps that a clock may be set by without a word, in milliseconds.
  private static let tolerance: (back: Int64, forward: Int64) = (1000, Instant.minute)

  private let desk: Desk
  private var last: Reading
  /// The desk's time.
  private var time: Instant

  /// Begins where the store's time ends, or later.
  public init(_ desk: Desk, _ reading: Reading) {
    self.desk = desk
    last = reading
    let latest = desk.latestInstant ?? reading.wall
    time = max(reading.wall, latest)
    if reading.wall < latest - Self.tolerance.back, !desk.standsStill(at: reading.wall) {
      desk.noteClockJump(from: latest, to: reading.wall, at: time)
    }
  }

  /// The desk's time.
  public mutating func now(_ reading: Reading) -> Instant {
    defer { last = reading }
    if last.wall < time, reading.wall >= time { desk.noteCaughtUp(with: time) }
    time = max(time, reading.wall)
    // How long ago the last look was is known up to the time that the two looks took.
    let least = last.wall + (reading.before - last.after)
    let most = last.wall + (reading.after - last.before)
    if reading.wall < least - Self.tolerance.back {
      desk.noteClockJump(from: least, to: reading.wall, at: time)
    } else if reading.wall > most + Self.tolerance.forward {
      desk.noteClockJump(from: most, to: reading.wall, at: time)
    }
    return time
  }
}
