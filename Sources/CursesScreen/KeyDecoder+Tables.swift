import TerminalKit

extension KeyDecoder {
  static let singleKeys: [Unicode.Scalar: Key.Named] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "M": .enter,
  ]

  private static let tildeKeys: [Int: Key.Named] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]

  /// The key for a single character; nil for controls without a meaning.
  static func key(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 8, 127: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 0: .control(" ")
    case 1...26: Unicode.Scalar(scalar.value + 96).map { .control(Character($0)) }
    case 28...31: Unicode.Scalar(scalar.value + 64).map { .control(Character($0)) }
    case 0x80...0x9F: nil
    default: .character(Character(scalar))
    }
  }

  /// The same key with Alt.
  static func withAlt(_ key: Key) -> Key? {
    switch key {
    case .character(let character): .alt(character)
    case .named(let name): .modified(.alt, name)
    default: nil
    }
  }

  /// What a control sequence means; nil for those that mean nothing here.
  static func event(final: Unicode.Scalar, parameters: String) -> TerminalEvent? {
    if parameters.first == "<" { return mouse(parameters.dropFirst(), final: final) }
    if parameters.isEmpty, final == "I" || final == "O" { return .focus(final == "I") }
    if final == "Z" { return .key(.backTab) }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 1 }
    let name = final == "~" ? numbers.first.flatMap { tildeKeys[$0] } : singleKeys[final]
    guard let name, final != "M" else { return nil }
    let modifiers = modifiers(numbers.count > 1 ? numbers[1] : 1)
    return .key(modifiers.isEmpty ? .named(name) : .modified(modifiers, name))
  }

  /// The modifiers of a parameter as xterm sends it: one more than Shift 1, Alt 2, Ctrl 4.
  static func modifiers(_ parameter: Int) -> Key.Modifiers {
    Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: max(0, parameter - 1) & 7))
  }

  /// A report of the mouse in the form of mode 1006: button;column;row, M pressed, m released.
  private static func mouse(_ report: Substring, final: Unicode.Scalar) -> TerminalEvent? {
    let numbers = report.split(separator: ";").compactMap { Int($0) }
    guard final == "M", numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let actions: [Int: MouseEvent.Action] = [0: .press, 64: .wheelUp, 65: .wheelDown]
    // Shift 4, Alt 8 and Ctrl 16 do not change what a click means.
    guard let action = actions[numbers[0] & ~28] else { return nil }
    return .mouse(
      MouseEvent(action, at: Position(x: numbers[1] - 1, y: numbers[2] - 1)))
  }
}
