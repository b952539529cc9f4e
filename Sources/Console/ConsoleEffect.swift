import DeskRules
import LeadModel

/// Something for the shell to do.
public enum ConsoleEffect: Sendable, Equatable {
  /// Ask the host, and hand the answer back with the tag.
  case ask(DeskRequest, RequestTag)
  /// Put text on the clipboard.
  case copy(String)
  /// Ring once.
  case bell
  /// Ask the desktop to show a line. The text is harmless.
  case notify(String)
  /// Name the terminal's window. The text is harmless.
  case setTitle(String)
  /// Paint every cell again.
  case redraw
  /// Draw with another theme from now on.
  case useTheme(String)
  /// Restore the terminal and stop the job.
  case suspend
  /// Restore the terminal and end.
  case quit
}

/// Which request an answer belongs to.
public struct RequestTag: Sendable, Hashable {
  /// What asked.
  enum Purpose: Sendable, Hashable {
    case status, subscription, directory, terms
    case list(ListSlot)
    case lead(screen: Int)
    case whyNot(screen: Int)
    case act, glance
    case document(screen: Int, isSide: Bool)
  }
  let purpose: Purpose
  /// Grows with every request of a session.
  let number: Int
}

/// A place on the screen that shows a list.
enum ListSlot: Sendable, Hashable {
  case pane(Pane)
  /// A list of a screen, by the screen and its place there.
  case panel(Int, Int)
}
