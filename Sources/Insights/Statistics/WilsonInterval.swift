/// How far the true share may lie from the one seen in a sample: the score interval of E. B. Wilson, "Probable
/// Inference, the Law of Succession, and Statistical Inference" (1927), which holds for small samples and
/// for shares near 0 and 1.
public struct WilsonInterval: Sendable, Equatable {
  /// 0…1.
  public let low: Double
  /// 0…1.
  public let high: Double

  /// How sure the interval is: the two-sided quantile of the normal distribution.
  public enum Confidence: Double, Sendable {
    /// 95 %.
    case usual = 1.959_963_984_540_054
    /// 99.9 %: wrong once in a thousand, for reviews that make many comparisons a week.
    case strict = 3.290_526_731_491_894
  }

  /// The interval for so many of a sample; nil for a sample of nothing.
  public init?(_ part: Int, of whole: Int, _ confidence: Confidence = .usual) {
    guard whole > 0, part >= 0, part <= whole else { return nil }
    let z = confidence.rawValue
    let n = Double(whole)
    let p = Double(part) / n
    let square = z * z
    let centre = p + square / (2 * n)
    let spread = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // At the ends the formula is exact; its floating-point form may miss them by a rounding.
    low = part == 0 ? 0 : max(0, (centre - spread) / scale)
    high = part == whole ? 1 : min(1, (centre + spread) / scale)
  }
}
