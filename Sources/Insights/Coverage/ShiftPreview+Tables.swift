import LeadModel
import RoutingEngine

/// What is told in lists.
extension ShiftPreview {
  /// Lists that are longer are cut, and say so.
  static let mostRows = 100

  private static func title(_ text: String, _ count: Int) -> String {
    count > mostRows
      ? "\(text) (the first \(mostRows) of \(FigureText.grouped(Int64(count))))" : text
  }

  // MARK: New holes

  /// The holes that are not there every week, with what makes them: to be read first.
  func madeTable(_ holes: [ShiftHole]) -> Report.Section {
    let merged = ShiftHole.merged(holes)
    return Report.Section(
      title: Self.title(
        "New holes: made by leave, holidays, absences or exceptions", merged.count),
      columns: ["region", "language", "from", "to", "why"],
      rows: merged.prefix(Self.mostRows).map { hole in
        [
          hole.region, hole.languages.joined(separator: " "), text(hole.time.lowerBound),
          end(of: hole.time), hole.why,
        ]
      }, isFirst: true)
  }

  /// `17:00` of the same day, `Tue 08:00` within a week of it, else with the date.
  private func end(of time: Range<Instant>) -> String {
    let from = zone.wall(at: time.lowerBound).date
    let to = zone.wall(at: time.upperBound)
    if to.date == from { return to.clockText }
    return to.date - from < 7
      ? "\(Report.weekdays[to.date.weekday]) \(to.clockText)" : text(time.upperBound)
  }

  /// Every hole by itself, for exports: instants in UTC, minutes.
  func details(_ holes: [ShiftHole]) -> [Report.Figure] {
    holes.flatMap { hole in
      hole.languages.map { language in
        var by = [
          Report.Term("region", hole.region), Report.Term("language", language),
          Report.Term("from", hole.time.lowerBound.description),
          Report.Term("to", hole.time.upperBound.description),
        ]
        if !hole.causes.isEmpty { by.append(Report.Term("why", hole.why)) }
        let minutes = Double(hole.time.upperBound - hole.time.lowerBound) / Double(Instant.minute)
        return Report.Figure(
          hole.causes.isEmpty ? "usual_hole" : "new_hole", .minutes, by: by, value: minutes,
          count: max(1, hole.causes.count))
      }
    }
  }

  // MARK: Now

  /// Who is on shift at the beginning.
  func now(_ isOn: [Bool]) -> Report.Section {
    let rows = reps.indices.filter { isOn[$0] }.map { index -> [String] in
      let rep = reps[index]
      let end = rep.shifts.first { $0.contains(period.from) }?.upperBound ?? period.from
      let languages = Set(rep.pairs.map(\.language)).sorted(by: Bytes.precedes)
      return [
        rep.region, rep.name, end >= period.to ? "the end" : text(end),
        languages.joined(separator: " "),
      ]
    }
    return Report.Section(
      title: Self.title("On shift at \(text(period.from))", rows.count),
      columns: ["region", "rep", "until", "covers"],
      rows: Array(
        rows.sorted { a, b in
          a[0] != b[0] ? Bytes.precedes(a[0], b[0]) : Bytes.precedes(a[1], b[1])
        }.prefix(Self.mostRows)))
  }

  // MARK: Holes of every week

  /// Days on which a hole has the same hours.
  private struct Daily: Hashable {
    var region: String
    var languages: [String]
    /// `17:00`, and `08:00` with the day where that is a day or more later.
    var from: String
    var to: String
    var hours: String
  }

  /// The usual holes, those with the same hours on several days in one line.
  func usualTable(_ holes: [ShiftHole]) -> Report.Section {
    var days: [Daily: [LocalDate]] = [:]
    var order: [Daily] = []
    for hole in ShiftHole.merged(holes) {
      let from = zone.wall(at: hole.time.lowerBound)
      let to = zone.wall(at: hole.time.upperBound)
      let isWithinADay = hole.time.upperBound - hole.time.lowerBound < Instant.day
      let daily = Daily(
        region: hole.region, languages: hole.languages, from: from.clockText,
        to: isWithinADay ? to.clockText : end(of: hole.time), hours: Self.hours(hole.time))
      if days[daily] == nil { order.append(daily) }
      days[daily, default: []].append(from.date)
    }
    return Report.Section(
      title: Self.title("Holes of every week", order.count),
      columns: ["region", "language", "days", "from", "to", "hours"],
      rows: order.prefix(Self.mostRows).map { daily in
        [
          daily.region, daily.languages.joined(separator: " "), Self.days(days[daily] ?? []),
          daily.from, daily.to, daily.hours,
        ]
      })
  }

  /// `Mon Tue Wed`; with the date where it is only one, by their number where there are many.
  private static func days(_ dates: [LocalDate]) -> String {
    if dates.count == 1 { return "\(Report.weekdays[dates[0].weekday]) \(dates[0])" }
    if dates.count > 7 { return "\(dates.count) days from \(dates[0])" }
    return dates.map { Report.weekdays[$0.weekday] }.joined(separator: " ")
  }

  private static func hours(_ time: Range<Instant>) -> String {
    FigureText.decimal(
      Double(time.upperBound - time.lowerBound) / Double(Instant.hour), places: 1)
  }

  /// `Mon 2026-03-02 09:00`.
  private func text(_ instant: Instant) -> String {
    let wall = zone.wall(at: instant)
    return "\(Report.weekdays[wall.date.weekday]) \(wall.date) \(wall.clockText)"
  }

  // MARK: The week

  /// Regions that have a grid.
  private static let mostGrids = 20

  /// How many of each region are on shift at the middle of each hour of the first seven days.
  var grids: [Report.Figure] {
    let end = min(period.to, period.from + 7 * Instant.day)
    return Dictionary(grouping: reps, by: \.region).sorted { Bytes.precedes($0.key, $1.key) }
      .prefix(Self.mostGrids).flatMap { region, members -> [Report.Figure] in
        var counts: [Int: Int] = [:]
        var moment = Instant(
          milliseconds: period.from.milliseconds / Instant.hour * Instant.hour + Instant.hour / 2)
        while moment < end {
          let cell = WeekCells.cell(of: moment, in: zone).cell
          counts[cell] = members.count { $0.shifts.contains { $0.contains(moment) } }
          moment = moment + Instant.hour
        }
        return counts.sorted { $0.key < $1.key }.map { cell, count in
          .count(
            "on_shift",
            by: [
              Report.Term("region", region), Report.Term("weekday", Report.weekdays[cell / 24]),
              Report.Term("hour", CoverageGrid.hour(cell)),
            ], count)
        }
      }
  }
}
