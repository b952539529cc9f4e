extension Report {
  /// A figure over the hours of a week: one value for each of 7 × 24 cells.
  public struct WeekGrid: Sendable, Equatable {
    public var figure: String
    public var unit: Unit
    /// What the grid is of, without the day and the hour; empty for the whole.
    public var by: [Term]
    /// From Monday 00:00 to Sunday 23:00; nil where nothing is said of the hour.
    public var cells: [Double?] = Array(repeating: nil, count: 168)
    /// The largest value; 0 where there is none.
    public var most: Double { cells.reduce(0) { max($0, $1 ?? 0) } }
  }

  /// Names of the days as figures carry them, Monday first.
  public static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The figures that are broken down by `weekday` and `hour`, as grids in order of appearance.
  public var weekGrids: [WeekGrid] {
    var grids: [WeekGrid] = []
    var places: [GridKey: Int] = [:]
    for row in rows {
      guard let cell = row.weekCell else { continue }
      let by = row.by.filter { $0.name != "weekday" && $0.name != "hour" }
      let key = GridKey(figure: row.figure, by: by.map { $0.name + "\u{1F}" + $0.value })
      let place = places[key] ?? grids.count
      if place == grids.count {
        places[key] = place
        grids.append(WeekGrid(figure: row.figure, unit: row.unit, by: by))
      }
      grids[place].cells[cell] = row.value
    }
    return grids
  }

  private struct GridKey: Hashable {
    var figure: String
    var by: [String]
  }
}

extension Report.Figure {
  /// The hour of the week, 0…167, of a figure that is broken down by `weekday` and `hour`.
  public var weekCell: Int? {
    guard let day = by.first(where: { $0.name == "weekday" })?.value,
      let hour = by.first(where: { $0.name == "hour" })?.value,
      let weekday = Report.weekdays.firstIndex(of: String(day.prefix(3))),
      let number = Int(hour.prefix { $0.isNumber }), (0..<24).contains(number)
    else { return nil }
    return weekday * 24 + number
  }
}
