import TerminalKit

/// Colour pairs, defined when they are first needed.
///
/// Terminals of eight colours have 64 pairs; when all are in use, further combinations are drawn
/// in the terminal's own colours rather than in wrong ones.
struct PairCache {
  private struct Colors: Hashable {
    var foreground, background: Int32
  }

  private var pairs: [Colors: Int32] = [Colors(foreground: -1, background: -1): 0]
  private let limit: Int32

  /// Creates a cache for a terminal with this many pairs; pair 0 is the terminal's own.
  init(limit: Int32) {
    self.limit = min(limit, 32_767)
  }

  /// The pair for a paint; `define` is called once for each new one and tells if it worked.
  mutating func pair(for paint: Paint, define: (Int32, Int32, Int32) -> Bool) -> Int32 {
    let colors = Colors(foreground: paint.foreground, background: paint.background)
    if let known = pairs[colors] { return known }
    let next = Int32(pairs.count)
    guard next < limit, define(next, colors.foreground, colors.background) else { return 0 }
    pairs[colors] = next
    return next
  }
}
