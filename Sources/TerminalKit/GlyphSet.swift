/// The eight pieces of a border.
public struct BoxGlyphs: Hashable, Sendable {
  /// Lines: across and down.
  public var horizontal, vertical: String
  /// Corners.
  public var topLeft, topRight, bottomLeft, bottomRight: String
  /// Where a divider meets the border, at the left and at the right.
  public var teeLeft, teeRight: String

  /// Creates a border from nine characters: `─│┌┐└┘├┤`, in this order.
  init(_ pieces: String) {
    let list = pieces.map(String.init)
    precondition(list.count == 8, "a border has eight pieces")
    (horizontal, vertical) = (list[0], list[1])
    (topLeft, topRight, bottomLeft, bottomRight) = (list[2], list[3], list[4], list[5])
    (teeLeft, teeRight) = (list[6], list[7])
  }
}

/// Signs that are drawn by name, so that every terminal gets one that its font has.
/// Each takes exactly one column in each set.
public enum Symbol: String, CaseIterable, Hashable, Sendable {
  case star, square, circleFull, circleEmpty, circleHalf, arrowRight, ellipsis, check, cross, flag
  case edge, triangleUp, triangleDown, pointer, bullet, dash, middleDot, pause, warning, mark
  case lineLeft, lineRight, replacement
}

/// The characters that a terminal can show: borders, bars and signs.
public struct GlyphSet: Hashable, Sendable {
  /// The set's name: `unicode`, `linux` or `ascii`.
  public let name: String
  /// An ordinary border.
  public let light: BoxGlyphs
  /// The border of the focused pane, different without any colour.
  public let heavy: BoxGlyphs
  /// Bars from empty to full: the first is a blank, the last a whole cell.
  public let bars: [String]
  /// Columns from low to high, for sparklines; the first is the lowest that shows.
  public let columns: [String]
  /// The unfilled part of a bar.
  public let barRest: String
  /// Shades from none to full, for heat maps.
  public let shades: [String]
  private let symbols: [Symbol: String]

  /// A sign of this set.
  public subscript(_ symbol: Symbol) -> String { symbols[symbol] ?? "?" }

  init(
    name: String, light: String, heavy: String, bars: String, columns: String, barRest: String,
    shades: String, symbols: String
  ) {
    self.name = name
    self.light = BoxGlyphs(light)
    self.heavy = BoxGlyphs(heavy)
    self.bars = bars.map(String.init)
    self.columns = columns.map(String.init)
    self.barRest = barRest
    self.shades = shades.map(String.init)
    self.symbols = Dictionary(
      uniqueKeysWithValues: zip(Symbol.allCases, symbols.map(String.init)))
  }

  /// For terminals with UTF-8 and an ordinary font.
  public static let unicode = GlyphSet(
    name: "unicode", light: "─│┌┐└┘├┤", heavy: "━┃┏┓┗┛┣┫", bars: " ▏▎▍▌▋▊▉█",
    columns: "▁▂▃▄▅▆▇█", barRest: "░", shades: " ░▒▓█", symbols: "★▣●○◐→…✓✗⚑▌▲▼▸•–·‖▲▪╴╶�")

  /// For the Linux console, whose font has the characters of old PCs only.
  public static let linux = GlyphSet(
    name: "linux", light: "─│┌┐└┘├┤", heavy: "═║╔╗╚╝╠╣", bars: " ▌█", columns: "▄█",
    barRest: "░", shades: " ░▒▓█", symbols: "*■●○◘→.√x!▌▲▼►•-·‖!■──?")

  /// For everything else, and for `--ascii`.
  public static let ascii = GlyphSet(
    name: "ascii", light: "-|++++++", heavy: "=#######", bars: " #", columns: "_.-=^#",
    barRest: ".", shades: " .:+#", symbols: "*#@o%>~vx!|^v>*-.=!+--?")
}
