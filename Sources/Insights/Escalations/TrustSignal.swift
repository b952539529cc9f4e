import LeadModel

/// Whether falling escalations may mean that people gave up, rather than that routing got better.
public enum TrustSignal {
  /// What is known of the escalations of one period.
  public struct Window: Sendable, Equatable {
    /// Leads received.
    public var leads: Int
    /// Escalations filed.
    public var filed: Int
    /// Milliseconds of working time from filing to outcome; nil where nothing was reviewed.
    public var medianReview: Int64?
    /// Review clocks that were due.
    public var attainment: Attainment
    public init(leads: Int, filed: Int, medianReview: Int64?, attainment: Attainment) {
      self.leads = leads
      self.filed = filed
      self.medianReview = medianReview
      self.attainment = attainment
    }
  }

  /// The sentence, where escalations fell by half or more against the period before, while in that
  /// earlier period the median review exceeded two hours or fewer than 85 % of reviews were in time.
  /// Periods of few leads say nothing.
  public static func sentence(current: Window, before: Window) -> String? {
    guard before.leads >= Report.few, current.leads >= Report.few, before.filed > 0,
      current.filed * 2 <= before.filed
    else { return nil }
    let isSlow = before.medianReview.map { $0 > 2 * Instant.hour } ?? false
    let (met, due) = (before.attainment.met, before.attainment.due)
    let isLate = due > 0 && met * 100 < due * 85
    guard isSlow || isLate else { return nil }
    return text
  }

  public static let text = "fewer escalations may mean people gave up"
}
