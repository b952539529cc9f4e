import LeadModel

/// Figures that are broken down by the same things, as a table: a row for each combination of values, a
/// column for each figure.
struct FigureBlock {
  /// What they are broken down by; empty for figures of the whole.
  var names: [String]
  /// In order of appearance.
  var figures: [String] = []
  /// Values of ``names``, in order of appearance.
  var rows: [[String]] = []
  private var cells: [[String]: [String: Report.Figure]] = [:]

  init(names: [String]) { self.names = names }

  mutating func add(_ figure: Report.Figure) {
    let values = figure.by.map(\.value)
    if cells[values] == nil { rows.append(values) }
    if !figures.contains(figure.figure) { figures.append(figure.figure) }
    cells[values, default: [:]][figure.figure] = figure
  }

  subscript(row: [String], figure: String) -> Report.Figure? { cells[row]?[figure] }

  /// The limits of figures that have one, each once.
  var limits: [(figure: String, limit: Double, unit: Report.Unit)] {
    figures.compactMap { name in
      for row in rows {
        if let figure = self[row, name], let limit = figure.threshold {
          return (name, limit, figure.unit)
        }
      }
      return nil
    }
  }

  /// The figures of a report in blocks, in order of the first figure of each. Those of the hours of a week
  /// are no tables but grids.
  static func blocks(_ rows: [Report.Figure]) -> [FigureBlock] {
    var blocks: [FigureBlock] = []
    var places: [[String]: Int] = [:]
    for figure in rows where figure.weekCell == nil {
      let names = figure.by.map(\.name)
      let place = places[names] ?? blocks.count
      if place == blocks.count {
        places[names] = place
        blocks.append(FigureBlock(names: names))
      }
      blocks[place].add(figure)
    }
    return blocks
  }
}

extension String {
  /// `sla_attainment` as words.
  var words: String { replacing("_", with: " ") }
}
