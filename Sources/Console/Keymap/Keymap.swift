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

  /// The first key of an action as people read it; nil where only the palette has it.
  func keyText(of action: Action) -> String? {
    bindings.first { $0.action == action && !$0.keys.isEmpty }?.keys.first?.description
  }
}

/// A key that somebody chose and that does something else at the same place already.
public struct KeyClash: Sendable, Hashable, CustomStringConvertible {
  /// The key.
  public let key: Key
  /// The action that it was chosen for, and that does not get it.
  public let action: Action
  /// The action that keeps it.
  public let other: Action

  /// One line for the person who chose it.
  public var description: String {
    "\"\(key)\" for \"\(action.rawValue)\" is the key of \"\(other.rawValue)\" in the same place; "
      + "choose another, or change that one too"
  }
}

extension Keymap {
  /// The table with somebody's own keys, by the names of actions, and what of them could not be.
  ///
  /// Of several rows of an action the first gets them. A key that would then do two things at one
  /// place stays with the action that has it unchanged, of two changed ones with the earlier row.
  /// An action that the console cannot be used without keeps its keys rather than having none.
  /// Names that are no actions are passed over: whoever reads the file reports them.
  public func remapped(_ keys: [String: [Key]]) -> (keymap: Keymap, clashes: [KeyClash]) {
    var changed = bindings
    var own: Set<Int> = []
    var seen: Set<Action> = []
    for place in changed.indices where seen.insert(changed[place].action).inserted {
      guard let chosen = keys[changed[place].action.rawValue] else { continue }
      changed[place].keys = chosen
      own.insert(place)
    }
    var clashes: [KeyClash] = []
    for place in own.sorted() {
      let row = changed[place]
      changed[place].keys = row.keys.filter { key in
        let other = changed.indices.first { index in
          index != place && (!own.contains(index) || index < place)
            && !changed[index].scope.isDisjoint(with: row.scope)
            && changed[index].keys.contains(key)
        }
        guard let other, changed[other].action != row.action else { return true }
        clashes.append(KeyClash(key: key, action: row.action, other: changed[other].action))
        return false
      }
      if changed[place].keys.isEmpty, row.action.isNeeded {
        changed[place].keys = bindings[place].keys
      }
    }
    return (Keymap(changed), clashes)
  }
}
