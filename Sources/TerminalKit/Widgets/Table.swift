/// One column of a table.
public struct TableColumn: Hashable, Sendable {
  /// The words above it; empty for none.
  public var title: String
  /// Its width.
  public var length: Length
  /// Where its text stands.
  public var align: Alignment
  /// Columns of a higher number are left out first when the table is narrow; 0 never is.
  public var priority: Int

  /// Creates a column.
  public init(
    _ title: String = "", _ length: Length, align: Alignment = .left, priority: Int = 0
  ) {
    self.title = title
    self.length = length
    self.align = align
    self.priority = priority
  }
}

/// One row of a table.
public struct TableRow: Hashable, Sendable {
  /// One text for each column.
  public var cells: [StyledText]
  /// The row was marked for an action.
  public var isMarked: Bool

  /// Creates a row.
  public init(_ cells: [StyledText], isMarked: Bool = false) {
    self.cells = cells
    self.isMarked = isMarked
  }
}

/// A table: columns, a header, the visible rows, the selected one on the selection's surface.
///
/// Rows are asked for by place, and only those that are seen.
public struct Table: Sendable {
  /// The columns from left to right.
  public var columns: [TableColumn]
  /// Draws the header line.
  public var showsHeader: Bool
  /// The column that the rows are sorted by, with its direction, shown in the header.
  public var sort: (column: Int, ascending: Bool)?
  /// Shown when there are no rows.
  public var emptyText: String
  /// The signs to draw with.
  public var glyphs: GlyphSet

  /// Creates a table.
  public init(
    columns: [TableColumn], glyphs: GlyphSet, showsHeader: Bool = true,
    sort: (column: Int, ascending: Bool)? = nil, emptyText: String = ""
  ) {
    self.columns = columns
    self.glyphs = glyphs
    self.showsHeader = showsHeader
    self.sort = sort
    self.emptyText = emptyText
  }

  /// The lines that rows have in a rectangle, without the header.
  public func bodyHeight(in rect: Rect) -> Int {
    max(0, rect.height - (showsHeader ? 1 : 0))
  }

  /// The place of the row at a point, nil outside of the rows; for clicks.
  public func rowIndex(at point: Position, in rect: Rect, offset: Int, count: Int) -> Int? {
    let line = point.y - rect.y - (showsHeader ? 1 : 0)
    guard rect.contains(point), line >= 0, offset + line < count else { return nil }
    return offset + line
  }

  /// The column whose header is at a point; for clicks.
  public func columnIndex(at point: Position, in rect: Rect) -> Int? {
    guard showsHeader, point.y == rect.y else { return nil }
    return layout(width: rect.width).first {
      let left = rect.x + $0.x
      return point.x >= left && point.x < left + $0.width
    }?.column
  }

  /// Draws the table into a rectangle. `selection` is nil for tables without a cursor;
  /// `isFocused` puts the terminal's cursor on the selected row.
  public func draw(
    into frame: inout Frame, rect: Rect, count: Int, offset: Int, selection: Int?,
    isFocused: Bool = true, row: (Int) -> TableRow
  ) {
    guard !rect.isEmpty else { return }
    let places = layout(width: rect.width)
    if showsHeader { drawHeader(into: &frame, rect: rect, places: places) }
    let top = rect.y + (showsHeader ? 1 : 0)
    let height = bodyHeight(in: rect)
    if count == 0 {
      frame.put(
        emptyText, x: rect.x + 1, y: top, width: rect.width - 2, style: .muted,
        ellipsis: glyphs[.ellipsis])
    }
    for line in 0..<max(0, min(height, count - offset)) {
      let index = offset + line
      let lineRect = Rect(x: rect.x, y: top + line, width: rect.width, height: 1)
      draw(row(index), into: &frame, rect: lineRect, places: places)
      guard index == selection else { continue }
      frame.paintSurface(.selection, in: lineRect)
      if isFocused { frame.cursor = Position(x: lineRect.x, y: lineRect.y) }
    }
  }

  private typealias Place = (column: Int, x: Int, width: Int)

  /// The columns that fit, with their places; one blank between two.
  private func layout(width: Int) -> [Place] {
    var shown = Array(columns.indices)
    while shown.count > 1, needed(shown) > width,
      let last = shown.filter({ columns[$0].priority > 0 })
        .max(by: { columns[$0].priority < columns[$1].priority })
    {
      shown.removeAll { $0 == last }
    }
    let widths = divide(width, among: shown.map { columns[$0].length }, gap: 1)
    var x = 0
    return zip(shown, widths).map { column, width in
      defer { x += width + 1 }
      return (column, x, width)
    }
  }

  private func needed(_ shown: [Int]) -> Int {
    shown.reduce(shown.count - 1) { $0 + columns[$1].length.minimum }
  }

  private func drawHeader(into frame: inout Frame, rect: Rect, places: [Place]) {
    for place in places {
      let column = columns[place.column]
      var title = column.title
      if let sort, sort.column == place.column {
        title += " " + glyphs[sort.ascending ? .triangleUp : .triangleDown]
      }
      let field = Rect(x: rect.x + place.x, y: rect.y, width: place.width, height: 1)
      frame.field(
        StyledText(title, .muted), in: field, align: column.align, style: .muted,
        ellipsis: glyphs[.ellipsis])
    }
  }

  private func draw(_ row: TableRow, into frame: inout Frame, rect: Rect, places: [Place]) {
    frame.fill(rect)
    for place in places where place.column < row.cells.count {
      let field = Rect(x: rect.x + place.x, y: rect.y, width: place.width, height: 1)
      frame.field(
        row.cells[place.column], in: field, align: columns[place.column].align,
        ellipsis: glyphs[.ellipsis])
    }
    if row.isMarked {
      frame.put(glyphs[.mark], x: rect.x, y: rect.y, width: 1, style: Style(.accent, .bold))
    }
  }
}
