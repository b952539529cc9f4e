import DeskRules
import LeadModel
import TerminalKit

/// Something that happened.
public enum ConsoleMessage: Sendable, Equatable {
  /// A key was pressed.
  case keyPressed(Key)
  /// Text was pasted: never keys.
  case pasted(String)
  /// The mouse did something.
  case mouseUsed(MouseEvent)
  /// Time went on: once a second while the screen is shown.
  case ticked(Instant)
  /// The host answered a request.
  case answered(DeskAnswer, to: RequestTag)
  /// The host told that something changed.
  case changed(Set<Topic>)
  /// The host is gone; nothing that was asked will be answered.
  case linkLost(String)
  /// The host is there: at the start, and after each loss.
  case linkRestored
  /// The window has a new size.
  case resized(Size)
  /// The job was stopped.
  case suspended
  /// The job goes on; the screen has to be painted anew.
  case resumed
  /// Something is badly wrong with the desk; it is told on top of every screen from now on.
  case alarmed(String)
  /// A theme, or a copy to the clipboard, did not work; the reason is shown.
  case effectFailed(String)
}
