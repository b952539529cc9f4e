/// An amount that was not rounded yet: products and sums of it are exact.
///
/// What is beyond any money on earth stays at the end of the range.
public struct ExactMoney: Sendable, Equatable {
  /// Quarters of billionths of a hundredth: shares have nine digits, and bounds are quarters.
  private var parts: Int128 = 0
  private static let partsOfHundredth: Int128 = 4_000_000_000

  public static let zero = ExactMoney()

  /// `count` times an amount in hundredths, times a share or a number of hours, times quarters of it.
  public init(_ count: Int, times hundredths: Int64, times factor: Billionths, quarters: Int = 4) {
    let product = Int128(hundredths) * Int128(factor.value)
    let (parts, overflow) = product.multipliedReportingOverflow(by: Int128(count * quarters))
    self.parts = overflow ? .max : parts
  }

  private init() {}

  public static func + (a: Self, b: Self) -> Self {
    var sum = a
    let (parts, overflow) = a.parts.addingReportingOverflow(b.parts)
    sum.parts = overflow ? .max : parts
    return sum
  }

  /// In hundredths after a change of scale: the one rounding there is, half away from zero.
  public func hundredths(_ scale: Scale = .one) -> Int64 {
    let divisor = UInt128(scale.denominator) * UInt128(Self.partsOfHundredth)
    let product = parts.magnitude.multipliedFullWidth(by: UInt128(scale.numerator))
    guard product.high < divisor else { return .max }
    let (quotient, rest) = divisor.dividingFullWidth((product.high, product.low))
    let rounded = rest >= divisor - rest ? quotient &+ 1 : quotient
    return Int64(clamping: rounded)
  }

  /// A fraction of positive numbers.
  public struct Scale: Sendable, Equatable {
    public var numerator: Int64
    public var denominator: Int64
    public static let one = Scale(1, 1)
    public init(_ numerator: Int64, _ denominator: Int64) {
      self.numerator = max(1, numerator)
      self.denominator = max(1, denominator)
    }

    /// So many times as much.
    public static func * (scale: Self, times: Int64) -> Self {
      Scale(scale.numerator * times, scale.denominator)
    }
  }
}

/// A decimal number with nine digits after the point, such as people write for shares and hours.
public struct Billionths: Sendable, Equatable, Comparable {
  public let value: Int64
  public static let one = Billionths(1)

  /// The nearest; numbers are within a thousand or so.
  public init(_ number: Double) {
    value = Int64((max(-1e6, min(1e6, number)) * 1e9).rounded())
  }

  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }

  /// The shortest digits that mean it.
  public var number: Double { Double(value) / 1e9 }
}

/// An amount as a range.
public struct MoneyRange: Sendable, Equatable {
  public var low = ExactMoney.zero
  public var middle = ExactMoney.zero
  public var high = ExactMoney.zero

  public init() {}
  public init(low: ExactMoney, middle: ExactMoney, high: ExactMoney) {
    self.low = low
    self.middle = middle
    self.high = high
  }

  public static func + (a: Self, b: Self) -> Self {
    MoneyRange(low: a.low + b.low, middle: a.middle + b.middle, high: a.high + b.high)
  }
}
