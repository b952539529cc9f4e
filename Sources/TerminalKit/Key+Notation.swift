/// How keys are written in footers, help and key files: `j`, `G`, `space`, `enter`, `ctrl-c`,
/// `alt-x`, `shift-tab`, `f2`, `pgup`. Names do not depend on case, characters do.
extension Key: CustomStringConvertible {
  /// Reads the notation; nil if it names no key.
  public init?(notation: String) {
    if notation.count == 1, let character = notation.first, character.isPrintable {
      self = .character(character)
      return
    }
    var parts = notation.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    // A hyphen as the key itself leaves two empty parts: "ctrl--".
    if parts.count > 2, parts.suffix(2) == ["", ""] {
      parts.replaceSubrange((parts.count - 2)..., with: ["-"])
    }
    guard let last = parts.popLast(), let key = Key.plain(last) else { return nil }
    var modifiers: Modifiers = []
    for part in parts {
      guard let modifier = Modifiers(name: part) else { return nil }
      modifiers.formUnion(modifier)
    }
    guard let whole = key.adding(modifiers) else { return nil }
    self = whole
  }

  /// The key as people read it: `Ctrl-C`, `Shift-Tab`, `F2`, `Enter`, `j`.
  public var description: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .named(let name): name.label
    case .modified(let modifiers, let name): modifiers.label + name.label
    case .function(let number): "F\(number)"
    }
  }

  private static func plain(_ name: String) -> Key? {
    let lower = name.lowercased()
    if let named = Named(rawValue: Named.synonyms[lower] ?? lower) { return .named(named) }
    if lower == "space" { return .character(" ") }
    if lower.first == "f", let number = Int(lower.dropFirst()), (1...24).contains(number) {
      return .function(number)
    }
    if name.count == 1, let character = name.first, character.isPrintable {
      return .character(character)
    }
    return nil
  }

  private func adding(_ modifiers: Modifiers) -> Key? {
    if modifiers.isEmpty { return self }
    switch self {
    case .named(let name): return .modified(modifiers, name)
    case .character(let character) where modifiers == .control:
      return character.lowercased().first.map(Key.control)
    case .character(let character) where modifiers == .alt: return .alt(character)
    default: return nil
    }
  }
}

extension Key.Named {
  static let synonyms = [
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
    "ins": "insert", "bs": "backspace",
  ]

  var label: String {
    switch self {
    case .escape: "Esc"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }
}

extension Key.Modifiers {
  init?(name: String) {
    switch name.lowercased() {
    case "ctrl", "control", "c": self = .control
    case "alt", "meta", "m": self = .alt
    case "shift", "s": self = .shift
    default: return nil
    }
  }

  var label: String {
    (contains(.control) ? "Ctrl-" : "") + (contains(.alt) ? "Alt-" : "")
      + (contains(.shift) ? "Shift-" : "")
  }
}

extension Character {
  /// True for a character that takes a place on the screen and is no control.
  var isPrintable: Bool {
    unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } && !isNewline
  }
}
