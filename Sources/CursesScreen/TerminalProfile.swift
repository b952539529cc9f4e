import CNcurses
import TerminalKit

/// What the environment says about the terminal, before and after ncurses was asked.
struct TerminalProfile: Hashable {
  /// The type to open, which may be a stand-in for that of TERM.
  var type: String
  /// True if `type` is not what TERM said.
  var isStandIn = false
  /// Milliseconds to wait for the rest of an escape sequence.
  var escapeDelay = 50
  /// True inside of tmux, where OSC 52 has to be wrapped.
  var isInTmux = false

  /// Types that behave like xterm but are unknown on older systems.
  private static let likeXterm = [
    "xterm", "foot", "alacritty", "wezterm", "ghostty", "kitty", "rio", "contour", "konsole",
    "vte", "gnome", "iterm", "rxvt", "st-",
  ]

  /// Finds a type that can be opened. `check` tells whether a type is known and usable
  /// (1), known but not usable (0) or unknown (-1).
  init(environment: [String: String], check: (String) -> Int32) throws(ScreenError) {
    guard let wanted = environment["TERM"], !wanted.isEmpty else { throw .noTerminalType }
    type = wanted
    var found = check(wanted)
    if found < 0, Self.isLikeXterm(wanted) {
      type = "xterm-256color"
      isStandIn = true
      found = check(type)
    }
    if found < 0 { throw .unknownTerminal(wanted) }
    if found == 0 { throw .cannotDraw(wanted) }
    if let delay = environment["ESCDELAY"].flatMap({ Int($0) }), (1...5_000).contains(delay) {
      escapeDelay = delay
    }
    isInTmux = environment["TMUX"].map { !$0.isEmpty } ?? false
    preferDirectColor(environment, check: check)
  }

  /// True colour exists in ncurses only for types named `-direct`.
  private mutating func preferDirectColor(
    _ environment: [String: String], check: (String) -> Int32
  ) {
    guard ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? ""),
      type.hasSuffix("-256color")
    else { return }
    let direct = type.dropLast("256color".count) + "direct"
    if check(String(direct)) > 0 { type = String(direct) }
  }

  private static func isLikeXterm(_ type: String) -> Bool {
    type.hasSuffix("-256color") || likeXterm.contains { type.hasPrefix($0) }
  }

  /// The consoles that know neither operating system commands nor modes of their own.
  var isPlain: Bool {
    ["linux", "vt", "cons", "ansi", "sun"].contains { type.hasPrefix($0) }
  }

  /// True for screen, whose control strings have to be cut into pieces.
  var isScreen: Bool { type.hasPrefix("screen") && !isInTmux }

  /// The colours to use of those that the terminal has. NO_COLOR counts if it is not empty.
  static func depth(
    colors: Int32, isDirect: Bool, environment: [String: String], limit: ColorDepth?
  ) -> ColorDepth {
    let able: ColorDepth =
      switch colors {
      case ..<8: .none
      case 8..<16: .eight
      case 16..<256: .sixteen
      default: isDirect ? .trueColor : .palette
      }
    if let limit { return min(able, limit) }
    return environment["NO_COLOR"].map { !$0.isEmpty } ?? false ? .none : able
  }

  /// The characters to draw with.
  func glyphs(isUTF8: Bool, ascii: Bool) -> GlyphSet {
    if ascii || !isUTF8 { return .ascii }
    return type.hasPrefix("linux") ? .linux : .unicode
  }
}
