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
    let numbers = depth == .eight ? 0..<8 : range(of: depth)
    return nearest(color, among: numbers, depth: depth) { _ in true } ?? .terminalDefault
  }

  /// The nearest foreground colour that can be read as well on `ground` as the theme meant it:
  /// with a contrast of 4.5, or what the theme itself has if that is less.
  ///
  /// On eight colours bold means bright: it is added for bright colours, and taken away where the
  /// bright colour could not be read or the text is drawn reversed.
  static func foreground(
    _ color: Color, on ground: TerminalColor, meant: Double?, weights: inout Attributes,
    depth: ColorDepth
  ) -> TerminalColor {
    let wanted = min(4.5, meant ?? 0)
    func readable(_ candidate: RGB) -> Bool {
      guard let behind = ground.components else { return true }
      return candidate.contrast(with: behind) >= wanted
    }
    func search(_ numbers: Range<Int>) -> TerminalColor? {
      nearest(color, among: numbers, depth: depth, where: readable)
    }
    guard depth == .eight, color != .terminalDefault else {
      return search(range(of: depth)) ?? .extreme(opposite: ground, depth: depth)
    }
    if weights.contains(.bold), !weights.contains(.reverse), let bright = search(9..<16) {
      return bright
    }
    let wasBold = weights.remove(.bold) != nil
    let found = search(wasBold || weights.contains(.reverse) ? 0..<8 : 0..<16)
    if found?.needsBold == true { weights.insert(.bold) }
    return found ?? .extreme(opposite: ground, depth: depth)
  }

  private static func range(of depth: ColorDepth) -> Range<Int> {
    depth == .palette ? 16..<256 : 0..<16
  }

  private static func nearest(
    _ color: Color, among numbers: Range<Int>, depth: ColorDepth, where readable: (RGB) -> Bool
  ) -> TerminalColor? {
    guard depth != .none, let wanted = color.components else { return .terminalDefault }
    if depth == .trueColor { return direct(wanted) }
    // What the theme gives as a number is the user's own choice.
    if case .indexed(let number) = color, Int(number) < depth.rawValue, readable(wanted) {
      return TerminalColor(number: Int32(number), components: wanted)
    }
    var best: (number: Int, distance: Int)?
    // Bright black is invisible on some terminals of eight colours.
    for number in numbers where !(depth == .eight && number == 8) {
      let candidate = XtermPalette.colors[number]
      let distance = wanted.distance(to: candidate)
      if distance < best?.distance ?? Int.max, readable(candidate) { best = (number, distance) }
    }
    return best.map { TerminalColor(number: $0.number, depth: depth) }
  }

  private static func direct(_ value: RGB) -> TerminalColor {
    let number = Int32(value.red) << 16 | Int32(value.green) << 8 | Int32(value.blue)
    // The numbers below 8 still mean the terminal's own colours.
    return TerminalColor(number: number == 0 ? 0 : max(8, number), components: value)
  }
}

extension TerminalColor {
  init(number: Int, depth: ColorDepth) {
    let isBright = depth == .eight && number >= 8
    self.init(
      number: Int32(isBright ? number - 8 : number), components: XtermPalette.colors[number],
      needsBold: isBright)
  }

  /// White or black, whichever is further from the ground: for when nothing has the contrast.
  static func extreme(opposite ground: TerminalColor, depth: ColorDepth) -> TerminalColor {
    let isDark = (ground.components?.luminance ?? 0) < 0.18
    let white = depth == .eight ? 7 : 15
    return TerminalColor(number: isDark ? white : (depth == .palette ? 16 : 0), depth: depth)
  }
}
