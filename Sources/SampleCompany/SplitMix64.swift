/// A small generator of pseudo-random numbers (Steele, Lea and Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014): the same seed gives the same numbers on any machine.
///
/// The choices below are our own rather than the standard library's, whose way of drawing from a
/// generator may change between versions of Swift.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A stream for one purpose, so that drawing more in one place moves nothing elsewhere.
  init(seed: UInt64, purpose: String) {
    // FNV-1a, because `Hasher` differs from run to run.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.init(seed: seed ^ hash)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 ..< bound; the bound is at least 1. The high half of a product: no bias that shows here.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing to choose from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// From the first to the last, both included.
  mutating func between(_ first: Int, _ last: Int) -> Int { first + below(last - first + 1) }

  /// True so many times in a hundred.
  mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  /// The position in a list of weights, none negative and at least one positive.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }
}
