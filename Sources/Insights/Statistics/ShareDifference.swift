/// How far a share in one sample may really lie from that in another: the difference of two independent
/// shares from their score intervals, method 10 of R. G. Newcombe, "Interval estimation for the difference
/// between independent proportions" (1998), which holds for small samples and for shares near 0 and 1.
public struct ShareDifference: Sendable, Equatable {
  /// -1…1: how much larger the share is at least.
  public let low: Double
  /// -1…1: how much larger it is at most.
  public let high: Double

  /// So many of one sample against so many of another; nil where one of them is nothing.
  public init?(
    _ part: Int, of whole: Int, against earlierPart: Int, of earlierWhole: Int,
    _ confidence: WilsonInterval.Confidence = .strict
  ) {
    guard let now = WilsonInterval(part, of: whole, confidence),
      let before = WilsonInterval(earlierPart, of: earlierWhole, confidence)
    else { return nil }
    let share = Double(part) / Double(whole)
    let earlier = Double(earlierPart) / Double(earlierWhole)
    func distance(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    low = share - earlier - distance(share - now.low, before.high - earlier)
    high = share - earlier + distance(now.high - share, earlier - before.low)
  }
}
