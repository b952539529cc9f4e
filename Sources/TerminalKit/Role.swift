/// What a piece of the screen means. A theme gives each role its colours; nothing else does.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// The ground under everything.
  case background
  /// Ordinary text.
  case text
  /// Text of less weight: labels, ages, hints.
  case muted
  /// Text that leads the eye: titles, keys.
  case accent
  /// The selected row.
  case selection
  /// The border of a pane.
  case border
  /// The border of the pane that has the keys.
  case borderFocus = "border.focus"
  /// In order.
  case ok
  /// Soon not in order.
  case warn
  /// Past its limit.
  case breach
  /// Held by name.
  case named
  /// Not settled yet.
  case contingent
  /// Already known.
  case duplicate
  /// The filled part of a bar.
  case barFull = "bar.full"
  /// The rest of a bar.
  case barEmpty = "bar.empty"
  /// The top line.
  case header
  /// The bottom line.
  case footer
}
