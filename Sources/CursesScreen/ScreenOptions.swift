import TerminalKit

/// How to open the screen.
public struct ScreenOptions: Sendable {
  /// The variables that decide: TERM, COLORTERM, NO_COLOR, ESCDELAY, TMUX.
  public var environment: [String: String]
  /// Colours and weights.
  public var theme: Theme
  /// Plain ASCII, whatever the locale.
  public var ascii: Bool
  /// Take clicks and the wheel.
  public var mouse: Bool
  /// The most colours to use; nil leaves it to the terminal and NO_COLOR.
  public var depth: ColorDepth?
  /// Standard error while the screen is up, kept open by the caller; nil leaves it.
  public var logDescriptor: Int32?
  /// An event counter (`sb_eventfd`) for INT, TERM, HUP, TSTP and CONT; nil installs nothing.
  public var signalDescriptor: Int32?
  /// Written to the real standard error after a crash, for instance where the log is.
  public var crashHint: String?

  /// The ordinary screen for an environment.
  public init(environment: [String: String], theme: Theme = .signal) {
    self.environment = environment
    self.theme = theme
    ascii = false
    mouse = true
  }
}

/// Why there is no screen: one sentence, to be followed by exit status 2.
public enum ScreenError: Error, Hashable, CustomStringConvertible {
  /// Standard input or output is no terminal.
  case notATerminal(stream: String)
  /// TERM is missing or empty.
  case noTerminalType
  /// The terminal description is not installed.
  case unknownTerminal(String)
  /// The terminal cannot address its cursor.
  case cannotDraw(String)
  /// The terminal's settings cannot be read.
  case unreachable

  /// The sentence.
  public var description: String {
    switch self {
    case .notATerminal(let stream):
      "the console needs a terminal, but standard \(stream) is none: "
        + "run it without a pipe, or see 'signalbox --help' for commands that print"
    case .noTerminalType:
      "the console cannot tell the kind of terminal: set TERM, for instance TERM=xterm-256color"
    case .unknownTerminal(let type):
      "terminal type '\(Sanitizer.clean(type))' in TERM is not known here: "
        + "try TERM=xterm-256color, or install the package ncurses-term"
    case .cannotDraw(let type):
      "terminal type '\(Sanitizer.clean(type))' in TERM cannot show a screen: "
        + "use another terminal, or see 'signalbox --help' for commands that print"
    case .unreachable:
      "the terminal does not answer: its settings cannot be read"
    }
  }
}
