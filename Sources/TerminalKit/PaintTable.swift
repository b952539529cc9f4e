/// What a terminal has to be told for one style.
public struct Paint: Hashable, Sendable {
  /// Colour numbers as the terminal's depth counts them; -1 is the terminal's own colour.
  public var foreground, background: Int32
  /// Weights.
  public var attributes: Attributes
}

/// A theme worked out for a colour depth: every role on every surface.
///
/// Text stays readable at each depth: of the colours that the terminal has, the nearest is taken
/// that keeps the theme's contrast (up to 4.5:1). A surface that loses its ground to the depth
/// is drawn reversed, so that the selected row is always seen.
public struct PaintTable: Sendable {
  /// The depth that it was made for.
  public let depth: ColorDepth
  private let paints: [Paint]

  /// Works out a theme for a depth.
  public init(_ theme: Theme, depth: ColorDepth) {
    self.depth = depth
    // Without colours only weights tell states apart, and themes with colours have too few.
    let theme = depth == .none ? .mono : theme
    paints = Role.allCases.flatMap { role in
      Role.allCases.map { Self.paint(Style(role, on: $0), theme: theme, depth: depth) }
    }
  }

  /// What to tell the terminal for a style.
  public subscript(_ style: Style) -> Paint {
    var paint = paints[style.role.index * Role.allCases.count + style.surface.index]
    paint.attributes.formUnion(style.attributes)
    return paint
  }

  private static func paint(_ style: Style, theme: Theme, depth: ColorDepth) -> Paint {
    let (text, ground) = theme.colors(for: style)
    var attributes = theme.attributes(for: style)
    let page = Quantizer.background(theme[.background].background ?? .terminalDefault, depth: depth)
    let behind = Quantizer.background(ground, depth: depth)
    if behind == page, ground != theme.colors(for: .text).background {
      attributes.insert(.reverse)
    }
    let front = Quantizer.foreground(
      text, on: behind, meant: theme.contrast(of: style), weights: &attributes, depth: depth)
    return Paint(foreground: front.number, background: behind.number, attributes: attributes)
  }
}

extension Role {
  /// The place in `allCases`.
  var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(
    uniqueKeysWithValues: zip(Role.allCases, 0...).map { ($0, $1) })
}
