import LeadModel

/// That an exception ends soon: told 14, 7 and 1 days before.
public struct SunsetWarning: Sendable, Equatable {
  /// Days before the sunset at which it is told, farthest first.
  public static let days: [Int64] = [14, 7, 1]
  /// The first warning comes so many days before.
  public static let farthest: Int64 = 14

  public var exception: ExceptionRow
  /// Which of ``days`` it is.
  public var days: Int64

  /// When it falls due.
  public var at: Instant { exception.sunset - days * Instant.day }
  /// The same for one warning, so that nobody is told twice; another where the sunset has moved.
  public var id: String {
    "exception_sunset/\(exception.number)/\(days)/\(exception.sunset.milliseconds)"
  }

  /// The nearest warning of each exception that holds at the instant. A term that was shorter from the start
  /// than a warning's days has no such warning.
  public static func standing(_ exceptions: [ExceptionRow], at now: Instant) -> [SunsetWarning] {
    exceptions.compactMap { exception in
      guard exception.state(at: now) == .active else { return nil }
      let known = max(exception.effective, exception.decidedAt ?? exception.effective)
      return days.map { SunsetWarning(exception: exception, days: $0) }
        .last { $0.at <= now && $0.at > known }
    }
  }

  /// Whether the warning is for this person: the council, analysts, and the role that answers for the
  /// exception, as a role or a seat of the council.
  public func concerns(_ actor: Actor, seat: String?) -> Bool {
    if actor.isSolo || !actor.roles.isDisjoint(with: [.council, .analyst]) { return true }
    let owner = Folding.fold(exception.ownerRole)
    return actor.roles.contains { Folding.fold($0.rawValue) == owner }
      || seat.map { Folding.fold($0) == owner } ?? false
  }
}
