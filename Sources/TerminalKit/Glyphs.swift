/// The glyphs of a text, made harmless: the one place where text becomes cells.
///
/// Control and escape characters become their pictures (␛), bidirectional controls, zero-width
/// characters, unassigned and private ones become U+FFFD, more than three combining marks on one
/// base end in U+FFFD. Emoji sequences (joined, with skin tones or selectors) show their base;
/// flags show their two letters. Right-to-left text stays in logical order.
/// Widths are those of glibc's `wcwidth`, which terminals agree with for single characters.
public struct Glyphs: Sequence, IteratorProtocol {
  private var rest: String.UnicodeScalarView.Iterator
  private var pushedBack: Unicode.Scalar?

  /// Starts at the beginning of the text.
  public init(_ text: String) {
    rest = text.unicodeScalars.makeIterator()
  }

  /// The next glyph; never a continuation.
  public mutating func next() -> Glyph? {
    guard let scalar = take() else { return nil }
    switch ScalarClass(scalar) {
    case .spacing(let isWide):
      var glyph = Glyph(base: scalar, isWide: isWide)
      absorbFollowers(of: &glyph)
      return glyph
    case .shown(let substitute):
      return Glyph(base: substitute, isWide: false)
    case .mark, .joiner, .selector, .tag:
      return .replacement
    }
  }

  private mutating func take() -> Unicode.Scalar? {
    if let scalar = pushedBack {
      pushedBack = nil
      return scalar
    }
    return rest.next()
  }

  /// Takes what belongs to the glyph: marks are kept, what only modifies an emoji is dropped.
  private mutating func absorbFollowers(of glyph: inout Glyph) {
    var hadSelector = false
    while let scalar = take() {
      // Nothing below U+0300 attaches to what stands before it.
      if scalar.value < 0x300 { return pushedBack = scalar }
      switch ScalarClass(scalar) {
      case .mark:
        if !isKeycap(scalar, on: glyph), !glyph.add(mark: scalar) { return endLongRun() }
      case .selector where !hadSelector:
        hadSelector = true
      case .tag where glyph.base == "\u{1F3F4}":
        break
      case .spacing where scalar.isSkinTone && glyph.base.isPictograph:
        break
      case .joiner where glyph.base.isPictograph && takePictograph():
        hadSelector = false
      default:
        return pushedBack = scalar
      }
    }
  }

  private func isKeycap(_ scalar: Unicode.Scalar, on glyph: Glyph) -> Bool {
    scalar.value == 0x20E3 && glyph.base.value < 0x80
  }

  /// Skips the other marks of a run that has too many, and leaves a visible sign of it.
  private mutating func endLongRun() {
    var ahead = rest
    while let scalar = ahead.next(), case .mark = ScalarClass(scalar) { rest = ahead }
    pushedBack = "\u{FFFD}"
  }

  private mutating func takePictograph() -> Bool {
    var ahead = rest
    guard let scalar = ahead.next(), scalar.isPictograph else { return false }
    rest = ahead
    return true
  }
}
