import LeadModel
import RoutingEngine

/// When people ought to be there and are, against when leads come in.
public struct CoverageReport: Sendable {
  /// By what people and leads are put together.
  public enum Group: String, Sendable, CaseIterable { case region, team, owner }

  /// A rep with the week of contract and of observation.
  public struct Rep: Sendable {
    public var id: RepID
    /// nil where the rep has no such thing.
    public var group: String?
    public var hours: WeeklyHours
    /// By the observed model; nil where too little was seen of the rep.
    public var observed: WeekCells?
    /// The rep's own clock.
    public var zone: Zone
    public init(
      id: RepID, group: String?, hours: WeeklyHours, observed: WeekCells?, zone: Zone
    ) {
      self.id = id
      self.group = group
      self.hours = hours
      self.observed = observed
      self.zone = zone
    }
  }

  /// How many gaps are listed.
  public static let listed = 20
  /// How many figures there are at most: more would fit into no answer of the host.
  static let mostFigures = 4000

  let group: Group
  let period: Period
  /// The clock of the grids.
  let zone: Zone
  private var overlays: [String: WeekOverlay] = [:]
  private(set) var members: [Member] = []
  private(set) var groups: [String: CoverageGrid] = [:]
  private var seen: [String: SeenWeeks] = [:]
  private(set) var whole = CoverageGrid()
  /// Leads that belong to no group.
  private(set) var loose = 0

  /// `zone` is the clock of the grids.
  public init(by group: Group, _ period: Period, in zone: Zone) {
    self.group = group
    self.period = period
    self.zone = zone
  }

  /// The weeks on the clock of the grids that the period touches, from Monday to Monday.
  var weeks: Range<LocalDate> {
    let first = zone.wall(at: period.from).date.monday
    return first..<(zone.wall(at: period.to - 1).date.monday + 7)
  }

  /// The figures of each hour of everybody together.
  public func wholeCells(_ by: [Report.Term]) -> [Report.Figure] { whole.cells(by, isWhole: true) }

  public mutating func add(_ rep: Rep) {
    let overlay =
      overlays[rep.zone.name] ?? WeekOverlay(of: rep.zone, on: zone, weeks: weeks)
    overlays[rep.zone.name] = overlay
    let member = Member(
      id: rep.id, group: rep.group, contract: WeekHours(rep.hours, overlay),
      observed: rep.observed.map { WeekHours($0, overlay) })
    members.append(member)
    whole.add(contract: member.contract, observed: member.observed)
    guard let name = rep.group else { return }
    groups[name, default: CoverageGrid()].add(contract: member.contract, observed: member.observed)
    seen[name, default: SeenWeeks()].add(
      rep.observed.map { WeekHours.quarters(of: $0) } ?? WeekHours.quarters(of: rep.hours),
      in: rep.zone)
  }

  /// Leads that came in within the quarter of an hour that begins at the instant. Reps have to be added
  /// before.
  public mutating func add(_ arrivals: Arrivals, to name: String?, at: Instant) {
    let cell = WeekOverlay.quarter(of: at, in: zone) / 4
    whole.arrived[cell] += arrivals
    guard let name else {
      loose += arrivals.leads
      return
    }
    groups[name, default: CoverageGrid()].arrived[cell] += arrivals
    if !isAnybodySeen(in: name, at) {
      groups[name, default: CoverageGrid()].alone[cell] += arrivals
      whole.alone[cell] += arrivals
    }
  }

  /// Whether anybody of the group is seen in the hour, on the clock of the grid, that the instant is in.
  private func isAnybodySeen(in name: String, _ at: Instant) -> Bool {
    guard let seen = seen[name] else { return false }
    let quarters = zone.wall(at: at).millisecondsOfDay / (15 * Instant.minute) % 4
    let start = at - quarters * 15 * Instant.minute
    return (0..<4).contains { seen.isSeen(at: start + $0 * 15 * Instant.minute) }
  }

  /// A rep on the clock of the grid.
  struct Member: Sendable {
    var id: RepID
    var group: String?
    var contract: WeekHours
    var observed: WeekHours?
    /// Hours a week.
    var unseen: Double { observed.map { contract.less($0).hours } ?? 0 }
    var beyond: Double { observed.map { $0.less(contract).hours } ?? 0 }
  }
}

/// In which quarters of their own weeks people are seen, by the clock that they live by.
private struct SeenWeeks: Sendable {
  private var zones: [(zone: Zone, quarters: [Bool])] = []

  mutating func add(_ quarters: [Int], in zone: Zone) {
    let place = zones.firstIndex { $0.zone == zone } ?? zones.count
    if place == zones.count {
      zones.append((zone, Array(repeating: false, count: WeekOverlay.quarters)))
    }
    for quarter in quarters.indices where quarters[quarter] > 0 {
      zones[place].quarters[quarter] = true
    }
  }

  func isSeen(at instant: Instant) -> Bool {
    zones.contains { $0.quarters[WeekOverlay.quarter(of: instant, in: $0.zone)] }
  }
}
