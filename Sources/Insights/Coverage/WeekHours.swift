import LeadModel
import RoutingEngine

/// How many minutes of each hour of a week something holds, Monday 00:00 first.
public struct WeekHours: Sendable, Equatable {
  /// 168 cells of 0…60, or more where several people are added up.
  public private(set) var minutes = Array(repeating: 0.0, count: 168)

  /// Nothing holds.
  public init() {}

  /// Hours as a contract writes them, on the clock of the grid. Time in any of the windows counts once.
  public init(_ hours: WeeklyHours, _ overlay: WeekOverlay = .identity) {
    self.init(overlay, quarters: Self.quarters(of: hours))
  }

  /// Whole hours of a week, likewise.
  public init(_ cells: WeekCells, _ overlay: WeekOverlay = .identity) {
    self.init(overlay, quarters: Self.quarters(of: cells))
  }

  private init(_ overlay: WeekOverlay, quarters: [Int]) {
    for lap in overlay.laps where quarters[lap.own] > 0 {
      minutes[lap.grid / 4] += Double(quarters[lap.own]) * lap.weight
    }
    // Parts of weeks add up to the whole but for a rounding.
    for cell in minutes.indices { minutes[cell] = (minutes[cell] * 1000).rounded() / 1000 }
  }

  /// Of each quarter of an hour the minutes in any of the windows.
  static func quarters(of hours: WeeklyHours) -> [Int] {
    let length = WeekOverlay.quarters * 15
    var isOn = Array(repeating: false, count: length)
    for window in hours.windows {
      let start = window.weekday * 1440 + window.start
      let end = window.weekday * 1440 + window.end + (window.runsPastMidnight ? 1440 : 0)
      for minute in start..<end { isOn[minute % length] = true }
    }
    var quarters = Array(repeating: 0, count: WeekOverlay.quarters)
    for minute in isOn.indices where isOn[minute] { quarters[minute / 15] += 1 }
    return quarters
  }

  static func quarters(of cells: WeekCells) -> [Int] {
    (0..<WeekOverlay.quarters).map { cells[$0 / 4] ? 15 : 0 }
  }

  public mutating func add(_ other: WeekHours) {
    for cell in minutes.indices { minutes[cell] += other.minutes[cell] }
  }

  /// What is in these hours and not in the others.
  public func less(_ other: WeekHours) -> WeekHours {
    var rest = WeekHours()
    for cell in minutes.indices { rest.minutes[cell] = max(0, minutes[cell] - other.minutes[cell]) }
    return rest
  }

  /// Of the whole week.
  public var hours: Double { minutes.reduce(0, +) / 60 }

  public subscript(cell: Int) -> Double { minutes[cell] }
}
