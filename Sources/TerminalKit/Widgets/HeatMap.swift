/// A grid of shaded cells with labels, for instance days by hours.
public struct HeatMap: Sendable {
  /// The words at the left of each row.
  public var rowLabels: [String]
  /// The words above; each stands at the first column that it is given for.
  public var columnLabels: [(column: Int, text: String)]
  /// Shares 0–1, row by row; nil for cells without data, shown by a middle dot.
  public var values: [[Double?]]
  /// Columns of the screen for each cell.
  public var cellWidth: Int

  /// Creates a map.
  public init(
    rowLabels: [String], columnLabels: [(column: Int, text: String)], values: [[Double?]],
    cellWidth: Int = 2
  ) {
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.values = values
    self.cellWidth = max(1, cellWidth)
  }

  /// Draws the map into a rectangle, clipped to it. `style` gives the style of a cell's share,
  /// so that the colour says what the shade says.
  public func draw(
    into frame: inout Frame, rect: Rect, glyphs: GlyphSet,
    style: (Double) -> Style = { _ in Style(.barFull) }
  ) {
    let labelWidth = (rowLabels.map(TextWidth.columns).max() ?? 0) + 1
    let body = Rect(
      x: rect.x + labelWidth, y: rect.y + 1, width: rect.width - labelWidth,
      height: rect.height - 1)
    for label in columnLabels {
      let x = body.x + label.column * cellWidth
      frame.put(
        label.text, x: x, y: rect.y, width: body.maxX - x, style: .muted,
        ellipsis: glyphs[.ellipsis])
    }
    for (index, row) in values.enumerated() where index < body.height {
      if index < rowLabels.count {
        frame.put(
          rowLabels[index], x: rect.x, y: body.y + index, width: min(labelWidth, rect.width),
          style: .muted)
      }
      for (column, value) in row.enumerated() where (column + 1) * cellWidth <= body.width {
        let shade = value.map { HeatMap.shade($0, glyphs: glyphs) } ?? glyphs[.middleDot]
        frame.put(
          String(repeating: shade, count: cellWidth), x: body.x + column * cellWidth,
          y: body.y + index, style: value.map(style) ?? .muted)
      }
    }
  }

  /// The shade of a share: blank only for zero, full only from the last step on.
  public static func shade(_ share: Double, glyphs: GlyphSet) -> String {
    let last = glyphs.shades.count - 1
    guard share > 0 else { return glyphs.shades[0] }
    return glyphs.shades[min(last, max(1, Int((share * Double(last)).rounded())))]
  }
}
