import TerminalKit

/// The table of keys.
public struct Keymap: Sendable, Hashable {
  /// The rows, in the order of the footer; help sorts them by group.
  public private(set) var bindings: [Binding]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
  }

  /// The rows for a console that only reads leave out every act.
  public func readOnly() -> Keymap {
    Keymap(bindings.filter { !$0.action.isAct })
  }

  /// What a key does at a place; nil if it does nothing there.
  public func binding(for key: Key, in scope: Scope) -> Binding? {
    bindings.first { !$0.scope.isDisjoint(with: scope) && $0.keys.contains(key) }
  }

  /// Everything that can be done at a place.
  public func bindings(in scope: Scope) -> [Binding] {
    bindings.filter { !$0.scope.isDisjoint(with: scope) }
  }
}
