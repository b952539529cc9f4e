import Desk
import LeadModel

/// The wall clock as the desk sees it: it never runs backwards. Where the system's does, or where it did
/// while nobody served, time stands still until that has caught up. Jumps are logged, forward ones too:
/// those that the monotonic clock knows nothing of.
struct HostClock {
  /// Steps that a clock may be set by without a word, in milliseconds.
  private static let tolerance: (back: Int64, forward: Int64) = (1000, Instant.minute)

  private let desk: Desk
  private var last: Instant
  private var lastMonotonic: Int64
  private var isBehind = false

  init(desk: Desk) {
    self.desk = desk
    last = max(SystemClock.now, desk.latestEntry ?? SystemClock.now)
    lastMonotonic = Host.monotonic
  }

  mutating func now() -> Instant {
    let wall = SystemClock.now
    let monotonic = Host.monotonic
    let elapsed = monotonic - lastMonotonic
    lastMonotonic = monotonic
    if wall < last - Self.tolerance.back {
      if !isBehind { desk.noteClockJump(from: last, to: wall) }
      isBehind = true
    } else if wall >= last {
      let wasBehind = isBehind
      isBehind = false
      if !wasBehind, wall - last > elapsed + Self.tolerance.forward {
        desk.noteClockJump(from: last + elapsed, to: wall)
      }
    }
    last = max(last, wall)
    return last
  }
}
