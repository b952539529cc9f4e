import TerminalKit

/// A line of something to read.
struct DocumentLine: Equatable {
  var text: StyledText
  /// Whether it begins a section.
  var isHeading = false
  /// Blanks before the second and later lines when it is too long for one.
  var indent = 0

  init(_ text: StyledText, indent: Int = 0) {
    self.text = text
    self.indent = indent
  }

  /// The line that begins a section.
  static func heading(_ title: String, note: String = "", note style: Style = .muted) -> Self {
    var line = DocumentLine(
      StyledText([
        Span(title, Style(.accent, .bold)), Span(note.isEmpty ? "" : "  " + note, style),
      ]))
    line.isHeading = true
    return line
  }

  /// A line without anything.
  static let blank = DocumentLine("")
}

/// Lines as they stand at a width.
struct Document: Equatable {
  private(set) var lines: [StyledText] = []
  /// Where sections begin.
  private(set) var headings: [Int] = []

  init(_ source: [DocumentLine], width: Int) {
    for line in source {
      if line.isHeading { headings.append(lines.count) }
      if line.isHeading {
        lines.append(line.text)
      } else {
        let wrapped = TextView([line.text], hangingIndent: line.indent).wrapped(width: width)
        lines += wrapped.isEmpty ? [""] : wrapped
      }
    }
  }

  /// The furthest that it can be scrolled with so many lines seen.
  func lastTop(height: Int) -> Int { max(0, lines.count - max(1, height)) }

  /// The lines in which a text occurs, without regard to case.
  func matches(_ text: String) -> [Int] {
    guard !text.isEmpty else { return [] }
    let wanted = text.lowercased()
    return lines.indices.filter { lines[$0].plain.lowercased().contains(wanted) }
  }

  /// Draws the lines from a place on; those in which the search occurs stand out.
  func draw(into frame: inout Frame, rect: Rect, top: Int, search: String, glyphs: GlyphSet) {
    let hits = Set(matches(search))
    for line in 0..<rect.height {
      let index = top + line
      guard index < lines.count else { break }
      let place = rect.row(line)
      let used = frame.put(
        lines[index], x: place.x, y: place.y, width: place.width, ellipsis: glyphs[.ellipsis])
      if headings.contains(index), place.width > used + 2 {
        let rule = Rect(x: place.x + used + 1, y: place.y, width: place.width - used - 1, height: 1)
        frame.fill(rule, with: glyphs.light.horizontal, style: Style(.border))
      }
      if hits.contains(index) { frame.paintSurface(.selection, in: place) }
    }
  }
}
