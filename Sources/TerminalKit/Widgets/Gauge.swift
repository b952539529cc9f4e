/// A bar that shows a share of a whole.
public enum Gauge {
  /// The bar as text of exactly `width` columns.
  ///
  /// The share is cut to 0–1. Something above zero always shows, and a bar is only full when the
  /// share is: near misses stay visible.
  public static func bar(
    share: Double, width: Int, glyphs: GlyphSet, full: Style = Style(.barFull),
    empty: Style = Style(.barEmpty)
  ) -> StyledText {
    guard width > 0 else { return StyledText([]) }
    let steps = glyphs.bars.count - 1
    let filled = eighths(share: share, of: width * steps)
    let whole = filled / steps
    let part = filled % steps
    var drawn = String(repeating: glyphs.bars[steps], count: whole)
    if part > 0 { drawn += glyphs.bars[part] }
    let rest = width - whole - (part > 0 ? 1 : 0)
    return StyledText([
      Span(drawn, full), Span(String(repeating: glyphs.barRest, count: rest), empty),
    ])
  }

  private static func eighths(share: Double, of total: Int) -> Int {
    guard share.isFinite, share > 0 else { return share == .infinity ? total : 0 }
    if share >= 1 { return total }
    return min(total - 1, max(1, Int((share * Double(total)).rounded())))
  }
}
