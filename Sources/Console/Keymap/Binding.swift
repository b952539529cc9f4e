import TerminalKit

/// A key as a row of data: dispatcher, footer, help and palette all read this and nothing else.
public struct Binding: Sendable, Hashable {
  /// The heading under which help lists it.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    case acts = "Acts"
    case governance = "Governance"
    case lists = "Lists"
    case panes = "Panes and screens"
    case moving = "Moving"
    case program = "Program"
    case typing = "Typing"
  }

  /// The keys, the first of which is shown where there is room for one; none for what only the
  /// palette has.
  public var keys: [Key]
  /// What they do.
  public var action: Action
  /// The command's name in the palette.
  public var name: String
  /// One word or two for the footer; empty keeps it out of the footer.
  public var label: String
  /// One line for help and palette.
  public var help: String
  /// Where help lists it.
  public var group: Group
  /// Where it holds.
  public var scope: Scope

  /// A row of the table; keys that type a character may be written as such.
  init(
    _ keys: [TableKey], _ action: Action, _ name: String, footer label: String = "",
    help: String, group: Group, scope: Scope
  ) {
    self.keys = keys.map(\.key)
    self.action = action
    self.name = name
    self.label = label
    self.help = help
    self.group = group
    self.scope = scope
  }

  /// The keys as people read them: `j Down`.
  public var keyText: String { keys.map(\.description).joined(separator: " ") }
}

/// A key as the table writes it: `"j"`, `.enter`, `.control("f")`.
struct TableKey: ExpressibleByExtendedGraphemeClusterLiteral {
  let key: Key

  init(_ key: Key) { self.key = key }
  init(extendedGraphemeClusterLiteral value: Character) { key = .character(value) }

  static let enter = TableKey(.enter)
  static let escape = TableKey(.escape)
  static let space = TableKey(.space)
  static let tab = TableKey(.tab)
  static let backTab = TableKey(.backTab)
  static let up = TableKey(.up)
  static let down = TableKey(.down)
  static let home = TableKey(.home)
  static let end = TableKey(.end)
  static let pageUp = TableKey(.pageUp)
  static let pageDown = TableKey(.pageDown)
  static func function(_ number: Int) -> TableKey { TableKey(.function(number)) }
  static func control(_ character: Character) -> TableKey { TableKey(.control(character)) }
}
