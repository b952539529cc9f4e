/// Where so many of a sample lie below: durations in milliseconds.
public enum Quantile {
  /// The middle of the sample; of an even count the mean of the two in the middle, rounded towards
  /// zero. nil of nothing.
  public static func median(_ values: [Int64]) -> Int64? {
    median(sorted: values.sorted())
  }

  /// The median of a sample that is in ascending order.
  public static func median(sorted values: [Int64]) -> Int64? {
    guard !values.isEmpty else { return nil }
    let middle = values.count / 2
    if values.count % 2 == 1 { return values[middle] }
    return values[middle - 1] + (values[middle] - values[middle - 1]) / 2
  }

  /// The smallest value that at least so many per cent (1…100) of the sample do not exceed: the nearest
  /// rank. nil of nothing.
  public static func percentile(_ percent: Int, sorted values: [Int64]) -> Int64? {
    guard !values.isEmpty else { return nil }
    let rank = (values.count * percent + 99) / 100
    return values[min(max(rank, 1), values.count) - 1]
  }
}
