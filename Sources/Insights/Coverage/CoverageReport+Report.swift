import LeadModel
import RoutingEngine

extension CoverageReport {
  public func report() -> Report {
    let gaps = self.gaps
    let busiest = self.busiest
    var rows = whole.sums(
      [], gaps: gaps.count, leadsInGaps: gaps.reduce(0) { $0 + $1.arrivals.leads })
    // Where there is one person only, the whole says it all.
    let isOne = whole.reps == 1 && groups.count == 1
    let shown = isOne ? [] : busiest.prefix(Self.mostGroups).sorted(by: Bytes.precedes)
    for name in shown { rows += groups[name].map { sums(of: name, $0) } ?? [] }
    rows += wholeCells([])
    let left = isOne ? 0 : addGrids(busiest, to: &rows)
    var report = Report(
      name: "coverage", from: period.from, to: period.to, rows: rows, sections: [list(gaps)])
    if !isOne, !absent.isEmpty { report.sections.append(absentees) }
    report.details = Array(
      gaps.flatMap { $0.figures(group) }.prefix(max(0, Self.mostFigures - rows.count)))
    report.notes = notes(left)
    report.hoursZone = zone.name
    return report
  }

  private func terms(_ name: String) -> [Report.Term] { [Report.Term(group.rawValue, name)] }

  private func sums(of name: String, _ grid: CoverageGrid) -> [Report.Figure] {
    grid.sums(
      terms(name), gaps: grid.gaps.count, leadsInGaps: grid.alone.reduce(0) { $0 + $1.leads })
  }

  /// Of how many groups the sums are told.
  private static let mostGroups = 150

  /// The groups, those with the most leads first.
  private var busiest: [String] {
    groups.map { name, grid in (name: name, leads: grid.arrived.reduce(0) { $0 + $1.leads }) }
      .sorted { $0.leads != $1.leads ? $0.leads > $1.leads : Bytes.precedes($0.name, $1.name) }
      .map(\.name)
  }

  /// Adds the grids of the groups as far as there is room; gives how many are left out.
  private func addGrids(_ busiest: [String], to rows: inout [Report.Figure]) -> Int {
    for (place, name) in busiest.enumerated() {
      let cells = groups[name]?.cells(terms(name), isWhole: false) ?? []
      guard rows.count + cells.count <= Self.mostFigures else { return busiest.count - place }
      rows += cells
    }
    return 0
  }

  // MARK: Who is not there

  /// How many reps are listed of whom hours are promised and not seen.
  private static let mostAbsent = 20

  /// Reps of whom at least an hour a week is promised and not seen, those first of whom the most is.
  private var absent: [Member] {
    members.filter { $0.unseen >= 1 }.sorted { a, b in
      a.unseen != b.unseen ? a.unseen > b.unseen : Bytes.precedes(a.id.text, b.id.text)
    }
  }

  private var absentees: Report.Section {
    let more = absent.count > Self.mostAbsent ? ", the first \(Self.mostAbsent)" : ""
    return Report.Section(
      title: "Hours a week promised and not seen, by rep (\(absent.count) of \(whole.reps)\(more))",
      columns: ["rep", group == .owner ? "" : group.rawValue, "contract", "not seen", "beyond"]
        .filter { !$0.isEmpty },
      rows: absent.prefix(Self.mostAbsent).map { rep in
        let hours = [rep.contract.hours, rep.unseen, rep.beyond].map {
          FigureText.decimal($0, places: 1)
        }
        return [rep.id.text] + (group == .owner ? [] : [rep.group ?? "none"]) + hours
      })
  }

  // MARK: Notes

  private func notes(_ left: Int) -> [String] {
    let length = FigureText.decimal(period.weeks, places: 1)
    var notes = [
      "Hours are on the clock of \(zone.name). Contract and observed are shares of the reps in a regular "
        + "week, without leave and holidays: the mean of \((weeks.upperBound - weeks.lowerBound) / 7) "
        + "weeks, in which clocks of other zones may change. Leads and SLA misses are sums of the "
        + "\(length) weeks.",
      "Observed: seen in at least half of the 8 full weeks before the week of "
        + "\(weeks.upperBound + -7). Promised and not seen, and beyond the contract, count each rep's own "
        + "hours.",
      "Gaps rank by leads × SLA misses, then leads, then name and hour. Queued: where the first decision "
        + "sent the leads; outside hours: those of them that nobody was on shift for.",
    ]
    if whole.assumed > 0 {
      notes.append(
        "Of \(whole.assumed) of \(whole.reps) reps too little was seen (fewer than 4 weeks): their "
          + "contract hours stand in.")
    }
    let alone = members.count { $0.group == nil }
    if alone > 0 || loose > 0 {
      notes.append(
        "\(loose) leads and \(alone) reps without \(group.rawValue) are in the figures of the whole only."
      )
    }
    if left > 0 {
      notes.append(
        "There is room for those with the most leads only: \(left) more have no grid here. The gaps are "
          + "those of all, and --rep shows one rep.")
    }
    return notes
  }
}
