/// A screenful: a grid of cells that the view draws and a screen paints.
///
/// Every row has exactly `size.cols` cells, whatever is drawn: text is clipped by one width
/// function, and a wide glyph is always followed by its continuation in the same row.
public struct Frame: Hashable, Sendable {
  /// The size in cells.
  public let size: Size
  /// The cells, row after row.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: Position?

  /// Creates an empty frame.
  public init(_ size: Size, style: Style = .text) {
    self.size = size
    cells = Array(repeating: Cell(style: style), count: size.cols * size.rows)
  }

  /// The whole frame.
  public var bounds: Rect { Rect(size) }

  /// The cell at a place inside the frame.
  public subscript(x: Int, y: Int) -> Cell {
    precondition(x >= 0 && x < size.cols && y >= 0 && y < size.rows, "cell outside of the frame")
    return cells[y * size.cols + x]
  }

  /// The cells of a row.
  public func row(_ y: Int) -> ArraySlice<Cell> {
    cells[(y * size.cols)..<((y + 1) * size.cols)]
  }

  /// Sets a glyph; the caller has checked that all its columns are inside the frame.
  mutating func set(_ glyph: Glyph, x: Int, y: Int, style: Style) {
    let index = y * size.cols + x
    clearHalves(x: x, y: y, width: glyph.width)
    cells[index] = Cell(glyph, style: style)
    if glyph.width == 2 { cells[index + 1] = Cell(.continuation, style: style) }
  }

  /// Changes the looks of a cell and leaves what it shows.
  mutating func restyle(x: Int, y: Int, _ change: (Style) -> Style) {
    let index = y * size.cols + x
    cells[index].style = change(cells[index].style)
  }

  /// Blanks the other half of each wide glyph that is overwritten in part.
  private mutating func clearHalves(x: Int, y: Int, width: Int) {
    let index = y * size.cols + x
    if cells[index].glyph.isContinuation { cells[index - 1].glyph = .space }
    let after = index + width
    if x + width < size.cols, cells[after].glyph.isContinuation { cells[after].glyph = .space }
  }
}
