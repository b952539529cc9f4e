import CNcurses
import TerminalKit

extension CursesScreen {
  /// Shows a frame: paints what differs from the last one, each cell at its own column, and
  /// places or hides the cursor. A frame of another size than the window is clipped.
  public func paint(_ frame: Frame) {
    let frame = glyphs == .ascii ? frame.foldedToASCII() : frame
    let runs = frame.runs(from: shown)
    guard !runs.isEmpty || frame.cursor != shown?.cursor || shown == nil else { return }
    let window = size
    for run in runs where run.y < window.rows {
      for x in run.columns where x < window.cols {
        paint(frame[x, run.y], x: x, y: run.y, cols: window.cols)
      }
    }
    placeCursor(frame.cursor, in: window)
    refresh()
    shown = frame
  }

  private func refresh() {
    // Terminals that know the mode draw the frame at once; others ignore it.
    if !profile.isPlain { send(ControlStrings.beginUpdate) }
    sbn_refresh()
    if !profile.isPlain { send(ControlStrings.endUpdate) }
  }

  private func paint(_ cell: Cell, x: Int, y: Int, cols: Int) {
    let glyph = cell.glyph
    if glyph.isContinuation { return }
    let paint = paints[cell.style]
    let pair = pair(for: paint)
    let attributes = Int32(paint.attributes.rawValue)
    let width = glyph.width
    guard x + width <= cols else {
      put(.space, x, y, attributes, pair)
      return
    }
    if put(glyph, x, y, attributes, pair) { return }
    // The C library knows the character by another width, or not at all.
    put(.replacement, x, y, attributes, pair)
    if width == 2 { put(.space, x + 1, y, attributes, pair) }
  }

  @discardableResult
  private func put(
    _ glyph: Glyph, _ x: Int, _ y: Int, _ attributes: Int32, _ pair: Int32
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4) { scalars in
      let count = glyph.markCount
      scalars[0] = glyph.base.value
      for index in 0..<count { scalars[index + 1] = glyph.mark(index).value }
      return sbn_put(
        Int32(y), Int32(x), scalars.baseAddress, Int32(count + 1), Int32(glyph.width),
        attributes, pair) == 0
    }
  }

  private func pair(for paint: Paint) -> Int32 {
    guard depth != .none else { return 0 }
    return pairs.pair(for: paint) { sbn_define_pair($0, $1, $2) == 0 }
  }

  private func placeCursor(_ cursor: Position?, in window: Size) {
    if let cursor, Rect(window).contains(cursor) {
      sbn_cursor(Int32(cursor.y), Int32(cursor.x))
      isCursorShown = true
    } else if isCursorShown != false {
      sbn_hide_cursor()
      isCursorShown = false
    }
  }
}
