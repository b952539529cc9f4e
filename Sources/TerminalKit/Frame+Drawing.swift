extension Frame {
  /// Draws text from a place to the right and returns the columns used.
  ///
  /// The text is made harmless and clipped to `width` (default: the rest of the row) and to the
  /// frame; an ellipsis marks what was cut. Cells behind the text stay as they are.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, width: Int? = nil, style: Style = .text,
    ellipsis: String = "…"
  ) -> Int {
    put(StyledText(text, style), x: x, y: y, width: width, ellipsis: ellipsis)
  }

  /// Draws a line of several styles and returns the columns used.
  @discardableResult
  public mutating func put(
    _ line: StyledText, x: Int, y: Int, width: Int? = nil, ellipsis: String = "…"
  ) -> Int {
    let limit = min(width ?? Int.max, size.cols - x)
    guard limit > 0, y >= 0, y < size.rows else { return 0 }
    let mark = Array(Glyphs(ellipsis))
    let markWidth = mark.reduce(0) { $0 + $1.width }
    var used = 0
    /// Where the mark goes if something has to be cut: behind the last glyph that leaves room.
    var markAt = 0
    for span in line.spans {
      for glyph in Glyphs(span.text) {
        if used + glyph.width > limit {
          guard markWidth <= limit else { return used }
          return cut(from: markAt, to: used, mark: mark, x: x, y: y, style: span.style)
        }
        place(glyph, x: x + used, y: y, style: span.style)
        used += glyph.width
        if used + markWidth <= limit { markAt = used }
      }
    }
    return used
  }

  /// Draws text into a field: aligned, clipped, the rest of the field blank.
  public mutating func field(
    _ line: StyledText, in rect: Rect, align: Alignment = .left, style: Style = .text,
    ellipsis: String = "…"
  ) {
    guard rect.height > 0 else { return }
    fill(rect.row(0), style: style)
    let blanks = max(0, rect.width - line.width)
    let before = align.leading(of: blanks)
    put(line, x: rect.x + before, y: rect.y, width: rect.width - before, ellipsis: ellipsis)
  }

  /// Fills a rectangle with one narrow character.
  public mutating func fill(_ rect: Rect, with character: String = " ", style: Style = .text) {
    var glyphs = Glyphs(character)
    guard let glyph = glyphs.next(), glyph.width == 1 else { return }
    let inside = rect.intersection(bounds)
    for y in inside.y..<inside.maxY {
      for x in inside.x..<inside.maxX { set(glyph, x: x, y: y, style: style) }
    }
  }

  /// Draws a border along the inner edge of a rectangle of at least 2×2 cells, with a title at
  /// the left and another at the right of its upper line.
  public mutating func box(
    _ rect: Rect, _ pieces: BoxGlyphs, style: Style, title: StyledText? = nil,
    trailing: StyledText? = nil, ellipsis: String = "…"
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let right = rect.maxX - 1
    let bottom = rect.maxY - 1
    for y in [rect.y, bottom] {
      fill(
        Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1), with: pieces.horizontal,
        style: style)
    }
    for x in [rect.x, right] {
      fill(
        Rect(x: x, y: rect.y + 1, width: 1, height: rect.height - 2), with: pieces.vertical,
        style: style)
    }
    put(pieces.topLeft, x: rect.x, y: rect.y, style: style)
    put(pieces.topRight, x: right, y: rect.y, style: style)
    put(pieces.bottomLeft, x: rect.x, y: bottom, style: style)
    put(pieces.bottomRight, x: right, y: bottom, style: style)
    titles(title, trailing, in: rect, ellipsis: ellipsis)
  }

  /// Draws a horizontal divider that joins the border of a box.
  public mutating func divider(_ rect: Rect, y: Int, _ pieces: BoxGlyphs, style: Style) {
    guard rect.width >= 2, y > rect.y, y < rect.maxY - 1 else { return }
    fill(
      Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1), with: pieces.horizontal,
      style: style)
    put(pieces.teeLeft, x: rect.x, y: y, style: style)
    put(pieces.teeRight, x: rect.maxX - 1, y: y, style: style)
  }

  /// Puts what is drawn in a rectangle on another surface, for instance `selection`.
  public mutating func paintSurface(_ surface: Role, in rect: Rect) {
    let inside = rect.intersection(bounds)
    for y in inside.y..<inside.maxY {
      for x in inside.x..<inside.maxX { restyle(x: x, y: y) { $0.on(surface) } }
    }
  }

  /// Draws another frame over this one at a place, clipped to this one.
  public mutating func overlay(_ other: Frame, at origin: Position) {
    for y in 0..<other.size.rows {
      for x in 0..<other.size.cols {
        let cell = other[x, y]
        place(cell.glyph, x: origin.x + x, y: origin.y + y, style: cell.style)
      }
    }
    if let cursor = other.cursor {
      self.cursor = Position(x: origin.x + cursor.x, y: origin.y + cursor.y)
    }
  }

  private mutating func titles(
    _ title: StyledText?, _ trailing: StyledText?, in rect: Rect, ellipsis: String
  ) {
    let room = rect.width - 2
    var used = 0
    if let title {
      used = put(title, x: rect.x + 1, y: rect.y, width: room, ellipsis: ellipsis)
    }
    // The second title is a figure: shown whole or not at all.
    if let trailing, used + trailing.width + 2 <= room {
      put(trailing, x: rect.maxX - 2 - trailing.width, y: rect.y)
    }
  }

  /// Sets a glyph if all of it lies inside; half a wide glyph at the left edge is not drawn.
  private mutating func place(_ glyph: Glyph, x: Int, y: Int, style: Style) {
    guard !glyph.isContinuation, x >= 0, y >= 0, y < size.rows else { return }
    if x + glyph.width <= size.cols { set(glyph, x: x, y: y, style: style) }
  }

  /// Draws the mark over the end of a text that is cut, blanks what is left of it, and returns
  /// the columns in use.
  private mutating func cut(
    from start: Int, to end: Int, mark: [Glyph], x: Int, y: Int, style: Style
  ) -> Int {
    var column = start
    for glyph in mark {
      place(glyph, x: x + column, y: y, style: style)
      column += glyph.width
    }
    for blank in column..<max(column, end) { place(.space, x: x + blank, y: y, style: style) }
    return column
  }
}
