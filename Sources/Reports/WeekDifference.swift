import Insights
import LeadModel

/// Hours promised against hours seen, over a week: where people are missing, where they are there beyond
/// their contract, and where leads came in to nobody.
struct WeekDifference {
  /// What one hour says.
  enum Cell: Equatable {
    case asPromised
    /// The part of the people who are promised and not seen, 0…1.
    case missing(Double)
    /// The part of those who are seen beyond their contract, 0…1.
    case beyond(Double)
  }

  let cells: [Cell]
  /// Hours in which leads came in while nobody was seen.
  let gaps: Set<Int>

  private static let names = ["promised_not_seen", "beyond_contract", "leads_in_gaps"]

  /// nil where the grids do not tell.
  init?(_ grids: [Report.WeekGrid]) {
    func grid(_ name: String) -> Report.WeekGrid? { grids.first { $0.figure == name } }
    let missing = grid(Self.names[0])?.cells
    let beyond = grid(Self.names[1])?.cells
    guard missing != nil || beyond != nil else { return nil }
    cells = (0..<168).map { cell in
      let (less, more) = (missing?[cell] ?? 0, beyond?[cell] ?? 0)
      if less == 0, more == 0 { return .asPromised }
      return less >= more ? .missing(less) : .beyond(more)
    }
    let alone = grid(Self.names[2])?.cells ?? []
    gaps = Set(alone.indices.filter { (alone[$0] ?? 0) > 0 })
  }

  /// The grids that it says better.
  static func contains(_ grid: Report.WeekGrid) -> Bool { names.contains(grid.figure) }

  static let title = "seen against contract"

  // MARK: Text

  static let legend =
    "- promised, not seen (= most)  + beyond (# most)  ! gap  o gap, none promised"

  func mark(_ cell: Int) -> String {
    switch cells[cell] {
    case .missing where gaps.contains(cell): "!"
    case _ where gaps.contains(cell): "o"
    case .asPromised: "·"
    case .missing(let part): part > 0.5 ? "=" : "-"
    case .beyond(let part): part > 0.5 ? "#" : "+"
    }
  }
}
