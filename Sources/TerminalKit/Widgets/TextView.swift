/// Text of several lines, wrapped and scrolled: details, traces, help.
public struct TextView: Hashable, Sendable {
  /// The lines before wrapping.
  public var lines: [StyledText]
  /// Blanks before the second and later lines of a wrapped one.
  public var hangingIndent: Int

  /// Creates a view of lines.
  public init(_ lines: [StyledText], hangingIndent: Int = 0) {
    self.lines = lines
    self.hangingIndent = hangingIndent
  }

  /// The lines as they are shown at a width.
  public func wrapped(width: Int) -> [StyledText] {
    guard width > 0 else { return [] }
    return lines.flatMap { wrap($0, width: width) }
  }

  /// The largest offset that still fills the height.
  public func maximumOffset(width: Int, height: Int) -> Int {
    max(0, wrapped(width: width).count - height)
  }

  /// Draws the lines from an offset on and returns how many there are in all.
  @discardableResult
  public func draw(into frame: inout Frame, rect: Rect, offset: Int = 0) -> Int {
    let all = wrapped(width: rect.width)
    let first = max(0, min(offset, all.count - rect.height))
    for (line, text) in all.dropFirst(first).prefix(rect.height).enumerated() {
      frame.put(text, x: rect.x, y: rect.y + line, width: rect.width)
    }
    return all.count
  }

  private func wrap(_ line: StyledText, width: Int) -> [StyledText] {
    if line.width <= width { return [line] }
    let indent = min(hangingIndent, (width - 1) / 2)
    var result: [StyledText] = []
    var current = LineBuilder()
    for word in words(of: line) {
      let room = width - (result.isEmpty ? 0 : indent)
      if current.width > 0, current.width + word.visibleWidth > room {
        result.append(current.finish(indent: result.isEmpty ? 0 : indent))
      }
      for glyph in word.glyphs {
        let room = width - (result.isEmpty ? 0 : indent)
        if current.width + glyph.glyph.width > room {
          if glyph.glyph == .space { continue }
          result.append(current.finish(indent: result.isEmpty ? 0 : indent))
        }
        current.add(glyph.glyph, glyph.style)
      }
    }
    if current.width > 0 { result.append(current.finish(indent: result.isEmpty ? 0 : indent)) }
    return result
  }

  /// The words of a line, each with the blanks that follow it.
  private func words(of line: StyledText) -> [Word] {
    var words: [Word] = []
    var current = Word()
    for span in line.spans {
      for glyph in Glyphs(span.text) {
        if glyph != .space, current.hasBlank {
          words.append(current)
          current = Word()
        }
        current.add(glyph, span.style)
      }
    }
    words.append(current)
    return words
  }
}

/// A word and the blanks behind it.
private struct Word {
  var glyphs: [(glyph: Glyph, style: Style)] = []
  var visibleWidth = 0
  var hasBlank = false

  mutating func add(_ glyph: Glyph, _ style: Style) {
    glyphs.append((glyph, style))
    if glyph == .space { hasBlank = true } else { visibleWidth += glyph.width }
  }
}

/// Collects glyphs into spans of one style.
private struct LineBuilder {
  private var spans: [Span] = []
  private(set) var width = 0

  mutating func add(_ glyph: Glyph, _ style: Style) {
    if spans.last?.style != style { spans.append(Span("", style)) }
    glyph.append(to: &spans[spans.count - 1].text)
    width += glyph.width
  }

  /// The line so far, without the blank at its end; begins a new one.
  mutating func finish(indent: Int) -> StyledText {
    var line = spans
    while let last = line.last, last.text.hasSuffix(" ") {
      line[line.count - 1].text.removeLast()
      if line[line.count - 1].text.isEmpty { line.removeLast() }
    }
    if indent > 0 { line.insert(Span(String(repeating: " ", count: indent)), at: 0) }
    (spans, width) = ([], 0)
    return StyledText(line)
  }
}
