/// How far the true share may lie from the one seen in a sample: the score interval of E. B. Wilson, "Probable
/// Inference, the Law of Succession, and Statistical Inference" (1927), which holds for small samples and
/// for shares near 0 and 1.
public struct WilsonInterval: Sendable, Equatable {
  /// 0…1.
  public let low: Double
  /// 0…1.
  public let high: Double

  /// The two-sided quantile of the normal distribution for 95 %.
  private static let z = 1.959_963_984_540_054

  /// The 95 % interval for so many of a sample; nil for a sample of nothing.
  public init?(_ part: Int, of whole: Int) {
    guard whole > 0, part >= 0, part <= whole else { return nil }
    let n = Double(whole)
    let p = Double(part) / n
    let square = Self.z * Self.z
    let centre = p + square / (2 * n)
    let spread = Self.z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // At the ends the formula is exact; its floating-point form may miss them by a rounding.
    low = part == 0 ? 0 : max(0, (centre - spread) / scale)
    high = part == whole ? 1 : min(1, (centre + spread) / scale)
  }
}
