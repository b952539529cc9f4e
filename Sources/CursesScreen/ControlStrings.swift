import TerminalKit

/// The control strings that ncurses does not know, as bytes.
enum ControlStrings {
  static let escape = "\u{1B}"
  /// Draw the frame at once: modes that begin and end a synchronized update.
  static let beginUpdate = "\u{1B}[?2026h"
  static let endUpdate = "\u{1B}[?2026l"
  /// Bracketed paste and focus reports.
  static let modesOn = "\u{1B}[?2004h\u{1B}[?1004h"
  static let modesOff = "\u{1B}[?1004l\u{1B}[?2004l"
  static let mouseOff = "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l"
  /// Keep the window's title and give it back.
  static let pushTitle = "\u{1B}[22;2t"
  static let popTitle = "\u{1B}[23;2t"
  /// Ends a device control string, and whatever else was cut short.
  static let terminator = "\u{1B}\\"
  /// Ends an operating system command; older terminals know only this end.
  static let bell = "\u{7}"

  /// What puts a terminal right whatever state it was left in. It begins by ending a control
  /// string that may have been cut short.
  static func restore(plain: Bool, capability: (String) -> [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    if !plain {
      bytes += Array((terminator + endUpdate + mouseOff + modesOff + popTitle).utf8)
    }
    for name in ["rmkx", "sgr0", "op", "cnorm"] { bytes += capability(name) }
    let leave = capability("rmcup")
    return bytes + (leave.isEmpty ? capability("clear") : leave)
  }

  static func title(_ text: String) -> String {
    escape + "]2;" + String(Sanitizer.clean(text).prefix(200)) + bell
  }

  static func notification(_ text: String) -> String {
    escape + "]9;" + String(Sanitizer.clean(text).prefix(200)) + bell
  }

  /// The most bytes of text that terminals take for their clipboard.
  static let copyLimit = 74_000

  /// Puts text on the clipboard (OSC 52); nil if it is too long.
  static func copy(_ text: String) -> String? {
    guard text.utf8.count <= copyLimit else { return nil }
    return escape + "]52;c;" + base64(Array(text.utf8)) + bell
  }

  /// Hands a control string through tmux to the terminal outside.
  static func throughTmux(_ string: String) -> String {
    escape + "Ptmux;" + doubledEscapes(string) + terminator
  }

  /// Hands a control string through screen, which takes at most 768 bytes at a time.
  static func throughScreen(_ string: String) -> String {
    var result = ""
    var piece = ""
    for character in string {
      piece.append(character)
      if piece.utf8.count == 250 || character == "\u{1B}" {
        if character == "\u{1B}" { piece.removeLast() }
        if !piece.isEmpty { result += escape + "P" + piece + terminator }
        piece = character == "\u{1B}" ? "\u{1B}" : ""
      }
    }
    return piece.isEmpty ? result : result + escape + "P" + piece + terminator
  }

  private static func doubledEscapes(_ string: String) -> String {
    string.reduce(into: "") { $0 += $1 == "\u{1B}" ? "\u{1B}\u{1B}" : String($1) }
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0..<4 {
        let isFilled = digit <= group.count
        result.append(isFilled ? digits[value >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
