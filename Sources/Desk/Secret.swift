/// What commitments to personal data are keyed with, and keys are made of.
enum Secret {
  /// 32 random bytes of the system.
  static func fresh() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return fresh(using: &random)
  }

  /// 32 random bytes, eight at a time: made for every lead that comes in.
  static func fresh(using random: inout some RandomNumberGenerator) -> [UInt8] {
    var secret: [UInt8] = []
    secret.reserveCapacity(32)
    for _ in 0..<4 {
      withUnsafeBytes(of: random.next() as UInt64) { secret.append(contentsOf: $0) }
    }
    return secret
  }
}
