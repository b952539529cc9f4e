import LeadModel

/// A half-open stretch of time that a report covers.
public struct Period: Sendable, Equatable {
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  public init(from: Instant, to: Instant) {
    self.from = from
    self.to = to
  }
  public func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }
}

extension Period {
  /// Milliseconds.
  public var length: Int64 { to - from }
  /// Weeks of 168 hours.
  public var weeks: Double { Double(length) / Double(7 * Instant.day) }
  /// The one of the same length that ends where this begins.
  public var before: Period { Period(from: from - length, to: from) }
}
