/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// Red, green and blue, 0–255 each.
  case rgb(UInt8, UInt8, UInt8)
  /// A number of the 256-colour palette; 0–15 are the terminal's own sixteen.
  case indexed(UInt8)
  /// The terminal's own foreground or background.
  case terminalDefault

  /// Reads `#rrggbb`, a number 0–255, or an ANSI name (`red`, `bright_red`, `grey`, `default`).
  /// Case and the sign between `bright` and the colour do not matter. Nil if it is none of these.
  public init?(_ text: String) {
    if text.hasPrefix("#") {
      guard text.utf8.count == 7, text.dropFirst().allSatisfy(\.isHexDigit),
        let value = UInt32(text.dropFirst(), radix: 16)
      else {
        return nil
      }
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    } else if let number = UInt8(text) {
      self = .indexed(number)
    } else {
      let name = text.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
      if name == "default" {
        self = .terminalDefault
      } else if let number = Self.names[name] {
        self = .indexed(number)
      } else {
        return nil
      }
    }
  }

  /// The ANSI names in the order of their numbers.
  static let ansiNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  private static let names: [String: UInt8] = {
    var names: [String: UInt8] = ["grey": 8, "gray": 8]
    for (name, number) in zip(ansiNames, UInt8(0)...) {
      names[name] = number
      names["bright" + name] = number + 8
    }
    return names
  }()

  /// The colour's value; for numbers that of xterm's palette, nil for the terminal's own.
  public var components: RGB? {
    switch self {
    case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue)
    case .indexed(let number): XtermPalette.colors[Int(number)]
    case .terminalDefault: nil
    }
  }
}

extension Color: CustomStringConvertible {
  /// As a theme file writes it.
  public var description: String {
    switch self {
    case .rgb(let red, let green, let blue):
      "#"
        + [red, green, blue].map { part in
          let digits = String(part, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    case .indexed(let number): String(number)
    case .terminalDefault: "default"
    }
  }
}

/// Red, green and blue of the sRGB space.
public struct RGB: Hashable, Sendable {
  /// The components, 0–255.
  public var red, green, blue: UInt8

  /// Creates a colour value.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// As `#rrggbb`.
  public var hex: String {
    "#"
      + [red, green, blue].map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// Relative luminance, 0–1, of WCAG 2.2.
  public var luminance: Double {
    0.2126 * LinearLight.values[Int(red)] + 0.7152 * LinearLight.values[Int(green)]
      + 0.0722 * LinearLight.values[Int(blue)]
  }

  /// The contrast ratio of WCAG 2.2 between two colours, 1–21.
  public func contrast(with other: RGB) -> Double {
    let one = luminance + 0.05
    let two = other.luminance + 0.05
    return max(one, two) / min(one, two)
  }

  /// How different two colours look, by the "redmean" weighting; smaller is nearer.
  func distance(to other: RGB) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let r = Int(red) - Int(other.red)
    let g = Int(green) - Int(other.green)
    let b = Int(blue) - Int(other.blue)
    return ((512 + mean) * r * r) >> 8 + 4 * g * g + ((767 - mean) * b * b) >> 8
  }
}

/// The palette that xterm starts with; cube and greys are the same everywhere.
enum XtermPalette {
  static let colors: [RGB] = {
    let sixteen: [UInt32] = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
      0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    let steps: [UInt32] = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { r in steps.flatMap { g in steps.map { b in r << 16 | g << 8 | b } } }
    let greys = (0..<24).map { UInt32(8 + 10 * $0) * 0x010101 }
    return (sixteen + cube + greys).map {
      RGB(red: UInt8($0 >> 16), green: UInt8($0 >> 8 & 0xFF), blue: UInt8($0 & 0xFF))
    }
  }()
}
