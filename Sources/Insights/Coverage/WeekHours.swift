import LeadModel
import RoutingEngine

/// How many minutes of each hour of a week something holds, Monday 00:00 first.
public struct WeekHours: Sendable, Equatable {
  /// 168 cells of 0…60, or more where several people are added up.
  public private(set) var minutes = Array(repeating: 0, count: 168)

  private static let length = 168 * 60

  /// Nothing holds.
  public init() {}

  /// Hours as a contract writes them, moved by so many minutes from the zone of their person to the one of
  /// the grid. Time in any of the windows counts once.
  public init(_ hours: WeeklyHours, movedBy shift: Int) {
    var isOn = Array(repeating: false, count: Self.length)
    for window in hours.windows {
      let start = window.weekday * 1440 + window.start
      let end = window.weekday * 1440 + window.end + (window.runsPastMidnight ? 1440 : 0)
      for minute in start..<end { isOn[Self.wrapped(minute + shift)] = true }
    }
    for minute in isOn.indices where isOn[minute] { minutes[minute / 60] += 1 }
  }

  /// Whole hours of a week, moved likewise.
  public init(_ cells: WeekCells, movedBy shift: Int) {
    for cell in 0..<168 where cells[cell] {
      let start = Self.wrapped(cell * 60 + shift)
      // A zone that is off by part of an hour divides the hour between two.
      let into = start % 60
      minutes[start / 60] += 60 - into
      if into > 0 { minutes[(start / 60 + 1) % 168] += into }
    }
  }

  private static func wrapped(_ minute: Int) -> Int { ((minute % length) + length) % length }

  public mutating func add(_ other: WeekHours) {
    for cell in minutes.indices { minutes[cell] += other.minutes[cell] }
  }

  /// Of the whole week.
  public var hours: Double { Double(minutes.reduce(0, +)) / 60 }

  public subscript(cell: Int) -> Int { minutes[cell] }
}
