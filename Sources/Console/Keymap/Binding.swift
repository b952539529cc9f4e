import TerminalKit

/// A key as a row of data: dispatcher, footer, help and palette all read this and nothing else.
public struct Binding: Sendable, Hashable {
  /// The heading under which help lists it.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    case moving = "Moving"
    case panes = "Panes and screens"
    case lists = "Lists"
    case acts = "Acts"
    case program = "Program"
    case typing = "Typing"
  }

  /// The keys, the first of which is shown where there is room for one.
  public var keys: [Key]
  public var action: Action
  /// One or two words for the footer; empty keeps it out of the footer.
  public var label: String
  /// One line for help and palette.
  public var help: String
  public var group: Group
  public var scope: Scope

  /// Creates a row.
  public init(
    _ keys: [Key], _ action: Action, label: String = "", help: String, group: Group, scope: Scope
  ) {
    self.keys = keys
    self.action = action
    self.label = label
    self.help = help
    self.group = group
    self.scope = scope
  }

  /// The keys as people read them: `j Down`.
  public var keyText: String { keys.map(\.description).joined(separator: " ") }
}
