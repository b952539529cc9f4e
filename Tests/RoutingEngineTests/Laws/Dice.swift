/// Numbers that look random and are the same on every run: SplitMix64.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  /// 0 ..< bound.
  mutating func roll(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  /// True once in so many throws.
  mutating func oneIn(_ bound: Int) -> Bool { roll(bound) == 0 }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
  mutating func some<Value>(_ values: [Value], oneIn bound: Int) -> [Value] {
    values.filter { _ in oneIn(bound) }
  }
}
