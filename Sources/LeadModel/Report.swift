/// One report: figures with their counts, each under the values that it is broken down by.
public struct Report: Sendable, Equatable, Codable {
  /// As the command line names it: `shadow`, `reconcile`, …
  public var name: String
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  public var rows: [Figure]
  /// Figures in full that are too many to read: exports have them after the rows, screens do not.
  public var details: [Figure] = []
  /// Lines that go with the figures: lists of differing leads, what was assumed.
  public var sections: [Section]
  /// Sentences about the whole: what the figures may mean, what was left out.
  public var notes: [String] = []
  /// The IANA zone in which the report's days and weeks begin.
  public var zone: String = "UTC"
  /// The IANA zone of the hours of its grids, where it has any.
  public var hoursZone: String?
  /// ISO 4217, of its amounts of money, where it has any.
  public var currency: String?
  /// The hash of the log's last entry when the report was made, 64 hex digits: what it rests on.
  public var head: String?
  /// How many entries the log had then.
  public var entries: Int64?

  /// What a value is counted in.
  public enum Unit: String, Sendable, Equatable, Codable {
    case count
    /// 0…1.
    case share
    case seconds, minutes, days
    /// For each thousand leads.
    case perThousand
    case perWeek
    /// In the report's currency.
    case money
  }

  /// One figure.
  public struct Figure: Sendable, Equatable, Codable {
    public var figure: String
    public var unit: Unit
    /// What it is broken down by, in order.
    public var by: [Term]
    /// nil where there is nothing to divide by.
    public var value: Double?
    /// How many leads, clocks … it was made of.
    public var count: Int
    /// Whether fewer than 20.
    public var few: Bool
    public var threshold: Double?
    public var breached: Bool
    public init(
      _ figure: String, _ unit: Unit = .count, by: [Term] = [], value: Double?, count: Int,
      threshold: Double? = nil, breached: Bool = false
    ) {
      self.figure = figure
      self.unit = unit
      self.by = by
      self.value = value
      self.count = count
      self.few = count < Report.few
      self.threshold = threshold
      self.breached = breached
    }
  }

  /// One value of a breakdown.
  public struct Term: Sendable, Equatable, Codable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A titled table of text.
  public struct Section: Sendable, Equatable, Codable {
    public var title: String
    public var columns: [String]
    public var rows: [[String]]
    /// Whether it is what the reader should see first, above the figures.
    public var isFirst: Bool
    public init(title: String, columns: [String], rows: [[String]], isFirst: Bool = false) {
      self.title = title
      self.columns = columns
      self.rows = rows
      self.isFirst = isFirst
    }
  }

  /// What figures can be broken down by.
  public enum Breakdown: String, Sendable, Equatable, Codable, CaseIterable {
    case region, source, segment, queue, owner, product, hour, weekday
  }

  /// Figures made of fewer are marked, and trip no threshold.
  public static let few = 20

  public init(
    name: String, from: Instant, to: Instant, rows: [Figure], sections: [Section] = []
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.rows = rows
    self.sections = sections
  }
}
