/// What one or two cells show: a base character with at most three combining marks.
///
/// A glyph is made by `Glyphs` from text, which makes it harmless first; it has no heap storage,
/// so a frame of any text is one flat array.
public struct Glyph: Hashable, Sendable {
  private static let wideBit: UInt32 = 1 << 31
  private static let markBits: UInt64 = 21
  static let maximumMarks = 3

  private var marks: UInt64 = 0
  private var bits: UInt32

  /// A blank.
  public static let space = Glyph(base: " ", isWide: false)
  /// The right half of a wide glyph: it shows nothing of its own.
  public static let continuation = Glyph(bits: 0)
  /// What stands for anything that cannot be shown.
  public static let replacement = Glyph(base: "\u{FFFD}", isWide: false)

  private init(bits: UInt32) {
    self.bits = bits
  }

  init(base: Unicode.Scalar, isWide: Bool) {
    bits = base.value | (isWide ? Self.wideBit : 0)
  }

  /// True if this is the right half of a wide glyph.
  public var isContinuation: Bool { bits == 0 }

  /// Columns: 2 for wide glyphs, 0 for a continuation, else 1.
  public var width: Int { bits == 0 ? 0 : (bits & Self.wideBit == 0 ? 1 : 2) }

  /// The character without its marks; NUL for a continuation.
  public var base: Unicode.Scalar { Unicode.Scalar(bits & ~Self.wideBit) ?? "\u{FFFD}" }

  /// The number of combining marks, 0–3.
  public var markCount: Int {
    marks == 0 ? 0 : (64 - marks.leadingZeroBitCount + 20) / Int(Self.markBits)
  }

  /// One of the combining marks, in the order of the text.
  public func mark(_ index: Int) -> Unicode.Scalar {
    let value = UInt32(truncatingIfNeeded: marks >> (Self.markBits * UInt64(index))) & 0x1F_FFFF
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// Adds a combining mark. Returns false if there is no room for it.
  mutating func add(mark: Unicode.Scalar) -> Bool {
    let count = markCount
    guard count < Self.maximumMarks else { return false }
    marks |= UInt64(mark.value) << (Self.markBits * UInt64(count))
    return true
  }

  /// The glyph as text, empty for a continuation.
  public var text: String {
    var result = ""
    append(to: &result)
    return result
  }

  func append(to text: inout String) {
    if isContinuation { return }
    text.unicodeScalars.append(base)
    for index in 0..<markCount { text.unicodeScalars.append(mark(index)) }
  }
}

/// One place of the grid: a glyph and how it looks.
public struct Cell: Hashable, Sendable {
  /// What it shows.
  public var glyph: Glyph
  /// How it looks.
  public var style: Style

  /// Creates a cell.
  public init(_ glyph: Glyph = .space, style: Style = .text) {
    self.glyph = glyph
    self.style = style
  }
}
