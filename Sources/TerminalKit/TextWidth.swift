/// Measuring and cutting text in columns. Everything here counts the cells that `Frame` draws.
public enum TextWidth {
  /// The columns that a text takes.
  public static func columns(_ text: String) -> Int {
    Glyphs(text).reduce(0) { $0 + $1.width }
  }

  /// The text, made harmless, cut to a width; what is cut away is marked by the ellipsis.
  public static func clip(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    var result = ""
    for glyph in clipped(text, to: width, ellipsis: ellipsis) { glyph.append(to: &result) }
    return result
  }

  /// The text clipped and filled up with blanks to exactly `width` columns.
  public static func pad(_ text: String, to width: Int, align: Alignment = .left) -> String {
    let cut = clip(text, to: width)
    let blanks = max(0, width - columns(cut))
    let before = align.leading(of: blanks)
    return String(repeating: " ", count: before) + cut
      + String(repeating: " ", count: blanks - before)
  }

  /// The text in lines of at most `width` columns, broken at blanks where that is possible.
  /// Line ends in the text (LF, CR LF) begin a new line; every other control is shown.
  public static func wrap(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    return lines(of: text).flatMap { wrapLine($0, width: width) }
  }

  /// The glyphs that fit a width, the last one an ellipsis if any was cut away.
  static func clipped(_ text: String, to width: Int, ellipsis: String) -> [Glyph] {
    var glyphs: [Glyph] = []
    var used = 0
    for glyph in Glyphs(text) {
      if used + glyph.width > width {
        shorten(&glyphs, used: used, to: width, ellipsis: ellipsis)
        break
      }
      glyphs.append(glyph)
      used += glyph.width
    }
    return glyphs
  }

  private static func shorten(
    _ glyphs: inout [Glyph], used: Int, to width: Int, ellipsis: String
  ) {
    let mark = Array(Glyphs(ellipsis))
    let markWidth = mark.reduce(0) { $0 + $1.width }
    guard markWidth <= width else { return }
    var used = used
    while used + markWidth > width, let last = glyphs.popLast() { used -= last.width }
    glyphs += mark
  }

  /// The lines of a text, which ends CR LF or LF do not belong to.
  static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  private static func wrapLine(_ line: String, width: Int) -> [String] {
    var result: [String] = []
    var current: [Glyph] = []
    var used = 0
    var lastBlank: Int?
    for glyph in Glyphs(line) {
      if used + glyph.width > width, glyph == .space {
        // A blank that does not fit ends the line and is not shown.
        result.append(string(current))
        (current, used, lastBlank) = ([], 0, nil)
        continue
      }
      // Behind a blank at the very beginning, the word itself may leave no room for a wide one.
      while used + glyph.width > width, !current.isEmpty {
        let rest = breakLine(&current, at: lastBlank)
        result.append(string(current))
        current = rest
        used = rest.reduce(0) { $0 + $1.width }
        lastBlank = nil
      }
      if glyph == .space { lastBlank = current.count }
      current.append(glyph)
      used += glyph.width
    }
    result.append(string(current))
    return result
  }

  /// Cuts the line behind its last blank and returns what comes after it.
  private static func breakLine(_ line: inout [Glyph], at blank: Int?) -> [Glyph] {
    guard let blank else { return [] }
    let rest = Array(line[(blank + 1)...])
    line.removeSubrange(blank...)
    return rest
  }

  private static func string(_ glyphs: [Glyph]) -> String {
    var result = ""
    for glyph in glyphs { glyph.append(to: &result) }
    return result
  }
}

/// Where text stands in a field that is wider than it.
public enum Alignment: Hashable, Sendable {
  /// At the left edge.
  case left
  /// In the middle, nearer to the left.
  case center
  /// At the right edge.
  case right

  /// The blanks before the text, of all that are to spare.
  func leading(of blanks: Int) -> Int {
    switch self {
    case .left: 0
    case .center: blanks / 2
    case .right: blanks
    }
  }
}
