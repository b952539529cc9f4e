extension Frame {
  /// The frame as text, each row with exactly its columns, blanks at the end included.
  public var text: String {
    (0..<size.rows).map { rowText($0) + "\n" }.joined()
  }

  /// The frame as text without the blanks at the end of rows, for tests and drawings.
  public var trimmedText: String {
    (0..<size.rows).map { y in
      var row = rowText(y)
      while row.last == " " { row.removeLast() }
      return row + "\n"
    }.joined()
  }

  /// One row as text.
  public func rowText(_ y: Int) -> String {
    var result = ""
    for cell in row(y) { cell.glyph.append(to: &result) }
    return result
  }

  /// The styles as a map of letters, one a cell, so that a golden file shows meanings too.
  /// `a` is the first role of `Role.allCases`; capital letters stand on the surface `selection`.
  public var styleMap: String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let indices = Dictionary(
      uniqueKeysWithValues: zip(Role.allCases, 0...).map { ($0, $1) })
    return (0..<size.rows).map { y in
      String(
        row(y).map { cell in
          let letter = letters[indices[cell.style.role] ?? 0]
          return cell.style.surface == .selection ? Character(letter.uppercased()) : letter
        }) + "\n"
    }.joined()
  }

  /// The same frame in printable ASCII, column for column.
  public func foldedToASCII() -> Frame {
    var result = self
    for y in 0..<size.rows {
      for x in 0..<size.cols {
        let cell = self[x, y]
        let base = cell.glyph.isContinuation ? " " : ASCIIFolding.scalar(for: cell.glyph.base)
        result.set(Glyph(base: base, isWide: false), x: x, y: y, style: cell.style)
      }
    }
    return result
  }
}
