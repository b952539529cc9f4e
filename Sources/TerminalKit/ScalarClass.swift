/// What a Unicode scalar does on a terminal.
enum ScalarClass: Equatable {
  /// Takes one cell, or two.
  case spacing(isWide: Bool)
  /// Takes no cell: stands on the character before it.
  case mark
  /// Zero-width joiner.
  case joiner
  /// Variation selector.
  case selector
  /// Invisible tag character, as in the flags of regions.
  case tag
  /// Cannot be shown; this narrow character stands for it.
  case shown(Unicode.Scalar)

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E: self = .spacing(isWide: false)
    case 0...0x1F: self = .shown(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: self = .shown("\u{2421}")
    case 0x200D: self = .joiner
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .selector
    case 0xE0020...0xE007F: self = .tag
    case 0x1F1E6...0x1F1FF: self = .shown(Unicode.Scalar(scalar.value - 0x1F1E6 + 65) ?? "?")
    case 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x377: self = .spacing(isWide: false)
    case 0x1160...0x11FF where scalar.value != 0x1160, 0xD7B0...0xD7FB: self = .mark
    default: self = Self.byCategory(scalar)
    }
  }

  private static func byCategory(_ scalar: Unicode.Scalar) -> ScalarClass {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return .shown("\u{FFFD}") }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      return .shown("\u{FFFD}")
    case .nonspacingMark, .enclosingMark:
      return .mark
    case .spaceSeparator where scalar.value != 0x3000:
      return .shown(" ")
    case .spacingMark where scalar.isWide:
      return .shown("\u{FFFD}")
    default:
      return .spacing(isWide: scalar.isWide)
    }
  }
}

extension Unicode.Scalar {
  /// True for the five skin tones, which change the emoji before them.
  var isSkinTone: Bool { value >= 0x1F3FB && value <= 0x1F3FF }

  /// True for emoji; not for the digits and signs that only become emoji by a selector.
  var isPictograph: Bool { value > 0x2000 && properties.isEmoji }

  /// True if the character takes two cells (East Asian Width W and F; glibc agrees).
  var isWide: Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }
}
