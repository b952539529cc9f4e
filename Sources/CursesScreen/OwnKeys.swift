import TerminalKit

/// Byte sequences that terminal descriptions leave out, with key codes of our own for ncurses.
enum OwnKeys {
  /// What each code means; the code of the first is `firstCode`.
  static let table: [(sequence: String, input: KeyDecoder.Input)] = fixed + modified

  static let firstCode: Int32 = 2_000

  /// The meaning of a code that was defined from the table.
  static func input(code: UInt32) -> KeyDecoder.Input? {
    let index = Int(code) - Int(firstCode)
    return table.indices.contains(index) ? table[index].input : nil
  }

  private static let fixed: [(sequence: String, input: KeyDecoder.Input)] = [
    ("\u{1B}[200~", .pasteBegins), ("\u{1B}[201~", .pasteEnds),
    ("\u{1B}[I", .focus(true)), ("\u{1B}[O", .focus(false)),
    ("\u{1B}[1~", .key(.home)), ("\u{1B}[4~", .key(.end)),
    ("\u{1B}[7~", .key(.home)), ("\u{1B}[8~", .key(.end)),
    ("\u{1B}[H", .key(.home)), ("\u{1B}[F", .key(.end)),
    ("\u{1B}OH", .key(.home)), ("\u{1B}OF", .key(.end)),
    ("\u{1B}[A", .key(.up)), ("\u{1B}[B", .key(.down)),
    ("\u{1B}[C", .key(.right)), ("\u{1B}[D", .key(.left)),
    ("\u{1B}[Z", .key(.backTab)),
  ]

  /// Arrows, Home, End and the six keys above them with Shift, Alt and Ctrl, as xterm sends them.
  private static let modified: [(sequence: String, input: KeyDecoder.Input)] = {
    let letters: [(String, Key.Named)] = [
      ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ]
    let numbers: [(String, Key.Named)] = [
      ("2", .insert), ("3", .delete), ("5", .pageUp), ("6", .pageDown),
    ]
    return (2...8).flatMap { parameter in
      let held = KeyDecoder.modifiers(parameter)
      let endings =
        letters.map { ("1;\(parameter)\($0)", $1) } + numbers.map { ("\($0);\(parameter)~", $1) }
      return endings.map { ("\u{1B}[" + $0, KeyDecoder.Input.key(.modified(held, $1))) }
    }
  }()
}
