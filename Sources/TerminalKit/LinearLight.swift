/// The sRGB transfer function as a table: linear light for each byte.
enum LinearLight {
  static let values: [Double] = (0...255).map { byte in
    let share = Double(byte) / 255
    return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
  }

  /// `x` to the power 2.4 for 0 < x ≤ 1, without the C mathematics library: x² · x^(2/5), the
  /// fifth root by Newton's method.
  private static func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root - x / (root * root * root * root)) / 5 }
    return x * x * root * root
  }
}
