extension Report {
  /// Figures that are broken down by the same things: a row for each combination of values, a column for each
  /// figure.
  public struct FigureBlock: Sendable {
    /// What they are broken down by; empty for figures of the whole.
    public let names: [String]
    /// In order of appearance.
    public private(set) var figures: [String] = []
    /// Values of ``names``, in order of appearance.
    public private(set) var rows: [[String]] = []
    private var cells: [[String]: [String: Figure]] = [:]

    init(names: [String]) { self.names = names }

    mutating func add(_ figure: Figure) {
      let values = figure.by.map(\.value)
      if cells[values] == nil { rows.append(values) }
      if !figures.contains(figure.figure) { figures.append(figure.figure) }
      cells[values, default: [:]][figure.figure] = figure
    }

    /// The figure of a row; nil where the row has none of the name.
    public subscript(row: [String], figure: String) -> Figure? { cells[row]?[figure] }

    /// The limits of figures that have one, each once.
    public var limits: [(figure: String, limit: Double, unit: Unit)] {
      figures.compactMap { name in
        for row in rows {
          if let figure = self[row, name], let limit = figure.threshold {
            return (name, limit, figure.unit)
          }
        }
        return nil
      }
    }
  }

  /// The figures in blocks, in order of the first figure of each. Those of the hours of a week are no tables but
  /// grids.
  public var figureBlocks: [FigureBlock] {
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
