import TerminalKit

/// `keys.toml`, read and checked: a user's own keys for some of the console's actions.
///
/// ```toml
/// [keys]
/// escalate = "E"
/// down = ["j", "ctrl-n"]
/// zoom = []                # no key; the command palette still has it
/// ```
public struct KeysFile: Sendable, Equatable {
  /// A row of the console's table of keys.
  public struct Row: Sendable, Equatable {
    /// The action's name.
    public var action: String
    /// Its keys as shipped.
    public var keys: [Key]
    /// Where they hold, one bit a place: keys of rows that share a place must differ.
    public var places: UInt32
    /// Whether printable keys are text in one of these places.
    public var isTyping: Bool
    /// Whether the console cannot be used without it.
    public var isNeeded: Bool

    /// Takes the values as their properties describe them.
    public init(
      action: String, keys: [Key], places: UInt32, isTyping: Bool = false, isNeeded: Bool = false
    ) {
      self.action = action
      self.keys = keys
      self.places = places
      self.isTyping = isTyping
      self.isNeeded = isNeeded
    }
  }

  /// By action: the keys of its first row instead of those shipped. Further rows of an action keep
  /// theirs.
  public let keys: [String: [Key]]

  /// Reads the text of the file, UTF-8 with or without byte order mark.
  ///
  /// `rows` are the keys as shipped; of several rows of one action the first can be changed.
  ///
  /// - Throws: everything that is wrong with it, in the order of the file.
  public init(
    parsing text: [UInt8], file: String = "keys.toml", rows: [Row]
  ) throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    let reader = TableReader(try TOMLDocument(text, file: file), log: log)
    reader.allowOnly(["keys"])
    keys = try log.finish(KeysReader(table: reader.section("keys"), rows: rows).read())
  }
}

/// Turns the table of `keys.toml` into keys.
private struct KeysReader {
  let table: TableReader
  let rows: [KeysFile.Row]

  func read() -> [String: [Key]] {
    var actions: [String] = []
    for row in rows where !actions.contains(row.action) { actions.append(row.action) }
    table.allowOnly(actions)
    var changed: [String: [Located<Key>]] = [:]
    for entry in table.entries where actions.contains(entry.key) {
      changed[entry.key] = keys(entry)
    }
    checkClashes(changed)
    return changed.mapValues { $0.map(\.value) }
  }

  /// One key, or a list of keys.
  private func keys(_ entry: TOMLEntry) -> [Located<Key>] {
    guard let row = rows.first(where: { $0.action == entry.key }) else { return [] }
    var texts: [Located<String>]
    if case .text = entry.node.value {
      texts = keyText(entry.node, of: entry.key).map { [$0] } ?? []
    } else {
      texts =
        table.items(entry.key, of: "keys")?
        .compactMap { keyText($0, of: entry.key) } ?? []
      if case .list(let items) = entry.node.value, items.isEmpty, row.isNeeded {
        table.refuse(entry.key, "needs a key: without it the console cannot be used")
      }
    }
    texts = table.withoutRepeats(texts, of: entry.key)
    return texts.compactMap { key($0, for: row) }
  }

  private func keyText(_ node: TOMLNode, of key: String) -> Located<String>? {
    table.exactText(node, of: key).map { Located(value: $0, place: node.place) }
  }

  private func key(_ text: Located<String>, for row: KeysFile.Row) -> Located<Key>? {
    guard let key = Key(notation: text.value) else {
      table.refuse(
        row.action, at: text.place,
        "\(text.value.quoted) is no key; write as in \"x\", \"space\", \"ctrl-x\", \"alt-x\", "
          + "\"shift-tab\", \"pgup\" or \"f2\"")
      return nil
    }
    if row.isTyping, case .character = key {
      table.refuse(
        row.action, at: text.place,
        "\(text.value.quoted) is text where this key holds; choose one with ctrl or alt")
      return nil
    }
    return Located(value: key, place: text.place)
  }

  /// A key that somebody chose must do one thing in each place.
  private func checkClashes(_ changed: [String: [Located<Key>]]) {
    var inForce = rows
    var seen: Set<String> = []
    for index in inForce.indices where seen.insert(inForce[index].action).inserted {
      if let keys = changed[inForce[index].action] { inForce[index].keys = keys.map(\.value) }
    }
    for entry in table.entries {
      guard let keys = changed[entry.key],
        let row = inForce.first(where: { $0.action == entry.key })
      else { continue }
      for key in keys {
        let other = inForce.first {
          $0.action != row.action && $0.places & row.places != 0 && $0.keys.contains(key.value)
        }
        guard let other else { continue }
        table.refuse(
          entry.key, at: key.place,
          "\("\(key.value)".quoted) is the key of \(other.action.quoted) in the same place; "
            + "choose another, or change that one too")
      }
    }
  }
}
