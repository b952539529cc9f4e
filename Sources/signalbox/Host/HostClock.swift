import Desk
import LeadModel

/// The desk's time by the clocks of the system.
struct HostClock {
  private var clock: DeskClock

  init(desk: Desk) { clock = DeskClock(desk, Self.reading) }

  mutating func now() -> Instant { clock.now(Self.reading) }

  private static var reading: DeskClock.Reading {
    let before = Host.monotonic
    let wall = SystemClock.now
    return DeskClock.Reading(wall: wall, before: before, after: Host.monotonic)
  }
}
