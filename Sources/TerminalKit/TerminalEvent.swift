/// Something that the terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted: never keys. Line ends are LF; other controls are still in it.
  case paste(String)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// The window has a new size.
  case resize(Size)
  /// The window got (true) or lost the keyboard.
  case focus(Bool)
  /// The terminal is gone: leave at once, there is nothing to restore.
  case hangUp
}

/// A click or a turn of the wheel.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    case press, wheelUp, wheelDown
  }

  /// What was done.
  public var action: Action
  /// The cell under the pointer.
  public var position: Position

  /// Creates an event.
  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
