/// A piece of text of one style.
public struct Span: Hashable, Sendable {
  /// The text, trusted or not: drawing makes it harmless.
  public var text: String
  /// How it looks.
  public var style: Style

  /// Creates a span.
  public init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// One line of text in several styles.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The pieces from left to right.
  public var spans: [Span]

  /// Creates a line from its pieces.
  public init(_ spans: [Span]) {
    self.spans = spans
  }

  /// Creates a line of one style.
  public init(_ text: String, _ style: Style = .text) {
    spans = [Span(text, style)]
  }

  /// Creates a line of ordinary text.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// The columns that it takes.
  public var width: Int { spans.reduce(0) { $0 + TextWidth.columns($1.text) } }

  /// The text without styles.
  public var plain: String { spans.map(\.text).joined() }

  /// The same line on another surface.
  public func on(_ surface: Role) -> StyledText {
    StyledText(spans.map { Span($0.text, $0.style.on(surface)) })
  }

  /// One line after another.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.spans + right.spans)
  }
}
