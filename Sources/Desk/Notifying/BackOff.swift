import LeadModel

/// When a program that did not take a notification is tried again.
enum BackOff {
  /// How long an event is worth telling, in milliseconds.
  static let patience = 24 * Instant.hour
  /// The waits after the first failure, the second, …; the last repeats.
  private static let waits: [Int64] = [
    10_000, Instant.minute, 5 * Instant.minute, 15 * Instant.minute, Instant.hour,
  ]

  /// What follows a failure of an event of `at`, tried so many times before; nil is to be given up.
  static func next(after attempts: Int, queuedAt at: Instant, now: Instant) -> Instant? {
    guard now - at < patience else { return nil }
    return now + waits[min(max(attempts, 0), waits.count - 1)]
  }
}
