/// Weights of text that every terminal can show, with or without colour.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Creates a set from its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier, or brighter on terminals of eight colours.
  public static let bold = Attributes(rawValue: 1)
  /// Fainter.
  public static let dim = Attributes(rawValue: 2)
  /// Underlined.
  public static let underline = Attributes(rawValue: 4)
  /// Foreground and background exchanged.
  public static let reverse = Attributes(rawValue: 8)
}

/// How a cell looks, by meaning: a role on a surface.
///
/// The surface gives the background (and, for `selection`, weight); the role gives the
/// foreground. So `Style(.breach, on: .selection)` is an overdue mark in the selected row.
public struct Style: Hashable, Sendable {
  /// What the text means.
  public var role: Role
  /// What it stands on.
  public var surface: Role
  /// Weights added to those of the theme.
  public var attributes: Attributes

  /// Creates a style.
  public init(_ role: Role, on surface: Role = .background, _ attributes: Attributes = []) {
    self.role = role
    self.surface = surface
    self.attributes = attributes
  }

  /// Ordinary text on the background.
  public static let text = Style(.text)
  /// Fainter text on the background.
  public static let muted = Style(.muted)
  /// Leading text on the background.
  public static let accent = Style(.accent)

  /// The same meaning on another surface.
  public func on(_ surface: Role) -> Style {
    Style(role, on: surface, attributes)
  }

  /// The same style with more weight.
  public func with(_ more: Attributes) -> Style {
    Style(role, on: surface, attributes.union(more))
  }
}
