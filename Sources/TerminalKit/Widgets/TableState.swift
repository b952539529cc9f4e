/// Which row of a table is selected and which part of it is seen.
///
/// Selection is by identity: rows may come, go and change places. Pass the present ids, in the
/// order of the rows, after each change (`reconcile`) and with each movement.
public struct TableState<ID: Hashable & Sendable>: Equatable, Sendable {
  /// What a change of the rows did to the selection.
  public enum Outcome: Hashable, Sendable {
    /// The selected row is still there, or nothing was selected.
    case kept
    /// It is gone; the nearest row is selected instead.
    case replaced
    /// There are no rows.
    case emptied
  }

  /// The id of the selected row; nil only while there are no rows.
  public private(set) var selected: ID?
  /// Its place among the rows.
  public private(set) var index = 0
  /// The first row that is seen.
  public private(set) var offset = 0
  /// Rows that actions work on.
  public var marks: Set<ID> = []
  /// True while the view stays at the top as rows arrive there.
  public private(set) var isFollowing = true
  /// Rows that are seen at once, at least one; set by each drawing's height.
  public private(set) var height = 1

  /// Nothing selected yet.
  public init() {}

  /// Takes the rows as they are now. The selected row keeps its identity and, unless the view
  /// follows the top, its line on the screen.
  @discardableResult
  public mutating func reconcile<Rows: RandomAccessCollection>(
    _ ids: Rows, height newHeight: Int? = nil
  ) -> Outcome where Rows.Element == ID {
    if let newHeight { height = max(1, newHeight) }
    guard !ids.isEmpty else {
      let had = selected != nil
      let kept = isFollowing
      (selected, index, offset, isFollowing) = (nil, 0, 0, kept || !had)
      return had ? .emptied : .kept
    }
    guard let wanted = selected else {
      select(0, in: ids)
      return .kept
    }
    if let place = place(of: wanted, in: ids) {
      let line = index - offset
      index = place
      if !isFollowing { offset = place - line }
      clamp(count: ids.count)
      return .kept
    }
    let line = index - offset
    let nearest = min(index, ids.count - 1)
    offset = nearest - line
    select(nearest, in: ids)
    return .replaced
  }

  /// Moves the selection by rows, stopping at the ends.
  public mutating func move<Rows: RandomAccessCollection>(by rows: Int, in ids: Rows)
  where Rows.Element == ID {
    guard !ids.isEmpty else { return }
    let (sum, overflow) = index.addingReportingOverflow(rows)
    let target = overflow ? (rows < 0 ? 0 : ids.count - 1) : sum
    isFollowing = false
    select(max(0, min(target, ids.count - 1)), in: ids)
  }

  /// Selects the first row and follows the top again.
  public mutating func moveToTop<Rows: RandomAccessCollection>(in ids: Rows)
  where Rows.Element == ID {
    isFollowing = true
    offset = 0
    select(0, in: ids)
  }

  /// Selects the last row.
  public mutating func moveToBottom<Rows: RandomAccessCollection>(in ids: Rows)
  where Rows.Element == ID {
    move(by: ids.count, in: ids)
  }

  /// Moves by pages of the visible height; half pages with `half`.
  public mutating func page<Rows: RandomAccessCollection>(
    _ pages: Int, half: Bool = false, in ids: Rows
  ) where Rows.Element == ID {
    let rows = max(1, half ? height / 2 : height - 1)
    offset += pages * rows
    move(by: pages * rows, in: ids)
  }

  /// Scrolls the view and takes the selection along only as far as it must stay visible.
  public mutating func scroll<Rows: RandomAccessCollection>(by rows: Int, in ids: Rows)
  where Rows.Element == ID {
    guard !ids.isEmpty else { return }
    isFollowing = false
    offset = max(0, min(offset + rows, max(0, ids.count - height)))
    select(max(offset, min(index, offset + height - 1)), in: ids)
  }

  /// Selects a row by its place, for instance the one that was clicked.
  public mutating func select<Rows: RandomAccessCollection>(_ place: Int, in ids: Rows)
  where Rows.Element == ID {
    guard place >= 0, place < ids.count else { return }
    index = place
    selected = ids[ids.index(ids.startIndex, offsetBy: place)]
    clamp(count: ids.count)
  }

  /// Selects a row by its id. Returns false if there is no such row.
  @discardableResult
  public mutating func select<Rows: RandomAccessCollection>(id: ID, in ids: Rows) -> Bool
  where Rows.Element == ID {
    guard let place = place(of: id, in: ids) else { return false }
    isFollowing = false
    select(place, in: ids)
    return true
  }

  /// Marks the selected row, or takes its mark away, and moves down.
  public mutating func toggleMark<Rows: RandomAccessCollection>(in ids: Rows)
  where Rows.Element == ID {
    guard let selected else { return }
    if marks.remove(selected) == nil { marks.insert(selected) }
    move(by: 1, in: ids)
  }

  private func place<Rows: RandomAccessCollection>(of id: ID, in ids: Rows) -> Int?
  where Rows.Element == ID {
    // Most changes leave the row where it was.
    if index < ids.count, ids[ids.index(ids.startIndex, offsetBy: index)] == id { return index }
    return ids.firstIndex(of: id).map { ids.distance(from: ids.startIndex, to: $0) }
  }

  /// Keeps the selected row in view and the view inside the rows.
  private mutating func clamp(count: Int) {
    offset = min(max(offset, index - height + 1), index)
    offset = max(0, min(offset, count - height))
  }
}
