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
    /// Minutes from the clock of the rep to the clock of the grid.
    public var shift: Int
    public init(
      id: RepID, group: String?, hours: WeeklyHours, observed: WeekCells?, shift: Int
    ) {
      self.id = id
      self.group = group
      self.hours = hours
      self.observed = observed
      self.shift = shift
    }
  }

  /// How many gaps are listed.
  public static let listed = 40
  /// How many figures of hours there are at most: more would fit into no answer of the host.
  static let mostFigures = 4000

  private let group: Group
  public private(set) var whole = CoverageGrid()
  private var groups: [String: CoverageGrid] = [:]
  /// Leads that belong to no group.
  private var loose = 0

  public init(by group: Group) { self.group = group }

  public mutating func add(_ rep: Rep) {
    let contract = WeekHours(rep.hours, movedBy: rep.shift)
    let observed = rep.observed.map { WeekHours($0, movedBy: rep.shift) }
    func add(_ grid: inout CoverageGrid) {
      grid.reps += 1
      grid.assumed += observed == nil ? 1 : 0
      grid.contract.add(contract)
      grid.observed.add(observed ?? contract)
    }
    add(&whole)
    if let name = rep.group { add(&groups[name, default: CoverageGrid()]) }
  }

  /// Leads that came in at an hour of the week, and those of them whose first contact was missed.
  public mutating func addLeads(_ name: String?, cell: Int, _ leads: Int, misses: Int) {
    guard (0..<168).contains(cell) else { return }
    whole.leads[cell] += leads
    whole.misses[cell] += misses
    guard let name else {
      loose += leads
      return
    }
    groups[name, default: CoverageGrid()].leads[cell] += leads
    groups[name, default: CoverageGrid()].misses[cell] += misses
  }

  /// `zone` is the one of the hours.
  public func report(_ period: Period, zone: String) -> Report {
    let names = groups.keys.sorted(by: Bytes.precedes)
    var rows = whole.sums([])
    // Where there is one person only, the whole says it all.
    let isOne = whole.reps == 1 && names.count == 1
    if !isOne { for name in names { rows += groups[name]?.sums(terms(name)) ?? [] } }
    rows += whole.cells([], isWhole: true)
    let left = isOne ? 0 : leaveOut(&rows)
    var report = Report(
      name: "coverage", from: period.from, to: period.to, rows: rows, sections: [gaps])
    report.notes = notes(zone, left)
    return report
  }

  private func terms(_ name: String) -> [Report.Term] { [Report.Term(group.rawValue, name)] }

  /// Adds the grids of the groups, those with the most leads as far as there is room; gives how many are
  /// left out.
  private func leaveOut(_ rows: inout [Report.Figure]) -> Int {
    let busiest = groups.map { (name: $0.key, grid: $0.value, leads: $0.value.leads.reduce(0, +)) }
      .sorted { $0.leads != $1.leads ? $0.leads > $1.leads : Bytes.precedes($0.name, $1.name) }
    var shown = 0
    for (name, grid, _) in busiest {
      let cells = grid.cells(terms(name), isWhole: false)
      guard rows.count + cells.count <= Self.mostFigures else { break }
      rows += cells
      shown += 1
    }
    return busiest.count - shown
  }

  private struct Gap {
    var name: String
    var cell: Int
    var grid: CoverageGrid
    var leads: Int { grid.leads[cell] }
    var misses: Int { grid.misses[cell] }
  }

  /// Hours with leads and nobody seen: those first in which the most leads met the most misses.
  private var gaps: Report.Section {
    let all = groups.flatMap { name, grid in
      grid.gaps.map { Gap(name: name, cell: $0, grid: grid) }
    }
    let ranked = all.sorted { a, b in
      let (left, right) = (a.leads * a.misses, b.leads * b.misses)
      if left != right { return left > right }
      if a.leads != b.leads { return a.leads > b.leads }
      if a.name != b.name { return Bytes.precedes(a.name, b.name) }
      return a.cell < b.cell
    }
    return Report.Section(
      title: ranked.count > Self.listed
        ? "Gaps: leads and nobody there (the first \(Self.listed) of \(ranked.count))"
        : "Gaps: leads and nobody there",
      columns: [
        group.rawValue, "hour", "leads", "SLA misses", "leads × misses", "reps by contract",
      ],
      rows: ranked.prefix(Self.listed).map { gap in
        let contract = Double(gap.grid.contract[gap.cell]) / 60
        return [
          gap.name, "\(Report.weekdays[gap.cell / 24]) \(CoverageGrid.hour(gap.cell)):00",
          "\(gap.leads)", "\(gap.misses)", "\(gap.leads * gap.misses)",
          FigureText.value(contract, .count),
        ]
      })
  }

  private func notes(_ zone: String, _ left: Int) -> [String] {
    var notes = [
      "Hours are those of \(zone). Contract and observed are shares of the reps; observed are those "
        + "seen in at least half of the 8 full weeks before the last one."
    ]
    if whole.assumed > 0 {
      notes.append(
        "Of \(whole.assumed) of \(whole.reps) reps too little was seen (fewer than 4 weeks): their "
          + "contract hours stand in.")
    }
    if loose > 0 {
      notes.append("\(loose) leads without \(group.rawValue) are in the figures of the whole only.")
    }
    if left > 0 {
      notes.append(
        "\(left) more have no grid here; the gaps are those of all. --rep shows one rep.")
    }
    return notes
  }
}
