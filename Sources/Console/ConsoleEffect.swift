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
  /// Keep this text for the user and workspace, in place of what was kept before, and give it to the next
  /// session as ``ConsoleSettings/remembered``. Lines of plain text, a few hundred bytes.
  case remember(String)
  /// Take clicks and the wheel, or leave the mouse to the terminal.
  case useMouse(Bool)
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
    case act, glance, insight
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
