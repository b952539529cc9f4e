/// A size in character cells.
public struct Size: Hashable, Sendable {
  /// Columns, zero or more.
  public var cols: Int
  /// Rows, zero or more.
  public var rows: Int

  /// Creates a size; negative numbers become zero.
  public init(cols: Int, rows: Int) {
    self.cols = max(0, cols)
    self.rows = max(0, rows)
  }
}

/// A cell's place: column and row from the upper left corner, counted from zero.
public struct Position: Hashable, Sendable {
  /// The column.
  public var x: Int
  /// The row.
  public var y: Int

  /// Creates a position.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of cells; its width and height are never negative.
public struct Rect: Hashable, Sendable {
  /// The left column.
  public var x: Int
  /// The upper row.
  public var y: Int
  /// Columns, zero or more.
  public var width: Int
  /// Rows, zero or more.
  public var height: Int

  /// Creates a rectangle; a negative width or height becomes zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The whole of a size.
  public init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.cols, height: size.rows)
  }

  /// The first column right of the rectangle.
  public var maxX: Int { x + width }

  /// The first row below the rectangle.
  public var maxY: Int { y + height }

  /// True if no cell lies inside.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// True if the cell lies inside.
  public func contains(_ position: Position) -> Bool {
    position.x >= x && position.x < maxX && position.y >= y && position.y < maxY
  }

  /// The rectangle without a margin on every side.
  public func inset(by margin: Int = 1) -> Rect {
    inset(horizontal: margin, vertical: margin)
  }

  /// The rectangle without margins of different width and height.
  public func inset(horizontal: Int, vertical: Int) -> Rect {
    Rect(
      x: x + horizontal, y: y + vertical,
      width: width - 2 * horizontal, height: height - 2 * vertical)
  }

  /// The common part of two rectangles, empty where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top,
      width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// One row of the rectangle, empty if the index is outside.
  public func row(_ index: Int) -> Rect {
    Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
  }

  /// A rectangle of the given size in the middle, no larger than this one.
  public func centered(width wanted: Int, height wantedHeight: Int) -> Rect {
    let newWidth = min(wanted, width)
    let newHeight = min(wantedHeight, height)
    return Rect(
      x: x + (width - newWidth) / 2, y: y + (height - newHeight) / 2,
      width: newWidth, height: newHeight)
  }
}
