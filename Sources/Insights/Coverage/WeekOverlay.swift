import LeadModel
import RoutingEngine

/// How the week on the clock of one zone lies over that of another: which quarters of an hour fall
/// together, and in which part of some weeks they do. Zones that change their clocks on different days lie
/// differently in the weeks between.
public struct WeekOverlay: Sendable {
  /// Quarters of an hour in a week.
  static let quarters = 7 * 24 * 4

  struct Lap: Sendable {
    /// The quarter on the clock of the grid.
    var grid: Int
    /// The quarter on the other clock.
    var own: Int
    /// In which part of the weeks, 0…1.
    var weight: Double
  }

  let laps: [Lap]

  /// Both clocks show the same.
  public static let identity = WeekOverlay(movedBy: 0)

  /// The clock of the grid is always so many minutes ahead, a multiple of 15.
  public init(movedBy minutes: Int) {
    laps = (0..<Self.quarters).map { quarter in
      let grid = (quarter + minutes / 15) % Self.quarters
      return Lap(grid: grid < 0 ? grid + Self.quarters : grid, own: quarter, weight: 1)
    }
  }

  /// Over the weeks of the grid's clock that begin on these Mondays and end before the other.
  public init(of own: Zone, on grid: Zone, weeks: Range<LocalDate>) {
    guard own != grid else {
      self = .identity
      return
    }
    struct Key: Hashable {
      var grid: Int
      var own: Int
    }
    var counts: [Key: Int] = [:]
    var times = Array(repeating: 0, count: Self.quarters)
    let end = grid.start(of: weeks.upperBound)
    var moment = grid.start(of: weeks.lowerBound)
    while moment < end {
      let quarter = Self.quarter(of: moment, in: grid)
      counts[Key(grid: quarter, own: Self.quarter(of: moment, in: own)), default: 0] += 1
      times[quarter] += 1
      moment = moment + 15 * Instant.minute
    }
    // In order: sums of parts must not depend on how a dictionary lies in memory.
    laps = counts.sorted { ($0.key.grid, $0.key.own) < ($1.key.grid, $1.key.own) }.map {
      Lap(grid: $0.key.grid, own: $0.key.own, weight: Double($0.value) / Double(times[$0.key.grid]))
    }
  }

  /// The quarter of the week that the clock of a zone shows, 0…671 from Monday 00:00.
  static func quarter(of instant: Instant, in zone: Zone) -> Int {
    let wall = zone.wall(at: instant)
    return wall.date.weekday * 96 + Int(wall.millisecondsOfDay / (15 * Instant.minute))
  }
}
