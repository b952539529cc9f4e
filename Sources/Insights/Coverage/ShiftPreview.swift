import LeadModel
import RoutingEngine

/// Who is on shift at an instant and who will be, and where nobody is.
public struct ShiftPreview: Sendable {
  /// A region and a language that somebody covers.
  public struct Pair: Hashable, Sendable, Comparable {
    public var region: String
    public var language: String
    public init(region: String, language: String) {
      self.region = region
      self.language = language
    }
    public static func < (a: Self, b: Self) -> Bool {
      a.region != b.region
        ? Bytes.precedes(a.region, b.region) : Bytes.precedes(a.language, b.language)
    }
  }

  /// A rep with the stretches on shift, in order and apart.
  public struct Rep: Sendable {
    public var name: String
    public var region: String
    public var pairs: Set<Pair>
    public var shifts: [Range<Instant>]
    public init(name: String, region: String, pairs: Set<Pair>, shifts: [Range<Instant>]) {
      self.name = name
      self.region = region
      self.pairs = pairs
      self.shifts = shifts
    }
  }

  static let listedHoles = 100

  private let reps: [Rep]
  private let period: Period
  private let zone: Zone

  /// Shifts of the period; hours are those of the zone.
  public init(_ reps: [Rep], _ period: Period, in zone: Zone) {
    self.reps = reps
    self.period = period
    self.zone = zone
  }

  /// Stretches of the period in which none of the shifts holds, in order.
  public static func holes(_ shifts: [Range<Instant>], in period: Period) -> [Range<Instant>] {
    var holes: [Range<Instant>] = []
    var covered = period.from
    for shift in shifts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if shift.lowerBound > covered { holes.append(covered..<min(shift.lowerBound, period.to)) }
      covered = max(covered, shift.upperBound)
      if covered >= period.to { return holes }
    }
    return covered < period.to ? holes + [covered..<period.to] : holes
  }

  public func report() -> Report {
    let pairs = Set(reps.flatMap(\.pairs)).sorted()
    let all = pairs.map { pair in
      let members = reps.filter { $0.pairs.contains(pair) }
      return (
        pair: pair, members: members, holes: Self.holes(members.flatMap(\.shifts), in: period)
      )
    }
    var rows = [Report.Figure.count("on_shift", onShift.count)]
    for (pair, members, holes) in all {
      let by = [Report.Term("region", pair.region), Report.Term("language", pair.language)]
      let open = holes.reduce(Int64(0)) { $0 + ($1.upperBound - $1.lowerBound) }
      rows += [
        .count("reps", by: by, members.count),
        .count("on_shift", by: by, members.count { isOn($0) }),
        Report.Figure(
          "covered", .share, by: by, value: 1 - Double(open) / Double(period.length),
          count: members.count),
        .count("holes", by: by, holes.count),
      ]
    }
    var report = Report(
      name: "shifts", from: period.from, to: period.to, rows: rows + grids,
      sections: [now] + [holeTable(all.map { ($0.pair, $0.holes) })])
    report.notes = [
      "Hours are those of \(zone.name). A hole is a time at which nobody is on shift who covers the "
        + "region, or a country of it, in the language."
    ]
    return report
  }

  // MARK: Now

  private func isOn(_ rep: Rep) -> Bool { rep.shifts.contains { $0.contains(period.from) } }
  private var onShift: [Rep] { reps.filter(isOn) }

  private var now: Report.Section {
    let rows = onShift.map { rep -> [String] in
      let end = rep.shifts.first { $0.contains(period.from) }?.upperBound ?? period.from
      return [rep.region, rep.name, end >= period.to ? "the end" : text(end), languages(rep)]
    }
    return Report.Section(
      title: "On shift at \(text(period.from))", columns: ["region", "rep", "until", "covers"],
      rows: rows.sorted { a, b in
        a[0] != b[0] ? Bytes.precedes(a[0], b[0]) : Bytes.precedes(a[1], b[1])
      })
  }

  private func languages(_ rep: Rep) -> String {
    Set(rep.pairs.map(\.language)).sorted(by: Bytes.precedes).joined(separator: " ")
  }

  // MARK: The days ahead

  private func holeTable(_ pairs: [(pair: Pair, holes: [Range<Instant>])]) -> Report.Section {
    let all = pairs.flatMap { pair, holes in holes.map { (pair, $0) } }
    return Report.Section(
      title: all.count > Self.listedHoles
        ? "Holes: nobody on shift (the first \(Self.listedHoles) of \(all.count))"
        : "Holes: nobody on shift",
      columns: ["region", "language", "from", "to", "hours"],
      rows: all.sorted { a, b in
        a.1.lowerBound != b.1.lowerBound ? a.1.lowerBound < b.1.lowerBound : a.0 < b.0
      }.prefix(Self.listedHoles).map { pair, hole in
        [
          pair.region, pair.language, text(hole.lowerBound), text(hole.upperBound),
          FigureText.decimal(
            Double(hole.upperBound - hole.lowerBound) / Double(Instant.hour), places: 1),
        ]
      })
  }

  /// `Mon 2026-03-02 09:00`.
  private func text(_ instant: Instant) -> String {
    let wall = zone.wall(at: instant)
    return "\(Report.weekdays[wall.date.weekday]) \(wall.date) \(wall.clockText)"
  }

  /// How many of each region are on shift at the middle of each hour of the first seven days.
  private var grids: [Report.Figure] {
    let end = min(period.to, period.from + 7 * Instant.day)
    return Dictionary(grouping: reps, by: \.region).sorted { Bytes.precedes($0.key, $1.key) }
      .prefix(20).flatMap { region, members -> [Report.Figure] in
        var counts: [Int: Int] = [:]
        var moment = Instant(
          milliseconds: period.from.milliseconds / Instant.hour * Instant.hour + Instant.hour / 2)
        while moment < end {
          let cell = PresenceCounts.cell(of: moment, in: zone).cell
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
