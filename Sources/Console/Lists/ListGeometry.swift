import DeskRules
import TerminalKit

/// Where the rows of a list stand inside its border, and how many are seen.
struct ListGeometry: Equatable {
  /// The border.
  let box: Rect
  /// Lines above the table that tell about the screen's subject.
  let info: Rect
  /// A line below the rows; empty where there is nothing to say.
  let note: Rect
  /// One rectangle for each column of rows; only the load board has several.
  let tables: [Rect]
  let showsHeader: Bool

  init(list: ListKind, box: Rect, count: Int, infoLines: Int = 0, hasNote: Bool = false) {
    self.box = box
    let inner = box.inset()
    // A divider separates the information from the rows, when rows have room enough below.
    let lines = infoLines > 0 && inner.height >= infoLines + 6 ? infoLines : 0
    info = Rect(x: inner.x, y: inner.y, width: inner.width, height: lines)
    let used = lines > 0 ? lines + 1 : 0
    let below = hasNote && inner.height >= 3 ? 1 : 0
    note = Rect(x: inner.x, y: inner.maxY - below, width: inner.width, height: below)
    let body = Rect(
      x: inner.x, y: inner.y + used, width: inner.width, height: inner.height - used - below)
    showsHeader = body.height >= 9
    // The load board stands in several columns when one is too short for all reps.
    let height = max(1, body.height - (showsHeader ? 1 : 0))
    let wanted = (count + height - 1) / height
    let most = list == .reps ? (body.width + Self.gap) / (RepColumns.minimumWidth + Self.gap) : 1
    tables = body.columns(
      Array(repeating: .flex(), count: max(1, min(wanted, most))), gap: Self.gap)
  }

  private static let gap = 2

  /// Rows of each table.
  var height: Int { max(0, (tables.first?.height ?? 0) - (showsHeader ? 1 : 0)) }

  /// Rows that are seen at once.
  var visible: Int { height * tables.count }

  /// The place, counted from the first row that is seen, of the row at a point.
  func row(at point: Position) -> Int? {
    for (column, table) in tables.enumerated() where table.contains(point) {
      let line = point.y - table.y - (showsHeader ? 1 : 0)
      if line >= 0 { return column * height + line }
    }
    return nil
  }
}
