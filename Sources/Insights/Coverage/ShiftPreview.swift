import LeadModel
import RoutingEngine

/// Who is on shift at an instant and who will be, and where nobody is: what leave, holidays and absences
/// tear open apart from what is so every week.
public struct ShiftPreview: Sendable {
  /// A region and a language that somebody covers; `*` is any language.
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

  /// What keeps somebody from a usual shift.
  public enum Reason: Hashable, Sendable {
    case leave(kind: String?)
    case holiday(country: String, name: String?)
    case away
    case otherHours
  }

  /// A rep with the stretches on shift, in order and apart.
  public struct Rep: Sendable {
    public var name: String
    public var region: String
    public var pairs: Set<Pair>
    public var shifts: [Range<Instant>]
    /// What the shifts would be without leave, holidays, absences and hours for a time.
    public var usual: [Range<Instant>]
    /// When something keeps the rep from usual shifts, and what, in order.
    public var gone: [(time: Range<Instant>, reason: Reason)]
    /// Without `usual`, shifts are as they always are.
    public init(
      name: String, region: String, pairs: Set<Pair>, shifts: [Range<Instant>],
      usual: [Range<Instant>]? = nil, gone: [(time: Range<Instant>, reason: Reason)] = []
    ) {
      self.name = name
      self.region = region
      self.pairs = pairs
      self.shifts = shifts
      self.usual = usual ?? shifts
      self.gone = gone
    }
  }

  let reps: [Rep]
  let period: Period
  let zone: Zone
  /// All regions, to tell of those that nobody covers.
  private let regions: [String]
  /// The last day of each country's holidays that are known, where that is before the end.
  private let holidaysEnd: [(country: String, last: LocalDate?)]

  /// Shifts of the period; hours are those of the zone. `holidaysEnd` names the countries of reps whose known
  /// holidays end before the period does, with the last day known.
  public init(
    _ reps: [Rep], _ period: Period, in zone: Zone, regions: [String] = [],
    holidaysEnd: [(country: String, last: LocalDate?)] = []
  ) {
    self.reps = reps
    self.period = period
    self.zone = zone
    self.regions = regions
    self.holidaysEnd = holidaysEnd
  }

  /// Stretches of the period in which none of the shifts holds, in order.
  public static func holes(_ shifts: [Range<Instant>], in period: Period) -> [Range<Instant>] {
    ShiftStretches.gaps(shifts, in: period)
  }

  /// What is to be said of one region and language.
  struct Cover {
    var pair: Pair
    var members: [Int]
    /// Milliseconds without anybody, now and usually.
    var open: Int64
    var usuallyOpen: Int64
    /// Holes that are worth telling.
    var made: [ShiftHole]
    var usual: [ShiftHole]
    /// How many were too short.
    var short: Int
  }

  func cover(_ pair: Pair, _ members: [Int]) -> Cover {
    let open = ShiftStretches.gaps(members.flatMap { reps[$0].shifts }, in: period)
    let usual = ShiftStretches.union(members.flatMap { reps[$0].usual })
    let usualGaps = ShiftStretches.gaps(usual, in: period)
    func worth(_ hole: Range<Instant>) -> Bool {
      hole.upperBound - hole.lowerBound >= ShiftHole.shortest
    }
    let made = ShiftStretches.intersection(open, usual)
    let same = ShiftStretches.intersection(open, usualGaps)
    func hole(_ time: Range<Instant>, _ causes: [ShiftHole.Cause]) -> ShiftHole {
      ShiftHole(region: pair.region, languages: [pair.language], time: time, causes: causes)
    }
    return Cover(
      pair: pair, members: members, open: ShiftStretches.length(open),
      usuallyOpen: ShiftStretches.length(usualGaps),
      made: made.filter(worth).map { hole($0, causes(of: $0, members)) },
      usual: same.filter(worth).map { hole($0, []) }, short: (made + same).count { !worth($0) })
  }

  /// Who of the members would usually be there, and what keeps them.
  private func causes(of hole: Range<Instant>, _ members: [Int]) -> [ShiftHole.Cause] {
    members.flatMap { index -> [ShiftHole.Cause] in
      let rep = reps[index]
      let missed = rep.usual.filter { $0.overlaps(hole) }.map { $0.clamped(to: hole) }
      var reasons: [Reason] = []
      for (time, reason) in rep.gone
      where !reasons.contains(reason) && missed.contains(where: { $0.overlaps(time) }) {
        reasons.append(reason)
      }
      return reasons.map { ShiftHole.Cause(rep: rep.name, reason: $0) }
    }
  }

  /// The figures of each pair, those on shift, and the holes: first those that are not usual.
  public func report() -> Report {
    var members: [Pair: [Int]] = [:]
    for index in reps.indices {
      for pair in reps[index].pairs { members[pair, default: []].append(index) }
    }
    let covers = members.keys.sorted().map { cover($0, members[$0] ?? []) }
    let isOn = reps.map { rep in rep.shifts.contains { $0.contains(period.from) } }
    var rows = [
      Report.Figure.count("on_shift", isOn.count { $0 }),
      .count("new_holes", ShiftHole.merged(covers.flatMap(\.made)).count),
    ]
    for cover in covers { rows += figures(cover, isOn) }
    var report = Report(
      name: "shifts", from: period.from, to: period.to, rows: rows + grids,
      sections: [
        madeTable(covers.flatMap(\.made)), now(isOn), usualTable(covers.flatMap(\.usual)),
      ])
    report.details = details(covers.flatMap { $0.made + $0.usual })
    report.notes = notes(covers)
    return report
  }

  private func figures(_ cover: Cover, _ isOn: [Bool]) -> [Report.Figure] {
    let by = [
      Report.Term("region", cover.pair.region), Report.Term("language", cover.pair.language),
    ]
    func covered(_ open: Int64) -> Double { 1 - Double(open) / Double(period.length) }
    let count = cover.members.count
    return [
      .count("reps", by: by, count),
      .count("on_shift", by: by, cover.members.count { isOn[$0] }),
      Report.Figure("covered", .share, by: by, value: covered(cover.open), count: count),
      Report.Figure("usually", .share, by: by, value: covered(cover.usuallyOpen), count: count),
      .count("holes", by: by, cover.made.count + cover.usual.count),
      .count("new_holes", by: by, cover.made.count),
    ]
  }

  private func notes(_ covers: [Cover]) -> [String] {
    var notes = [
      "Hours are those of \(zone.name). A hole is a time at which nobody is on shift who covers the "
        + "region, or a country of it, in the language; it is new where somebody would be on shift but "
        + "for leave, a holiday, an absence or an exception."
    ]
    let short = covers.reduce(0) { $0 + $1.short }
    if short > 0 {
      notes.append(
        "\(short) shorter than \(ShiftHole.shortest / Instant.minute) minutes are not listed.")
    }
    let covered = Set(covers.map(\.pair.region))
    for region in regions where !covered.contains(region) {
      notes.append("Nobody covers the region \(region) in any language.")
    }
    let unknown = holidaysEnd.filter { $0.last == nil }.map(\.country)
    if !unknown.isEmpty {
      notes.append("No holidays are known of \(unknown.joined(separator: ", ")).")
    }
    let ended = holidaysEnd.compactMap { country, last in last.map { "\(country) to \($0)" } }
    if !ended.isEmpty {
      notes.append("Holidays are known no further than: \(ended.joined(separator: ", ")).")
    }
    return notes
  }
}
