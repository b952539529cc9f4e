/// Colours and weights for every role.
///
/// A theme is plain data. Made from a theme file's palette and roles by `Theme.make`, which gives
/// back everything that is wrong with them at once; `PaintTable` turns it into what a terminal
/// of some colour depth can show.
public struct Theme: Hashable, Sendable {
  /// The looks of one role.
  public struct Entry: Hashable, Sendable {
    /// The colour of the text; nil takes that of the surface, else that of `text`.
    public var foreground: Color?
    /// The ground; nil lets the surface show.
    public var background: Color?
    /// Weights.
    public var attributes: Attributes

    /// Creates an entry.
    public init(
      foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// The name that users choose it by.
  public var name: String
  private var entries: [Role: Entry]

  /// Creates a theme; roles without an entry look like `text` on `background`.
  public init(name: String, entries: [Role: Entry]) {
    self.name = name
    self.entries = entries
  }

  /// The looks of a role.
  public subscript(_ role: Role) -> Entry { entries[role] ?? Entry() }

  /// The colours of a style before any loss by the terminal.
  public func colors(for style: Style) -> (foreground: Color, background: Color) {
    let role = self[style.role]
    let surface = self[style.surface]
    let ownGround = style.role == .background ? nil : role.background
    return (
      role.foreground ?? surface.foreground ?? self[.text].foreground ?? .terminalDefault,
      ownGround ?? surface.background ?? self[.background].background ?? .terminalDefault
    )
  }

  /// The weights of a style: those of its role, its surface and its own.
  public func attributes(for style: Style) -> Attributes {
    self[style.role].attributes.union(self[style.surface].attributes).union(style.attributes)
  }

  /// The contrast ratio of a style by WCAG 2.2, 1–21; nil if the terminal's own colours are in it.
  public func contrast(of style: Style) -> Double? {
    let (foreground, background) = colors(for: style)
    guard let text = foreground.components, let ground = background.components else { return nil }
    return text.contrast(with: ground)
  }

  /// The roles that must be readable as text, on the background and on a selected row.
  public static let readableRoles: [Role] = [
    .text, .muted, .accent, .selection, .ok, .warn, .breach, .named, .contingent, .duplicate,
    .header, .footer,
  ]
}
