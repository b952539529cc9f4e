/// What the console is told once, at its start.
public struct ConsoleSettings: Sendable, Hashable {
  /// Acts are left out, and the header says so.
  public var isReadOnly = false
  /// IANA name of the user's zone; nil shows the desk's.
  public var timezone: String?
  /// Begins the keys that make acts harmless to repeat; unique to this session.
  public var session: String
  /// The keys, as the user has them.
  public var keymap = Keymap.standard
  /// Shows the three-line tour at first.
  public var showsTour = false
  /// Rings for new alerts.
  public var rings = true
  /// Asks the desktop to show new alerts.
  public var notifies = true
  /// Names the terminal's window after what is late.
  public var titles = true
  /// Draws lines without borders, one list at a time, that change once a minute: for screen readers.
  public var isAccessible = false
  /// Whether clicks and the wheel come here at first.
  public var usesMouse = true
  /// The role in which everything is done, where one was chosen; nil: with all the user has.
  public var role: String?
  /// The themes that `t` goes through, the first one in use.
  public var themes: [String] = []
  /// What ``ConsoleEffect/remember(_:)`` said last in an earlier session with this workspace: filters and
  /// orders of lists. What of it cannot be read is passed over.
  public var remembered = ""
  /// Settings of a session with this unique name, everything else as shipped.
  public init(session: String) {
    self.session = session
  }
}
