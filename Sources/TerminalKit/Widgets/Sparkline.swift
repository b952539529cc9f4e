/// A row of small columns: the course of a figure over time.
public enum Sparkline {
  /// The last `width` values as columns, the newest at the right; missing values are blanks.
  ///
  /// Columns stand on zero and reach to `maximum` (default: the largest value that is shown), so
  /// that two lines with the same maximum can be compared.
  public static func text(
    _ values: [Double?], width: Int, glyphs: GlyphSet, maximum: Double? = nil
  ) -> String {
    let shown = values.suffix(max(0, width))
    let top = maximum ?? shown.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    let blanks = String(repeating: " ", count: max(0, width - shown.count))
    return blanks + shown.map { column($0, top: top, glyphs: glyphs) }.joined()
  }

  private static func column(_ value: Double?, top: Double, glyphs: GlyphSet) -> String {
    guard let value, value.isFinite else { return " " }
    guard top > 0, value > 0 else { return glyphs.columns[0] }
    let last = glyphs.columns.count - 1
    return glyphs.columns[min(last, Int(value / top * Double(last) + 0.5))]
  }
}
