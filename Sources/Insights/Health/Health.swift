import LeadModel

/// The eight ways in which routing goes wrong, each with what speaks for it now.
public struct Health: Sendable {
  /// How bad it is.
  public enum Level: Int, Sendable, Comparable {
    case green, amber, red
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    var word: String {
      switch self {
      case .green: "green"
      case .amber: "amber"
      case .red: "red"
      }
    }
  }

  /// One of the eight.
  public struct Mode: Sendable, Equatable {
    public var name: String
    public var level: Level
    public var evidence: String
    /// How many leads, clocks … the level was made of.
    public var count: Int
    /// Where to look closer.
    public var look: String
    public init(_ name: String, _ level: Level, _ evidence: String, count: Int, look: String) {
      self.name = name
      self.level = level
      self.evidence = evidence
      self.count = count
      self.look = look
    }
  }

  public let modes: [Mode]

  public init(_ evidence: Evidence) {
    modes = [
      evidence.overfitted, evidence.unlogged, evidence.enrichment, evidence.outOfHours,
      evidence.ownership, evidence.tooManyRules, evidence.sunsets, evidence.assignedOnly,
    ]
  }

  public func report(_ period: Period) -> Report {
    var report = Report(
      name: "health", from: period.from, to: period.to,
      rows: modes.map { mode in
        var figure = Report.Figure(
          "level", .count, by: [Report.Term("failure_mode", mode.name)],
          value: Double(mode.level.rawValue), count: mode.count, threshold: 1,
          breached: mode.level == .red)
        // Shares of few are green. What is red with less, a queue that nobody minds, is no sample.
        figure.few = figure.few && !figure.breached
        return figure
      })
    report.sections = [
      Report.Section(
        title: "Failure modes", columns: ["failure mode", "state", "evidence", "look at"],
        rows: modes.map { [$0.name, $0.level.word, $0.evidence, $0.look] })
    ]
    report.notes = ["Levels are 0 for green, 1 for amber and 2 for red."]
    return report
  }
}
