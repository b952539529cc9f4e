/// One report: figures with their counts, each under the values that it is broken down by.
public struct Report: Sendable, Equatable, Codable {
  /// As the command line names it: `shadow`, `reconcile`, …
  public var name: String
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  public var rows: [Figure]
  /// Lines that go with the figures: lists of differing leads, what was assumed.
  public var sections: [Section]

  /// One figure.
  public struct Figure: Sendable, Equatable, Codable {
    public var figure: String
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
      _ figure: String, by: [Term] = [], value: Double?, count: Int, threshold: Double? = nil,
      breached: Bool = false
    ) {
      self.figure = figure
      self.by = by
      self.value = value
      self.count = count
      self.few = count < 20
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
    public init(title: String, columns: [String], rows: [[String]]) {
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }

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
