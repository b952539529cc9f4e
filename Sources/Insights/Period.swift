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
