import LeadModel

/// What the estimate is told of the business, complete: nothing in it is invented here.
public struct LeakageTerms: Sendable, Equatable {
  /// ISO 4217.
  public var currency: String
  /// What an hour of a rep costs, in hundredths.
  public var repHourlyCost: Int64
  /// What an hour of those who sort things out costs, in hundredths.
  public var blendedHourlyCost: Int64
  /// Hours that each case takes.
  public var duplicateHours: Billionths
  public var escalationHours: Billionths
  public var reassignmentHours: Billionths
  /// For every segment without figures of its own; nil where each has them.
  public var figures: Figures?
  /// By segment, complete with what it has in common with the others.
  public var segments: [SegmentID: Figures]

  public init(
    currency: String, repHourlyCost: Int64, blendedHourlyCost: Int64, duplicateHours: Billionths,
    escalationHours: Billionths, reassignmentHours: Billionths, figures: Figures?,
    segments: [SegmentID: Figures] = [:]
  ) {
    self.currency = currency
    self.repHourlyCost = repHourlyCost
    self.blendedHourlyCost = blendedHourlyCost
    self.duplicateHours = duplicateHours
    self.escalationHours = escalationHours
    self.reassignmentHours = reassignmentHours
    self.figures = figures
    self.segments = segments
  }

  /// What may differ by segment.
  public struct Figures: Sendable, Equatable {
    /// Annual contract value, in hundredths.
    public var acv: Int64
    /// What a duplicate costs in discounts, in hundredths.
    public var frictionDiscount: Int64
    /// The share of leads that are won with first contact within the hour.
    public var conversion: Billionths
    /// How much lower it is with first contact within the day.
    public var dropWithinDay: Drop
    /// How much lower it is with first contact later.
    public var dropLater: Drop
    public init(
      acv: Int64, frictionDiscount: Int64, conversion: Billionths, dropWithinDay: Drop,
      dropLater: Drop
    ) {
      self.acv = acv
      self.frictionDiscount = frictionDiscount
      self.conversion = conversion
      self.dropWithinDay = dropWithinDay
      self.dropLater = dropLater
    }
  }

  /// Shares of leads, low ≤ middle ≤ high.
  public struct Drop: Sendable, Equatable {
    public var low: Billionths
    public var middle: Billionths
    public var high: Billionths
    public init(_ low: Double, _ middle: Double, _ high: Double) {
      self.low = Billionths(low)
      self.middle = Billionths(middle)
      self.high = Billionths(high)
    }
  }

  /// The figures of a segment; nil where nothing is said of it.
  public func figures(of segment: String?) -> Figures? {
    segment.flatMap { segments[SegmentID($0)] } ?? figures
  }
}
