import LeadModel
import RoutingEngine

/// An hour of the week in which leads came in while nobody was seen.
public struct CoverageGap: Sendable, Equatable {
  /// The region, team or rep.
  public var name: String
  /// Monday 00:00 is 0.
  public var cell: Int
  public var arrivals: Arrivals
  /// Who ought to have been there by contract, in byte order.
  public var promised: [RepID]

  /// Leads × SLA misses.
  public var rank: Int { arrivals.leads * arrivals.misses }

  /// Largest rank first, then most leads, then by name and hour.
  static func precedes(_ a: Self, _ b: Self) -> Bool {
    if a.rank != b.rank { return a.rank > b.rank }
    if a.arrivals.leads != b.arrivals.leads { return a.arrivals.leads > b.arrivals.leads }
    if a.name != b.name { return Bytes.precedes(a.name, b.name) }
    return a.cell < b.cell
  }

  /// `Wed 17:00`.
  public var hour: String { "\(Report.weekdays[cell / 24]) \(CoverageGrid.hour(cell)):00" }

  /// `ana, bo, cy and 2 more`; nobody where no contract has the hour.
  var promisedText: String {
    guard !promised.isEmpty else { return "nobody" }
    let most = promised.count > 4 ? 3 : 4
    let names = promised.prefix(most).map(\.text).joined(separator: ", ")
    return promised.count > most ? "\(names) and \(promised.count - most) more" : names
  }

  /// The gap as figures, for exports.
  func figures(_ group: CoverageReport.Group) -> [Report.Figure] {
    let by = CoverageGrid.terms([Report.Term(group.rawValue, name)], cell)
    func count(_ name: String, _ count: Int) -> Report.Figure { .count(name, by: by, count) }
    return [
      Report.Figure("gap", by: by, value: Double(rank), count: arrivals.leads),
      count("gap_sla_misses", arrivals.misses), count("gap_outside_hours", arrivals.outsideHours),
      count("gap_queued", arrivals.queued), count("gap_reps_by_contract", promised.count),
    ]
  }
}

extension CoverageReport {
  /// All gaps, those first in which the most leads met the most misses.
  public var gaps: [CoverageGap] {
    let byGroup = Dictionary(grouping: members) { $0.group ?? "" }
    let all = groups.flatMap { name, grid in
      grid.gaps.map { cell in
        CoverageGap(
          name: name, cell: cell, arrivals: grid.alone[cell],
          promised: (byGroup[name] ?? []).filter { $0.contract[cell] > 0 }.map(\.id)
            .sorted { Bytes.precedes($0.text, $1.text) })
      }
    }
    return all.sorted(by: CoverageGap.precedes)
  }

  func list(_ gaps: [CoverageGap]) -> Report.Section {
    Report.Section(
      title: gaps.count > Self.listed
        ? "Gaps: leads and nobody there (the first \(Self.listed) of \(gaps.count))"
        : "Gaps: leads and nobody there",
      columns: [
        group.rawValue, "hour", "leads", "SLA misses", "leads × misses", "queued", "outside hours",
        "there by contract",
      ],
      rows: gaps.prefix(Self.listed).map { gap in
        [
          gap.name, gap.hour, "\(gap.arrivals.leads)", "\(gap.arrivals.misses)", "\(gap.rank)",
          "\(gap.arrivals.queued)", "\(gap.arrivals.outsideHours)", gap.promisedText,
        ]
      }, isFirst: true)
  }
}
