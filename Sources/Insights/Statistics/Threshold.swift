import LeadModel

/// The line that a figure must not cross.
public enum Threshold: Sendable, Equatable {
  /// Below it something is wrong.
  case atLeast(Double)
  /// Above it something is wrong.
  case atMost(Double)

  public var limit: Double {
    switch self {
    case .atLeast(let limit), .atMost(let limit): limit
    }
  }

  /// Whether a value made of so many is on the wrong side. Few never are.
  public func isBreached(by value: Double?, count: Int) -> Bool {
    guard let value, count >= Report.few else { return false }
    switch self {
    case .atLeast(let limit): return value < limit
    case .atMost(let limit): return value > limit
    }
  }
}

extension Threshold {
  /// A region's median speed-to-lead, in minutes.
  public static let speedToLead = atMost(30)
  public static let routingAccuracy = atLeast(0.93)
  public static let slaAttainment = atLeast(0.85)
  public static let duplicateAssignment = atMost(0.03)
  /// Against the mean of the four weeks before.
  public static let meetingDrop = atMost(0.15)
  /// Uses of one reason code in a week.
  public static let reasonCode = atMost(5)
  /// The 99th percentile, in seconds.
  public static let decisionTime = atMost(90)
  /// Of a market's leads, those with every primary field.
  public static let primaryCoverage = atLeast(0.70)
}

extension Report.Figure {
  /// A figure that may cross a line.
  public init(
    _ figure: String, _ unit: Report.Unit, by: [Report.Term] = [], value: Double?, count: Int,
    limit: Threshold
  ) {
    self.init(
      figure, unit, by: by, value: value, count: count, threshold: limit.limit,
      breached: limit.isBreached(by: value, count: count))
  }

  /// So many things.
  public static func count(_ figure: String, by: [Report.Term] = [], _ count: Int) -> Self {
    Self(figure, .count, by: by, value: Double(count), count: count)
  }

  /// So many of a whole; no value where the whole is nothing.
  public static func share(
    _ figure: String, by: [Report.Term] = [], _ part: Int, of whole: Int, limit: Threshold? = nil
  ) -> Self {
    let value = whole == 0 ? nil : Double(part) / Double(whole)
    guard let limit else { return Self(figure, .share, by: by, value: value, count: whole) }
    return Self(figure, .share, by: by, value: value, count: whole, limit: limit)
  }

  /// A duration in minutes, given in milliseconds.
  public static func minutes(
    _ figure: String, by: [Report.Term] = [], _ milliseconds: Int64?, count: Int,
    limit: Threshold? = nil
  ) -> Self {
    let value = milliseconds.map { Double($0) / Double(Instant.minute) }
    guard let limit else { return Self(figure, .minutes, by: by, value: value, count: count) }
    return Self(figure, .minutes, by: by, value: value, count: count, limit: limit)
  }
}

extension Attainment {
  /// Clocks met of clocks due.
  public func figure(
    _ name: String, by: [Report.Term] = [], limit: Threshold? = nil
  ) -> Report.Figure {
    .share(name, by: by, met, of: due, limit: limit)
  }

  public static func + (a: Self, b: Self) -> Self {
    Attainment(met: a.met + b.met, due: a.due + b.due)
  }
}
