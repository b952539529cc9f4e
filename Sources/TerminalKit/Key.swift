/// A key press.
public enum Key: Hashable, Sendable {
  /// Keys that type no character.
  public enum Named: String, CaseIterable, Hashable, Sendable {
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end
    case pageUp = "pageup"
    case pageDown = "pagedown"
  }

  /// A printable character, blank included.
  case character(Character)
  /// A lower-case letter or sign with Ctrl.
  case control(Character)
  /// A character with Alt (sent as Esc and the character).
  case alt(Character)
  /// A key that types no character.
  case named(Named)
  /// Such a key with Shift, Ctrl or Alt.
  case modified(Modifiers, Named)
  /// F1 … F24.
  case function(Int)

  /// Keys held with another.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Enter or Return.
  public static let enter = Key.named(.enter)
  /// Escape.
  public static let escape = Key.named(.escape)
  /// Tab.
  public static let tab = Key.named(.tab)
  /// Shift and Tab.
  public static let backTab = Key.modified(.shift, .tab)
  /// Backspace.
  public static let backspace = Key.named(.backspace)
  /// Delete.
  public static let delete = Key.named(.delete)
  /// Arrow up.
  public static let up = Key.named(.up)
  /// Arrow down.
  public static let down = Key.named(.down)
  /// Arrow left.
  public static let left = Key.named(.left)
  /// Arrow right.
  public static let right = Key.named(.right)
  /// Home.
  public static let home = Key.named(.home)
  /// End.
  public static let end = Key.named(.end)
  /// Page up.
  public static let pageUp = Key.named(.pageUp)
  /// Page down.
  public static let pageDown = Key.named(.pageDown)
  /// The space bar.
  public static let space = Key.character(" ")
}
