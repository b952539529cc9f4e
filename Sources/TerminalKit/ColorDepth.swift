/// How many colours a terminal has.
public enum ColorDepth: Int, CaseIterable, Comparable, Hashable, Sendable {
  /// None: attributes only (also `NO_COLOR`).
  case none = 0
  /// Eight, bright ones by bold.
  case eight = 8
  /// Sixteen.
  case sixteen = 16
  /// Sixteen, a cube of 6×6×6 and 24 greys.
  case palette = 256
  /// Red, green and blue.
  case trueColor = 16_777_216

  /// Orders by the number of colours.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A colour that a terminal of some depth has.
struct TerminalColor: Hashable {
  /// -1 the terminal's own, a palette number, or 0xRRGGBB.
  var number: Int32
  /// What it looks like on an ordinary terminal, nil for the terminal's own.
  var components: RGB?
  /// On eight colours a bright one is drawn bold.
  var needsBold = false

  static let terminalDefault = TerminalColor(number: -1, components: nil)
}

/// Finds the nearest colour that a terminal has.
enum Quantizer {
  /// The nearest background colour.
  static func background(_ color: Color, depth: ColorDepth) -> TerminalColor {
    nearest(color, among: depth == .eight ? 0..<8 : range(of: depth), depth: depth) { _ in true }
  }

  /// The nearest foreground colour that can be read as well on `ground` as the theme meant it:
  /// with a contrast of 4.5, or what the theme itself has if that is less.
  static func foreground(
    _ color: Color, on ground: TerminalColor, meant: Double?, depth: ColorDepth
  )
    -> TerminalColor
  {
    let wanted = min(4.5, meant ?? 0)
    return nearest(color, among: range(of: depth), depth: depth) { candidate in
      guard let behind = ground.components else { return true }
      return candidate.contrast(with: behind) >= wanted
    }
  }

  private static func range(of depth: ColorDepth) -> Range<Int> {
    depth == .palette ? 16..<256 : 0..<16
  }

  private static func nearest(
    _ color: Color, among numbers: Range<Int>, depth: ColorDepth, where readable: (RGB) -> Bool
  ) -> TerminalColor {
    guard depth != .none, let wanted = color.components else { return .terminalDefault }
    if depth == .trueColor { return direct(color, wanted) }
    // What the theme gives as a number is the user's own choice.
    if case .indexed(let number) = color, Int(number) < depth.rawValue, readable(wanted) {
      return TerminalColor(number: Int32(number), components: wanted)
    }
    var best: (number: Int, distance: Int)?
    for number in numbers where !(depth == .eight && number == 8) {
      let candidate = XtermPalette.colors[number]
      let distance = wanted.distance(to: candidate)
      if distance < best?.distance ?? Int.max, readable(candidate) { best = (number, distance) }
    }
    guard let best else { return TerminalColor.extreme(opposite: wanted, depth: depth) }
    return TerminalColor(number: best.number, depth: depth)
  }

  private static func direct(_ color: Color, _ value: RGB) -> TerminalColor {
    let number = Int32(value.red) << 16 | Int32(value.green) << 8 | Int32(value.blue)
    return TerminalColor(number: number, components: value)
  }
}

extension TerminalColor {
  init(number: Int, depth: ColorDepth) {
    let isBright = depth == .eight && number >= 8
    self.init(
      number: Int32(isBright ? number - 8 : number), components: XtermPalette.colors[number],
      needsBold: isBright)
  }

  /// White or black: where no colour of the terminal has the contrast, the nearer to readable.
  static func extreme(opposite color: RGB, depth: ColorDepth) -> TerminalColor {
    TerminalColor(number: color.luminance > 0.18 ? 15 : 0, depth: depth)
  }
}
